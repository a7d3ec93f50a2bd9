//! What waits for somebody across cases: three statements however many cases there are. One tells the database which cases
//! those are, one reads them and the people after whom they are called, one everything that waits in them.

use crate::case::facts::enter_own;
pub mod team;

use crate::error::StoreError;
use crate::names::{NameRow, PersonName};
use crate::row;
use crate::schema::{cases, duo_seats, household_members, open_work, persons};
use crate::silence::{self, CaseSigns};
use crate::tx::Tx;
use access::Caller;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::duo::Seat;
use domain::household::MemberRole;
use domain::id::{CaseId, CheckInId, PersonId, PlanItemId, RoundId, TaskId, TeamId, TermId, UserId};
use domain::task::owner::OwnerKind;
use domain::task::{TaskCause, TaskKind, WaitsFor};
use serde::Deserialize;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A case in which somebody has a seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatedCase {
    pub case: CaseId,
    /// What people call it without naming anybody.
    pub code: String,
    pub open: bool,
    pub seat: Seat,
    /// The adults of the household and those who left it and still belong to it, after whom people call it.
    pub adults: Vec<PersonName>,
}

/// Something that waits in a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenWork {
    pub case: CaseId,
    pub what: Work,
    /// Whom it is about.
    pub person: Option<PersonName>,
    /// The last day on which it is in time; nothing for what waits without one.
    pub due: Option<NaiveDate>,
    pub since: DateTime<Utc>,
}

/// What waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Work {
    Task {
        task: TaskId,
        kind: TaskKind,
        /// What has to be done in the words of who asked.
        told: Option<String>,
        cause: TaskCause,
        /// What asked for it, of the kind of the cause.
        origin: Uuid,
        waits_for: WaitsFor,
        /// Who in particular was asked.
        owner: Option<UserId>,
    },
    /// An agreement of the safety plan with a day.
    Agreement {
        item: PlanItemId,
        told: String,
        /// The professional who does it.
        done_by: Option<UserId>,
        /// Somebody else who does it.
        doer: Option<String>,
        /// Who looks whether it is done, as it was written.
        checked_by: Option<String>,
    },
    /// A day on which somebody asks after a closed case.
    CheckIn(CheckInId),
    /// The caller is asked for a score.
    Round(RoundId),
    /// A term that runs, with what it is called. It comes from [`crate::term::running_for`].
    Term(TermId, String),
}

/// The cases in which the caller has a seat now.
///
/// # Errors
/// Those of the database.
pub async fn seated(tx: &mut Tx, caller: &Caller) -> Result<Vec<SeatedCase>, StoreError> {
    enter_own(tx).await?;
    let now = tx.now();
    let adult = [MemberRole::Adult, MemberRole::ExPartner].map(MemberRole::code);
    let belongs = household_members::household_id
        .eq(cases::household_id)
        .and(household_members::left_on.is_null())
        .and(household_members::role.eq_any(adult));
    let rows = duo_seats::table
        .inner_join(cases::table)
        .left_join(household_members::table.on(belongs))
        .left_join(persons::table.on(persons::id.eq(household_members::person_id)))
        .filter(duo_seats::user_id.eq(caller.user.0))
        .filter(duo_seats::membership_id.eq(caller.membership.0))
        .filter(duo_seats::starts_at.le(now))
        .filter(duo_seats::ends_at.is_null().or(duo_seats::ends_at.gt(now)))
        .order((cases::id, household_members::role, persons::born_from, persons::id))
        .select((
            (cases::id, cases::code, cases::state),
            (duo_seats::id, duo_seats::seat),
            Option::<NameRow>::as_select(),
        ))
        .load::<((Uuid, String, String), (Uuid, i16), Option<NameRow>)>(tx.conn()?)
        .await?;
    let mut cases: BTreeMap<Uuid, SeatedCase> = BTreeMap::new();
    for ((id, code, state), (seat_id, seat), adult) in rows {
        let seat = row::code("duo_seats", "seat", seat_id, Seat::from_number(seat))?;
        let adult = adult.map(|it| PersonName { person: PersonId(it.id), name: tx.names.person(&it) });
        let case = cases.entry(id).or_insert_with(|| SeatedCase {
            case: CaseId(id),
            code,
            open: state == "open",
            seat,
            adults: Vec::new(),
        });
        case.adults.extend(adult.filter(|it| case.adults.iter().all(|known| known.person != it.person)));
    }
    Ok(cases.into_values().collect())
}

