//! What the numbers of the safety scale mean, in words: versioned, because the wording may change and a score keeps the
//! one under which it was given. Nothing here computes with the words; they are for people to read.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use crate::score::{SafetyScore, ScaleVersion};

/// One wording of the scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    pub version: ScaleVersion,
    /// Whose words they are.
    pub source: String,
    /// In order, without gaps: every number has exactly one.
    pub anchors: Vec<Anchor>,
}

/// The words for some numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    pub lowest: SafetyScore,
    pub highest: SafetyScore,
    /// For professionals.
    pub label: String,
    /// For somebody who is asked: what it is like.
    pub plain: String,
}

/// All wordings that were ever used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScaleBook(BTreeMap<ScaleVersion, Scale>);

/// Why wordings do not make a book.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScaleFault {
    #[error("version {0} is there twice")]
    Twice(i32),
    #[error("version {version} has no words or too many for {number}")]
    NotOnce { version: i32, number: u8 },
}

impl Anchor {
    /// The numbers that it is about.
    #[must_use]
    pub const fn numbers(&self) -> RangeInclusive<u8> {
        self.lowest.get()..=self.highest.get()
    }
}

impl Scale {
    /// The words for a number.
    #[must_use]
    pub fn anchor(&self, number: u8) -> Option<&Anchor> {
        self.anchors.iter().find(|it| it.numbers().contains(&number))
    }
}

impl ScaleBook {
    /// Puts wordings together.
    ///
    /// # Errors
    /// All faults at once.
    pub fn new(scales: Vec<Scale>) -> Result<Self, Vec<ScaleFault>> {
        let mut book = BTreeMap::new();
        let mut faults = Vec::new();
        for scale in scales {
            let version = scale.version.0;
            for number in SafetyScore::MIN.get()..=SafetyScore::MAX.get() {
                let words = scale.anchors.iter().filter(|it| it.numbers().contains(&number)).count();
                if words != 1 {
                    faults.push(ScaleFault::NotOnce { version, number });
                }
            }
            if book.insert(scale.version, scale).is_some() {
                faults.push(ScaleFault::Twice(version));
            }
        }
        if faults.is_empty() { Ok(Self(book)) } else { Err(faults) }
    }

    /// The wording with this version.
    #[must_use]
    pub fn find(&self, version: ScaleVersion) -> Option<&Scale> {
        self.0.get(&version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchor(lowest: i64, highest: i64) -> Anchor {
        let score = |it| SafetyScore::new(it).unwrap();
        let (label, plain) = (String::new(), String::new());
        Anchor { lowest: score(lowest), highest: score(highest), label, plain }
    }

    fn scale(version: i32, anchors: Vec<Anchor>) -> Scale {
        Scale { version: ScaleVersion(version), source: String::new(), anchors }
    }

    #[test]
    fn every_number_has_words_once() {
        let book = ScaleBook::new(vec![scale(1, vec![anchor(1, 4), anchor(5, 10)])]).unwrap();
        let found = book.find(ScaleVersion(1)).unwrap();
        assert_eq!(found.anchor(5).unwrap().numbers(), 5..=10);
        assert_eq!(found.anchor(11), None);
        assert_eq!(book.find(ScaleVersion(2)), None);
    }

    #[test]
    fn gaps_overlaps_and_twins_are_told_at_once() {
        let faults = ScaleBook::new(vec![
            scale(1, vec![anchor(1, 4), anchor(6, 10)]),
            scale(1, vec![anchor(1, 6), anchor(6, 10)]),
        ])
        .unwrap_err();
        assert_eq!(
            faults,
            [
                ScaleFault::NotOnce { version: 1, number: 5 },
                ScaleFault::NotOnce { version: 1, number: 6 },
                ScaleFault::Twice(1),
            ]
        );
    }
}
