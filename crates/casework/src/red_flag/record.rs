//! Writing down a sign of danger. Where the signs ask for it, a decision has to be taken the same day.

use crate::{Casework, Creation, Refusal, absent, ask};
use access::{Caller, Permit, may};
use domain::danger::{FlagDraft, NewFlag, StandingFlag, asks_decision_today};
use domain::fault::{FaultCode, Faults};
use domain::id::{CaseId, PersonId, RedFlagId, TaskId};
use domain::task::{NewTask, TaskCause, TaskKind};
use domain::time::amsterdam_day;
use domain::voice::Voice;
use store::{Tx, case, contact, red_flag, task};

/// What is filled in. Fields in faults: those of the flag.
#[derive(Debug, Clone)]
pub struct RecordFlag {
    pub case: CaseId,
    pub flag: FlagDraft,
}

/// The flag that was stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recorded {
    pub flag: RedFlagId,
    pub case: CaseId,
}

/// Records a red flag, and opens a task for today when the flags of the case ask for a decision.
///
/// # Errors
/// [`Refusal::Invalid`] with every field that is wrong; [`Refusal::NotFound`] when the case is not for the caller.
pub async fn record(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: RecordFlag,
) -> Result<Recorded, Refusal> {
    let case = command.case;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let hidden = || absent::<may::RecordRedFlag>("case", case.0);
            let facts = case::lock_facts(tx, case).await?.ok_or_else(hidden)?;
            let permit: Permit<may::RecordRedFlag> = ask(caller, &facts.value)?;
            if let Some(made) = creation.made_before(tx, caller).await? {
                return Ok(Recorded { flag: RedFlagId(made), case });
            }

            let around = contact::surroundings(tx, &permit).await?;
            around.span.require_open()?;
            let today = amsterdam_day(tx.now());
            let mut misplaced = Faults::none();
            let known = |it: PersonId| {
                around.members.contains(&it) && permit.hearing().hears(Some(Voice::confided(it)))
            };
            if command.flag.person.is_some_and(|it| !known(it)) {
                misplaced.add("person", FaultCode::UnknownChoice);
            }
            let new = command.flag.clone().check(today).map_err(|it| misplaced.merge(it)).ok();
            let new = misplaced.into_complete(new)?;

            let id = RedFlagId(casework.ids.ordered(tx.now()));
            red_flag::save(tx, &permit, id, &new).await?;
            follow_up(casework, tx, &permit, (id, &new)).await?;
            creation.remember(tx, caller, id.0).await?;
            Ok(Recorded { flag: id, case })
        })
        .await
}

async fn follow_up(
    casework: &Casework,
    tx: &mut Tx,
    permit: &Permit<may::RecordRedFlag>,
    (flag, new): (RedFlagId, &NewFlag),
) -> Result<(), Refusal> {
    let flags = red_flag::list(tx, permit).await?;
    let standing: Vec<StandingFlag> =
        flags.iter().filter(|it| it.stands()).map(red_flag::FlagLine::standing).collect();
    let now = tx.now();
    if asks_decision_today(&standing, casework.policy_at(now).danger) {
        let task = NewTask {
            id: TaskId(casework.ids.ordered(now)),
            kind: TaskKind::RedFlags,
            cause: TaskCause::RedFlag,
            origin: flag.0,
            person: Some(new.person),
            told: None,
            due: amsterdam_day(now),
        };
        task::open_once(tx, permit, task).await?;
    }
    Ok(())
}
