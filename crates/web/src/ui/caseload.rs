//! My cases: who it is about, who I work with, when there was contact, how safe it is. Never an average.

use actix_web::HttpResponse;
use casework::case::line::CaseLine;
use casework::case::list::{Page, list};
use chrono::NaiveDate;
use domain::id::CaseId;
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::here::Here;
use super::layout::Place;
use super::words::{dates, labels::Labelled, phases};
use crate::shared::body::Query;
use crate::shared::cursor::{Owner, Paging};
use crate::shared::ids;
use crate::shared::problem::{Kind, Problem};
use crate::shared::stamp::StampKey;
use actix_web::web::Data;

/// Leads to the first page that somebody may see.
///
/// # Errors
/// Never.
pub async fn home(here: Here) -> Result<HttpResponse, Problem> {
    Ok(here.go(Place::MyCases.path()))
}

/// The page.
///
/// # Errors
/// When the database is away.
pub async fn show(
    here: Here,
    key: Data<StampKey>,
    Query(paging): Query<Paging>,
) -> Result<HttpResponse, Problem> {
    let owner = Owner { key: &key, user: here.caller.user, list: "cases" };
    let after = paging
        .after(owner)?
        .map(|place| ids::parse(&place).ok_or(Problem::new(Kind::Malformed)))
        .transpose()?;
    let page = list(&here.casework, &here.caller, after.map(CaseId)).await?;
    let next = page.next.map(|case| owner.cursor_after(&case.to_string()));
    let today = amsterdam_day(here.now());
    Ok(here.show("Mijn casussen", Some(Place::MyCases), content(&page, next.as_deref(), today)))
}

fn content(page: &Page<CaseLine>, next: Option<&str>, today: NaiveDate) -> Markup {
    html! {
        h1 class="utrecht-heading-1" { "Mijn casussen" }
        @if page.items.is_empty() {
            p class="utrecht-paragraph" { "U heeft nu geen casussen. Een casus komt hier te staan zodra u in het duo zit." }
        } @else {
            p class="utrecht-paragraph" { (count(page)) }
            ul class="tandem-list" {
                @for line in &page.items { li { (case(line, today)) } }
            }
            @if let Some(next) = next {
                p { a class="utrecht-link" rel="next" href={ "/cases?cursor=" (next) } { "Volgende bladzijde" } }
            }
        }
    }
}

fn count(page: &Page<CaseLine>) -> String {
    match (page.items.len(), page.next) {
        (1, None) => "1 casus".to_owned(),
        (some, None) => format!("{some} casussen"),
        (some, Some(_)) => format!("De eerste {some} casussen"),
    }
}

fn case(line: &CaseLine, today: NaiveDate) -> Markup {
    html! {
        article class="tandem-card tandem-case" {
            h2 class="utrecht-heading-3" {
                a class="utrecht-link" href={ "/cases/" (line.case) } { (names(line)) }
            }
            p class="tandem-meta" { (line.code) " · " (line.area) " · " (phases::label(&line.phase)) }
            dl class="tandem-facts" {
                div { dt { "Laatste contact" } dd { (last_contact(line, today)) } }
                div { dt { "Cijfers" } dd { (scores(line)) } }
                div { dt { "Duo" } dd { (duo(line)) } }
            }
        }
    }
}

/// The adults first, as people speak of a household; a child alone is named as well.
pub(super) fn names(line: &CaseLine) -> String {
    let adults: Vec<&str> = line
        .members
        .iter()
        .filter(|it| it.role == "adult" || it.role == "ex_partner")
        .map(|it| it.name.as_str())
        .collect();
    let all: Vec<&str> = line.members.iter().map(|it| it.name.as_str()).collect();
    let chosen = if adults.is_empty() { all } else { adults };
    if chosen.is_empty() { line.code.clone() } else { chosen.join(" en ") }
}

fn last_contact(line: &CaseLine, today: NaiveDate) -> String {
    line.last_contact_at.map_or("Nog geen contact".to_owned(), |at| dates::distance(amsterdam_day(at), today))
}

/// The lowest and the highest of the latest scores: what differs is what to talk about.
fn scores(line: &CaseLine) -> String {
    let values = || line.scores.iter().map(|score| score.value);
    match (values().min(), values().max()) {
        (Some(lowest), Some(highest)) if lowest == highest => {
            format!("{lowest} ({} gaven een cijfer)", line.scores.len())
        }
        (Some(lowest), Some(highest)) => {
            format!("laagste {lowest}, hoogste {highest} ({} gaven een cijfer)", line.scores.len())
        }
        _ => "Nog geen cijfer".to_owned(),
    }
}

fn duo(line: &CaseLine) -> Markup {
    html! {
        @if line.seats.is_empty() { "Nog geen duo" }
        @for (at, seat) in line.seats.iter().enumerate() {
            @if at > 0 { " en " }
            (seat.name) " (" (seat.organisation) ")"
            @if seat.kind.code() != "member" { ", " (seat.kind.label()) }
        }
    }
}
