//! Writing on a red flag what was decided, or that it was a mistake. The flag itself stays as it is.

use crate::{Casework, Creation, Refusal, absent, ask};
use access::{Caller, Permit, may};
use chrono::{DateTime, Utc};
use domain::danger::{DangerRule, FlagEntryKind, required_reason};
use domain::fault::{FaultCode, Faults};
use domain::id::{CaseId, FlagEntryId, RedFlagId};
use store::red_flag::NewEntry;
use store::{Tx, case, contact, red_flag};

/// What is filled in. Fields in faults: `told`, `decidedAt`.
#[derive(Debug, Clone)]
pub struct WriteOnFlag {
    pub case: CaseId,
    pub flag: RedFlagId,
    pub kind: FlagEntryKind,
    /// What was decided and with whom, or why the flag was a mistake.
    pub told: Option<String>,
    /// When it was decided; nothing for now.
    pub decided_at: Option<DateTime<Utc>>,
}

/// What was stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    pub entry: FlagEntryId,
    pub case: CaseId,
}

/// Writes on a red flag.
///
/// # Errors
/// [`Refusal::NotFound`] when the case has no such flag; [`Refusal::Rule`] when it was retracted;
/// [`Refusal::Invalid`] with every field that is wrong.
pub async fn write(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: WriteOnFlag,
) -> Result<Written, Refusal> {
    let case = command.case;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let hidden = || absent::<may::RecordRedFlag>("case", case.0);
            let facts = case::lock_facts(tx, case).await?.ok_or_else(hidden)?;
            let permit: Permit<may::RecordRedFlag> = ask(caller, &facts.value)?;
            if let Some(made) = creation.made_before(tx, caller).await? {
                return Ok(Written { entry: FlagEntryId(made), case });
            }

            contact::surroundings(tx, &permit).await?.span.require_open()?;
            let flags = red_flag::list(tx, &permit).await?;
            let flag = flags.iter().find(|it| it.id == command.flag);
            let flag = flag.ok_or_else(|| absent::<may::RecordRedFlag>("red_flag", command.flag.0))?;
            if !flag.stands() {
                return Err(DangerRule::FlagRetracted.into());
            }
            let mut faults = Faults::none();
            let told = required_reason("told", command.told.as_deref(), &mut faults);
            let decided_at = command.decided_at.unwrap_or_else(|| tx.now());
            if decided_at > tx.now() {
                faults.add("decidedAt", FaultCode::InTheFuture);
            }
            let told = faults.into_complete(told)?;

            let id = FlagEntryId(casework.ids.ordered(tx.now()));
            let entry = NewEntry { id, flag: flag.id, kind: command.kind, told, decided_at };
            red_flag::write(tx, &permit, &entry).await?;
            creation.remember(tx, caller, id.0).await?;
            Ok(Written { entry: id, case })
        })
        .await
}
