//! Everything on the page of one case, read in one transaction: it is one act, and it was allowed once.

use super::list::Page;
use super::timeline::{self, ReadTimeline, TimelineItem, TimelinePlace};
use super::{line::CaseLine, read};
use crate::contact::last_seen::{self, LastSeen};
use crate::round::list::{Rounds, rounds};
use crate::score::history::{self, ScoreHistory};
use crate::{Casework, Refusal, absent, ask};
use access::{Caller, Permit, may};
use store::task::{self, TaskLine};
use store::{Tx, case};

/// The file of one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFile {
    pub line: CaseLine,
    /// What has to be done, the most urgent first.
    pub tasks: Vec<TaskLine>,
    /// The members of the household and when each was last seen.
    pub people: Vec<LastSeen>,
    pub scores: ScoreHistory,
    pub rounds: Rounds,
    /// The wanted page of the timeline.
    pub timeline: Page<TimelineItem, TimelinePlace>,
}

/// Reads the file with one page of its timeline.
///
/// # Errors
/// [`Refusal::NotFound`] when the case is not there or not for the caller.
pub async fn file(casework: &Casework, caller: &Caller, wanted: &ReadTimeline) -> Result<CaseFile, Refusal> {
    let id = wanted.case;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts = case::facts(tx, id).await?.ok_or_else(|| absent::<may::ReadCase>("case", id.0))?;
            let permit: Permit<may::ReadCase> = ask(caller, &facts.value)?;

            let (span, _) = case::course(tx, &permit).await?;
            Ok(CaseFile {
                line: read::line(tx, &permit, id).await?,
                rounds: rounds(casework, tx, (&permit, &facts.value), span).await?,
                tasks: task::open_of(tx, &permit).await?,
                people: last_seen::people(tx, &permit).await?,
                scores: history::scores(tx, &permit).await?,
                timeline: timeline::page(tx, &permit, wanted).await?,
            })
        })
        .await
}
