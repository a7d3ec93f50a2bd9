//! Reports as they stand in the inbox of a team: who it is about, how urgent it is, by when it has to be assessed.
//! What was told and by whom never gets into a line.

use crate::case::MemberLine;
use crate::case::line::members_of;
use crate::error::StoreError;
use crate::row;
use crate::schema::{areas, assessments, households, reports, teams, terms};
use crate::tx::Tx;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::assessment::Outcome;
use domain::id::{HouseholdId, PersonId, ReportId, TeamId};
use domain::report::{DueBy, FollowUp, ReportKind, ReportState, SourceCategory};
use domain::term::{TermKind, TermState};
use domain::version::Version;
use domain::violence::ViolenceType;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A report in the inbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportLine {
    pub report: ReportId,
    pub version: Version,
    pub household: HouseholdId,
    pub area: String,
    pub team: TeamId,
    pub team_name: String,
    pub kind: ReportKind,
    /// The earlier report that this one follows, and what it is called for that.
    pub follows: Option<(ReportId, FollowUp)>,
    pub source_category: SourceCategory,
    pub violence_types: Vec<ViolenceType>,
    pub acute: bool,
    pub received_at: DateTime<Utc>,
    pub due_by: DueBy,
    /// Whether it still waits for its assessment after the term of the protocol.
    pub overdue: bool,
    pub state: ReportState,
    /// What its assessment decided, and whether that came late.
    pub assessed: Option<(Outcome, bool)>,
    /// Who belongs to the household now.
    pub members: Vec<MemberLine>,
}

/// The place of a report in the inbox: what is acute comes first, then what came in last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReportPlace {
    pub acute: bool,
    pub received_at: DateTime<Utc>,
    pub report: ReportId,
}

/// One page of the reports of these teams in these states, after a place, at most `limit`.
///
/// Each team and state is read by itself, in the order of the index, so a page costs the same however many reports
/// there are before and behind it.
///
/// # Errors
/// Those of the database.
pub async fn page(
    tx: &mut Tx,
    of_teams: &[TeamId],
    states: &[ReportState],
    after: Option<ReportPlace>,
    limit: i64,
) -> Result<Vec<ReportPlace>, StoreError> {
    let mut found = Vec::new();
    for team in of_teams {
        for state in states {
            found.extend(shelf(tx, *team, *state, after, limit).await?);
        }
    }
    found.sort_by_key(|it| (Reverse(it.acute), Reverse(it.received_at), it.report));
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(found)
}

/// The lines of these reports, in this order; reports that row level security hides are left out.
///
/// The caller of this function records everybody who is in the lines.
///
/// # Errors
/// Those of the database.
pub async fn lines(tx: &mut Tx, wanted: &[ReportId]) -> Result<Vec<ReportLine>, StoreError> {
    let ids: Vec<Uuid> = wanted.iter().map(|report| report.0).collect();
    let rows = reports::table
        .inner_join(households::table.inner_join(areas::table))
        .inner_join(teams::table)
        .left_join(assessments::table)
        .filter(reports::id.eq_any(&ids))
        .select((
            ReportRow::as_select(),
            areas::name,
            teams::name,
            (assessments::outcome, assessments::late).nullable(),
        ))
        .load::<(ReportRow, String, String, Option<(String, bool)>)>(tx.conn()?)
        .await?;
    let households: Vec<Uuid> = rows.iter().map(|(report, ..)| report.household_id).collect();
    let members = members_of(tx, &households).await?;
    let (clocks, now) = (clocks_of(tx, &ids).await?, tx.now());
    let mut lines = BTreeMap::new();
    for (report, area, team_name, assessed) in rows {
        let assessed = match assessed {
            Some((outcome, late)) => {
                Some((row::code("assessments", "outcome", report.id, Outcome::from_code(&outcome))?, late))
            }
            None => None,
        };
        let members = members.get(&report.household_id).cloned().unwrap_or_default();
        let bare = report.into_line()?;
        let clocks = clocks.get(&bare.report.0).copied().unwrap_or_default();
        let overdue = clocks.runs_until.is_some_and(|at| now >= at);
        let due_by = clocks.due_by;
        lines.insert(
            bare.report.0,
            ReportLine { area, team_name, assessed, members, due_by, overdue, ..bare },
        );
    }
    Ok(ids.iter().filter_map(|id| lines.remove(id)).collect())
}

