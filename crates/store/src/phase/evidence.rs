//! Gathering what the gates look at. One function per source; a source that is not there gives nothing, which the
//! rules never take for good news.

mod plan;

use crate::audit;
use crate::error::StoreError;
use crate::person::read::birth_date;
use crate::red_flag::{self, FlagLine};
use crate::round::settled::settled;
use crate::row;
use crate::schema::{
    household_members, incidents, persons, safety_scores, scoring_rounds, task_completions, tasks,
};
use crate::tx::Tx;
use access::{Named, Permit, may};
use chrono::{DateTime, Utc};
use diesel::dsl::max;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::household::MemberRole;
use domain::id::PersonId;
use domain::phase::Evidence;
use domain::phase::evidence::{MemberEvidence, ScoreEvidence, Tally};
use domain::plan::Standing;
use domain::score::AskedHow;
use domain::time::amsterdam_day;
use std::collections::BTreeMap;
use uuid::Uuid;

/// What the gates look at, and the things themselves for a page that shows them as well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gathered {
    pub evidence: Evidence,
    /// The safety plan as it is being worked on.
    pub plan: Standing,
    pub flags: Vec<FlagLine>,
}

/// Gathers the evidence of the case of the permit, which is in its phase since this moment, and records everybody whose
/// being heard was looked at. Whoever shows the plan records everybody in it.
///
/// # Errors
/// Those of the database.
pub async fn gather<P>(tx: &mut Tx, permit: &Permit<P>, since: DateTime<Utc>) -> Result<Gathered, StoreError>
where
    P: Named<Sight = may::ReadCase>,
{
    let case = permit.case().ok_or(StoreError::Stale)?.0;
    let household = permit.household().ok_or(StoreError::Stale)?.0;
    let now = tx.now();
    let scores = scores(tx, case).await?;
    let heard = plan::heard(tx, permit).await?;
    let members = members(tx, household, &scores, &heard).await?;
    let standing = crate::plan::standing(tx, permit).await?;
    let plan = plan::read(tx, permit, &standing).await?;
    let flags = red_flag::list(tx, permit).await?;
    let evidence = Evidence {
        now,
        since,
        evaluated_at: last_closed_round(tx, case).await?.max(plan.adopted.map(|it| it.at)),
        plan: Some(plan),
        professional_scores: latest_of_professionals(&scores),
        scores: scores.iter().map(ScoreRow::evidence).collect(),
        red_flags: Some(tally(&flags)),
        last_incident: last_incident(tx, case).await?,
        open_tasks: open_tasks(tx, case).await?,
        members,
    };
    let persons: Vec<PersonId> = evidence.members.iter().map(|it| it.person).collect();
    audit::record(tx, permit, &persons).await?;
    Ok(Gathered { evidence, plan: standing, flags })
}

/// When a scoring round was last closed. Then everybody looked, as when a version of the plan is adopted.
async fn last_closed_round(tx: &mut Tx, case: Uuid) -> Result<Option<DateTime<Utc>>, StoreError> {
    Ok(scoring_rounds::table
        .filter(scoring_rounds::case_id.eq(case))
        .select(max(scoring_rounds::closed_at))
        .first(tx.conn()?)
        .await?)
}

/// The red flags that were no mistake, and how many of them have a decision.
fn tally(flags: &[FlagLine]) -> Tally {
    let standing = flags.iter().filter(|it| it.stands()).map(FlagLine::standing);
    let mut tally = Tally::default();
    for flag in standing {
        tally.all += 1;
        tally.done += u32::from(flag.decided_at.is_some());
    }
    tally
}

/// The tasks of the case that are open.
async fn open_tasks(tx: &mut Tx, case: Uuid) -> Result<Option<u32>, StoreError> {
    let open = tasks::table
        .left_join(task_completions::table)
        .filter(tasks::case_id.eq(case))
        .filter(task_completions::task_id.is_null())
        .count()
        .get_result::<i64>(tx.conn()?)
        .await?;
    Ok(u32::try_from(open).ok())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = safety_scores, check_for_backend(diesel::pg::Pg))]
