//! Gathering what goes along with a handover, and keeping it as it was: what can never change is pointed at, what was shown
//! is copied.

use crate::error::StoreError;
use crate::plan::version;
use crate::round::settled::settled;
use crate::row;
use crate::schema::{assessments, cases, duo_seats, memberships, organisations, safety_scores, terms, users};
use crate::tx::Tx;
use access::{Permit, may};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::handover::{Contents, FrozenContact, FrozenScore, FrozenTerm};
use domain::id::{AssessmentId, HandoverId, PersonId, PlanVersionId, ScoreId, TermId, UserId};
use domain::term::{TermKind, TermState};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// What is copied, as it stands in its row.
#[derive(Serialize, Deserialize)]
struct Snapshot {
    plan: Option<i32>,
    scores: Vec<ScoreCopy>,
    terms: Vec<TermCopy>,
    contacts: Vec<ContactCopy>,
}

#[derive(Serialize, Deserialize)]
struct ScoreCopy {
    score: Uuid,
    value: u8,
    rater: Option<Uuid>,
    about: Option<Uuid>,
    at: DateTime<Utc>,
}

#[derive(Serialize, Deserialize)]
struct TermCopy {
    term: Uuid,
    kind: String,
    due: NaiveDate,
}

#[derive(Serialize, Deserialize)]
struct ContactCopy {
    user: Uuid,
    name: String,
    organisation: String,
}

/// Gathers what would go along now. The caller of this function records everybody in it.
///
/// # Errors
/// Those of the database.
pub async fn freeze(tx: &mut Tx, permit: &Permit<may::OfferHandover>) -> Result<Contents, StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?.0;
    let plan = version::newest_id(tx, permit).await?.map(|(number, id)| (id, number));
    let assessment = cases::table
        .inner_join(assessments::table.on(assessments::report_id.nullable().eq(cases::report_id)))
        .filter(cases::id.eq(case))
        .select(assessments::id)
        .first::<Uuid>(tx.conn()?)
        .await
        .optional()?;
    let scores = scores(tx, case).await?;
    let running = terms::table
        .filter(terms::case_id.eq(case).and(terms::state.eq(TermState::Running.code())))
        .order((terms::due_on, terms::id))
        .select((terms::id, terms::kind, terms::due_on))
        .load::<(Uuid, String, NaiveDate)>(tx.conn()?)
        .await?;
    let terms = running
        .into_iter()
        .map(|(id, kind, due)| {
            let kind = row::code("terms", "kind", id, TermKind::from_code(&kind))?;
            Ok(FrozenTerm { term: TermId(id), kind, due })
        })
        .collect::<Result<_, StoreError>>()?;
    let contacts = contacts(tx, case).await?;
    Ok(Contents { plan, assessment: assessment.map(AssessmentId), scores, terms, contacts })
}

/// The latest score of every rater about everybody; what is blind is for nobody, also not for the receiver.
async fn scores(tx: &mut Tx, case: Uuid) -> Result<Vec<FrozenScore>, StoreError> {
    let by = (safety_scores::rater_user_id, safety_scores::rater_person_id, safety_scores::about_person_id);
    let rows = safety_scores::table
        .filter(safety_scores::case_id.eq(case))
        .filter(settled())
        .distinct_on(by)
        .order((by.0, by.1, by.2, safety_scores::scored_at.desc(), safety_scores::id))
        .select((
            safety_scores::id,
            safety_scores::value,
            safety_scores::rater_person_id,
            safety_scores::about_person_id,
            safety_scores::scored_at,
        ))
        .load::<(Uuid, i16, Option<Uuid>, Option<Uuid>, DateTime<Utc>)>(tx.conn()?)
        .await?;
    let frozen = rows.into_iter().map(|(id, value, rater, about, at)| FrozenScore {
        score: ScoreId(id),
        value: u8::try_from(value).unwrap_or_default(),
        rater: rater.map(PersonId),
        about: about.map(PersonId),
        at,
    });
    Ok(frozen.collect())
}

async fn contacts(tx: &mut Tx, case: Uuid) -> Result<Vec<FrozenContact>, StoreError> {
    let now = tx.now();
    let rows = duo_seats::table
        .inner_join(users::table.on(users::id.eq(duo_seats::user_id)))
        .inner_join(memberships::table.on(memberships::id.eq(duo_seats::membership_id)))
        .inner_join(organisations::table.on(organisations::id.eq(memberships::organisation_id)))
        .filter(duo_seats::case_id.eq(case))
        .filter(duo_seats::starts_at.le(now))
        .filter(duo_seats::ends_at.is_null().or(duo_seats::ends_at.gt(now)))
        .order((duo_seats::seat, duo_seats::id))
        .select((users::id, users::display_name, organisations::name))
        .load::<(Uuid, String, String)>(tx.conn()?)
        .await?;
    let known = rows.into_iter();
    Ok(known
        .map(|(user, name, organisation)| FrozenContact { user: UserId(user), name, organisation })
        .collect())
}

/// What is copied, as it is stored.
pub(super) fn snapshot(contents: &Contents) -> Value {
    let score = |it: &FrozenScore| ScoreCopy {
        score: it.score.0,
        value: it.value,
        rater: it.rater.map(|it| it.0),
        about: it.about.map(|it| it.0),
        at: it.at,
    };
    let term = |it: &FrozenTerm| TermCopy { term: it.term.0, kind: it.kind.code().to_owned(), due: it.due };
    let contact = |it: &FrozenContact| ContactCopy {
        user: it.user.0,
        name: it.name.clone(),
        organisation: it.organisation.clone(),
    };
    let copy = Snapshot {
        plan: contents.plan.map(|(_, number)| number),
        scores: contents.scores.iter().map(score).collect(),
        terms: contents.terms.iter().map(term).collect(),
        contacts: contents.contacts.iter().map(contact).collect(),
    };
    serde_json::to_value(copy).unwrap_or_default()
}

/// What was copied, as it is shown.
pub(super) fn read(
    id: HandoverId,
    (plan, assessment, copy): (Option<Uuid>, Option<Uuid>, Value),
) -> Result<Contents, StoreError> {
    let copy: Option<Snapshot> = serde_json::from_value(copy).ok();
    let copy = row::code("handover_contents", "snapshot", id.0, copy)?;
    let score = |it: ScoreCopy| FrozenScore {
        score: ScoreId(it.score),
        value: it.value,
        rater: it.rater.map(PersonId),
        about: it.about.map(PersonId),
        at: it.at,
    };
    let terms = copy.terms.into_iter().map(|it| {
        let kind = row::code("handover_contents", "snapshot", id.0, TermKind::from_code(&it.kind))?;
        Ok(FrozenTerm { term: TermId(it.term), kind, due: it.due })
    });
    let contact = |it: ContactCopy| FrozenContact {
        user: UserId(it.user),
        name: it.name,
        organisation: it.organisation,
    };
    Ok(Contents {
        plan: plan.map(PlanVersionId).zip(copy.plan),
        assessment: assessment.map(AssessmentId),
        scores: copy.scores.into_iter().map(score).collect(),
        terms: terms.collect::<Result<_, StoreError>>()?,
        contacts: copy.contacts.into_iter().map(contact).collect(),
    })
}
