//! What became of a part of the plan, as facts over time. Marks are never part of writing the plan, and never
//! changed: a later mark counts, the earlier ones stay.

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::ItemKind;
use crate::code::codes;
use crate::fault::{FaultCode, Faults};
use crate::id::PlanMarkId;
use crate::text::LongText;

codes! {
    /// What became of a part of the plan.
    pub enum Mark {
        /// A condition is met.
        Fulfilled => "fulfilled",
        /// A condition is broken: a reason to go back to direct safety.
        Broken => "broken",
        /// A condition is no longer asked.
        Withdrawn => "withdrawn",
        /// An agreement is kept.
        Kept => "kept",
        /// An agreement was not kept.
        NotKept => "not_kept",
        /// A risk factor is gone.
        Removed => "removed",
        /// A risk factor is there and can be handled.
        Manageable => "manageable",
        /// A risk factor stays, with something that guards against it.
        Lasting => "lasting",
        /// Help was asked for and is waited for.
        Requested => "requested",
        /// Help started.
        Started => "started",
        /// Help ended.
        Ended => "ended",
        /// A goal is reached.
        Reached => "reached",
        /// A goal is reached in part.
        PartlyReached => "partly_reached",
        /// A goal is not reached.
        NotReached => "not_reached",
    }
}

/// A mark as it was typed. Fields in faults: `mark`, `onDay`, `note`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MarkDraft {
    /// What became of it.
    pub mark: Option<Mark>,
    /// The day on which it was so; nothing for today.
    pub on_day: Option<NaiveDate>,
    /// What happened, or what guards a lasting risk.
    pub note: Option<String>,
}

/// A mark that may be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMark {
    /// What became of it.
    pub mark: Mark,
    /// The day on which it was so.
    pub on_day: NaiveDate,
    /// What happened, or what guards a lasting risk.
    pub note: Option<LongText>,
}

/// A stored mark, as far as the rules need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarkFact {
    /// Which.
    pub id: PlanMarkId,
    /// What became of it.
    pub mark: Mark,
    /// The day on which it was so.
    pub on_day: NaiveDate,
    /// When it was noted.
    pub made_at: DateTime<Utc>,
}

impl ItemKind {
    /// What can become of a part of this kind; nothing for an unsafe situation, of which the scores tell.
    #[must_use]
    pub const fn marks(self) -> &'static [Mark] {
        match self {
            Self::Situation => &[],
            Self::Condition => &[Mark::Fulfilled, Mark::Broken, Mark::Withdrawn],
            Self::Agreement => &[Mark::Kept, Mark::NotKept],
            Self::RiskFactor => &[Mark::Removed, Mark::Manageable, Mark::Lasting],
            Self::Measure => &[Mark::Requested, Mark::Started, Mark::Ended],
            Self::RecoveryGoal => &[Mark::Reached, Mark::PartlyReached, Mark::NotReached],
        }
    }
}

impl Mark {
    /// Whether it sends the case back to direct safety. Source: visie gefaseerd samenwerken aan veiligheid.
    #[must_use]
    pub const fn calls_for_fallback(self) -> bool {
        matches!(self, Self::Broken)
    }
}

impl MarkDraft {
    /// How long before the opening of the case a mark may lie, in days.
    pub const DAYS_BEFORE_CASE: u64 = 366;

    /// Checks a mark on a part of this kind, in a case that was opened on this day.
    ///
    /// # Errors
    /// All faults at once.
    pub fn check(self, kind: ItemKind, today: NaiveDate, opened: NaiveDate) -> Result<NewMark, Faults> {
        let mut faults = Faults::none();
        let mark = faults.need("mark", self.mark);
        if mark.is_some_and(|it| !kind.marks().contains(&it)) {
            faults.add("mark", FaultCode::DoesNotFit);
        }
        let on_day = self.on_day.unwrap_or(today);
        if on_day > today {
            faults.add("onDay", FaultCode::InTheFuture);
        }
        if on_day.checked_add_days(Days::new(Self::DAYS_BEFORE_CASE)).is_none_or(|it| it < opened) {
            let limit = i64::try_from(Self::DAYS_BEFORE_CASE).unwrap_or(i64::MAX);
            faults.add_limit("onDay", FaultCode::BeforeCase, limit);
        }
        let note = match self.note.as_deref().map(LongText::parse) {
            None | Some(Err((FaultCode::Empty, _))) => None,
            Some(parsed) => faults.keep("note", parsed),
        };
        if mark == Some(Mark::Lasting) && note.is_none() {
            faults.add("note", FaultCode::ReasonRequired);
        }
        faults.into_complete(mark.map(|mark| NewMark { mark, on_day, note }))
    }
}

/// The mark that counts: of the last day, and of one day the one that was noted last.
#[must_use]
pub fn latest<'a>(marks: impl IntoIterator<Item = &'a MarkFact>) -> Option<&'a MarkFact> {
    marks.into_iter().max_by_key(|it| (it.on_day, it.made_at, it.id))
}
