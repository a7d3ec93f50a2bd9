//! Making a task the turn of somebody else, with a reason: one task of a case, or many tasks of a colleague at once. Many
//! is the same step for each of them: all are passed on or none is, and everything that is wrong is told at its row.

use super::{OwnerChoice, Taking};
use crate::{Casework, Creation, Refusal, absent, ask};
use access::{Caller, CaseFacts, Permit, may};
use domain::duo::Seat;
use domain::fault::{FaultCode, Faults};
use domain::id::{CaseId, MembershipId, TaskId};
use domain::task::{Owner, Sitting, TaskRule, reason};
use std::collections::BTreeMap;
use store::task::Standing;
use store::{Tx, case, task};

/// What is filled in. Field in faults: `reason`.
#[derive(Debug, Clone)]
pub struct PassOn {
    pub case: CaseId,
    pub task: TaskId,
    pub owner: OwnerChoice,
    pub reason: Option<String>,
}

/// What is filled in for many tasks. Fields in faults: `tasks.0` and on, `reason`.
#[derive(Debug, Clone)]
pub struct PassOnTasks {
    pub tasks: Vec<TaskId>,
    /// Whose tasks they were.
    pub from: MembershipId,
    /// Whose turn they become; nothing for the other seat of the duo in which that one sits.
    pub owner: Option<OwnerChoice>,
    pub reason: Option<String>,
}

/// A task that was passed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Handed {
    pub task: TaskId,
    pub case: CaseId,
}

/// Passes a task on.
///
/// # Errors
/// [`Refusal::Rule`] when the case has no such task, it was done before, or the other does not work in the case;
/// [`Refusal::Invalid`] without a reason, which only who takes it needs not; [`Refusal::Stale`] when somebody else was faster.
pub async fn pass_on(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: PassOn,
) -> Result<TaskId, Refusal> {
    let PassOn { case, task, owner, .. } = command;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts =
                case::lock_facts(tx, case).await?.ok_or_else(|| absent::<may::PassOnTask>("case", case.0))?;
            let permit: Permit<may::PassOnTask> = ask(caller, &facts.value)?;
            if let Some(made) = creation.made_before(tx, caller).await? {
                return Ok(TaskId(made));
            }

            let reason = match (owner, &command.reason) {
                (OwnerChoice::Me, None) => None,
                (_, written) => Some(reason(written.as_deref())?),
            };
            let standing = task::standing(tx, &permit, task).await?.ok_or(TaskRule::NotThere)?;
            let sitting = task::sitting(tx, &permit).await?;
            let (holder, _) = task::holder(tx, &permit).await?;
            let taking = Taking { caller, now: standing.owner, holder };
            let owner = next(&standing, owner.owner(&facts.value, &sitting, Some(taking))?)?;

            task::pass_on(tx, &permit, (task, standing.turns), owner, reason.as_ref()).await?;
            creation.remember(tx, caller, task.0).await?;
            Ok(task)
        })
        .await
}

/// Passes many tasks of a colleague on: all of them, or none with what is wrong at each row.
///
/// # Errors
/// [`Refusal::Invalid`] with a fault at each row that cannot be passed on, and without a reason.
pub async fn pass_on_all(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: PassOnTasks,
) -> Result<Vec<Handed>, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let cases = task::cases_of(tx, &command.tasks).await?;
            if creation.made_before(tx, caller).await?.is_some() {
                return Ok(handed(&command.tasks, &cases));
            }
            let mut faults = Faults::none();
            let reason = reason(command.reason.as_deref()).map_err(|it| faults.merge(it)).ok();
            // In the order of the cases, so that two who do this at once wait for each other only once.
            let mut rows: Vec<(usize, TaskId, CaseId)> = Vec::new();
            for (row, task) in command.tasks.iter().enumerate() {
                match cases.get(task) {
                    Some(case) => rows.push((row, *task, *case)),
                    None => faults.add(place(row), FaultCode::UnknownChoice),
                }
            }
            rows.sort_by_key(|(_, task, case)| (*case, *task));
            rows.dedup_by_key(|(_, task, _)| *task);
            let mut ready = Vec::new();
            for (row, task, case) in rows {
                match check(tx, caller, (task, case), &command).await? {
                    Ok(found) => ready.push((task, found)),
                    Err(code) => faults.add(place(row), code),
                }
            }
            let reason = faults.into_complete(reason)?;

            for (task, (permit, turns, owner)) in &ready {
                task::pass_on(tx, permit, (*task, *turns), *owner, Some(&reason)).await?;
            }
            creation.remember(tx, caller, casework.ids.random()).await?;
            Ok(handed(&command.tasks, &cases))
        })
        .await
}

/// What is needed to pass a task on.
type Ready = (Permit<may::PassOnTask>, i32, Owner);

/// The single step for one of many: the same lock, the same question, the same rules.
async fn check(
    tx: &mut Tx,
    caller: &Caller,
    (task, case): (TaskId, CaseId),
    command: &PassOnTasks,
) -> Result<Result<Ready, FaultCode>, Refusal> {
    let Some(facts) = case::lock_facts(tx, case).await? else { return Ok(Err(FaultCode::UnknownChoice)) };
    let Ok(permit) = ask::<may::PassOnTask>(caller, &facts.value) else {
        return Ok(Err(FaultCode::NotAllowed));
    };
    let Some(standing) = task::standing(tx, &permit, task).await? else {
        return Ok(Err(FaultCode::UnknownChoice));
    };
    let sitting = task::sitting(tx, &permit).await?;
    let owner = chosen(command, &facts.value, &sitting).and_then(|owner| next(&standing, owner));
    Ok(owner.map(|owner| (permit, standing.turns, owner)).map_err(|rule| match rule {
        TaskRule::AlreadyDone => FaultCode::AlreadyDone,
        TaskRule::SameOwner => FaultCode::Duplicate,
        TaskRule::NotThere => FaultCode::UnknownChoice,
        TaskRule::OwnerNotInDuo | TaskRule::TeamNotInCase | TaskRule::NotForTeam => FaultCode::NotInCase,
    }))
}

fn chosen(command: &PassOnTasks, facts: &CaseFacts, sitting: &[Sitting]) -> Result<Owner, TaskRule> {
    let choice = match command.owner {
        Some(choice) => choice,
        None => {
            let seat = sitting.iter().find(|it| it.membership == command.from).map(|it| it.seat);
            OwnerChoice::Seat(other(seat.ok_or(TaskRule::OwnerNotInDuo)?))
        }
    };
    choice.owner(facts, sitting, None)
}

const fn other(seat: Seat) -> Seat {
    match seat {
        Seat::One => Seat::Two,
        Seat::Two => Seat::One,
    }
}

/// The owner whose turn comes, unless it is already that one's or the task has ended.
fn next(standing: &Standing, owner: Owner) -> Result<Owner, TaskRule> {
    if standing.done {
        return Err(TaskRule::AlreadyDone);
    }
    if standing.owner == owner {
        return Err(TaskRule::SameOwner);
    }
    Ok(owner)
}

fn handed(tasks: &[TaskId], cases: &BTreeMap<TaskId, CaseId>) -> Vec<Handed> {
    tasks.iter().filter_map(|task| Some(Handed { task: *task, case: *cases.get(task)? })).collect()
}

fn place(row: usize) -> String {
    format!("tasks.{row}")
}
