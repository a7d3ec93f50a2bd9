//! What to talk about after a round: who lies how far from whom, about whom, and what changed since the round before.
//! The lowest and the highest are named with who gave them; there is no mean, and nobody is outvoted.

use std::collections::{BTreeMap, BTreeSet};

use super::RaterKind;
use crate::score::{RaterKey, SafetyScore, Subject, Summary, summary};

/// One score of a closed round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoundScore {
    pub rater: RaterKey,
    pub kind: RaterKind,
    pub subject: Subject,
    pub value: SafetyScore,
}

/// The scores that came before, by who gave them and what about.
pub type Before = BTreeMap<(RaterKey, Subject), SafetyScore>;

/// What the scores about one subject say beside each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Talk {
    pub subject: Subject,
    /// How they lie.
    pub summary: Summary,
    /// Who gave the lowest.
    pub lowest_by: Vec<RaterKey>,
    /// Who gave the highest.
    pub highest_by: Vec<RaterKey>,
    /// Every two raters who do not agree, those who differ most first.
    pub differences: Vec<Difference>,
    /// The scores, lowest first, each with what the same rater gave in the round before.
    pub scores: Vec<Moved>,
    /// The children who scored lower than every grown-up of the household.
    pub children_below: Vec<RaterKey>,
}

/// Two raters who do not agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    pub lower: RaterKey,
    pub higher: RaterKey,
    /// How far apart, 1 to 9.
    pub distance: u8,
}

/// A score beside the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    pub rater: RaterKey,
    pub kind: RaterKind,
    pub value: SafetyScore,
    /// Of the same rater about the same subject in the round before.
    pub before: Option<SafetyScore>,
}

/// How the scores about one subject lay in one phase, over all rounds in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InPhase {
    /// Code of the phase.
    pub phase: String,
    pub subject: Subject,
    pub lowest: SafetyScore,
    pub highest: SafetyScore,
}

impl Moved {
    /// How far it moved, below zero when it fell; nothing without a score before it.
    #[must_use]
    pub fn change(&self) -> Option<i8> {
        let number = |score: SafetyScore| i8::try_from(score.get()).unwrap_or_default();
        self.before.map(|before| number(self.value) - number(before))
    }
}

/// What to talk about, for each subject, the household as a whole first. `before` holds the scores of the round before.
#[must_use]
pub fn conversation(scores: &[RoundScore], before: &Before) -> Vec<Talk> {
    let subjects: BTreeSet<Subject> = scores.iter().map(|it| it.subject).collect();
    subjects.into_iter().filter_map(|subject| talk(subject, scores, before)).collect()
}

/// The children among the raters of a subject who scored lower than every grown-up of the household did.
#[must_use]
pub fn children_below(scores: &[RoundScore], subject: Subject) -> Vec<RaterKey> {
    let about = || scores.iter().filter(|it| it.subject == subject);
    let Some(adults) = about().filter(|it| it.kind == RaterKind::Adult).map(|it| it.value).min() else {
        return Vec::new();
    };
    let mut below: Vec<_> =
        about().filter(|it| it.kind == RaterKind::Child && it.value < adults).map(|it| it.rater).collect();
    below.sort();
    below
}

/// How the scores lay in each phase, in the order in which the phases are given.
#[must_use]
pub fn in_phases<'a>(scores: impl IntoIterator<Item = (&'a str, Subject, SafetyScore)>) -> Vec<InPhase> {
    let mut order: Vec<&str> = Vec::new();
    let mut found: BTreeMap<(usize, Subject), (SafetyScore, SafetyScore)> = BTreeMap::new();
    for (phase, subject, value) in scores {
        let place = order.iter().position(|it| *it == phase).unwrap_or_else(|| {
            order.push(phase);
            order.len() - 1
        });
        let (lowest, highest) = found.entry((place, subject)).or_insert((value, value));
        *lowest = value.min(*lowest);
        *highest = value.max(*highest);
    }
    let named = |((place, subject), (lowest, highest)): ((usize, Subject), _)| {
        let phase = (*order.get(place)?).to_owned();
        Some(InPhase { phase, subject, lowest, highest })
    };
    found.into_iter().filter_map(named).collect()
}

fn talk(subject: Subject, scores: &[RoundScore], before: &Before) -> Option<Talk> {
    let mut about: Vec<RoundScore> = scores.iter().copied().filter(|it| it.subject == subject).collect();
    about.sort_by_key(|it| (it.value, it.kind, it.rater));
    let summary = summary(&about.iter().map(|it| it.value).collect::<Vec<_>>())?;
    let gave = |value| about.iter().filter(move |it| it.value == value).map(|it| it.rater).collect();
    let (lowest_by, highest_by) = (gave(summary.lowest), gave(summary.highest));
    let moved = |score: &RoundScore| Moved {
        rater: score.rater,
        kind: score.kind,
        value: score.value,
        before: before.get(&(score.rater, subject)).copied(),
    };
    Some(Talk {
        subject,
        summary,
        lowest_by,
        highest_by,
        differences: differences(&about),
        scores: about.iter().map(moved).collect(),
        children_below: children_below(scores, subject),
    })
}

/// The scores come in lowest first.
fn differences(about: &[RoundScore]) -> Vec<Difference> {
    let mut found: Vec<Difference> = Vec::new();
    for (place, lower) in about.iter().enumerate() {
        for higher in about.iter().skip(place + 1).filter(|it| it.value > lower.value) {
            let distance = lower.value.distance(higher.value);
            found.push(Difference { lower: lower.rater, higher: higher.rater, distance });
        }
    }
    found.sort_by_key(|it| std::cmp::Reverse(it.distance));
    found
}
