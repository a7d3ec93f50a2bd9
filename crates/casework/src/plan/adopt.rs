//! Adopting the plan as it stands: exactly the texts that the adopter saw, with what everybody said of them.

use super::{Locked, lock};
use crate::term::{Event, starting};
use crate::{Casework, Creation, Refusal};
use access::Caller;
use domain::id::{CaseId, PlanConsentId, PlanVersionId};
use domain::plan::{Consent, VoiceDraft, check_voices};
use domain::term::TermKind;
use domain::time::amsterdam_day;
use domain::version::Version;
use store::plan::save::{self, NewVersion};
use store::plan::version;
use store::{Tx, calendar};

/// What is filled in. Fields in faults: `voices`, and `voices.0.…` those of a voice.
#[derive(Debug, Clone)]
pub struct AdoptPlan {
    pub case: CaseId,
    /// The version of the plan that the caller saw.
    pub seen: Version,
    /// What each member of the household said.
    pub voices: Vec<VoiceDraft>,
}

/// The version that was adopted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Adopted {
    pub case: CaseId,
    pub version: PlanVersionId,
    /// Counts from 1.
    pub number: i32,
}

/// Adopts the plan on behalf of the organisation of the caller, which agrees by doing so. The other organisation of
/// the duo says so in a step of its own.
///
/// # Errors
/// [`Refusal::Stale`] when somebody changed the plan in the meantime; [`Refusal::Rule`] for a plan without a situation
/// or an agreement; [`Refusal::Invalid`] when somebody was left out or a reason is missing.
pub async fn adopt(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: AdoptPlan,
) -> Result<Adopted, Refusal> {
    let case = command.case;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let permit = lock(tx, caller, case).await?;
            let newest = version::newest(tx, &permit).await?.unwrap_or(0);
            if let Some(made) = creation.made_before(tx, caller).await? {
                let version = PlanVersionId(made);
                let number = version::number_of(tx, &permit, version).await?.unwrap_or(newest);
                return Ok(Adopted { case, version, number });
            }
            let locked = Locked::read(tx, permit).await?;
            if locked.plan.version() != command.seen {
                return Err(Refusal::Stale);
            }

            locked.plan.may_be_adopted()?;
            let voters = locked.around.voters(amsterdam_day(tx.now()));
            let asked_from = casework.policy_at(tx.now()).plan_asked_from_age;
            let voices = check_voices(command.voices.clone(), &voters, asked_from)?;

            let id = PlanVersionId(casework.ids.ordered(tx.now()));
            let number = newest.saturating_add(1);
            let adopted = Event { origin: id.0, at: tx.now() };
            let calendar = calendar::calendar(tx).await?;
            let review = starting(casework, &calendar, TermKind::PlanReview, adopted).into_iter().collect();
            let new = NewVersion { id, number, plan: &locked.plan, voices: &voices, review };
            save::version(tx, &locked.permit, &new).await?;
            let own = Consent { organisation: caller.organisation, agrees: true, reason: None };
            let consent = PlanConsentId(casework.ids.ordered(tx.now()));
            save::consent(tx, &locked.permit, id, consent, &own).await?;
            creation.remember(tx, caller, id.0).await?;
            Ok(Adopted { case, version: id, number })
        })
        .await
}
