//! Making tasks of what scores ask for, in the transaction of the step that brought them.

use crate::{Casework, Refusal};
use access::{Named, Permit};
use chrono::Days;
use domain::id::{RoundId, TaskId};
use domain::round::alarm::Alarm;
use domain::score::Subject;
use domain::task::{NewTask, TaskCause};
use domain::time::amsterdam_day;
use store::{Tx, round, task};
use uuid::Uuid;

/// Looks at all answers of a round that was closed just now, and opens what they ask for.
pub(crate) async fn of_round<P: Named>(
    casework: &Casework,
    tx: &mut Tx,
    permit: &Permit<P>,
    closed: RoundId,
) -> Result<(), Refusal> {
    let evidence = round::evidence(tx, permit, closed).await?;
    let policy = casework.policy_at(tx.now()).alarms;
    let alarms = policy.of_round(&evidence.scores, &evidence.last, &evidence.missing);
    tasks(casework, tx, permit, (TaskCause::Round, closed.0, &alarms)).await
}

/// Opens a task for each alarm. `origin` is the round, or the score outside one, that asks for it.
pub(crate) async fn tasks<P: Named>(
    casework: &Casework,
    tx: &mut Tx,
    permit: &Permit<P>,
    (cause, origin, alarms): (TaskCause, Uuid, &[Alarm]),
) -> Result<(), Refusal> {
    let now = tx.now();
    let days = Days::new(casework.policy_at(now).alarms.days_to_look.into());
    let today = amsterdam_day(now);
    for alarm in alarms {
        let person = match alarm.subject {
            Subject::Household => None,
            Subject::Person(person) => Some(person),
        };
        let due = today.checked_add_days(days).unwrap_or(today);
        let id = TaskId(casework.ids.ordered(now));
        let new = NewTask { id, kind: alarm.kind.task(), cause, origin, person, told: None, due };
        task::open_once(tx, permit, new).await?;
    }
    Ok(())
}
