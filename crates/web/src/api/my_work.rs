//! My work for programs: everything that waits for who asks, what is overdue first.

use actix_web::HttpResponse;
use casework::work::{ReportTerm, Work, WorkLine, my_work};
use chrono::{DateTime, NaiveDate, Utc};
use domain::task::WaitsFor;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::consultation::view::ConsultationLineView;
use super::silence::SilentCaseView;
use super::timeline::event::PersonNameView;
use crate::shared::asked::Asked;
use crate::shared::problem::Problem;

/// Everything that waits for who asks.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MyWorkView {
    /// Wat te laat is eerst, dan op dag
    items: Vec<WorkView>,
    /// Termijnen van meldingen die het eigen team behandelt
    reports: Vec<ReportTermView>,
    /// Eigen casussen waarin al een tijd te weinig gebeurt
    silent_cases: Vec<SilentCaseView>,
    /// Consultaties die lopen en die de vrager stelde of waarin de vrager adviseert
    consultations: Vec<ConsultationLineView>,
    /// Of er nog meer is dan hier staat
    more: bool,
}

/// A term of a report that ends soon or is over.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReportTermView {
    when: &'static str,
    report_id: Uuid,
    name: String,
    due_on: NaiveDate,
}

/// Something that waits.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct WorkView {
    /// Hoe snel: te laat, vandaag, deze week of later
    when: &'static str,
    /// Een taak, een afspraak uit het plan, een navraag, een cijfer of een termijn
    kind: &'static str,
    id: Uuid,
    case_id: Uuid,
    case_code: String,
    /// De volwassenen van het huishouden
    household: Vec<PersonNameView>,
    /// Over wie het gaat
    person: Option<PersonNameView>,
    /// De laatste dag waarop het op tijd is; leeg voor wat zonder dag wacht
    due_on: Option<NaiveDate>,
    since: DateTime<Utc>,
    /// Wat er moet gebeuren, in een vaste code
    task_kind: Option<&'static str>,
    /// Wat er moet gebeuren, in woorden
    told: Option<String>,
    /// Waardoor het er kwam
    cause: Option<&'static str>,
    origin_id: Option<Uuid>,
    /// Of het aan u in het bijzonder is gevraagd, of door u is opgepakt
    mine: bool,
    /// Of het op uw team wacht, en nog op niemand in het bijzonder
    for_team: bool,
}

/// Reads what waits, over all cases in which the caller has a seat.
///
/// # Errors
/// When the database is away.
#[utoipa::path(
    get, path = "/api/v1/my-work", tag = "tasks", operation_id = "getMyWork", summary = "Mijn werk",
    responses((status = 200, description = "Wat er op u wacht", body = MyWorkView))
)]
pub async fn read(Asked { caller, casework, .. }: Asked) -> Result<HttpResponse, Problem> {
    let found = my_work(&casework, &caller).await?;
    let items = found.lines.into_iter().map(WorkView::from).collect();
    let reports = found.reports.into_iter().map(ReportTermView::from).collect();
    let silent_cases = found.quiet.into_iter().map(SilentCaseView::from).collect();
    let now = casework.clock.now();
    let consultations = found.consultations.into_iter().map(|it| ConsultationLineView::of(it, now)).collect();
    let more = found.more;
    Ok(HttpResponse::Ok().json(MyWorkView { items, reports, silent_cases, consultations, more }))
}

/// What differs between the kinds: kind and identifier, code, words, cause and origin.
type Parts = (&'static str, Uuid, Option<&'static str>, Option<String>, Option<(&'static str, Uuid)>);

fn parts(work: Work) -> Parts {
    match work {
        Work::Task { task, kind, told, cause, origin, .. } => {
            ("task", task.0, Some(kind.code()), told, Some((cause.code(), origin)))
        }
        Work::Agreement { item, told, .. } => ("agreement", item.0, None, Some(told), None),
        Work::CheckIn(check_in) => ("check_in", check_in.0, None, None, None),
        Work::Round(round) => ("round", round.0, None, None, None),
        Work::Term(term, name) => ("term", term.0, None, Some(name), None),
    }
}

impl From<ReportTerm> for ReportTermView {
    fn from(it: ReportTerm) -> Self {
        Self { when: it.when.code(), report_id: it.report.0, name: it.name, due_on: it.due }
    }
}

impl From<WorkLine> for WorkView {
    fn from(line: WorkLine) -> Self {
        let WorkLine { when, code, adults, work, mine } = line;
        let for_team = matches!(work.what, Work::Task { waits_for: WaitsFor::Team(_), .. });
        let (kind, id, task_kind, told, cause) = parts(work.what);
        Self {
            when: when.code(),
            kind,
            id,
            case_id: work.case.0,
            case_code: code,
            household: adults.into_iter().map(PersonNameView::from).collect(),
            person: work.person.map(PersonNameView::from),
            due_on: work.due,
            since: work.since,
            task_kind,
            told,
            cause: cause.map(|it| it.0),
            origin_id: cause.map(|it| it.1),
            mine,
            for_team,
        }
    }
}
