//! Reading where a case stands: its phase, what the next one asks and what says so, the proposal that waits, and every
//! step so far.

use super::{ChangeLine, CheckInLine, EarlierCase, ProposalLine, Standing, look};
use crate::{Casework, Refusal, absent, ask_for_household};
use access::{Caller, Permit, may};
use domain::id::{CaseId, PersonId};
use domain::phase::{ChangeKind, Criterion, Phase};
use domain::version::Version;
use std::collections::BTreeMap;
use store::phase::{self, Gathered, check_in, earlier};
use store::{Tx, case};

/// Where a case stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhaseFile {
    pub version: Version,
    pub standing: Standing,
    /// The gate to the next phase; nothing for a closed case.
    pub gate: Option<Gate>,
    /// The proposal that waits for the other member of the duo.
    pub pending: Option<ProposalLine>,
    /// The steps so far, newest first.
    pub changes: Vec<ChangeLine>,
    /// The check-ins after every closing, earliest first.
    pub check_ins: Vec<CheckInLine>,
    /// Earlier cases of the household that the caller may see, newest first.
    pub earlier: Vec<EarlierCase>,
    /// The names of everybody whom a gate names.
    pub names: BTreeMap<PersonId, String>,
}

/// What must be so before the case passes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gate {
    pub to: Phase,
    pub criteria: Vec<Criterion>,
}

impl PhaseFile {
    /// The step that asks for attention: back to direct safety, or past a gate that was not met, as long as no other
    /// step followed.
    #[must_use]
    pub fn striking(&self) -> Option<&ChangeLine> {
        self.changes.first().filter(|it| it.kind != ChangeKind::Passage)
    }
}

/// Reads where a case stands.
///
/// # Errors
/// [`Refusal::NotFound`] when the case is not there or not for the caller.
pub async fn read(casework: &Casework, caller: &Caller, id: CaseId) -> Result<PhaseFile, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts = case::facts(tx, id).await?.ok_or_else(|| absent::<may::ReadCase>("case", id.0))?;
            let permit = ask_for_household(caller, &facts.value)?;

            Ok(file(casework, tx, &permit, facts.version).await?.0)
        })
        .await
}

/// The same for who may read the case, with what the gate looked at.
pub(crate) async fn file(
    casework: &Casework,
    tx: &mut Tx,
    permit: &Permit<may::ReadCase>,
    version: Version,
) -> Result<(PhaseFile, Gathered), Refusal> {
    let standing = phase::standing(tx, permit).await?;
    let (criteria, gathered) = look(casework, tx, permit, &standing).await?;
    let gate = standing.phase.next().map(|to| Gate { to, criteria });
    let asked = gate.as_ref().map_or(&[][..], |it| &it.criteria);
    let steps = phase::steps(tx, permit, standing.step, asked).await?;
    let file = PhaseFile {
        version,
        gate,
        pending: steps.pending,
        changes: steps.changes,
        check_ins: check_in::lines(tx, permit, standing.step).await?,
        earlier: earlier::of_case(tx, permit, standing.span.opened_at).await?,
        names: steps.names,
        standing,
    };
    Ok((file, gathered))
}
