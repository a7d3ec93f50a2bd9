//! Whether a text tells of whom it is. It finds what a hurried writer leaves in a question: a name from the own cases, a
//! number, a date of birth, an address. It cannot promise that nobody is recognised; it refuses what it can see.

use std::collections::BTreeSet;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::bsn::Bsn;
use crate::fault::{FaultCode, Faults};

/// Names of people whom the writer works for. A name never leaves it.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct KnownNames(BTreeSet<String>);

impl KnownNames {
    /// Keeps each part of these names by itself: "Fatima Zohra" is two names. Parts of one letter and the small words of
    /// a family name are no names.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let parts = names.into_iter().flat_map(|it| words(it).map(folded).collect::<Vec<_>>());
        let telling = parts.filter(|it| it.chars().count() > 1 && !SMALL_WORDS.contains(&it.as_str()));
        Self(telling.collect())
    }

    /// Whether this word is one of the names. A short one counts when it is written with a capital, because "wil" and
    /// "bas" are words as well.
    fn has(&self, word: &str) -> bool {
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        let name = folded(word);
        let known = |it: &str| (capital || it.chars().count() > SHORT_NAME) && self.0.contains(it);
        known(&name) || name.strip_suffix('s').is_some_and(known)
    }
}

impl std::fmt::Debug for KnownNames {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "KnownNames({})", self.0.len())
    }
}

/// So many letters at most make a short name.
const SHORT_NAME: usize = 4;

/// Words in names that are no names.
const SMALL_WORDS: &[&str] = &[
    "van", "von", "de", "der", "den", "het", "ten", "ter", "te", "op", "in", "aan", "bij", "uit", "la", "le",
    "du", "da", "do", "dos", "das", "del", "di", "el", "al", "bin", "en",
];

/// How the names of streets end.
const STREETS: &[&str] = &[
    "straat",
    "laan",
    "weg",
    "plein",
    "gracht",
    "kade",
    "dijk",
    "singel",
    "steeg",
    "pad",
    "hof",
    "dreef",
    "plantsoen",
    "park",
];

/// What of a text tells of whom it is, under the name of its field.
#[must_use]
pub fn faults(field: &str, text: &str, names: &KnownNames) -> Faults {
    let mut faults = Faults::none();
    let mut note = |found: bool, code| {
        if found {
            faults.add(field, code);
        }
    };
    let numbers = numbers(text);
    note(words(text).any(|it| names.has(it)), FaultCode::NamesSomebody);
    let apart = || numbers.iter().flat_map(|it| it.split_whitespace());
    note(numbers.iter().any(|it| is_bsn(it)) || apart().any(is_bsn), FaultCode::TellsBsn);
    note(apart().any(is_date), FaultCode::TellsBirthDate);
    note(numbers.iter().any(|it| is_phone(it)) || apart().any(is_phone), FaultCode::TellsPhone);
    note(text.split_whitespace().any(is_mail), FaultCode::TellsMail);
    note(has_address(text), FaultCode::TellsAddress);
    faults
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|it: char| !(it.is_alphanumeric() || is_combining_mark(it))).filter(|it| !it.is_empty())
}

fn folded(word: impl AsRef<str>) -> String {
    word.as_ref().nfd().filter(|it| !is_combining_mark(*it)).flat_map(char::to_lowercase).collect()
}

/// Runs of digits with what people write between the digits of one number: spaces, dots, dashes, slashes, brackets, plus.
fn numbers(text: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    for letter in text.chars() {
        let part = letter.is_ascii_digit() || matches!(letter, ' ' | '.' | '-' | '/' | '(' | ')' | '+');
        match (part, found.last_mut()) {
            (true, Some(number)) => number.push(letter),
            _ => found.push(String::new()),
        }
    }
    found.iter().map(|it| it.trim().to_owned()).filter(|it| it.chars().any(|c| c.is_ascii_digit())).collect()
}

fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

/// Nine digits that pass the test of eleven, alone or in groups.
fn is_bsn(number: &str) -> bool {
    let found = digits(number);
    found.len() == 9 && Bsn::parse(&found).is_ok()
}

/// A day, a month and a year, in either order.
fn is_date(number: &str) -> bool {
    let parts: Vec<&str> = number.split(['.', '-', '/', '(', ')']).filter(|it| !it.is_empty()).collect();
    let value = |it: &&str| it.parse::<u16>().unwrap_or(u16::MAX);
    let is_year = |it: &&str| it.len() == 4 && (1900..=2100).contains(&value(it)) || it.len() == 2;
    let is_day = |it: &&str| it.len() <= 2 && (1..=31).contains(&value(it));
    let is_month = |it: &&str| it.len() <= 2 && (1..=12).contains(&value(it));
    parts.windows(3).any(|it| match it {
        [first, month, last] if is_month(month) => {
            is_day(first) && is_year(last) || first.len() == 4 && is_year(first) && is_day(last)
        }
        _ => false,
    })
}

/// Ten digits from a nought, or the same with the number of the country.
fn is_phone(number: &str) -> bool {
    let found = digits(number);
    match found.strip_prefix("0031").or(found.strip_prefix("31")) {
        Some(rest) if rest.len() == 9 || rest.len() == 10 => true,
        _ => found.len() == 10 && found.starts_with('0'),
    }
}

fn is_mail(word: &str) -> bool {
    word.split_once('@').is_some_and(|(name, host)| {
        name.chars().any(char::is_alphanumeric) && host.trim_end_matches(['.', ',']).contains('.')
    })
}

/// A postcode, or a word that ends like a street with a number after it.
fn has_address(text: &str) -> bool {
    let words: Vec<&str> = words(text).collect();
    let joined = words.iter().any(|it| is_postcode(it));
    joined
        || words.windows(2).any(|it| match it {
            [first, second] => is_postcode(&format!("{first}{second}")) || is_street(first, second),
            _ => false,
        })
}

fn is_postcode(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    letters.len() == 6
        && letters.first() != Some(&'0')
        && letters.iter().take(4).all(char::is_ascii_digit)
        && letters.iter().skip(4).all(|it| it.is_ascii_uppercase())
}

fn is_street(word: &str, after: &str) -> bool {
    let name = folded(word);
    let street = STREETS.iter().any(|end| name.ends_with(end) && name.len() > end.len());
    street && after.starts_with(|it: char| it.is_ascii_digit())
}
