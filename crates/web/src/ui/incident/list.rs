//! The incidents of a case, newest first, page by page. One that was corrected stays, and says so.

use access::Permission;
use actix_web::HttpResponse;
use actix_web::web::Data;
use casework::case::read as cases;
use casework::incident::{IncidentLine, list};
use domain::id::CaseId;
use domain::incident::{Part, PartMoment};
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::{correction, new, path};
use crate::shared::bodies::incident::IncidentList;
use crate::shared::body::Query;
use crate::shared::cursor::{Owner, Paging};
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::shared::stamp::StampKey;
use crate::ui::case;
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::people::{self, enumerated};
use crate::ui::words::dates;
use crate::ui::words::labels::Labelled;

/// Address of the page.
pub const PATH: &str = "/cases/{caseId}/incidents";

/// The page.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
pub async fn show(
    here: Here,
    key: Data<StampKey>,
    Id(case): Id<CaseId>,
    Query(paging): Query<Paging>,
) -> Result<HttpResponse, Problem> {
    let place = IncidentList::of(case);
    let owner = Owner { key: &key, user: here.caller.user, list: &place.name };
    let page = list(&here.casework, &here.caller, &place.wanted(&paging, owner)?).await?;
    let opened = cases::read(&here.casework, &here.caller, case).await?;
    let may = opened.offers(Permission::RecordIncident);
    let next = page.next.map(|it| owner.cursor_after(&IncidentList::kept(it)));
    let content = html! {
        h1 class="utrecht-heading-1" { "Incidenten" }
        p class="tandem-subtle" { (people::household(&opened.line)) " · " (opened.line.code) }
        @if may {
            p { a class="utrecht-button-link utrecht-button-link--html-a utrecht-button-link--primary-action" href=(new::path(case)) { "Incident vastleggen" } }
        }
        @if page.items.is_empty() {
            p class="utrecht-paragraph" { "Er is geen incident vastgelegd." }
        }
        ol class="tandem-timeline" {
            @for it in &page.items {
                li { (item(case, it, may && it.organisation.0 == here.caller.organisation)) }
            }
        }
        p class="tandem-row" {
            @if let Some(cursor) = next {
                a class="utrecht-link tandem-tap" rel="next" href={ (path(case)) "?cursor=" (cursor) } { "Wat eerder gebeurde" }
            }
            a class="utrecht-link tandem-tap" href=(case::path(case)) { "Terug naar de casus" }
        }
    };
    Ok(here.show("Incidenten", Some(Place::MyCases), content))
}

/// When it happened, as far as known.
pub fn when(happened: PartMoment) -> String {
    match happened {
        PartMoment::Minute(at) => dates::moment(at),
        PartMoment::Day(day) => dates::long_day(day),
        PartMoment::Month(first) => dates::birth(&first.format("%Y-%m").to_string()),
    }
}

fn item(case: CaseId, it: &IncidentLine, may_correct: bool) -> Markup {
    let kinds: Vec<&str> = it.kinds.iter().map(|kind| kind.label()).collect();
    html! {
        article class="tandem-event" {
            h2 class="tandem-what" { (when(it.happened)) }
            p class="tandem-row" {
                @if it.acute { span class="tandem-tag tandem-tag--warm" { "Acuut gevaar" } }
                @if it.fell_back { span class="tandem-tag tandem-tag--warm" { "Terug naar directe veiligheid" } }
                @if it.corrects.is_some() { span class="tandem-tag" { "Verbetering" } }
                @if it.corrected_by.is_some() { span class="tandem-tag" { "Later verbeterd" } }
            }
            p { (kinds.join(", ")) }
            @for part in Part::ALL { (with(*part, it)) }
            p class="tandem-text" dir="auto" { (it.told) }
            @if let Some(done) = &it.done { p { strong { "Gedaan: " } span dir="auto" { (done) } } }
            @if it.police { p { "De politie was erbij." } }
            @if let Some(reason) = &it.stay_reason { p { strong { "Geen nieuw gevaar: " } span dir="auto" { (reason) } } }
            p class="tandem-subtle" {
                "Vastgelegd door " (it.by.name) " (" (it.organisation.1) ") op "
                (dates::day_and_month(amsterdam_day(it.recorded_at)))
            }
            @if may_correct && it.corrected_by.is_none() {
                p {
                    a class="utrecht-link tandem-tap" href=(correction::path(case, it.id)) {
                        "Verbeteren" span class="tandem-hidden" { ": " (when(it.happened)) }
                    }
                }
            }
        }
    }
}

fn with(part: Part, it: &IncidentLine) -> Markup {
    let people = it.people.iter().filter(|(found, _)| *found == part);
    let names: Vec<&str> = people.map(|(_, person)| person.name.as_str()).collect();
    html! { @if !names.is_empty() { p { (part.label()) ": " (enumerated(&names)) } } }
}
