//! The supervisor's list: cases that wait for their duo, the oldest first.

use actix_web::HttpResponse;
use actix_web::web::Data;
use casework::case::line::{CaseLine, SeatLine};
use casework::case::list::Page;
use casework::duo::{WaitingCase, without_duo};
use chrono::NaiveDate;
use domain::duo::Seat;
use domain::id::CaseId;
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::member_in;
use crate::shared::body::Query;
use crate::shared::cursor::{Owner, Paging};
use crate::shared::ids;
use crate::shared::problem::{Kind, Problem};
use crate::shared::stamp::StampKey;
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::words::labels::Labelled;
use crate::ui::words::{dates, phases};

/// Address of the page.
pub const PATH: &str = Place::CasesWithoutDuo.path();

/// The page.
///
/// # Errors
/// When the database is away.
pub async fn show(
    here: Here,
    key: Data<StampKey>,
    Query(paging): Query<Paging>,
) -> Result<HttpResponse, Problem> {
    let owner = Owner { key: &key, user: here.caller.user, list: "cases-without-duo" };
    let after = paging
        .after(owner)?
        .map(|place| ids::parse(&place).ok_or(Problem::new(Kind::Malformed)))
        .transpose()?;
    let limit = usize::try_from(paging.limit).unwrap_or_default();
    let page = without_duo(&here.casework, &here.caller, after.map(CaseId), limit).await?;
    let next = page.next.map(|case| owner.cursor_after(&case.to_string()));
    let today = amsterdam_day(here.now());
    let content = content(&page, next.as_deref(), today);
    Ok(here.show("Casussen zonder duo", Some(Place::CasesWithoutDuo), content))
}

fn content(page: &Page<WaitingCase>, next: Option<&str>, today: NaiveDate) -> Markup {
    html! {
        h1 class="utrecht-heading-1" { "Casussen zonder duo" }
        @if page.items.is_empty() {
            p class="utrecht-paragraph" { "Er wacht nu geen casus tot u een duo kiest." }
        } @else {
            p class="utrecht-paragraph" { "De oudste casus staat bovenaan." }
            ul class="tandem-cards" {
                @for waiting in &page.items { li { (card(waiting, today)) } }
            }
            @if let Some(next) = next {
                p { a class="utrecht-link" rel="next" href={ (PATH) "?cursor=" (next) } { "Volgende bladzijde" } }
            }
        }
    }
}

fn card(waiting: &WaitingCase, today: NaiveDate) -> Markup {
    let line = &waiting.line;
    html! {
        article class="tandem-card" {
            h2 class="utrecht-heading-3" {
                a class="utrecht-link" href=(super::path(line.case)) { (everybody(line)) }
            }
            p class="tandem-subtle" { (line.code) " · " (line.area) " · " (phases::label(&line.phase)) }
            p { span class="tandem-tag tandem-tag--warm" { "Wacht sinds " (since(waiting, today)) } }
            dl class="tandem-facts" {
                @for seat in Seat::ALL {
                    div { dt { (seat.label()) } dd { (who(waiting, *seat)) } }
                }
            }
        }
    }
}

/// Everybody in the household: a supervisor chooses with the children in mind.
fn everybody(line: &CaseLine) -> String {
    let names: Vec<&str> = line.members.iter().map(|it| it.name.as_str()).collect();
    match names.as_slice() {
        [] => line.code.clone(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} en {last}", first.join(", ")),
    }
}

/// `vandaag`, or the day and how long ago that is.
fn since(waiting: &WaitingCase, today: NaiveDate) -> String {
    let day = amsterdam_day(waiting.vacancy.since);
    if day == today {
        return dates::distance(day, today);
    }
    format!("{} ({})", dates::day_and_month(day), dates::distance(day, today))
}

fn who(waiting: &WaitingCase, seat: Seat) -> Markup {
    let member = member_in(&waiting.line, seat);
    let is_empty = waiting.vacancy.seats.contains(&seat);
    let named = |it: &SeatLine| html! { (it.name) " (" (it.organisation) ")" };
    html! {
        @match member {
            None => { strong { "Nog niemand" } }
            Some(member) if is_empty => { (named(member)) ", " strong { "werkt daar niet meer" } }
            Some(member) => { (named(member)) }
        }
    }
}
