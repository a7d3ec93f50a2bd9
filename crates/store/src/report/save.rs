//! Saving a report that was taken in, and moving it on.

use super::facts::concerned;
use crate::audit;
use crate::error::StoreError;
use crate::kept::Keep;
use crate::schema::{assessments, report_contents, reports};
use crate::term::{self, NewTerm};
use crate::tx::Tx;
use access::{Named, Permit, may};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::assessment::Outcome;
use domain::id::{HouseholdId, ReportId};
use domain::report::{FollowUp, NewReport, ReportState, Source};
use domain::term::TermOwner;
use domain::version::Version;

/// A report as it was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenIn {
    pub report: ReportId,
    pub content: NewReport,
    pub source: Source,
    /// The terms that start with it.
    pub terms: Vec<NewTerm>,
    /// The earlier report that it follows.
    pub follows: Option<(ReportId, FollowUp)>,
}

/// Saves a report at the desk of the one permit on the household of the other, and records whom it is about.
///
/// # Errors
/// Those of the database.
pub async fn save(
    tx: &mut Tx,
    desk: &Permit<may::TakeIn>,
    household: &Permit<may::ReadHousehold>,
    new: &TakenIn,
) -> Result<(), StoreError> {
    let (Some(team), Some(of)) = (desk.desk(), household.household()) else {
        return Err(StoreError::Stale);
    };
    let now = tx.now();
    let content = &new.content;
    let types: Vec<&str> = content.violence_types.iter().map(|it| it.code()).collect();
    diesel::insert_into(reports::table)
        .values((
            (reports::id.eq(new.report.0), reports::household_id.eq(of.0), reports::team_id.eq(team.0)),
            reports::kind.eq(content.kind.code()),
            reports::follows_id.eq(new.follows.map(|(report, _)| report.0)),
            reports::follow_up.eq(new.follows.map(|(_, moment)| moment.code())),
            reports::source_category.eq(content.source_category.code()),
            reports::source_profession.eq(content.source_profession.map(|it| it.code())),
            reports::violence_types.eq(types),
            reports::partner_pattern.eq(content.partner_pattern.map(|it| it.code())),
            reports::acute.eq(content.acute),
            (
                reports::incident_from.eq(content.incident_from),
                reports::incident_until.eq(content.incident_until),
            ),
            reports::received_at.eq(content.received_at),
            reports::state.eq(ReportState::Received.code()),
            (reports::recorded_by.eq(desk.caller().user.0), reports::recorded_at.eq(now)),
        ))
        .execute(tx.conn()?)
        .await?;
    diesel::insert_into(report_contents::table)
        .values((
            report_contents::report_id.eq(new.report.0),
            report_contents::narrative.eq(content.narrative.as_str()),
            report_contents::source_name.eq(new.source.name.as_ref().map(|it| it.as_str())),
            report_contents::source_contact.eq(new.source.contact.as_ref().map(|it| it.as_str())),
            report_contents::source_shielded.eq(content.reporter_shielded),
        ))
        .execute(tx.conn()?)
        .await?;
    term::insert(tx, desk.caller(), (TermOwner::Report(new.report), Some(team)), &new.terms).await?;
    let persons = concerned(tx, of).await?;
    audit::record(tx, desk, &[]).await?;
    audit::record(tx, household, &persons).await
}

/// Moves on the other reports on this household that waited for a case, now that it has one. The caller of this
/// function records the act.
pub(crate) async fn move_on_what_waited(tx: &mut Tx, household: HouseholdId) -> Result<(), StoreError> {
    let (from, to) = (ReportState::Assessed, ReportState::InMonitoring);
    let wait = Outcome::ALL.iter().filter(|it| it.opens_case() && it.state_after_opening() == to);
    let waiting = assessments::table
        .filter(assessments::outcome.eq_any(wait.map(|it| it.code())))
        .select(assessments::report_id);
    diesel::update(reports::table)
        .filter(reports::household_id.eq(household.0))
        .filter(reports::state.eq(from.code()))
        .filter(reports::id.eq_any(waiting))
        .set((reports::state.eq(to.code()), reports::version.eq(reports::version + 1)))
        .kept()
        .execute(tx.conn()?)
        .await?;
    Ok(())
}

/// Moves the report of the permit on to a state. The caller of this function records the act.
pub(crate) async fn move_on<P>(
    tx: &mut Tx,
    permit: &Permit<P>,
    seen: Version,
    state: ReportState,
) -> Result<(), StoreError>
where
    P: Named<Sight = may::ReadReport>,
{
    let report = permit.report().ok_or(StoreError::Stale)?;
    let changed = diesel::update(reports::table.find(report.0))
        .filter(reports::version.eq(seen.0))
        .set((reports::state.eq(state.code()), reports::version.eq(reports::version + 1)))
        .kept()
        .execute(tx.conn()?)
        .await?;
    if changed == 0 { Err(StoreError::Stale) } else { Ok(()) }
}
