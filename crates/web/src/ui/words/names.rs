//! What people are called and how old they are, as it stands on a page. An age never looks more certain than the
//! date it comes from.

use casework::person::PersonView;
use domain::birth::{Age, BirthDate};
use domain::person::PersonName;
use domain::text::Name;

use super::dates;

/// `Sara van den Berg`.
pub fn full(name: &PersonName) -> String {
    let parts = [name.given.as_ref(), name.infix.as_ref(), Some(&name.family)];
    parts.into_iter().flatten().map(Name::as_str).collect::<Vec<_>>().join(" ")
}

/// `7 jaar`, `7 of 8 jaar`, `verwacht op 1 augustus 2026`, `leeftijd niet bekend`.
pub fn age(person: &PersonView) -> String {
    match (person.birth, person.age) {
        (BirthDate::Expected(day), _) => format!("verwacht op {}", dates::day_and_month(day)),
        (_, Some(Age { years, exact: true })) => format!("{years} jaar"),
        (_, Some(Age { years, exact: false })) => format!("{years} of {} jaar", years + 1),
        (_, None) => "leeftijd niet bekend".to_owned(),
    }
}

/// `3 april 2015`, `april 2015`, `2015`; nothing when it is not known or still to come.
pub fn born(birth: BirthDate) -> Option<String> {
    match birth {
        BirthDate::Day(_) | BirthDate::Month { .. } | BirthDate::Year(_) => {
            Some(dates::birth(&birth.to_text()))
        }
        BirthDate::Unknown | BirthDate::Expected(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_told_as_far_as_it_is_known() {
        for (birth, told) in [
            ("2015-04-03", Some("3 april 2015")),
            ("2015-04", Some("april 2015")),
            ("2015", Some("2015")),
            ("", None),
        ] {
            assert_eq!(born(BirthDate::parse(birth).unwrap()).as_deref(), told);
        }
    }

    #[test]
    fn a_name_has_only_the_parts_that_are_known() {
        let name = |text| Name::parse(text).ok();
        let family = Name::parse("Berg").unwrap();
        let whole = PersonName { given: name("Sara"), infix: name("van den"), family: family.clone() };
        assert_eq!(full(&whole), "Sara van den Berg");
        assert_eq!(full(&PersonName { given: None, infix: None, family }), "Berg");
    }
}
