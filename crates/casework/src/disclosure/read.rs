//! Reading what was given to whom, and the document of one time word for word.

use super::{DisclosureFile, DisclosureLine};
use crate::{Casework, Refusal, absent, ask, ask_for_household};
use access::{Caller, Permit, may};
use domain::id::{CaseId, DisclosureId};
use domain::plan::PlanItem;
use std::collections::BTreeSet;
use store::plan::save::show_persons;
use store::plan::version;
use store::{Tx, case, disclosure, handover};

/// Lists what was given of a case, the latest first.
///
/// # Errors
/// [`Refusal::NotFound`] when the case is not there or not for the caller.
pub async fn list(casework: &Casework, caller: &Caller, id: CaseId) -> Result<Vec<DisclosureLine>, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts = case::facts(tx, id).await?.ok_or_else(|| absent::<may::ReadCase>("case", id.0))?;
            let permit = ask_for_household(caller, &facts.value)?;

            Ok(disclosure::list(tx, &permit).await?)
        })
        .await
}

/// Reads what was given. Everybody in that version of the plan, or in what was handed over, is recorded.
///
/// # Errors
/// [`Refusal::NotFound`] when the case or the disclosure is not there or not for the caller.
pub async fn read(
    casework: &Casework,
    caller: &Caller,
    id: CaseId,
    disclosure: DisclosureId,
) -> Result<DisclosureFile, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts = case::facts(tx, id).await?.ok_or_else(|| absent::<may::ReadCase>("case", id.0))?;
            let permit: Permit<may::ReadCase> = ask(caller, &facts.value)?;

            let found = disclosure::find(tx, &permit, disclosure).await?;
            let found = found.ok_or_else(|| absent::<may::ReadCase>("disclosure", disclosure.0))?;
            if let Some(number) = found.line.plan_version {
                let version = version::find(tx, &permit, number).await?;
                let items = version.iter().flat_map(|it| &it.items);
                let persons: BTreeSet<_> = items.flat_map(|it: &PlanItem| it.content.persons()).collect();
                show_persons(tx, &permit, &persons).await?;
            }
            if let Some(of) = found.line.handover {
                handover::find(tx, &permit, of).await?;
            }
            Ok(found)
        })
        .await
}
