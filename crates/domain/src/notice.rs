//! Notices: that something waits for somebody, never what it is about. Who hears of it later when nobody reads it
//! follows from a ladder of the region; here is only the ladder.

use chrono::{DateTime, Duration, Utc};

use crate::code::codes;
use crate::task::TaskKind;

codes! {
    /// What waits.
    pub enum NoticeKind {
        /// A task that may not wait.
        UrgentTask => "urgent_task",
        /// A task.
        Task => "task",
        /// A task was passed on to whoever is told.
        TaskPassedOn => "task_passed_on",
        /// A scoring round asks for an answer.
        RoundAsks => "round_asks",
        /// A place in a duo was given.
        DuoAssigned => "duo_assigned",
        /// The other member of the duo proposes a phase and waits for agreement.
        PhaseProposed => "phase_proposed",
        /// The view on safety of a case is offered to the own team.
        HandoverOffered => "handover_offered",
        /// An offer of the own team ended: accepted, refused or lapsed.
        HandoverEnded => "handover_ended",
        /// A term ends in a few days.
        TermNear => "term_near",
        /// A term runs and is over.
        TermOver => "term_over",
        /// A consultation that is needed today waits to be taken up.
        ConsultationWaits => "consultation_waits",
        /// A consultation waits to be taken up, and fits this adviser best.
        ConsultationFits => "consultation_fits",
        /// A consultation waits for its adviser: it was given to this one, or somebody asked further.
        ConsultationTurn => "consultation_turn",
        /// There is advice.
        ConsultationAnswered => "consultation_answered",
        /// The other side ended a consultation.
        ConsultationEnded => "consultation_ended",
    }
}

codes! {
    /// How somebody wants to be told by mail. What is urgent comes at once whatever was chosen.
    pub enum MailChoice {
        /// A mail for each notice.
        AtOnce => "at_once",
        /// One mail a day when something is unread.
        Daily => "daily",
        /// No mail, except for what is urgent.
        Never => "none",
    }
}

/// Who is told, in the order in which it climbs when nobody reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rung {
    /// Whom it is for.
    Addressee = 1,
    /// The other member of the duo.
    OtherOfDuo = 2,
    /// The lead of a team that takes part in the case.
    Lead = 3,
}

/// When an urgent notice that nobody reads climbs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LadderPolicy {
    /// To the other member of the duo, after so many hours.
    pub other_after_hours: u8,
    /// To the team lead, after so many hours, counted from the beginning as well.
    pub lead_after_hours: u8,
}

/// When terms are told of, and how long notices stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoticePolicy {
    /// A term that ends within so many days is told of.
    pub term_days: u8,
    /// So many days after it was read a notice is removed.
    pub keep_days: u8,
}

impl NoticeKind {
    /// What a task of this kind is to who hears of it.
    #[must_use]
    pub const fn of_task(kind: TaskKind) -> Self {
        match kind {
            TaskKind::LowScore
            | TaskKind::FellBack
            | TaskKind::NotSafeAfterClosing
            | TaskKind::RedFlags
            | TaskKind::HandoverRefused
            | TaskKind::HandoverLapsed => Self::UrgentTask,
            TaskKind::ScoreDropped
            | TaskKind::ScoresApart
            | TaskKind::ChildScoresLower
            | TaskKind::RaterMissing
            | TaskKind::LifeEvent
            | TaskKind::HandoverMeeting
            | TaskKind::ByHand => Self::Task,
        }
    }

    /// Whether it may not wait for a digest, and climbs when nobody reads it.
    #[must_use]
    pub const fn is_urgent(self) -> bool {
        matches!(self, Self::UrgentTask | Self::HandoverOffered)
    }

    /// Whether it is mailed at once whatever somebody chose.
    #[must_use]
    pub const fn is_pressing(self) -> bool {
        self.is_urgent() || matches!(self, Self::ConsultationWaits)
    }
}

