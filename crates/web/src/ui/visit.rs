//! The page for a home visit: what may lie on the table with one person in front of you, and nothing of anybody else.

use actix_web::HttpResponse;
use casework::visit::{Visit, visit};
use domain::id::{CaseId, PersonId};
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::case;
use super::here::Here;
use super::layout::Place;
use super::plan;
use super::safe_contact::{self, told};
use super::words::dates;
use super::words::labels::Labelled;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use access::Permission;

/// Address of the page.
pub const PATH: &str = "/cases/{caseId}/visits/{personId}";

/// Address of the form for a contact with this person alone.
pub const CONTACT: &str = "/cases/{caseId}/visits/{personId}/contact";
/// Address of the form for a score of this person.
pub const SCORE: &str = "/cases/{caseId}/visits/{personId}/score";

const TITLE: &str = "Op bezoek";

/// The page about a visit to this person.
pub(super) fn path(case: CaseId, person: PersonId) -> String {
    format!("/cases/{case}/visits/{person}")
}

/// The page.
///
/// # Errors
/// 404 when the case is not there or not for the caller, or nobody in it is this person.
pub async fn show(
    here: Here,
    Id(case): Id<CaseId>,
    Id(person): Id<PersonId>,
) -> Result<HttpResponse, Problem> {
    let visit = visit(&here.casework, &here.caller, case, person).await?;
    Ok(here.show(TITLE, Some(Place::MyCases), content(&here, case, &visit)))
}

fn content(here: &Here, case: CaseId, it: &Visit) -> Markup {
    let today = amsterdam_day(here.now());
    let person = it.met.in_front.person;
    let told_day = |at| dates::distance(amsterdam_day(at), today);
    html! {
        h1 class="utrecht-heading-1" { (it.met.in_front.name) }
        p class="tandem-subtle" {
            (it.met.in_front.role.label())
            @if !it.met.in_front.birth.is_empty() { ", geboren " (dates::birth(&it.met.in_front.birth)) }
        }
        div class="tandem-thumb" {
            @if it.met.may.contains(&Permission::LogContact) {
                a class="utrecht-button-link utrecht-button-link--html-a utrecht-button-link--primary-action"
                    href={ (path(case, person)) "/contact" } { "Contact vastleggen" }
            }
            @if it.met.may.contains(&Permission::GiveScore) {
                a class="utrecht-button-link utrecht-button-link--html-a utrecht-button-link--secondary-action"
                    href={ (path(case, person)) "/score" } { "Cijfer vragen" }
            }
        }
        section class="tandem-card tandem-stack" aria-labelledby="bereik" {
            h2 class="utrecht-heading-2" id="bereik" { "Bereiken en zien" }
            p { (told::line(it.met.safe_contact.as_ref())) }
            @if it.met.may.contains(&Permission::NoteSafeContact) {
                p { a class="utrecht-link tandem-tap" href=(safe_contact::path(case, person)) { "Veilig contact wijzigen" } }
            }
            p {
                @match it.seen_at { Some(at) => { "Gezien " (told_day(at)) }, None => "Nog niet gezien" }
                @if let Some(at) = it.seen_alone_at { " · alleen gezien " (told_day(at)) }
            }
            @if let Some(score) = it.last_score { p { "Laatste cijfer: " (score.value) ", " (told_day(score.at)) } }
        }
        @if !it.plan.is_empty() {
            section class="tandem-card tandem-stack" aria-labelledby="plan" {
                h2 class="utrecht-heading-2" id="plan" { "Afspraken uit het veiligheidsplan" }
                ul class="tandem-lines" {
                    @for item in &it.plan { li { (plan::section::agreement(item, &it.names, today)) } }
                }
            }
        }
        section class="tandem-card tandem-stack" aria-labelledby="afspraken" {
            h2 class="utrecht-heading-2" id="afspraken" { "Afgesproken met u" }
            @if it.agreed.is_empty() { p class="utrecht-paragraph" { "Er staat nog niets." } }
            @for agreed in &it.agreed {
                p class="tandem-subtle" { (dates::day_and_month(amsterdam_day(agreed.at))) }
                p class="tandem-text" dir="auto" { (agreed.text) }
            }
        }
        p { a class="utrecht-link tandem-tap" href=(case::path(case)) { "Bezoek afsluiten" } }
    }
}
