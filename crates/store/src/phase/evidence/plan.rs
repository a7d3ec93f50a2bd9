//! What the gates need to know of the safety plan: its conditions with their agreements and since when they are
//! fulfilled, risk factors, recovery goals, and which of the duo agreed with the version that holds.

use crate::error::StoreError;
use crate::row;
use crate::schema::{duo_seats, memberships, plan_marks, plan_voices};
use crate::schema::{plan_consents, plan_versions};
use crate::tx::Tx;
use access::{Named, Permit};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::duo::SeatKind;
use domain::phase::evidence::{Adopted, ConditionEvidence, PlanEvidence, Tally};
use domain::plan::{Field, ItemKind, Mark, Opinion, Standing};
use domain::score::AskedHow;
use domain::time::{amsterdam_day, start_of_day};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What somebody said of the plan, as far as it tells that this person was heard.
pub(super) struct Heard {
    pub(super) person: Uuid,
    pub(super) at: DateTime<Utc>,
    /// Not asked directly, but heard in a way of its own.
    pub(super) own_way: bool,
}

/// The plan of the case. A case in which nobody wrote a plan has an empty one.
pub(super) async fn read<P: Named>(
    tx: &mut Tx,
    permit: &Permit<P>,
    standing: &Standing,
) -> Result<PlanEvidence, StoreError> {
    let fulfilled = fulfilled_since(tx, permit).await?;
    let today = amsterdam_day(tx.now());
    let conditions = standing
        .conditions()
        .map(|it| ConditionEvidence {
            active_agreements: count(standing.agreements_under(it.id, today)),
            fulfilled_since: fulfilled.get(&it.id.0).copied(),
        })
        .collect();
    Ok(PlanEvidence {
        adopted: adopted(tx, permit, valid_until(standing)).await?,
        conditions,
        risk_factors: settled(standing, ItemKind::RiskFactor),
        goals: settled(standing, ItemKind::RecoveryGoal),
    })
}

/// Who was heard when a version was adopted.
pub(super) async fn heard<P: Named>(tx: &mut Tx, permit: &Permit<P>) -> Result<Vec<Heard>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let rows = plan_voices::table
        .inner_join(plan_versions::table)
        .filter(plan_versions::case_id.eq(case.0))
        .filter(plan_voices::opinion.ne(Opinion::NotAsked.code()))
        .select((
            plan_voices::person_id,
            plan_versions::adopted_at,
            plan_voices::opinion,
            plan_voices::asked_how,
        ))
        .load::<(Uuid, DateTime<Utc>, String, Option<String>)>(tx.conn()?)
        .await?;
    rows.into_iter()
        .map(|(person, at, opinion, asked_how)| {
            let opinion = row::code("plan_voices", "opinion", person, Opinion::from_code(&opinion))?;
            let own_way =
                opinion == Opinion::Heard || asked_how.as_deref() == Some(AskedHow::WithCard.code());
            Ok(Heard { person, at, own_way })
        })
        .collect()
}

/// Every part of this kind, and those of which somebody said what became of them.
fn settled(standing: &Standing, kind: ItemKind) -> Tally {
    let done = standing.plan.of_kind(kind).filter(|it| standing.mark(it.id).is_some());
    Tally { done: count(done), all: count(standing.plan.of_kind(kind)) }
}

/// The last day of a plan of which every agreement ends; a plan with an agreement that goes on has none.
fn valid_until(standing: &Standing) -> Option<NaiveDate> {
    let ends: Option<Vec<NaiveDate>> =
        standing.plan.of_kind(ItemKind::Agreement).map(|it| it.content.day(Field::ValidUntil)).collect();
    ends?.into_iter().max()
}

/// Since when each part is fulfilled without a break: from the first mark after the last one that said otherwise.
async fn fulfilled_since<P: Named>(
    tx: &mut Tx,
    permit: &Permit<P>,
) -> Result<BTreeMap<Uuid, DateTime<Utc>>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let wanted = [Mark::Fulfilled, Mark::Broken, Mark::Withdrawn].map(Mark::code);
    let rows = plan_marks::table
        .filter(plan_marks::case_id.eq(case.0))
        .filter(plan_marks::mark.eq_any(wanted))
        .order((plan_marks::on_day, plan_marks::made_at, plan_marks::id))
        .select((plan_marks::item_id, plan_marks::mark, plan_marks::on_day))
        .load::<(Uuid, String, NaiveDate)>(tx.conn()?)
        .await?;
    let mut since = BTreeMap::new();
    for (item, mark, day) in rows {
        if mark == Mark::Fulfilled.code() {
            since.entry(item).or_insert_with(|| start_of_day(day));
        } else {
            since.remove(&item);
        }
    }
    Ok(since)
}

/// The version that holds, with how many of the members of the duo work for an organisation that agreed with it.
async fn adopted<P: Named>(
    tx: &mut Tx,
    permit: &Permit<P>,
    valid_until: Option<NaiveDate>,
) -> Result<Option<Adopted>, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let found = plan_versions::table
        .filter(plan_versions::case_id.eq(case.0))
        .order(plan_versions::number.desc())
        .select((plan_versions::id, plan_versions::number, plan_versions::adopted_at))
        .first::<(Uuid, i32, DateTime<Utc>)>(tx.conn()?)
        .await
        .optional()?;
    let Some((id, version, at)) = found else { return Ok(None) };
    let words = plan_consents::table
        .filter(plan_consents::version_id.eq(id))
        .distinct_on(plan_consents::organisation_id)
        .order((plan_consents::organisation_id, plan_consents::given_at.desc(), plan_consents::id.desc()))
        .select((plan_consents::organisation_id, plan_consents::agrees))
        .load::<(Uuid, bool)>(tx.conn()?)
        .await?;
    let agrees: BTreeSet<Uuid> = words.into_iter().filter(|(_, agrees)| *agrees).map(|(id, _)| id).collect();
    let now = tx.now();
    let members = duo_seats::table
        .inner_join(memberships::table.on(memberships::id.eq(duo_seats::membership_id)))
        .filter(duo_seats::case_id.eq(case.0))
        .filter(duo_seats::kind.eq(SeatKind::Member.code()))
        .filter(duo_seats::starts_at.le(now))
        .filter(duo_seats::ends_at.is_null().or(duo_seats::ends_at.gt(now)))
        .select(memberships::organisation_id)
        .load::<Uuid>(tx.conn()?)
        .await?;
    let agreed_in_duo = count(members.iter().filter(|it| agrees.contains(it)));
    Ok(Some(Adopted { version, at, agreed_in_duo, valid_until }))
}

fn count<T>(items: impl IntoIterator<Item = T>) -> u32 {
    u32::try_from(items.into_iter().count()).unwrap_or(u32::MAX)
}
