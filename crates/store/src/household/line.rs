//! Households as they stand in a choice: where they are and who belongs to them.
//!
//! A choice of any length costs the same number of statements.

use crate::case::MemberLine;
use crate::case::line::members_of;
use crate::error::StoreError;
use crate::schema::{areas, households};
use crate::tx::Tx;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::id::{HouseholdId, PersonId};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A household in a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HouseholdLine {
    pub household: HouseholdId,
    pub area: String,
    /// Who belongs to it now.
    pub members: Vec<MemberLine>,
}

impl HouseholdLine {
    /// Everybody whom the line shows.
    #[must_use]
    pub fn persons(&self) -> Vec<PersonId> {
        self.members.iter().map(|member| member.person).collect()
    }
}

/// The lines of these households, in this order; those that row level security hides are left out.
///
/// The caller of this function records everybody who is in the lines.
///
/// # Errors
/// Those of the database.
pub async fn lines(tx: &mut Tx, wanted: &[HouseholdId]) -> Result<Vec<HouseholdLine>, StoreError> {
    let ids: Vec<Uuid> = wanted.iter().map(|household| household.0).collect();
    let areas: BTreeMap<Uuid, String> = households::table
        .inner_join(areas::table)
        .filter(households::id.eq_any(&ids))
        .select((households::id, areas::name))
        .load::<(Uuid, String)>(tx.conn()?)
        .await?
        .into_iter()
        .collect();
    let mut members = members_of(tx, &ids).await?;
    let line = |id: &Uuid| {
        let area = areas.get(id)?.clone();
        let members = members.remove(id).unwrap_or_default();
        Some(HouseholdLine { household: HouseholdId(*id), area, members })
    };
    Ok(ids.iter().filter_map(line).collect())
}
