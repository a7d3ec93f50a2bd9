//! After the offer: noting that the two teams talked it over, and that all is done. Responsibility does not move by either.

use super::{lock, lock_case, side_of};
use crate::{Casework, Refusal};
use access::{Caller, Permit, may};
use chrono::NaiveDate;
use domain::fault::{FaultCode, Faults};
use domain::handover::{Act, StepKind};
use domain::id::{CaseId, HandoverId};
use domain::task::{TaskEnding, TaskKind};
use domain::time::amsterdam_day;
use domain::version::Version;
use store::{Tx, handover, task};

/// What is noted. Fields in faults: `talkedOverOn`.
#[derive(Debug, Clone, Copy)]
pub struct FinishHandover {
    pub case: CaseId,
    pub handover: HandoverId,
    /// The version that the caller saw.
    pub seen: Version,
    pub step: Finish,
}

/// Which of the two is noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finish {
    /// It was talked over on this day; the task that asked for it ends with these words.
    TalkedOver { on: Option<NaiveDate>, outcome: &'static str },
    /// All is done.
    Completed,
}

/// Notes it, and tells the new version.
///
/// # Errors
/// [`Refusal::Rule`] when it was noted before, or cannot be yet; [`Refusal::Invalid`] for a day to come.
pub async fn finish(
    casework: &Casework,
    caller: &Caller,
    command: FinishHandover,
) -> Result<Version, Refusal> {
    let FinishHandover { case, handover: id, seen, step } = command;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let permit: Permit<may::FinishHandover> = lock_case(tx, caller, case).await?;
            let stored = lock(tx, &permit, id).await?;
            if stored.version != seen {
                return Err(Refusal::Stale);
            }

            let around = handover::around(tx, &permit, stored.value.receiver).await?;
            let by = side_of(caller, &stored.value)?;
            let (kind, day) = match step {
                Finish::TalkedOver { on, .. } => {
                    (StepKind::TalkOver, Some(past(on, amsterdam_day(tx.now()))?))
                }
                Finish::Completed => (StepKind::Complete, None),
            };
            stored.value.take(Act { step: kind, by, at: tx.now(), answer_by: None }, around)?;

            handover::finish(tx, &permit, &stored, by, day).await?;
            if let Finish::TalkedOver { outcome, .. } = step {
                let asked = (TaskKind::HandoverMeeting, id.0);
                task::end_asked(tx, &permit, asked, TaskEnding::Done, outcome).await?;
            }
            Ok(Version(stored.version.0 + 1))
        })
        .await
}

fn past(day: Option<NaiveDate>, today: NaiveDate) -> Result<NaiveDate, Faults> {
    let mut faults = Faults::none();
    let day = faults.need("talkedOverOn", day);
    if day.is_some_and(|it| it > today) {
        faults.add("talkedOverOn", FaultCode::InTheFuture);
    }
    faults.into_complete(day)
}
