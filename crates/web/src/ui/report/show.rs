//! The file of a report: what was told, by when it has to be assessed, what came of it.

use access::Permission;
use actix_web::HttpResponse;
use casework::report::{Assessed, ReportSeen, SourceSeen, read};
use domain::id::ReportId;
use domain::term::TermOwner;
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::{about, path};
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::phase::earlier;
use crate::ui::term;
use crate::ui::words::dates;
use crate::ui::words::labels::Labelled;

/// Address of the page.
pub const PATH: &str = "/reports/{reportId}";

/// The page.
///
/// # Errors
/// When the report is not for the caller.
pub async fn show(here: Here, Id(report): Id<ReportId>) -> Result<HttpResponse, Problem> {
    let seen = read(&here.casework, &here.caller, report).await?;
    Ok(here.show("Melding", Some(Place::Reports), content(&here, &seen)))
}

fn content(here: &Here, seen: &ReportSeen) -> Markup {
    let line = &seen.line;
    html! {
        h1 class="utrecht-heading-1" { "Melding" }
        p class="tandem-row" {
            a class="utrecht-link tandem-tap" href={ "/households/" (line.household) } { (about(line)) }
            span class="tandem-subtle" { (line.area) }
            @if line.acute { span class="tandem-tag tandem-tag--warm" { "Acuut" } }
            @if line.overdue { span class="tandem-tag tandem-tag--warm" { "Te laat" } }
            span class="tandem-tag" { (line.state.label()) }
        }
        (next_step(here, seen))
        @if let Some(assessed) = &seen.assessment { (assessment(assessed)) }
        (term::section::section(TermOwner::Report(line.report), &seen.terms, amsterdam_day(here.now())))
        @if !seen.earlier.is_empty() {
            section class="tandem-card tandem-stack" aria-labelledby="eerder" {
                h2 class="utrecht-heading-2" id="eerder" { "Eerder bekend" }
                (earlier::list(&seen.earlier))
            }
        }
        (story(seen))
        (source(seen))
    }
}

/// What waits: the assessment, then the case.
fn next_step(here: &Here, seen: &ReportSeen) -> Markup {
    let line = &seen.line;
    let opens = seen.assessment.as_ref().is_some_and(|it| it.outcome.opens_case());
    html! {
        @if let Some(case) = seen.case {
            p { a class="utrecht-link tandem-tap" href={ "/cases/" (case) } { "Naar de casus die hieruit volgde" } }
        } @else if seen.assessment.is_none() && here.may(Permission::AssessReport) {
            (step(&format!("{}/assessment/new", path(line.report)), "Beoordelen"))
        } @else if opens && here.may(Permission::OpenCaseFromReport) {
            (step(&format!("{}/case/new", path(line.report)), "Casus openen"))
        }
    }
}

fn step(to: &str, label: &str) -> Markup {
    html! {
        div class="tandem-actions" {
            a class="tandem-button-link utrecht-button utrecht-button--primary-action" href=(to) { (label) }
        }
    }
}

fn assessment(assessed: &Assessed) -> Markup {
    html! {
        section class="tandem-card" aria-labelledby="beoordeling" {
            h2 class="utrecht-heading-2" id="beoordeling" { "Veiligheidsbeoordeling" }
            @if assessed.late { p { span class="tandem-tag tandem-tag--warm" { "Kwam na vijf werkdagen" } } }
            dl class="tandem-facts" {
                div { dt { "Vastgesteld" } dd { (assessed.finding.label()) } }
                div { dt { "Wat volgt" } dd { (assessed.outcome.label()) } }
                div { dt { "Waarom" } dd class="tandem-text" { (assessed.rationale) } }
                div { dt { "Door" } dd { (assessed.decided_by) ", " (dates::moment(assessed.decided_at)) } }
            }
        }
    }
}

fn story(seen: &ReportSeen) -> Markup {
    let line = &seen.line;
    html! {
        section class="tandem-card" aria-labelledby="inhoud-melding" {
            h2 class="utrecht-heading-2" id="inhoud-melding" { "Wat er is verteld" }
            p class="tandem-text" { (seen.narrative) }
            dl class="tandem-facts" {
                div {
                    dt { "Geweld" }
                    dd { ul class="tandem-bullets" { @for it in &line.violence_types { li { (it.label()) } } } }
                }
                @if let Some(pattern) = seen.partner_pattern { div { dt { "Patroon" } dd { (pattern.label()) } } }
                @if let Some(days) = incident(seen) { div { dt { "Wanneer" } dd { (days) } } }
                div { dt { "Ontvangen" } dd { (dates::moment(line.received_at)) ", " (line.team_name) } }
                @if let Some((earlier, called)) = line.follows {
                    div {
                        dt { "Volgt op" }
                        dd {
                            a class="utrecht-link tandem-tap" href=(path(earlier)) { "een eerdere melding" }
                            ". Deze kwam binnen: " (called.label().to_lowercase()) "."
                        }
                    }
                }
            }
        }
    }
}

fn incident(seen: &ReportSeen) -> Option<String> {
    match (seen.incident_from, seen.incident_until) {
        (Some(from), Some(until)) if from != until => {
            Some(format!("{} tot en met {}", dates::day_and_month(from), dates::day_and_month(until)))
        }
        (Some(day), _) | (None, Some(day)) => Some(dates::day_and_month(day)),
        (None, None) => None,
    }
}

fn source(seen: &ReportSeen) -> Markup {
    html! {
        section class="tandem-card" aria-labelledby="melder" {
            h2 class="utrecht-heading-2" id="melder" { "Melder" }
            dl class="tandem-facts" {
                div { dt { "Soort" } dd { (seen.line.kind.label()) ", " (seen.line.source_category.label().to_lowercase()) } }
                @if let Some(profession) = seen.source_profession { div { dt { "Werkt bij" } dd { (profession.label()) } } }
                @match &seen.source {
                    SourceSeen::Withheld => { div { dt { "Wie" } dd { "De melder is afgeschermd." } } }
                    SourceSeen::Known { name, contact, .. } => {
                        @if let Some(name) = name { div { dt { "Naam" } dd { (name) } } }
                        @if let Some(contact) = contact { div { dt { "Bereikbaar via" } dd { (contact) } } }
                    }
                }
            }
            @if matches!(seen.source, SourceSeen::Known { shielded: true, .. }) {
                p { span class="tandem-tag tandem-tag--warm" { "Afgeschermd: vertel dit aan niemand buiten Veilig Thuis" } }
            }
        }
    }
}
