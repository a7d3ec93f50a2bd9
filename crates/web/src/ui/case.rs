//! The file of one case: who it is about, who works on it, who was seen, how safe it is, and what happened.

mod glance;
mod scores;
mod seen;
mod timeline;

use access::Permission;
use actix_web::HttpResponse;
use actix_web::web::Data;
use casework::case::file::{CaseFile, file};
use casework::case::line::CaseLine;
use domain::id::CaseId;
use domain::term::TermOwner;
use domain::time::amsterdam_day;
use maud::{Markup, html};

use self::timeline::{Shown, Timeline};
use super::consultation;
use super::handover;
use super::here::Here;
use super::incident;
use super::layout::Place;
use super::life_event;
use super::participation;
use super::people;
use super::phase;
use super::round;
use super::term;
use super::words::phases;
use crate::shared::bodies::timeline::{TimelineList, TimelineQuery};
use crate::shared::body::Query;
use crate::shared::fields::{Body, Field, Fields};
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::shared::stamp::StampKey;
use domain::fault::{FaultCode, ValueFault};

/// What somebody comes from, said at the top of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// A contact was logged.
    Contact,
    /// A contact was corrected.
    Correction,
    /// A score was given.
    Score,
    /// A task was done.
    Task,
    /// A task was made.
    TaskOpened,
    /// A task was passed on.
    TaskPassedOn,
    /// A task was taken.
    TaskTaken,
    /// A life event was recorded.
    LifeEvent,
}

/// Which part of the timeline, and what was just done.
pub struct CaseQuery {
    timeline: TimelineQuery,
    done: Option<Done>,
}

/// The address of the page of a case.
pub fn path(case: CaseId) -> String {
    format!("/cases/{case}")
}

/// The address of the page of a case that tells what was just done.
pub fn path_after(case: CaseId, done: Done) -> String {
    format!("/cases/{case}?done={}", done.code())
}

/// The page.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
pub async fn show(
    here: Here,
    key: Data<StampKey>,
    Id(case): Id<CaseId>,
    Query(query): Query<CaseQuery>,
) -> Result<HttpResponse, Problem> {
    let (casework, caller) = (&here.casework, &here.caller);
    let list = TimelineList::new(case, &query.timeline.kinds);
    let wanted = list.wanted(&query.timeline.paging, &key, caller.user)?;
    let file = file(casework, caller, &wanted).await?;
    let CaseFile { line, timeline: page, .. } = &file;
    let next = page.next.map(|place| list.cursor_after(place, &key, caller.user));

    let today = amsterdam_day(here.now());
    let timeline = Timeline {
        case,
        items: &page.items,
        shown: Shown { kinds: &wanted.kinds, first_page: wanted.after.is_none(), next: next.as_deref() },
        corrects: file.offers(Permission::LogContact).then_some(caller.organisation),
        terms: &casework.terms,
    };
    let content = html! {
        (head(line))
        @if let Some(done) = query.done { p class="tandem-done" role="status" { (done.sentence()) } }
        @if let Some(work) = &file.work { (phase::section::banner(&work.phase)) }
        (steps(&file))
        (question(&here, &file))
        (glance::glance(&file, today))
        (scores::section(&file.scores, today))
        @if let Some(work) = &file.work {
            div class="tandem-pair" {
                (round::section::section(case, &work.rounds, today))
                (incident::section::section(case, &work.incidents, file.offers(Permission::RecordIncident)))
            }
            (life_event::section::section(case, &work.life_events, file.offers(Permission::RecordLifeEvent)))
            (term::section::section(TermOwner::Case(case), &work.terms, today))
        }
        (participation::section::section(case, &file.participations, here.now()))
        @if file.work.is_some() { (handover::section(case)) }
        (timeline.section())
    };
    Ok(here.show("Casus", Some(Place::MyCases), content))
}

