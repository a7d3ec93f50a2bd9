//! What a form or a query string holds: names and texts, in the order in which they were sent.
//! An empty text counts as left out. Nothing is judged here.

use std::collections::BTreeSet;

use domain::fault::Faults;

/// The most pairs that are read; more is not a form of ours.
const MOST_PAIRS: usize = 2_000;
/// Names that belong to the protection of the form, not to what somebody filled in.
const OWN: [&str; 4] = ["csrf", "idempotencyKey", "version", "back"];

/// Names and texts as they were sent.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct FormValues(Vec<(String, String)>);

/// A form to show: what was filled in, and what is wrong with it.
#[derive(Debug, Clone, Default)]
pub struct FormState {
    /// What was filled in.
    pub values: FormValues,
    /// What is wrong with which field.
    pub faults: Faults,
    /// The broken rule of the work with its sentence, when it is not about one field.
    pub rule: Option<(&'static str, &'static str)>,
}

impl FormValues {
    /// Reads `application/x-www-form-urlencoded`; nothing when it is not that, or too much of it.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let pairs: Vec<(String, String)> = serde_urlencoded::from_bytes(bytes).ok()?;
        (pairs.len() <= MOST_PAIRS).then_some(Self(pairs))
    }

    /// Values to start a form with.
    pub fn of<N: Into<String>, V: Into<String>>(pairs: impl IntoIterator<Item = (N, V)>) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }

    /// The first text of this name, empty or not.
    pub fn first(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str())
    }

    /// All texts of this name that are not empty.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .filter(move |(known, text)| known == name && !text.is_empty())
            .map(|(_, text)| text.as_str())
    }

    /// Whether this choice was made.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|text| text == value)
    }

    /// Whether anything is filled in below this prefix.
    pub fn has_under(&self, prefix: &str) -> bool {
        self.0.iter().any(|(name, text)| name.starts_with(prefix) && !text.is_empty())
    }

    /// The numbers of the rows below this prefix, in their order: `members.0.`, `members.3.`.
    pub fn rows(&self, prefix: &str) -> Vec<usize> {
        let number = |(name, _): &(String, String)| {
            let (number, _) = name.strip_prefix(prefix)?.split_once('.')?;
            if number.len() > 3 { None } else { number.parse().ok() }
        };
        self.0.iter().filter_map(number).collect::<BTreeSet<usize>>().into_iter().collect()
    }

    /// The names directly below this prefix, without our own.
    pub fn names_under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter_map(move |(name, _)| name.strip_prefix(prefix))
            .map(|rest| rest.split_once('.').map_or(rest, |(first, _)| first))
            .filter(move |name| !(prefix.is_empty() && OWN.contains(name)))
    }
}

impl FormState {
    /// A form that nobody filled in yet, with these values in it.
    pub fn starting_with(values: FormValues) -> Self {
        Self { values, ..Self::default() }
    }

    /// What is wrong with this field, if anything.
    pub fn fault(&self, field: &str) -> Option<&domain::fault::Fault> {
        self.faults.iter().find(|fault| fault.field == field)
    }
}

/// What was filled in is personal data: only how much of it may be printed.
impl std::fmt::Debug for FormValues {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "FormValues({} pairs)", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_names_are_a_list_and_empty_texts_are_absent() {
        let values = FormValues::parse(b"a=1&a=2&b=&c=x+y%21").unwrap();
        assert_eq!(values.all("a").collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!(values.all("b").count(), 0);
        assert_eq!(values.first("c"), Some("x y!"));
        assert!(values.has("a", "2") && !values.has("a", "3"));
    }

    #[test]
    fn rows_are_found_by_number_and_gaps_do_not_matter() {
        let values = FormValues::parse(b"m.10.name=a&m.2.name=b&m.x.name=c&m.99999.name=d").unwrap();
        assert_eq!(values.rows("m."), [2, 10]);
    }

    #[test]
    fn our_own_names_are_not_part_of_what_was_filled_in() {
        let values = FormValues::parse(b"csrf=1&version=2&idempotencyKey=3&a.b=4&m.version=5").unwrap();
        assert_eq!(values.names_under("").collect::<Vec<_>>(), ["a", "m"]);
        assert_eq!(values.names_under("m.").collect::<Vec<_>>(), ["version"]);
    }

    #[test]
    fn what_was_filled_in_is_never_printed() {
        let values = FormValues::of([("name", "Bakkar")]);
        assert_eq!(format!("{values:?}"), "FormValues(1 pairs)");
    }
}
