//! Who can advise in a consultation, with what everybody has in hand: for who divides that work.

use super::teams_that_advise;
use crate::audit;
use crate::error::StoreError;
use crate::row;
use crate::schema::{consultations, membership_teams, memberships, organisations, users};
use crate::tx::Tx;
use access::{Permit, Role, may};
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel::sql_types::Uuid as SqlUuid;
use diesel_async::RunQueryDsl;
use domain::consultation::{ConsultationState, Expertise, Load};
use domain::id::{AreaId, MembershipId, UserId};
use std::collections::BTreeMap;
use uuid::Uuid;

#[diesel::declare_sql_function]
extern "SQL" {
    /// In how many open cases somebody has a seat now.
    #[sql_name = "guard.load_of"]
    fn load_of(professional: SqlUuid) -> Nullable<BigInt>;
}

/// Somebody who can advise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adviser {
    pub user: UserId,
    pub name: String,
    pub organisation: String,
    /// Whether this person knows of what is asked.
    pub knows: bool,
    pub load: Load,
}

/// A row: membership, user, name, subjects, organisation, cases.
type Row = (Uuid, Uuid, String, Vec<String>, String, Option<i64>);

/// Everybody who can advise on this where it is: who knows the subject first, then who has most room.
///
/// # Errors
/// Those of the database.
pub async fn advisers(
    tx: &mut Tx,
    permit: &Permit<may::AssignConsultation>,
    (area, expertise): (AreaId, Expertise),
) -> Result<Vec<Adviser>, StoreError> {
    let teams: Vec<Uuid> = teams_that_advise(tx, area, expertise).await?.into_iter().map(|it| it.0).collect();
    let now = tx.now();
    let in_teams = membership_teams::table
        .filter(membership_teams::team_id.eq_any(teams))
        .select(membership_teams::membership_id);
    let roles = [Role::SafetyExpert.code(), Role::ChainPartner.code()];
    let rows = memberships::table
        .inner_join(users::table)
        .inner_join(organisations::table)
        .filter(memberships::id.eq_any(in_teams))
        .filter(memberships::role.eq_any(roles))
        .filter(memberships::starts_at.le(now))
        .filter(memberships::ends_at.is_null().or(memberships::ends_at.gt(now)))
        .filter(users::blocked_at.is_null())
        .select((
            memberships::id,
            users::id,
            users::display_name,
            users::expertise,
            organisations::name,
            load_of(users::id),
        ))
        .load::<Row>(tx.conn()?)
        .await?;
    let waiting = in_hand(tx).await?;
    audit::record(tx, permit, &[]).await?;
    let mut found = rows
        .into_iter()
        .map(|(membership, user, name, subjects, organisation, cases)| {
            let consultations = waiting.get(&membership).copied().unwrap_or_default();
            let cases = row::code("users", "load", user, cases)?;
            let knows = expertise.is_known_to(&subjects);
            let load = Load { membership: MembershipId(membership), subjects, consultations, cases };
            Ok(Adviser { user: UserId(user), name, organisation, knows, load })
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    found.sort_by_key(|it| it.load.fit(expertise));
    Ok(found)
}

/// How many consultations wait for each adviser, of those that the caller sees.
async fn in_hand(tx: &mut Tx) -> Result<BTreeMap<Uuid, i64>, StoreError> {
    let rows = consultations::table
        .filter(consultations::state.eq(ConsultationState::Claimed.code()))
        .filter(consultations::adviser_as.is_not_null())
        .group_by(consultations::adviser_as)
        .select((consultations::adviser_as.assume_not_null(), count_star()))
        .load::<(Uuid, i64)>(tx.conn()?)
        .await?;
    Ok(rows.into_iter().collect())
}