struct ScoreRow {
    id: Uuid,
    rater_user_id: Option<Uuid>,
    rater_person_id: Option<Uuid>,
    about_person_id: Option<Uuid>,
    asked_how: Option<String>,
    scored_at: DateTime<Utc>,
    value: i16,
}

impl ScoreRow {
    fn evidence(&self) -> ScoreEvidence {
        ScoreEvidence { value: u8::try_from(self.value).unwrap_or(0), at: self.scored_at }
    }

    /// Who was asked with a card was heard in a way of its own.
    fn is_own_way(&self) -> Result<bool, StoreError> {
        let Some(code) = &self.asked_how else { return Ok(false) };
        let how = row::code("safety_scores", "asked_how", self.id, AskedHow::from_code(code))?;
        Ok(how == AskedHow::WithCard)
    }
}

/// The scores that the caller may see, oldest first.
async fn scores(tx: &mut Tx, case: Uuid) -> Result<Vec<ScoreRow>, StoreError> {
    Ok(safety_scores::table
        .filter(safety_scores::case_id.eq(case))
        .filter(settled())
        .order((safety_scores::scored_at, safety_scores::id))
        .select(ScoreRow::as_select())
        .load(tx.conn()?)
        .await?)
}

/// The latest score of each professional about each subject.
fn latest_of_professionals(scores: &[ScoreRow]) -> Vec<ScoreEvidence> {
    let mut latest: BTreeMap<(Uuid, Option<Uuid>), ScoreEvidence> = BTreeMap::new();
    for score in scores {
        if let Some(rater) = score.rater_user_id {
            latest.insert((rater, score.about_person_id), score.evidence());
        }
    }
    latest.into_values().collect()
}

async fn members(
    tx: &mut Tx,
    household: Uuid,
    scores: &[ScoreRow],
    said: &[plan::Heard],
) -> Result<Vec<MemberEvidence>, StoreError> {
    let rows = household_members::table
        .inner_join(persons::table)
        .filter(household_members::household_id.eq(household))
        .filter(household_members::left_on.is_null())
        .filter(persons::died_on.is_null())
        .order(persons::id)
        .select((persons::id, persons::birth, persons::expected, household_members::role))
        .load::<(Uuid, String, bool, String)>(tx.conn()?)
        .await?;
    let today = amsterdam_day(tx.now());
    rows.into_iter()
        .map(|(id, birth, expected, role)| {
            let person = PersonId(id);
            let (mut asked_at, mut own_way_at) = (None, None);
            for score in scores.iter().filter(|it| it.rater_person_id == Some(id)) {
                let heard = if score.is_own_way()? { &mut own_way_at } else { &mut asked_at };
                *heard = Some(score.scored_at);
            }
            for voice in said.iter().filter(|it| it.person == id) {
                let heard = if voice.own_way { &mut own_way_at } else { &mut asked_at };
                *heard = (*heard).max(Some(voice.at));
            }
            Ok(MemberEvidence {
                person,
                role: row::code("household_members", "role", id, MemberRole::from_code(&role))?,
                age: birth_date(id, &birth, expected)?.age_on(today).map(|it| it.years),
                asked_at,
                own_way_at,
            })
        })
        .collect()
}

/// Of the incidents that were not corrected, the last moment at which one can have happened.
async fn last_incident(tx: &mut Tx, case: Uuid) -> Result<Option<DateTime<Utc>>, StoreError> {
    let later = diesel::alias!(incidents as later);
    let corrected = later.filter(later.field(incidents::corrects_id).eq(incidents::id.nullable()));
    let found = incidents::table
        .filter(incidents::case_id.eq(case))
        .filter(diesel::dsl::not(diesel::dsl::exists(corrected)))
        .select((incidents::happened_until, incidents::recorded_at))
        .load::<(DateTime<Utc>, DateTime<Utc>)>(tx.conn()?)
        .await?;
    // Of a day or a month that had not ended, only what was past can be meant.
    Ok(found.into_iter().map(|(until, recorded)| until.min(recorded)).max())
}
