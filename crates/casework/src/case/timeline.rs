//! The timeline of a case: everything in it that the caller may see, newest first, page by page.

use super::list::Page;
use crate::{Casework, Refusal, absent, ask};
use access::{Caller, Permit, may};
use domain::id::{CaseId, ContactId, ScoreId};
use store::{Tx, case, timeline};
use uuid::Uuid;

pub use store::timeline::{
    GivenScore, LoggedContact, Present, SeatTaken, Step, TermMoment, TermTold, TimelineEvent, TimelineItem,
    TimelineKind, TimelinePlace,
};

/// Which part of which timeline.
#[derive(Debug, Clone)]
pub struct ReadTimeline {
    pub case: CaseId,
    /// Kinds to show; none for all.
    pub kinds: Vec<TimelineKind>,
    /// The place after which the page begins; nothing for the newest.
    pub after: Option<TimelinePlace>,
    /// At most so many items.
    pub limit: usize,
}

/// Reads one page of the timeline.
///
/// # Errors
/// [`Refusal::NotFound`] when the case is not there or not for the caller.
pub async fn read(
    casework: &Casework,
    caller: &Caller,
    wanted: &ReadTimeline,
) -> Result<Page<TimelineItem, TimelinePlace>, Refusal> {
    let id = wanted.case;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts = case::facts(tx, id).await?.ok_or_else(|| absent::<may::ReadCase>("case", id.0))?;
            let permit: Permit<may::ReadCase> = ask(caller, &facts.value)?;

            page(tx, &permit, wanted).await
        })
        .await
}

/// One page of the timeline, for who may read the case.
pub(super) async fn page(
    tx: &mut Tx,
    permit: &Permit<may::ReadCase>,
    wanted: &ReadTimeline,
) -> Result<Page<TimelineItem, TimelinePlace>, Refusal> {
    let (items, more) = timeline::page(tx, permit, &wanted.kinds, wanted.after, wanted.limit).await?;
    let next = if more { items.last().map(|item| item.place) } else { None };
    Ok(Page { items, next })
}

/// Reads one contact as the timeline shows it.
///
/// # Errors
/// [`Refusal::NotFound`] when the case or the contact is not there or not for the caller.
pub async fn read_contact(
    casework: &Casework,
    caller: &Caller,
    case: CaseId,
    contact: ContactId,
) -> Result<TimelineItem, Refusal> {
    one(casework, caller, case, Sought { kind: TimelineKind::Contact, name: "contact", id: contact.0 }).await
}

/// Reads one score as the timeline shows it.
///
/// # Errors
/// [`Refusal::NotFound`] when the case or the score is not there or not for the caller.
pub async fn read_score(
    casework: &Casework,
    caller: &Caller,
    case: CaseId,
    score: ScoreId,
) -> Result<TimelineItem, Refusal> {
    one(casework, caller, case, Sought { kind: TimelineKind::Score, name: "score", id: score.0 }).await
}

/// One thing in the timeline.
struct Sought {
    kind: TimelineKind,
    /// What the audit log calls it when it is not there.
    name: &'static str,
    id: Uuid,
}

async fn one(
    casework: &Casework,
    caller: &Caller,
    case: CaseId,
    sought: Sought,
) -> Result<TimelineItem, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts =
                case::facts(tx, case).await?.ok_or_else(|| absent::<may::ReadCase>("case", case.0))?;
            let permit: Permit<may::ReadCase> = ask(caller, &facts.value)?;

            let found = timeline::find(tx, &permit, sought.kind, sought.id).await?;
            found.ok_or_else(|| absent::<may::ReadCase>(sought.name, sought.id))
        })
        .await
}
