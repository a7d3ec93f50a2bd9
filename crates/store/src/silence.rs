//! What happened last in cases, so that the rules can say where too little happens: in one statement, however many cases
//! there are.

use crate::audit;
use crate::case::facts::enter;
use crate::error::StoreError;
use crate::names::PersonName;
use crate::row;
use crate::schema::open_work;
use crate::tx::Tx;
use access::{Permit, may};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Jsonb, Record, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use domain::id::{CaseId, PersonId};
use domain::silence::LastSigns;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Case, when it was opened, and the signs.
type SignsRecord = Record<(SqlUuid, Timestamptz, Jsonb)>;

#[diesel::declare_sql_function]
extern "SQL" {
    /// What happened last in the open cases of the teams of who leads them.
    #[sql_name = "guard.signs_of_teams"]
    fn signs_of_teams() -> SignsRecord;
}

/// What happened last in a case that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseSigns {
    pub case: CaseId,
    /// What people call it without naming anybody.
    pub code: String,
    pub signs: LastSigns,
    /// What its children are called, as far as names were asked for.
    pub children: Vec<PersonName>,
}

/// What happened last in those of these cases that are open and for whose household as a whole the caller works. The
/// caller of this function records everybody whom it shows.
///
/// # Errors
/// Those of the database.
pub async fn of_cases(tx: &mut Tx, wanted: &[CaseId]) -> Result<Vec<CaseSigns>, StoreError> {
    let ids: Vec<Uuid> = wanted.iter().map(|case| case.0).collect();
    enter(tx, &ids).await?;
    let rows = open_work::table
        .filter(open_work::kind.eq("signs"))
        .filter(open_work::case_id.eq_any(ids))
        .select((open_work::case_id, open_work::since, open_work::detail))
        .load::<(Uuid, DateTime<Utc>, Value)>(tx.conn()?)
        .await?;
    rows.into_iter().map(|(case, opened_at, detail)| signs(case, opened_at, detail)).collect()
}

/// What happened last in the open cases of the teams of the caller, without anybody's name.
///
/// # Errors
/// Those of the database.
pub async fn of_teams(tx: &mut Tx, permit: &Permit<may::ReadBoard>) -> Result<Vec<CaseSigns>, StoreError> {
    let rows: Vec<(Uuid, DateTime<Utc>, Value)> = diesel::select(signs_of_teams()).load(tx.conn()?).await?;
    audit::record(tx, permit, &[]).await?;
    rows.into_iter().map(|(case, opened_at, detail)| signs(case, opened_at, detail)).collect()
}

/// Reads what the database tells of a case.
pub(crate) fn signs(case: Uuid, opened_at: DateTime<Utc>, detail: Value) -> Result<CaseSigns, StoreError> {
    let detail: Detail = row::code("open_work", "detail", case, serde_json::from_value(detail).ok())?;
    let name = |(id, name)| PersonName { person: PersonId(id), name };
    Ok(CaseSigns {
        case: CaseId(case),
        code: detail.code,
        children: detail.names.into_iter().map(name).collect(),
        signs: LastSigns {
            opened_at,
            contact: detail.contact,
            score: detail.score,
            children: detail.children.iter().map(|it| (PersonId(it.person), it.seen)).collect(),
            plan: detail.plan,
            round: detail.round,
            help: detail.help,
            phase: detail.phase,
        },
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Detail {
    code: String,
    contact: Option<DateTime<Utc>>,
    score: Option<DateTime<Utc>>,
    children: Vec<Child>,
    plan: Option<DateTime<Utc>>,
    round: Option<DateTime<Utc>>,
    help: Option<NaiveDate>,
    phase: Option<DateTime<Utc>>,
    #[serde(default)]
    names: BTreeMap<Uuid, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Child {
    person: Uuid,
    seen: Option<DateTime<Utc>>,
}
