//! The terms of a case or a report in words: from what event, by which rule, why this date, and what happened since.

use access::Permission;
use actix_web::HttpResponse;
use casework::term::{StepLine, TermFile, TermOwner, TermSeen, list};
use chrono::NaiveDate;
use domain::id::{CaseId, CheckInId, ReportId};
use domain::phase::check_in::CHECK_INS;
use domain::term::{Definition, StepKind, TermKind, TermState};
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::{definitions, ended_at, home, place, step, tag, until};
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::here::Here;
use crate::ui::phase::check_in;
use crate::ui::plan;
use crate::ui::words::labels::Labelled;
use crate::ui::words::{dates, terms};

/// Address of the page of a case.
pub const OF_CASE: &str = "/cases/{caseId}/terms";
/// Address of the page of a report.
pub const OF_REPORT: &str = "/reports/{reportId}/terms";

/// The page of a case.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
pub async fn show_of_case(here: Here, Id(case): Id<CaseId>) -> Result<HttpResponse, Problem> {
    show(&here, TermOwner::Case(case)).await
}

/// The page of a report.
///
/// # Errors
/// 404 when the report is not there or not for the caller.
pub async fn show_of_report(here: Here, Id(report): Id<ReportId>) -> Result<HttpResponse, Problem> {
    show(&here, TermOwner::Report(report)).await
}

async fn show(here: &Here, owner: TermOwner) -> Result<HttpResponse, Problem> {
    let file = list(&here.casework, &here.caller, owner).await?;
    let content = content(&file, amsterdam_day(here.now()));
    Ok(here.show("Termijnen", Some(place(owner)), content))
}

fn content(file: &TermFile, today: NaiveDate) -> Markup {
    let (going_on, ended): (Vec<_>, Vec<_>) = file.items.iter().partition(|it| it.goes_on());
    let back = match file.owner {
        TermOwner::Case(_) => "Terug naar de casus",
        TermOwner::Report(_) => "Terug naar de melding",
    };
    html! {
        h1 class="utrecht-heading-1" { "Termijnen" }
        p class="utrecht-paragraph" {
            "Hier staat wat op tijd klaar moet zijn, en hoe Tandem de dag heeft berekend. Te laat komt voor. Schrijf dan op "
            "waarom."
        }
        h2 class="utrecht-heading-2" { "Loopt nu" }
        @if going_on.is_empty() { p class="utrecht-paragraph" { "Er loopt nu geen termijn." } }
        ul class="tandem-cards" { @for it in going_on { li { (card(file, it, today)) } } }
        @if !ended.is_empty() {
            h2 class="utrecht-heading-2" { "Afgelopen" }
            ul class="tandem-cards" { @for it in ended { li { (card(file, it, today)) } } }
        }
        p class="tandem-row" {
            a class="utrecht-link tandem-tap" href=(home(file.owner)) { (back) }
            a class="utrecht-link tandem-tap" href=(definitions::PATH) { "Alle soorten termijnen en hun bronnen" }
        }
    }
}

fn card(file: &TermFile, seen: &TermSeen, today: NaiveDate) -> Markup {
    let Definition { name, .. } = &seen.definition;
    html! {
        article class="tandem-card tandem-stack" {
            h3 class="utrecht-heading-3" { (name) }
            p class="tandem-row" {
                (tag(seen.line.state, (seen.overdue, seen.met_late)))
                @match seen.line.state {
                    TermState::Running => span { (until(seen.line.due, seen.definition.is_exact(), today)) },
                    TermState::Suspended => span { "zonder einde zolang hij stilstaat" },
                    TermState::Met | TermState::Stopped => {
                        @if let Some(at) = ended_at(seen) { span { (dates::moment(at)) } }
                    },
                }
            }
            @if seen.overdue && seen.why_over().is_none() {
                p class="utrecht-paragraph" { "Er staat nog niet bij waarom het later wordt." }
            }
            @if !seen.line.steps.is_empty() {
                ul class="tandem-plain tandem-stack" {
                    @for it in &seen.line.steps { li { (happened(it, &seen.definition)) } }
                }
            }
            (explanation(seen))
            @if file.may_keep() {
                p class="tandem-row" {
                    @if let Some((to, label)) = met_at(file, seen) {
                        a class="utrecht-link tandem-tap" href=(to) { (label) }
                    }
                    @if !seen.possible.is_empty() {
                        a class="utrecht-link tandem-tap" href=(step::path(file.owner, seen.line.id)) {
                            (asked(&seen.possible)) span class="tandem-hidden" { ": " (name) }
                        }
                    }
                }
            }
        }
    }
}

/// Where what has to be done is done, for a term that a step in Tandem meets and who may take it.
fn met_at(file: &TermFile, seen: &TermSeen) -> Option<(String, &'static str)> {
    if !seen.goes_on() {
        return None;
    }
    let may = |step| file.may.contains(&step);
    match (file.owner, seen.line.kind) {
        (TermOwner::Report(_), TermKind::AssessmentProtocol) if may(Permission::AssessReport) => {
            Some((format!("{}/assessment/new", home(file.owner)), "Beoordelen"))
        }
        (TermOwner::Case(case), TermKind::PlanReview) => Some((plan::path(case), "Naar het veiligheidsplan")),
        (TermOwner::Case(case), kind) if CHECK_INS.contains(&kind) && may(Permission::MovePhase) => {
            Some((check_in::path(case, CheckInId(seen.line.origin)), "Navraag doen"))
        }
        _ => None,
    }
}

/// What the link to the form is called.
fn asked(possible: &[StepKind]) -> &'static str {
    match possible {
        [StepKind::Explained] => "Reden opschrijven",
        _ if possible.contains(&StepKind::Explained) => "Reden opschrijven of afronden",
        [StepKind::Met] => "Afronden",
        _ if possible.contains(&StepKind::Met) => "Afronden of veranderen",
        _ => "Veranderen",
    }
}

/// A step with who took it and why.
fn happened(it: &StepLine, definition: &Definition) -> Markup {
    html! {
        p {
            strong { (it.kind.label()) }
            @if let Some(due) = it.due {
                " tot en met "
                @if definition.is_exact() { (dates::moment(due.at)) } @else { (dates::long_day(due.day)) }
            }
        }
        @if let Some(reason) = &it.reason { p class="tandem-text" dir="auto" { (reason) } }
        p class="tandem-subtle" { (it.by.name) ", " (dates::moment(it.happened_at)) }
    }
}

/// Why it ends then: the event, the rule, and each step of the count.
fn explanation(seen: &TermSeen) -> Markup {
    let definition = &seen.definition;
    let counted = seen.explanation.due;
    html! {
        details class="tandem-group" open[seen.goes_on()] {
            summary { "Waarom deze dag?" }
            ol class="tandem-bullets" {
                li {
                    "Het begin: " (definition.event.label()) ", op " (dates::moment(seen.line.started_at)) "."
                }
                @for step in &seen.explanation.steps { li { (terms::step(step)) } }
            }
            @if counted != seen.line.due && seen.line.state != TermState::Suspended {
                p {
                    "Deze berekening volgt de kalender van nu. Toen de termijn begon, was de laatste dag "
                    (dates::long_day(seen.line.due.day)) ". Die dag geldt."
                }
            }
            dl class="tandem-facts" {
                div { dt { "Regel" } dd { (definition.rule.label()) } }
                div { dt { (definition.basis.label()) } dd { (definition.source) } }
            }
        }
    }
}
