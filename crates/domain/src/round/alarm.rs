//! When scores ask for somebody's attention. An alarm asks people to look and talk; it never decides anything and never
//! changes a score.

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, Utc};

use super::conversation::{Before, RoundScore, children_below};
use crate::code::codes;
use crate::score::{RaterKey, SafetyScore, Subject, summary};
use crate::task::TaskKind;

codes! {
    /// What an alarm is about.
    pub enum AlarmKind {
        /// The score of the same rater about the same subject fell by a lot.
        Dropped => "dropped",
        /// The scores about one subject lie far apart.
        Apart => "apart",
        /// A child scores lower than every grown-up of the household.
        ChildLower => "child_lower",
        /// The round was closed without the answer of somebody who was asked.
        RaterMissing => "rater_missing",
        /// Somebody gave a very low score.
        Low => "low",
    }
}

/// The numbers behind the alarms; a proposal, so settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AlarmPolicy {
    /// A score that falls by this much or more.
    pub drop_at_least: u8,
    /// Scores that lie so far apart or further.
    pub spread_at_least: u8,
    /// A score of this or lower.
    pub low_at_most: u8,
    /// After so many days without a round a case asks for one.
    pub days_without_round: u16,
    /// In so many days somebody has looked at what an alarm asks for.
    pub days_to_look: u8,
}

/// Something in the scores that asks for attention: of one kind, about one subject, once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alarm {
    pub kind: AlarmKind,
    pub subject: Subject,
    /// Whose scores, or missing scores, it is about.
    pub raters: Vec<RaterKey>,
}

impl AlarmKind {
    /// The task in which it is followed up.
    #[must_use]
    pub const fn task(self) -> TaskKind {
        match self {
            Self::Dropped => TaskKind::ScoreDropped,
            Self::Apart => TaskKind::ScoresApart,
            Self::ChildLower => TaskKind::ChildScoresLower,
            Self::RaterMissing => TaskKind::RaterMissing,
            Self::Low => TaskKind::LowScore,
        }
    }
}

impl AlarmPolicy {
    /// Whether a score fell so far that it asks for attention.
    #[must_use]
    pub fn is_drop(&self, before: Option<SafetyScore>, now: SafetyScore) -> bool {
        before.is_some_and(|it| now < it && it.distance(now) >= self.drop_at_least)
    }

    /// Whether a score is so low that it asks for attention.
    #[must_use]
    pub const fn is_low(&self, score: SafetyScore) -> bool {
        score.get() <= self.low_at_most
    }

    /// The alarms of one score that is given outside a round.
    #[must_use]
    pub fn of_score(
        &self,
        (rater, subject): (RaterKey, Subject),
        before: Option<SafetyScore>,
        now: SafetyScore,
    ) -> Vec<Alarm> {
        let found = [(AlarmKind::Dropped, self.is_drop(before, now)), (AlarmKind::Low, self.is_low(now))];
        let alarm = |(kind, _)| Alarm { kind, subject, raters: vec![rater] };
        found.into_iter().filter(|(_, it)| *it).map(alarm).collect()
    }

    /// The alarms of a round at its closing. `before` gives the last score of the same rater about the same subject
    /// that came before it, `missing` holds who has not answered.
    #[must_use]
    pub fn of_round(&self, scores: &[RoundScore], before: &Before, missing: &[RaterKey]) -> Vec<Alarm> {
        let subjects: BTreeSet<Subject> = scores.iter().map(|it| it.subject).collect();
        let mut alarms: Vec<Alarm> =
            subjects.into_iter().flat_map(|subject| self.about(subject, scores, before)).collect();
        if !missing.is_empty() {
            let raters = missing.to_vec();
            alarms.push(Alarm { kind: AlarmKind::RaterMissing, subject: Subject::Household, raters });
        }
        alarms
    }

    /// Whether it was too long ago that somebody asked everybody: since the last round, or since the case opened.
    #[must_use]
    pub fn is_overdue(&self, last: DateTime<Utc>, now: DateTime<Utc>) -> bool {
        now - last > Duration::days(self.days_without_round.into())
    }

    fn about(&self, subject: Subject, scores: &[RoundScore], before: &Before) -> Vec<Alarm> {
        let about: Vec<&RoundScore> = scores.iter().filter(|it| it.subject == subject).collect();
        let raters = |asks: &dyn Fn(&RoundScore) -> bool| -> Vec<RaterKey> {
            about
                .iter()
                .filter(|it| asks(it))
                .map(|it| it.rater)
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect()
        };
        let dropped = raters(&|it| self.is_drop(before.get(&(it.rater, it.subject)).copied(), it.value));
        let apart = summary(&about.iter().map(|it| it.value).collect::<Vec<_>>())
            .filter(|it| it.spread >= self.spread_at_least);
        let apart =
            apart.map_or_else(Vec::new, |far| raters(&|it| [far.lowest, far.highest].contains(&it.value)));
        [
            (AlarmKind::Dropped, dropped),
            (AlarmKind::Apart, apart),
            (AlarmKind::ChildLower, children_below(scores, subject)),
            (AlarmKind::Low, raters(&|it| self.is_low(it.value))),
        ]
        .into_iter()
        .filter(|(_, raters)| !raters.is_empty())
        .map(|(kind, raters)| Alarm { kind, subject, raters })
        .collect()
    }
}