fn head(line: &CaseLine) -> Markup {
    html! {
        div class="tandem-head" {
            h1 class="utrecht-heading-1" { (people::household(line)) }
            p class="tandem-row" {
                span class="tandem-subtle" { "Casus " (line.code) " · " (line.area) }
                @if line.open {
                    span class="tandem-tag" { (phases::label(&line.phase)) }
                } @else {
                    span class="tandem-tag tandem-tag--warm" { "Gesloten" }
                }
            }
        }
    }
}

/// What one comes here to do; under the thumb on a phone.
fn steps(file: &CaseFile) -> Markup {
    let line = &file.line;
    let log = file.offers(Permission::LogContact);
    let score = file.offers(Permission::GiveScore);
    html! {
        @if log || score {
            div class="tandem-thumb" {
                @if log {
                    a class="utrecht-button-link utrecht-button-link--html-a utrecht-button-link--primary-action"
                        href={ (path(line.case)) "/contacts/new" } { "Contact vastleggen" }
                }
                @if score {
                    a class="utrecht-button-link utrecht-button-link--html-a utrecht-button-link--secondary-action"
                        href={ (path(line.case)) "/scores/new" } { "Cijfer geven" }
                }
            }
        }
    }
}

/// The way to those who know more of safety, for who works in a local team.
fn question(here: &Here, file: &CaseFile) -> Markup {
    let asks = here.caller.organisation_kind.is_local_team() && here.may(Permission::AskConsultation);
    html! {
        @if asks && file.line.open && file.work.is_some() {
            p {
                a class="utrecht-link tandem-tap" href=(consultation::new::path_about(file.line.case)) {
                    "Een veiligheidsexpert om advies vragen"
                }
            }
        }
    }
}

impl Done {
    const ALL: [Self; 8] = [
        Self::Contact,
        Self::Correction,
        Self::Score,
        Self::Task,
        Self::TaskOpened,
        Self::TaskPassedOn,
        Self::TaskTaken,
        Self::LifeEvent,
    ];

    const fn code(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Correction => "correction",
            Self::Score => "score",
            Self::Task => "task",
            Self::TaskOpened => "task-opened",
            Self::TaskPassedOn => "task-passed-on",
            Self::TaskTaken => "task-taken",
            Self::LifeEvent => "life-event",
        }
    }

    const fn sentence(self) -> &'static str {
        match self {
            Self::Contact => "Het contact is opgeslagen. Het staat in de tijdlijn.",
            Self::Correction => "De verbetering is opgeslagen. Het oude verslag blijft zichtbaar.",
            Self::Score => "Het cijfer is opgeslagen. Het staat in de tijdlijn.",
            Self::Task => "De taak is afgerond. Wat u schreef staat in de tijdlijn.",
            Self::TaskOpened => "De taak is gemaakt. Hij staat bij wat er te doen is.",
            Self::LifeEvent => "De gebeurtenis is opgeslagen. Het duo heeft een taak: bekijk het plan.",
            Self::TaskTaken => "De taak is nu van u.",
            Self::TaskPassedOn => "De taak is doorgegeven. Bij de taak staat aan wie en waarom.",
        }
    }
}

impl Field for Done {
    fn from_json(value: &serde_json::Value) -> Result<Self, ValueFault> {
        Self::from_text(value.as_str().ok_or((FaultCode::NotText, None))?)
    }

    fn from_text(text: &str) -> Result<Self, ValueFault> {
        let found = Self::ALL.into_iter().find(|it| it.code() == text);
        found.ok_or((FaultCode::UnknownChoice, None))
    }

    fn schema() -> serde_json::Value {
        serde_json::json!({"type": "string", "enum": Self::ALL.map(Self::code), "example": "contact"})
    }
}

impl Body for CaseQuery {
    const NAME: &'static str = "CaseQuery";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let timeline = TimelineQuery::read(fields);
        let done = fields.optional("done");
        Some(Self { timeline: timeline?, done })
    }
}