/// Everything that waits in these cases, as far as the caller sees it, and what happened last in those of them that were
/// entered and are open. The caller of this function records everybody in what it shows.
///
/// # Errors
/// Those of the database.
pub async fn open(tx: &mut Tx, wanted: &[CaseId]) -> Result<(Vec<OpenWork>, Vec<CaseSigns>), StoreError> {
    let ids: Vec<Uuid> = wanted.iter().map(|case| case.0).collect();
    let rows = open_work::table
        .filter(open_work::case_id.eq_any(ids))
        .order((open_work::since, open_work::id))
        .select((open_work::case_id, open_work::kind, open_work::id, open_work::since, open_work::detail))
        .load::<(Uuid, String, Uuid, DateTime<Utc>, serde_json::Value)>(tx.conn()?)
        .await?;
    let (mut waits, mut signs) = (Vec::new(), Vec::new());
    for (case, kind, id, since, detail) in rows {
        if kind == "signs" {
            signs.push(silence::signs(case, since, detail)?);
            continue;
        }
        let detail: Detail = row::code("open_work", "detail", id, serde_json::from_value(detail).ok())?;
        let due = detail.due;
        let person = detail.person.map(PersonId).zip(detail.name.clone());
        let person = person.map(|(person, name)| PersonName { person, name });
        let what = row::code("open_work", "kind", id, detail.work(&kind, id))?;
        waits.push(OpenWork { case: CaseId(case), what, person, due, since });
    }
    Ok((waits, signs))
}

/// What the view tells of each thing; what a kind does not have is absent.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[derive(Default)]
struct Detail {
    due: Option<NaiveDate>,
    code: Option<String>,
    told: Option<String>,
    cause: Option<String>,
    origin: Option<Uuid>,
    person: Option<Uuid>,
    name: Option<String>,
    owner: Option<String>,
    user: Option<Uuid>,
    team: Option<Uuid>,
    seat: Option<i16>,
    checked_by: Option<String>,
}

impl Detail {
    fn work(self, kind: &str, id: Uuid) -> Option<Work> {
        match kind {
            "task" => Some(Work::Task {
                task: TaskId(id),
                waits_for: self.waits_for()?,
                kind: TaskKind::from_code(self.code.as_deref()?)?,
                told: self.told,
                cause: TaskCause::from_code(self.cause.as_deref()?)?,
                origin: self.origin?,
                owner: self.user.map(UserId),
            }),
            "agreement" => Some(Work::Agreement {
                item: PlanItemId(id),
                told: self.told?,
                done_by: self.user.map(UserId),
                doer: self.name,
                checked_by: self.checked_by,
            }),
            "check_in" => Some(Work::CheckIn(CheckInId(id))),
            "round" => Some(Work::Round(RoundId(id))),
            _ => None,
        }
    }

    /// The view tells the seat of an owner who has one.
    fn waits_for(&self) -> Option<WaitsFor> {
        let seat = self.seat.and_then(Seat::from_number).map(WaitsFor::Seat);
        match self.owner.as_deref().map(OwnerKind::from_code) {
            None | Some(Some(OwnerKind::Duo)) => Some(WaitsFor::Duo),
            Some(Some(OwnerKind::Seat)) => seat,
            Some(Some(OwnerKind::Person)) => Some(seat.unwrap_or(WaitsFor::Duo)),
            Some(Some(OwnerKind::Team)) => self.team.map(|it| WaitsFor::Team(TeamId(it))),
            Some(Some(OwnerKind::Member)) => {
                self.user.zip(self.team).map(|(user, team)| WaitsFor::Member(UserId(user), TeamId(team)))
            }
            Some(None) => None,
        }
    }
}
