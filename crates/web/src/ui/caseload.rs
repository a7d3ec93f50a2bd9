//! My cases: who it is about, who I work with, when there was contact, how safe it is, what waits. Never an average.

use access::{Caller, Permission};
use actix_web::HttpResponse;
use actix_web::web::Data;
use casework::case::caseload::{CaseloadLine, Waits, caseload};
use casework::case::line::{CaseLine, SeatLine};
use casework::case::list::Page;
use casework::round::{self, AskedLine};
use chrono::NaiveDate;
use domain::id::CaseId;
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::here::{Here, places};
use super::layout::Place;
use super::people;
use super::round::asked;
use super::words::{dates, labels::Labelled, phases};
use crate::shared::body::Query;
use crate::shared::cursor::{Owner, Paging};
use crate::shared::ids;
use crate::shared::problem::{Kind, Problem};
use crate::shared::stamp::StampKey;

/// Leads to the first page that somebody may see.
///
/// # Errors
/// Never.
pub async fn home(here: Here) -> Result<HttpResponse, Problem> {
    let first = places(here.caller.role).first().copied().unwrap_or(Place::MyCases);
    Ok(here.go(first.path()))
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
    let limit = usize::try_from(paging.limit).unwrap_or_default();
    let page = caseload(&here.casework, &here.caller, after.map(CaseId), limit).await?;
    let next = page.next.map(|case| owner.cursor_after(&case.to_string()));
    let asked = match after {
        None if here.may(Permission::AnswerRound) => round::asked(&here.casework, &here.caller).await?,
        _ => Vec::new(),
    };
    let load = Load { asked: &asked, page: &page, next: next.as_deref(), today: amsterdam_day(here.now()) };
    Ok(here.show("Mijn casussen", Some(Place::MyCases), load.content(&here.caller)))
}

struct Load<'a> {
    /// Where the reader is asked for a score.
    asked: &'a [AskedLine],
    page: &'a Page<CaseloadLine>,
    next: Option<&'a str>,
    today: NaiveDate,
}

impl Load<'_> {
    fn content(&self, caller: &Caller) -> Markup {
        html! {
            h1 class="utrecht-heading-1" { "Mijn casussen" }
            (asked::section(self.asked, self.today))
            @if self.page.items.is_empty() {
                div class="tandem-card tandem-empty" {
                    p class="utrecht-paragraph" { strong { "U heeft nu geen casussen." } }
                    p class="utrecht-paragraph" { "Een casus komt hier te staan zodra u in het duo zit of uw team meedoet." }
                }
            } @else {
                p class="utrecht-paragraph" { (self.count()) }
                ul class="tandem-cards" {
                    @for line in &self.page.items { li { (case(line, caller, self.today)) } }
                }
                @if let Some(next) = self.next {
                    p { a class="utrecht-link tandem-tap" rel="next" href={ "/cases?cursor=" (next) } { "Meer casussen" } }
                }
            }
        }
    }

    fn count(&self) -> String {
        let waiting = self.page.items.iter().filter(|it| !it.waits.is_empty()).count();
        let count = match (self.page.items.len(), self.next) {
            (1, None) => "1 casus".to_owned(),
            (some, None) => format!("{some} casussen"),
            (some, Some(_)) => format!("{some} casussen op deze bladzijde"),
        };
        match waiting {
            0 => format!("{count}. Er wacht nu niets op u."),
            some => format!("{count}. Bij {some} wacht er iets."),
        }
    }
}

fn case(found: &CaseloadLine, caller: &Caller, today: NaiveDate) -> Markup {
    let line = &found.line;
    html! {
        article class="tandem-card tandem-case" {
            h2 class="utrecht-heading-3" {
                a class="utrecht-link" href={ "/cases/" (line.case) } { (people::household(line)) }
            }
            p class="tandem-subtle" {
                (line.code) " · " (line.area) " · "
                @if line.open { (phases::label(&line.phase)) } @else { "Gesloten" }
            }
            dl class="tandem-facts" {
                div { dt { "Laatste contact" } dd { (last_contact(line, today)) } }
                div { dt { "Laatste cijfers" } dd { (scores(line)) } }
                div { dt { (duo_label(line, caller)) } dd { (people::seats(&colleagues(line, caller))) } }
            }
            @if !found.waits.is_empty() {
                ul class="tandem-row tandem-plain" aria-label="Wat er wacht" {
                    @for reason in &found.waits { li { (waits(*reason, line.case)) } }
                }
            }
        }
    }
}

fn waits(reason: Waits, case: CaseId) -> Markup {
    html! {
        @if reason == Waits::DraftOpen {
            a class="tandem-tag tandem-tag--warm" href={ "/cases/" (case) "/contacts/new" } { (reason.label()) }
        } @else {
            span class="tandem-tag tandem-tag--warm" { (reason.label()) }
        }
    }
}

fn last_contact(line: &CaseLine, today: NaiveDate) -> String {
    line.last_contact_at.map_or("Nog geen contact".to_owned(), |at| dates::distance(amsterdam_day(at), today))
}

/// The lowest and the highest of the latest scores: what differs is what to talk about.
fn scores(line: &CaseLine) -> Markup {
    let values = || line.scores.iter().map(|score| score.value);
    html! {
        @match (values().min(), values().max()) {
            (Some(lowest), Some(highest)) => {
                "Laagste " strong { (lowest) }
                @if highest > lowest { ", verschil " (highest - lowest) }
                @if line.scores.len() == 1 { " (1 cijfer)" } @else { " (" (line.scores.len()) " cijfers)" }
            },
            _ => { "Nog geen cijfer" },
        }
    }
}

fn sits_in_it(line: &CaseLine, caller: &Caller) -> bool {
    line.seats.iter().any(|seat| seat.user == caller.user)
}

fn duo_label(line: &CaseLine, caller: &Caller) -> &'static str {
    if sits_in_it(line, caller) { "Samen met" } else { "Duo" }
}

/// Whoever sits in the duo wants to know who else does.
fn colleagues<'a>(line: &'a CaseLine, caller: &Caller) -> Vec<&'a SeatLine> {
    line.seats.iter().filter(|seat| seat.user != caller.user).collect()
}
