//! The file of a household: who belongs to it, how they are related, who did before, and what goes on.

use access::Permission;
use actix_web::HttpResponse;
use casework::household::{FormerMember, HouseholdFile, MemberFile};
use chrono::NaiveDate;
use domain::id::HouseholdId;
use domain::person::Pronouns;
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::{file, path, relations};
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::words::labels::Labelled;
use crate::ui::words::{dates, names, phases};

/// Address of the page.
pub const PATH: &str = "/households/{householdId}";

/// The page.
///
/// # Errors
/// When the household is not for the caller.
pub async fn show(here: Here, Id(household): Id<HouseholdId>) -> Result<HttpResponse, Problem> {
    let file = file(&here, household).await?;
    Ok(here.show("Huishouden", Some(Place::Search), content(&here, &file)))
}

fn content(here: &Here, file: &HouseholdFile) -> Markup {
    let registered = amsterdam_day(file.registered_at);
    html! {
        h1 class="utrecht-heading-1" { "Huishouden" }
        p class="tandem-subtle" { (file.area_name) " · vastgelegd op " (dates::day_and_month(registered)) }
        (steps(here, file))
        (members(here, file))
        (relations::list(here, file))
        @if !file.reports.is_empty() { (reports(file)) }
        @if !file.cases.is_empty() { (cases(file)) }
        @if !file.former.is_empty() { (former(&file.former)) }
    }
}

/// What somebody may come here for.
fn steps(here: &Here, file: &HouseholdFile) -> Markup {
    let reports = here.may(Permission::TakeIn);
    let opens = here.may(Permission::OpenCaseHere) && !file.cases.iter().any(|it| it.open);
    html! {
        @if reports || opens {
            div class="tandem-actions" {
                @if reports {
                    a class="tandem-button-link utrecht-button utrecht-button--primary-action"
                        href={ (path(file.household)) "/reports/new" } { "Nieuwe melding" }
                }
                @if opens {
                    a class="tandem-button-link utrecht-button utrecht-button--primary-action"
                        href={ (path(file.household)) "/case/new" } { "Casus openen" }
                }
            }
        }
    }
}

fn members(here: &Here, file: &HouseholdFile) -> Markup {
    let edits = here.may(Permission::EditHousehold);
    html! {
        section class="tandem-stack" aria-labelledby="leden" {
            h2 class="utrecht-heading-2" id="leden" { "Wie erbij horen" }
            ul class="tandem-cards" {
                @for member in &file.members { li class="tandem-card" { (card(file, member, edits)) } }
            }
            @if file.members.is_empty() { p { "Er hoort nu niemand bij dit huishouden." } }
            @if edits {
                p class="tandem-row" {
                    a class="utrecht-link tandem-tap" href={ (path(file.household)) "/members/new" } { "Iemand toevoegen" }
                    @if file.members.len() > 1 {
                        a class="utrecht-link tandem-tap" href={ (path(file.household)) "/splits/new" } { "Huishouden splitsen" }
                    }
                }
            }
        }
    }
}

fn card(file: &HouseholdFile, member: &MemberFile, edits: bool) -> Markup {
    let person = &member.person;
    let name = names::full(&person.name);
    html! {
        h3 class="utrecht-heading-3" { (name) }
        p { (member.role.label()) ", " (names::age(person)) }
        (tags(member))
        dl class="tandem-facts" {
            @if let Some(born) = names::born(person.birth) { div { dt { "Geboren" } dd { (born) } } }
            @if let Some(number) = &person.masked_bsn { div { dt { "Burgerservicenummer" } dd { (number) } } }
            @if person.pronouns != Pronouns::Unknown { div { dt { "Aanspreekvorm" } dd { (person.pronouns.label()) } } }
            @if let Some(died) = person.died_on { div { dt { "Overleden" } dd { (dates::day_and_month(died)) } } }
            div { dt { "Hoort erbij sinds" } dd { (dates::day_and_month(member.since)) } }
        }
        @if edits {
            p class="tandem-row" {
                a class="utrecht-link tandem-tap" href={ "/persons/" (person.person) "/edit" } {
                    "Gegevens wijzigen" span class="tandem-hidden" { " van " (name) }
                }
                a class="utrecht-link tandem-tap"
                    href={ (path(file.household)) "/members/" (member.member) "/departure/new" } {
                    "Vertrek vastleggen" span class="tandem-hidden" { " van " (name) }
                }
            }
        }
    }
}

fn tags(member: &MemberFile) -> Markup {
    html! {
        p class="tandem-row" {
            @if member.lives_here { span class="tandem-tag" { "Woont hier" } }
            @else { span class="tandem-tag" { "Woont ergens anders" } }
            @if member.other_households > 0 {
                a class="tandem-tag" href={ "/persons/" (member.person.person) } { "Ook in een ander huishouden" }
            }
            @if member.person.address_shielded { span class="tandem-tag tandem-tag--warm" { "Adres afgeschermd" } }
            @if member.person.died_on.is_some() { span class="tandem-tag" { "Overleden" } }
        }
    }
}

fn reports(file: &HouseholdFile) -> Markup {
    html! {
        section class="tandem-card" aria-labelledby="meldingen" {
            h2 class="utrecht-heading-2" id="meldingen" { "Meldingen" }
            ul class="tandem-lines" {
                @for report in &file.reports {
                    li {
                        a class="utrecht-link tandem-tap" href={ "/reports/" (report.report) } {
                            "Melding van " (day(amsterdam_day(report.received_at)))
                        }
                        " " span class="tandem-subtle" { (report.state.label()) }
                    }
                }
            }
        }
    }
}

fn cases(file: &HouseholdFile) -> Markup {
    html! {
        section class="tandem-card" aria-labelledby="casussen" {
            h2 class="utrecht-heading-2" id="casussen" { "Casussen" }
            ul class="tandem-lines" {
                @for case in &file.cases {
                    li {
                        a class="utrecht-link tandem-tap" href={ "/cases/" (case.case) } { "Casus " (case.code) }
                        " "
                        span class="tandem-subtle" {
                            @if case.open { (phases::label(&case.phase)) } @else { "Gesloten" }
                            ", geopend op " (day(amsterdam_day(case.opened_at)))
                        }
                    }
                }
            }
        }
    }
}

fn former(former: &[FormerMember]) -> Markup {
    html! {
        section class="tandem-card" aria-labelledby="eerder" {
            h2 class="utrecht-heading-2" id="eerder" { "Eerder in dit huishouden" }
            ul class="tandem-lines" {
                @for member in former {
                    li {
                        strong { (names::full(&member.name)) } ", " (member.role.label().to_lowercase()) br;
                        span class="tandem-subtle" {
                            "Van " (day(member.since)) " tot en met " (day(member.until)) ". Reden: "
                            (member.because.label().to_lowercase()) "."
                        }
                    }
                }
            }
        }
    }
}

fn day(day: NaiveDate) -> String {
    dates::day_and_month(day)
}
