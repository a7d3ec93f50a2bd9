//! The board of a team: how much work everybody has, which cases lack a member of the duo or are silent, and who is away. Numbers and
//! codes of cases, nothing of what is in them.

pub mod member;

use actix_web::HttpResponse;
use casework::board::{AbsenceLine, Board, MemberLoad, ShortCase, TeamTaskLine, board};
use chrono::{DateTime, NaiveDate, Utc};
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::here::Here;
use super::layout::Place;
use super::words::dates;
use super::words::labels::Labelled;
use super::{absence, case, duo, silence, task};
use crate::shared::problem::Problem;
use access::Permission;

/// Address of the page.
pub const PATH: &str = "/team-board";

/// The page.
///
/// # Errors
/// 404 for who leads no team.
pub async fn show(here: Here) -> Result<HttpResponse, Problem> {
    let found = board(&here.casework, &here.caller).await?;
    let content = content(&found, here.now(), here.may(Permission::AssignDuo));
    Ok(here.show("Teambord", Some(Place::Board), content))
}

fn content(found: &Board, now: DateTime<Utc>, assigns: bool) -> Markup {
    let today = amsterdam_day(now);
    html! {
        div class="tandem-head" {
            h1 class="utrecht-heading-1" { "Teambord" }
            p class="tandem-subtle" { (dates::long_day(today)) }
        }
        section class="tandem-card tandem-stack" aria-labelledby="wie" {
            h2 class="utrecht-heading-2" id="wie" { "Wie doet hoeveel" }
            @if found.members.is_empty() { p class="utrecht-paragraph" { "In uw team werkt nu niemand met huishoudens." } }
            ul class="tandem-lines tandem-loads" {
                @for it in &found.members { li { (load(it, away(found, it, now))) } }
            }
        }
        section class="tandem-card tandem-stack" aria-labelledby="zonder-duo" {
            h2 class="utrecht-heading-2" id="zonder-duo" { "Casussen zonder volledig duo (" (found.short_in_all) ")" }
            @if found.short.is_empty() { p class="utrecht-paragraph" { "Elke casus heeft een volledig duo." } }
            ul class="tandem-lines tandem-loads" { @for it in &found.short { li { (short(it, today, assigns)) } } }
        }
        (team(&found.team_tasks, today))
        section class="tandem-card tandem-stack" aria-labelledby="stil" {
            h2 class="utrecht-heading-2" id="stil" { "Stille casussen (" (found.silent) ")" }
            @if found.silent == 0 { p class="utrecht-paragraph" { "In elke casus van uw team gebeurt genoeg." } }
            @else {
                p class="utrecht-paragraph" { "Hier gebeurt al een tijd te weinig. Kijk samen wat nodig is." }
                p { a class="utrecht-link tandem-tap" href=(silence::PATH) { "Waarom deze casussen stil zijn" } }
            }
        }
        section class="tandem-card tandem-stack" aria-labelledby="afwezig" {
            h2 class="utrecht-heading-2" id="afwezig" { "Afwezig" }
            (absence::lines(&found.absences))
            p { a class="utrecht-link tandem-tap" href=(absence::PATH) { "Afwezigheid en waarneming" } }
        }
    }
}

/// What waits for the team and for nobody in particular, or was taken by somebody of it.
fn team(tasks: &[TeamTaskLine], today: NaiveDate) -> Markup {
    html! {
        section class="tandem-card tandem-stack" aria-labelledby="voor-team" {
            h2 class="utrecht-heading-2" id="voor-team" { "Taken voor het team (" (tasks.len()) ")" }
            @if tasks.is_empty() { p class="utrecht-paragraph" { "Er wacht nu geen taak op uw team." } }
            ul class="tandem-lines tandem-loads" { @for it in tasks { li {
                p class="tandem-row" {
                    a class="utrecht-link tandem-tap" href=(task::complete::path(it.line.case, it.line.task)) { (it.line.kind.label()) }
                    span class=(if it.line.overdue { "tandem-tag tandem-tag--warm" } else { "tandem-tag" }) {
                        @if it.line.overdue { "Moest " (dates::distance(it.line.due, today)) }
                        @else if it.line.due == today { "Vandaag" }
                        @else { (dates::long_day(it.line.due)) }
                    }
                }
                p class="tandem-subtle" {
                    "Casus " (it.line.code) " · "
                    @match &it.taken_by { Some(name) => { (name) " pakte dit op" }, None => "nog door niemand opgepakt" }
                }
            } } }
        }
    }
}

/// Until when somebody is away now.
fn away(found: &Board, it: &MemberLoad, now: DateTime<Utc>) -> Option<NaiveDate> {
    let of = |line: &&AbsenceLine| {
        line.membership == it.membership && line.away.from <= now && now < line.away.until
    };
    found.absences.iter().find(of).map(|line| absence::last_day(line.away))
}

fn load(it: &MemberLoad, away: Option<NaiveDate>) -> Markup {
    html! {
        p class="tandem-row" {
            a class="utrecht-link tandem-tap" href=(member::path(it.membership)) { (it.name) }
            @if it.overdue > 0 { span class="tandem-tag tandem-tag--warm" { (it.overdue) " te laat" } }
            @if let Some(day) = away { span class="tandem-tag" { "Afwezig tot en met " (dates::day_and_month(day)) } }
        }
        p class="tandem-subtle" {
            (counted(it.cases, "casus", "casussen"))
            @if it.capacity > 0 { " van " (it.capacity) }
            " · " (counted(it.tasks, "taak", "taken"))
        }
    }
}

fn counted(number: i64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

fn short(it: &ShortCase, today: NaiveDate, assigns: bool) -> Markup {
    let to = if assigns { duo::path(it.case) } else { case::path(it.case) };
    html! {
        p class="tandem-row" {
            a class="utrecht-link tandem-tap" href=(to) { "Casus " (it.code) }
            span class="tandem-subtle" {
                (it.area) " · begonnen " (dates::distance(amsterdam_day(it.opened_at), today))
            }
        }
    }
}
