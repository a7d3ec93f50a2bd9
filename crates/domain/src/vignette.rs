//! Fictional situations on which professionals practise the safety scale. Each scores on his own; afterwards all see
//! how the numbers lie, and nobody sees whose they are. Never about a household.

use crate::code::rules;
use crate::fault::Faults;
use crate::score::{SafetyScore, ScaleVersion};

rules! {
    /// A rule about practice that a step would have broken.
    pub enum VignetteRule {
        /// The same professional scores a situation once per version of the scale.
        AlreadyScored => "vignette_already_scored",
    }
}

/// A score as it was typed. Field in faults: `value`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VignetteDraft {
    pub value: Option<i64>,
    /// The scale that holds now.
    pub scale: ScaleVersion,
}

/// A score that may be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewVignetteScore {
    pub value: SafetyScore,
    pub scale: ScaleVersion,
}

/// How often each number was given. There is no mean, on purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread {
    counts: [u32; 10],
}

impl VignetteDraft {
    /// Checks a score against the scale, and that there is none of the same professional yet.
    ///
    /// # Errors
    /// [`VignetteRule::AlreadyScored`] as a rule, what is wrong with the number as faults.
    pub fn check(self) -> Result<NewVignetteScore, Faults> {
        let mut faults = Faults::none();
        let value = faults.need("value", self.value);
        let value = value.and_then(|it| faults.keep("value", SafetyScore::new(it)));
        faults.into_complete(value.map(|value| NewVignetteScore { value, scale: self.scale }))
    }
}

impl NewVignetteScore {
    /// Refuses a second score of the same professional on the same scale.
    ///
    /// # Errors
    /// [`VignetteRule::AlreadyScored`].
    pub const fn require_first(before: Option<SafetyScore>) -> Result<(), VignetteRule> {
        match before {
            Some(_) => Err(VignetteRule::AlreadyScored),
            None => Ok(()),
        }
    }
}

impl Spread {
    /// From how often 1 to 10 were given; nothing when nobody gave anything.
    #[must_use]
    pub fn new(counts: [u32; 10]) -> Option<Self> {
        counts.iter().any(|it| *it > 0).then_some(Self { counts })
    }

    /// Every number from 1 to 10 with how often it was given.
    pub fn counts(&self) -> impl Iterator<Item = (u8, u32)> {
        (1..).zip(self.counts)
    }

    /// How many gave a number.
    #[must_use]
    pub fn raters(&self) -> u32 {
        self.counts.iter().sum()
    }

    /// The lowest and the highest number that was given.
    #[must_use]
    pub fn ends(&self) -> (u8, u8) {
        let mut given = self.counts().filter(|(_, many)| *many > 0).map(|(number, _)| number);
        let lowest = given.next().unwrap_or_default();
        (lowest, given.last().unwrap_or(lowest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_lies_between_1_and_10() {
        let draft = |value| VignetteDraft { value, scale: ScaleVersion(1) }.check().map(|it| it.value.get());
        assert_eq!(draft(Some(1)), Ok(1));
        for (value, fault) in [(None, "value: missing"), (Some(0), "value: out_of_range")] {
            assert_eq!(draft(value).unwrap_err().to_string(), fault);
        }
    }

    #[test]
    fn a_second_score_is_refused() {
        assert_eq!(NewVignetteScore::require_first(None), Ok(()));
        let before = SafetyScore::new(4).unwrap();
        assert_eq!(NewVignetteScore::require_first(Some(before)), Err(VignetteRule::AlreadyScored));
    }

    #[test]
    fn a_spread_tells_the_ends_and_how_many() {
        assert_eq!(Spread::new([0; 10]), None);
        let spread = Spread::new([0, 0, 2, 0, 1, 0, 0, 3, 0, 0]).unwrap();
        assert_eq!((spread.raters(), spread.ends()), (6, (3, 8)));
        assert_eq!(Spread::new([0, 1, 0, 0, 0, 0, 0, 0, 0, 0]).unwrap().ends(), (2, 2));
    }
}