impl ReportLine {
    /// Everybody whom the line shows.
    #[must_use]
    pub fn persons(&self) -> Vec<PersonId> {
        self.members.iter().map(|member| member.person).collect()
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = reports, check_for_backend(diesel::pg::Pg))]
struct ReportRow {
    id: Uuid,
    version: i64,
    household_id: Uuid,
    team_id: Uuid,
    kind: String,
    follow_up: Option<String>,
    follows_id: Option<Uuid>,
    source_category: String,
    violence_types: Vec<String>,
    acute: bool,
    received_at: DateTime<Utc>,
    state: String,
}

impl ReportRow {
    fn into_line(self) -> Result<ReportLine, StoreError> {
        let unknown = |column| StoreError::Row { table: "reports", id: self.id.to_string(), column };
        let violence_types: Option<Vec<_>> =
            self.violence_types.iter().map(|it| ViolenceType::from_code(it)).collect();
        let follow_up = match self.follow_up.as_deref() {
            Some(code) => Some(FollowUp::from_code(code).ok_or_else(|| unknown("follow_up"))?),
            None => None,
        };
        let state = ReportState::from_code(&self.state).ok_or_else(|| unknown("state"))?;
        Ok(ReportLine {
            report: ReportId(self.id),
            version: Version(self.version),
            household: HouseholdId(self.household_id),
            area: String::new(),
            team: TeamId(self.team_id),
            team_name: String::new(),
            kind: ReportKind::from_code(&self.kind).ok_or_else(|| unknown("kind"))?,
            follows: self.follows_id.map(ReportId).zip(follow_up),
            source_category: SourceCategory::from_code(&self.source_category)
                .ok_or_else(|| unknown("source_category"))?,
            violence_types: violence_types.ok_or_else(|| unknown("violence_types"))?,
            acute: self.acute,
            received_at: self.received_at,
            due_by: DueBy::default(),
            overdue: false,
            state,
            assessed: None,
            members: Vec::new(),
        })
    }
}

/// The two clocks over a report.
#[derive(Debug, Clone, Copy, Default)]
struct Clocks {
    due_by: DueBy,
    /// When the clock of the protocol is over, as long as it runs.
    runs_until: Option<DateTime<Utc>>,
}

async fn clocks_of(tx: &mut Tx, reports: &[Uuid]) -> Result<BTreeMap<Uuid, Clocks>, StoreError> {
    let kinds = [TermKind::AssessmentProtocol, TermKind::AssessmentRegulation].map(TermKind::code);
    let rows = terms::table
        .filter(terms::report_id.eq_any(reports))
        .filter(terms::kind.eq_any(kinds))
        .select((terms::report_id.assume_not_null(), terms::kind, terms::due_on, terms::due_at, terms::state))
        .load::<(Uuid, String, NaiveDate, DateTime<Utc>, String)>(tx.conn()?)
        .await?;
    let mut found: BTreeMap<Uuid, Clocks> = BTreeMap::new();
    for (report, kind, due_on, due_at, state) in rows {
        let clocks = found.entry(report).or_default();
        if kind == TermKind::AssessmentProtocol.code() {
            clocks.due_by.protocol = Some(due_on);
            clocks.runs_until = (state == TermState::Running.code()).then_some(due_at);
        } else {
            clocks.due_by.statutory = Some(due_on);
        }
    }
    Ok(found)
}

async fn shelf(
    tx: &mut Tx,
    team: TeamId,
    state: ReportState,
    after: Option<ReportPlace>,
    limit: i64,
) -> Result<Vec<ReportPlace>, StoreError> {
    let mut query = reports::table
        .filter(reports::team_id.eq(team.0))
        .filter(reports::state.eq(state.code()))
        .order((reports::acute.desc(), reports::received_at.desc(), reports::id))
        .select((reports::acute, reports::received_at, reports::id))
        .limit(limit)
        .into_boxed();
    if let Some(ReportPlace { acute, received_at, report }) = after {
        let later = reports::received_at.lt(received_at).or(reports::id.gt(report.0));
        // Most pages begin behind all that is acute, and must not be counted up to.
        query = if acute {
            query.filter(reports::acute.eq(false).or(reports::received_at.le(received_at).and(later)))
        } else {
            query.filter(reports::acute.eq(false)).filter(reports::received_at.le(received_at)).filter(later)
        };
    }
    let found = query.load::<(bool, DateTime<Utc>, Uuid)>(tx.conn()?).await?;
    Ok(found
        .into_iter()
        .map(|(acute, received_at, report)| ReportPlace { acute, received_at, report: ReportId(report) })
        .collect())
}
