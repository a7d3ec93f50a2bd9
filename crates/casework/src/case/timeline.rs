//! The timeline of a case: everything in it that the caller may see, newest first, page by page.

use super::list::{PAGE, Page};
use crate::{Casework, Refusal, absent, ask};
use access::{Caller, Permit, may};
use domain::id::CaseId;
use store::{Tx, case, timeline};

pub use store::timeline::{
    GivenScore, LoggedContact, Present, SeatTaken, TimelineEvent, TimelineItem, TimelineKind, TimelinePlace,
};

/// Which part of which timeline.
#[derive(Debug, Clone)]
pub struct ReadTimeline {
    pub case: CaseId,
    /// Kinds to show; none for all.
    pub kinds: Vec<TimelineKind>,
    /// The place after which the page begins; nothing for the newest.
    pub after: Option<TimelinePlace>,
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

            let (items, more) = timeline::page(tx, &permit, &wanted.kinds, wanted.after, PAGE).await?;
            let next = if more { items.last().map(|item| item.place) } else { None };
            Ok(Page { items, next })
        })
        .await
}
