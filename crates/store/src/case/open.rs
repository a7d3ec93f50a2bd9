//! Opening a case: the case, its first holder of the view on safety, and the teams that take part from the start.

use crate::audit;
use crate::error::StoreError;
use crate::report::facts::concerned;
use crate::report::save::{move_on, move_on_what_waited};
use crate::row;
use crate::schema::{cases, organisations, participations, teams, view_holders};
use crate::term::{self, NewTerm};
use crate::tx::Tx;
use access::{Caller, Permit, may};
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::case::{CaseOrigin, CaseState, LegalGround, ParticipationTask};
use domain::duo::{OrganisationKind, Track};
use domain::id::{CaseId, HouseholdId, ParticipationId, ReportId, TeamId};
use domain::report::ReportState;
use domain::term::TermOwner;
use domain::text::ShortText;
use domain::version::Versioned;
use uuid::Uuid;

/// A case as it opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    pub case: CaseId,
    /// What people may call it; the first one that is free is taken.
    pub codes: Vec<String>,
    pub origin: CaseOrigin,
    pub reason: ShortText,
    pub track: Track,
    /// The team that holds the view on safety from the start.
    pub holder: TeamId,
    pub parts: Vec<Part>,
}

/// A team that takes part from the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    pub participation: ParticipationId,
    pub team: TeamId,
    pub task: ParticipationTask,
    pub ground: LegalGround,
}

/// The phase in which every case begins.
const FIRST_PHASE: &str = "direct";

/// Opens a case from the report of the permit, moves the report on, starts the terms that follow for the team that
/// handles it, and records whom it is about.
///
/// # Errors
/// [`StoreError::Conflict`] with `one_open_case_per_household`; those of the database.
pub async fn open_from_report(
    tx: &mut Tx,
    permit: &Permit<may::OpenCaseFromReport>,
    opening: &Opening,
    next: Versioned<ReportState>,
    (team, starts): (TeamId, &[NewTerm]),
) -> Result<(), StoreError> {
    let (Some(report), Some(household)) = (permit.report(), permit.household()) else {
        return Err(StoreError::Stale);
    };
    open(tx, permit.caller(), (household, Some(report)), opening).await?;
    move_on(tx, permit, next.version, next.value).await?;
    move_on_what_waited(tx, household).await?;
    term::insert(tx, permit.caller(), (TermOwner::Report(report), Some(team)), starts).await?;
    let persons = concerned(tx, household).await?;
    audit::record(tx, permit, &persons).await
}

/// Opens a case for the household of the permit and records whom it is about.
///
/// # Errors
/// [`StoreError::Conflict`] with `one_open_case_per_household`; those of the database.
pub async fn open_here(
    tx: &mut Tx,
    permit: &Permit<may::OpenCaseHere>,
    opening: &Opening,
) -> Result<(), StoreError> {
    let household = permit.household().ok_or(StoreError::Stale)?;
    open(tx, permit.caller(), (household, None), opening).await?;
    let persons = concerned(tx, household).await?;
    audit::record(tx, permit, &persons).await
}

/// The kinds of organisation that these teams belong to; teams that do not exist on this day, or whose organisation
/// has no task in cases, are left out. It is no personal data, so it needs no permit.
///
/// # Errors
/// Those of the database.
pub async fn team_kinds(
    tx: &mut Tx,
    wanted: &[TeamId],
    on: NaiveDate,
) -> Result<Vec<(TeamId, OrganisationKind)>, StoreError> {
    let ids: Vec<Uuid> = wanted.iter().map(|team| team.0).collect();
    let found = teams::table
        .inner_join(organisations::table)
        .filter(teams::id.eq_any(ids))
        .filter(teams::valid_from.le(on))
        .filter(teams::valid_until.is_null().or(teams::valid_until.ge(on)))
        .filter(organisations::tasks.ne(Vec::<String>::new()))
        .select((teams::id, organisations::id, organisations::kind))
        .load::<(Uuid, Uuid, String)>(tx.conn()?)
        .await?;
    found
        .into_iter()
        .map(|(team, of, kind)| {
            let kind = row::code("organisations", "kind", of, OrganisationKind::from_code(&kind))?;
            Ok((TeamId(team), kind))
        })
        .collect()
}

/// The order matters to row level security: who opens a case may add to it until the first team takes part.
async fn open(
    tx: &mut Tx,
    opener: &Caller,
    about: (HouseholdId, Option<ReportId>),
    opening: &Opening,
) -> Result<(), StoreError> {
    insert_case(tx, opener, about, opening).await?;
    let now = tx.now();
    diesel::insert_into(view_holders::table)
        .values((
            view_holders::case_id.eq(opening.case.0),
            view_holders::since.eq(now),
            view_holders::team_id.eq(opening.holder.0),
            view_holders::reason.eq(opening.origin.code()),
            view_holders::recorded_by.eq(opener.user.0),
        ))
        .execute(tx.conn()?)
        .await?;
    let parts: Vec<_> = opening
        .parts
        .iter()
        .map(|part| {
            (
                participations::id.eq(part.participation.0),
                participations::case_id.eq(opening.case.0),
                participations::team_id.eq(part.team.0),
                participations::task.eq(part.task.code()),
                participations::legal_ground.eq(part.ground.code()),
                participations::starts_at.eq(now),
                participations::added_by.eq(opener.user.0),
            )
        })
        .collect();
    diesel::insert_into(participations::table).values(parts).execute(tx.conn()?).await?;
    Ok(())
}

/// Inserts the case under the first code that is free. An insert that conflicts is skipped, because an error would end
/// the transaction; several random codes are never all taken, so what then stands in the way is another open case.
async fn insert_case(
    tx: &mut Tx,
    opener: &Caller,
    (household, report): (HouseholdId, Option<ReportId>),
    opening: &Opening,
) -> Result<(), StoreError> {
    let now = tx.now();
    let track = match opening.track {
        Track::Regular => None,
        Track::Ivh => Some(opening.track.code()),
    };
    for code in &opening.codes {
        let inserted = diesel::insert_into(cases::table)
            .values((
                cases::id.eq(opening.case.0),
                cases::code.eq(code),
                cases::household_id.eq(household.0),
                cases::report_id.eq(report.map(|it| it.0)),
                cases::reason.eq(opening.reason.as_str()),
                cases::track.eq(track),
                cases::phase.eq(FIRST_PHASE),
                cases::state.eq(CaseState::Open.code()),
                (cases::opened_by.eq(opener.user.0), cases::opened_as.eq(opener.membership.0)),
                cases::opened_at.eq(now),
            ))
            .on_conflict_do_nothing()
            .execute(tx.conn()?)
            .await?;
        if inserted == 1 {
            return Ok(());
        }
    }
    Err(StoreError::Conflict { constraint: "one_open_case_per_household".to_owned() })
}
