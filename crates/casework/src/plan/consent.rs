//! The other organisation of the duo says whether it agrees with the version that holds.

use super::lock;
use crate::{Casework, Creation, Refusal, absent};
use access::{Caller, may};
use domain::id::{CaseId, PlanConsentId};
use domain::plan::{Consent, PlanRule};
use store::Tx;
use store::plan::{save, surroundings, version};

/// What is filled in. Fields in faults: `agrees`, `reason`.
#[derive(Debug, Clone)]
pub struct GiveConsent {
    pub case: CaseId,
    /// The number of the version.
    pub number: i32,
    pub agrees: Option<bool>,
    /// Why not.
    pub reason: Option<String>,
}

/// The consent that was stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConsentGiven {
    pub case: CaseId,
    pub number: i32,
    pub consent: PlanConsentId,
}

/// Says on behalf of the organisation of the caller whether it agrees. What it said before stays readable.
///
/// # Errors
/// [`Refusal::NotFound`] for a version that never was; [`Refusal::Rule`] for one that was replaced;
/// [`Refusal::Invalid`] for a no without a reason.
pub async fn give_consent(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: GiveConsent,
) -> Result<ConsentGiven, Refusal> {
    let (case, number) = (command.case, command.number);
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let permit = lock(tx, caller, case).await?;
            if let Some(made) = creation.made_before(tx, caller).await? {
                return Ok(ConsentGiven { case, number, consent: PlanConsentId(made) });
            }
            surroundings(tx, &permit).await?.span.require_open()?;
            let newest = version::newest_id(tx, &permit).await?;
            let unknown = || absent::<may::EditPlan>("plan_version", case.0);
            let (known, version) =
                newest.filter(|(known, _)| (1..=*known).contains(&number)).ok_or_else(unknown)?;
            if known != number {
                return Err(PlanRule::VersionReplaced.into());
            }

            let new = Consent::check(caller.organisation, command.agrees, command.reason.as_deref())?;

            let id = PlanConsentId(casework.ids.ordered(tx.now()));
            save::consent(tx, &permit, version, id, &new).await?;
            creation.remember(tx, caller, id.0).await?;
            Ok(ConsentGiven { case, number, consent: id })
        })
        .await
}
