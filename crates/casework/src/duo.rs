//! Giving a case its duo, and changing it: always by somebody who may, on the version of the case that was seen.

pub mod assign;
pub mod candidates;
pub mod cover;
pub mod replace;
pub mod without_duo;

pub use assign::{AssignDuo, assign};
pub use candidates::candidates;
pub use cover::{CoverSeat, cover};
pub use replace::{ReplaceMember, replace};
pub use store::duo::{Candidate, Vacancy};
pub use without_duo::{WaitingCase, without_duo};

use crate::{Refusal, absent, ask};
use access::{Caller, Permission, Permit, Relation, Role, may, policy};
use domain::duo::Professional;
use domain::fault::{FaultCode, Faults};
use domain::id::{CaseId, MembershipId};
use domain::text::LongText;
use domain::version::Version;
use store::duo::Seated;
use store::{Tx, case, duo};

/// Locks the case and reads its seats, for somebody who may change them and has seen how they are now.
async fn lock(
    tx: &mut Tx,
    caller: &Caller,
    case: CaseId,
    seen: Version,
) -> Result<(Permit<may::AssignDuo>, Seated), Refusal> {
    let facts = case::lock_facts(tx, case).await?.ok_or_else(|| absent::<may::AssignDuo>("case", case.0))?;
    let permit = ask(caller, &facts.value)?;
    if facts.version != seen {
        return Err(Refusal::Stale);
    }
    let seated = duo::seats(tx, &permit).await?;
    seated.span.require_open()?;
    Ok((permit, seated))
}

/// The professional behind a choice; notes a fault for somebody who is no candidate.
async fn choose(
    tx: &mut Tx,
    permit: &Permit<may::AssignDuo>,
    (field, wanted): (&str, MembershipId),
    faults: &mut Faults,
) -> Result<Option<Professional>, Refusal> {
    let found = duo::chosen(tx, permit, &roles(), &[wanted]).await?.pop();
    if found.is_none() {
        faults.add(field, FaultCode::UnknownChoice);
    }
    Ok(found)
}

/// The reason for a change of the duo, which is never left out.
fn reason(written: Option<&str>, faults: &mut Faults) -> Option<LongText> {
    match written.map(LongText::parse) {
        None | Some(Err((FaultCode::Empty, _))) => {
            faults.add("reason", FaultCode::ReasonRequired);
            None
        }
        Some(parsed) => faults.keep("reason", parsed),
    }
}

/// The roles in which somebody can do the work of a duo: those that may open a case from its duo.
pub(crate) fn roles() -> Vec<Role> {
    let works = |role: &Role| policy::allows(*role, &[Relation::InDuo], Permission::ReadCase);
    Role::ALL.iter().copied().filter(works).collect()
}
