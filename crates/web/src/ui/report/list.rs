//! The inbox: what is acute first, then what came in last, and by when each report has to be assessed.

use access::Permission;
use actix_web::HttpResponse;
use actix_web::web::Data;
use casework::report::{ListReports, ReportLine, ReportPage, list};
use chrono::NaiveDate;
use domain::report::ReportState;
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::{about, due, path};
use crate::shared::bodies::report::ReportsWanted;
use crate::shared::body::Query;
use crate::shared::cursor::Owner;
use crate::shared::problem::Problem;
use crate::shared::stamp::StampKey;
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::words::dates;
use crate::ui::words::labels::Labelled;

/// Address of the page.
pub const PATH: &str = "/reports";

/// The page.
///
/// # Errors
/// When the database is away, or for a cursor that is not ours.
pub async fn show(
    here: Here,
    key: Data<StampKey>,
    Query(wanted): Query<ReportsWanted>,
) -> Result<HttpResponse, Problem> {
    let name = wanted.list_name();
    let owner = Owner { key: &key, user: here.caller.user, list: &name };
    let command = ListReports { states: wanted.states_or(WAITING), ..wanted.command(owner)? };
    let page = list(&here.casework, &here.caller, command).await?;
    let next = page.next.map(|place| owner.cursor_after(&ReportsWanted::place(place)));
    let today = amsterdam_day(here.now());
    let content = content(&here, &page, (wanted.state(), next.as_deref()), today);
    Ok(here.show("Meldingen", Some(Place::Reports), content))
}

/// What still needs an assessment.
const WAITING: &[ReportState] = &[ReportState::Received, ReportState::InAssessment];

fn content(
    here: &Here,
    page: &ReportPage,
    (state, next): (Option<ReportState>, Option<&str>),
    today: NaiveDate,
) -> Markup {
    html! {
        h1 class="utrecht-heading-1" { "Meldingen" }
        @if here.may(Permission::TakeIn) {
            div class="tandem-actions" {
                a class="tandem-button-link utrecht-button utrecht-button--primary-action" href="/reports/new" {
                    "Nieuwe melding"
                }
            }
        }
        (filter(state))
        @if page.items.is_empty() {
            p class="utrecht-paragraph" { "Hier zijn nu geen meldingen." }
        }
        ul class="tandem-cards" { @for line in &page.items { li { (card(line, today)) } } }
        @if let Some(next) = next {
            p {
                a class="utrecht-link tandem-tap" rel="next"
                    href={ (PATH) "?" @if let Some(state) = state { "state=" (state) "&" } "cursor=" (next) } {
                    "Meer meldingen"
                }
            }
        }
    }
}

fn filter(state: Option<ReportState>) -> Markup {
    let mark = |wanted: Option<ReportState>| (state == wanted).then_some("page");
    html! {
        nav aria-label="Welke meldingen" {
            ul class="tandem-filters tandem-plain" {
                li { a href=(PATH) aria-current=[mark(None)] { "Wacht op beoordeling" } }
                @for shown in [ReportState::Assessed, ReportState::InMonitoring, ReportState::Closed] {
                    li {
                        a href={ (PATH) "?state=" (shown) } aria-current=[mark(Some(shown))] {
                            (shown.label())
                        }
                    }
                }
            }
        }
    }
}

fn card(line: &ReportLine, today: NaiveDate) -> Markup {
    let class = if line.acute { "tandem-card tandem-urgent" } else { "tandem-card" };
    html! {
        article class=(class) {
            h2 class="utrecht-heading-3" {
                a class="utrecht-link" href=(path(line.report)) { (about(line)) }
            }
            p class="tandem-row" {
                @if line.acute { span class="tandem-tag tandem-tag--warm" { "Acuut" } }
                @if line.overdue { span class="tandem-tag tandem-tag--warm" { "Te laat" } }
                span class="tandem-tag" { (line.state.label()) }
            }
            dl class="tandem-facts" {
                @if let (None, Some(day)) = (line.assessed, line.due_by.protocol) {
                    div { dt { "Beoordelen" } dd { (due(day, today)) } }
                }
                @if let Some((outcome, _)) = line.assessed { div { dt { "Uitkomst" } dd { (outcome.label()) } } }
                div { dt { "Ontvangen" } dd { (dates::moment(line.received_at)) } }
                div { dt { "Melder" } dd { (line.source_category.label()) } }
                div { dt { "Geweld" } dd { (violence(line)) } }
                div { dt { "Waar" } dd { (line.area) } }
                @if let Some((_, follows)) = line.follows {
                    div { dt { "Eerdere melding" } dd { "Kwam binnen: " (follows.label().to_lowercase()) } }
                }
            }
        }
    }
}

fn violence(line: &ReportLine) -> String {
    let all = line.violence_types.iter().map(|it| it.label()).collect::<Vec<_>>().join(", ").to_lowercase();
    let mut letters = all.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
