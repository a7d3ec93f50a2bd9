//! Steps that people take with a term: longer, on hold, on again, met, and why it is over.

use super::list::course;
use crate::{Casework, Creation, Refusal, absent, ask};
use access::{Caller, Named, Permit, may};
use domain::id::TermId;
use domain::term::{StepKind, TermOwner};
use domain::text::LongText;
use store::term::{self, NewStep};
use store::{Tx, calendar, case, report};

/// What is filled in.
#[derive(Debug, Clone)]
pub struct TakeTermStep {
    pub owner: TermOwner,
    pub term: TermId,
    pub kind: StepKind,
    /// Why, or what was done.
    pub reason: LongText,
}

/// Takes a step.
///
/// # Errors
/// [`Refusal::NotFound`] when the case or report has no such term; [`Refusal::Rule`] when the term does not allow the
/// step now.
pub async fn take(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: TakeTermStep,
) -> Result<TermId, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| match command.owner {
            TermOwner::Case(id) => {
                let facts =
                    case::lock_facts(tx, id).await?.ok_or_else(|| absent::<may::KeepTerms>("case", id.0))?;
                let permit: Permit<may::KeepTerms> = ask(caller, &facts.value)?;
                taken(casework, tx, (&permit, creation), &command).await
            }
            TermOwner::Report(id) => {
                let facts = report::lock_facts(tx, id)
                    .await?
                    .ok_or_else(|| absent::<may::KeepReportTerms>("report", id.0))?;
                let permit: Permit<may::KeepReportTerms> = ask(caller, &facts.value)?;
                taken(casework, tx, (&permit, creation), &command).await
            }
        })
        .await
}

/// The same once the case or report is locked and the policy was asked.
async fn taken<P: Named>(
    casework: &Casework,
    tx: &mut Tx,
    (permit, creation): (&Permit<P>, &Creation),
    command: &TakeTermStep,
) -> Result<TermId, Refusal> {
    if let Some(made) = creation.made_before(tx, permit.caller()).await? {
        return Ok(TermId(made));
    }

    let line = term::find(tx, permit, command.term).await?;
    let line = line.ok_or_else(|| absent::<P>("term", command.term.0))?;
    let now = tx.now();
    let (_, course) = course(casework, &line)?;
    course.require(command.kind, now, line.due)?;
    let moves = matches!(command.kind, StepKind::Extended | StepKind::Resumed);
    let due = if moves {
        let calendar = calendar::calendar(tx).await?;
        Some(course.after([(command.kind, now)]).due(&calendar))
    } else {
        None
    };

    let step = NewStep { kind: command.kind, reason: command.reason.clone(), due };
    let taken = i32::try_from(line.steps.len()).unwrap_or(i32::MAX);
    term::take(tx, permit, (line.id, taken), &step).await?;
    creation.remember(tx, permit.caller(), line.id.0).await?;
    Ok(line.id)
}