impl MailChoice {
    /// Whether a notice is mailed by itself and at once.
    #[must_use]
    pub const fn at_once(self, kind: NoticeKind) -> bool {
        kind.is_pressing() || matches!(self, Self::AtOnce)
    }
}

impl Rung {
    /// The rung with this number.
    #[must_use]
    pub const fn from_number(number: i16) -> Option<Self> {
        match number {
            1 => Some(Self::Addressee),
            2 => Some(Self::OtherOfDuo),
            3 => Some(Self::Lead),
            _ => None,
        }
    }

    /// Its number, from 1.
    #[must_use]
    pub const fn number(self) -> i16 {
        match self {
            Self::Addressee => 1,
            Self::OtherOfDuo => 2,
            Self::Lead => 3,
        }
    }
}

impl LadderPolicy {
    /// How high an urgent notice of this moment that nobody has read stands now.
    #[must_use]
    pub fn rung(self, told: DateTime<Utc>, now: DateTime<Utc>) -> Rung {
        let after = |hours: u8| now - told >= Duration::hours(hours.into());
        if after(self.lead_after_hours) {
            Rung::Lead
        } else if after(self.other_after_hours) {
            Rung::OtherOfDuo
        } else {
            Rung::Addressee
        }
    }

    /// What was told after this moment climbs nowhere yet.
    #[must_use]
    pub fn first_climb(self, now: DateTime<Utc>) -> DateTime<Utc> {
        now - Duration::hours(self.other_after_hours.min(self.lead_after_hours).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LADDER: LadderPolicy = LadderPolicy { other_after_hours: 2, lead_after_hours: 6 };

    fn told() -> DateTime<Utc> {
        "2026-05-07T09:00:00Z".parse().unwrap()
    }

    #[test]
    fn it_climbs_to_the_minute() {
        let rung = |minutes| LADDER.rung(told(), told() + Duration::minutes(minutes));
        assert_eq!(
            [0, 119, 120, 359, 360, 10_000].map(rung),
            [Rung::Addressee, Rung::Addressee, Rung::OtherOfDuo, Rung::OtherOfDuo, Rung::Lead, Rung::Lead]
        );
    }

    #[test]
    fn what_is_urgent_is_mailed_at_once_whatever_was_chosen_and_so_is_a_question_of_today() {
        for kind in NoticeKind::ALL {
            for choice in MailChoice::ALL {
                let pressing = kind.is_urgent() || *kind == NoticeKind::ConsultationWaits;
                let expected = pressing || *choice == MailChoice::AtOnce;
                assert_eq!(choice.at_once(*kind), expected, "{kind} {choice}");
            }
        }
    }

    #[test]
    fn danger_is_urgent() {
        let urgent: Vec<&str> = TaskKind::ALL
            .iter()
            .filter(|it| NoticeKind::of_task(**it).is_urgent())
            .map(|it| it.code())
            .collect();
        assert_eq!(
            urgent,
            [
                "low_score",
                "fell_back",
                "not_safe_after_closing",
                "red_flags",
                "handover_refused",
                "handover_lapsed"
            ]
        );
    }

    #[test]
    fn a_rung_is_found_by_its_number() {
        for rung in [Rung::Addressee, Rung::OtherOfDuo, Rung::Lead] {
            assert_eq!(Rung::from_number(rung.number()), Some(rung));
        }
        assert_eq!(Rung::from_number(0), None);
    }

    proptest! {
        #[test]
        fn it_never_comes_down(minutes in 0i64..3000, more in 0i64..3000, other in 0u8..48, lead in 0u8..48) {
            let ladder = LadderPolicy { other_after_hours: other, lead_after_hours: lead };
            let (now, later) = (told() + Duration::minutes(minutes), told() + Duration::minutes(minutes + more));
            prop_assert!(ladder.rung(told(), now) <= ladder.rung(told(), later));
            prop_assert_eq!(ladder.rung(told(), now) > Rung::Addressee, told() <= ladder.first_climb(now));
        }
    }
}
