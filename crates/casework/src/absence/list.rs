//! Who is away or will be, and who could stand in.

use crate::duo::roles;
use crate::{Casework, Refusal};
use access::{Caller, Permission};
use chrono::Duration;
use domain::id::MembershipId;
use store::absence::{self, AbsenceLine, Colleague};
use store::{Tx, audit};

pub use domain::absence::Away;

/// So long an absence that is over stays in the list, in days.
const LOOK_BACK_DAYS: i64 = 30;

/// Somebody with the colleagues who could stand in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleagues {
    /// Who would be away; nothing when it is the caller, in a role that has no seats.
    pub who: Option<Colleague>,
    pub others: Vec<Colleague>,
}

/// The absences of the caller and, for who leads a team, of the team: those that go on, that come, and of the last month.
///
/// # Errors
/// Those of the database.
pub async fn list(casework: &Casework, caller: &Caller) -> Result<Vec<AbsenceLine>, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let after = tx.now() - Duration::days(LOOK_BACK_DAYS);
            let lines = absence::list(tx, after).await?;
            audit::record_list(tx, Permission::BeAway, "absences", &[]).await?;
            Ok(lines)
        })
        .await
}

/// Who could stand in for somebody: the colleagues of the same teams who do the work of a duo.
///
/// # Errors
/// [`Refusal::NotFound`] when the caller does not arrange the absence of that one.
pub async fn colleagues(
    casework: &Casework,
    caller: &Caller,
    who: MembershipId,
) -> Result<Colleagues, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let all = absence::colleagues(tx, &caller.teams, &roles()).await?;
            let (found, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|it| it.who.membership == who);
            let found = found.into_iter().next();
            let teams = found.as_ref().map(|it| it.teams.clone()).unwrap_or_default();
            super::Leave::ask(caller, who, &teams)?;
            let others = others
                .into_iter()
                .filter(|it| teams.is_empty() || it.teams.iter().any(|team| teams.contains(team)))
                .collect();
            Ok(Colleagues { who: found, others })
        })
        .await
}
