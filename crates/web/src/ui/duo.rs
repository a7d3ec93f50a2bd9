//! The duo of a case on pages: who waits for one, choosing it, replacing and covering its members. What these pages
//! have in common is here: the case, who sits where, and who was faster. Which duo is allowed is never decided here.

pub mod assign;
pub mod candidate;
pub mod cover;
pub mod replacement;
pub mod waiting;

use actix_web::HttpResponse;
use casework::Refusal;
use casework::case::line::{CaseLine, SeatLine};
use casework::case::read;
use casework::case::timeline::{self, ReadTimeline, TimelineKind};
use casework::duo::{self, Candidate};
use chrono::{DateTime, Duration, Utc};
use domain::duo::{Seat, SeatKind};
use domain::id::CaseId;
use domain::time::amsterdam_day;
use domain::version::Version;
use maud::{Markup, html};

use super::here::Here;
use super::layout::Place;
use super::people;
use super::words::labels::Labelled;
use super::words::{dates, phases, rules};
use crate::shared::bodies::duo::SeatNumber;
use crate::shared::fields::form::{FormState, FormValues};
use crate::shared::fields::{Body, Fields};
use crate::shared::problem::Problem;

/// Which seat a page is about, in its address.
#[derive(Debug, Clone, Copy)]
pub struct WhichSeat(Seat);

impl Body for WhichSeat {
    const NAME: &'static str = "WhichSeat";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        fields.required::<SeatNumber>("seat").map(|seat| Self(seat.0))
    }
}

/// What every page about one duo shows.
struct Table {
    line: CaseLine,
    candidates: Vec<Candidate>,
}

/// A form as it comes back: what was filled in, on which version, and who was faster when that version is old.
struct Attempt {
    state: FormState,
    version: Version,
    faster: Option<Markup>,
}

impl Table {
    /// Reads the case and who could sit in its duo; whoever assigns no duos is sent away before anybody is shown.
    async fn read(here: &Here, case: CaseId) -> Result<Self, Problem> {
        let candidates = duo::candidates(&here.casework, &here.caller, case).await?;
        let line = read::read(&here.casework, &here.caller, case).await?;
        Ok(Self { line, candidates })
    }

    /// The member who has this seat now.
    fn member(&self, seat: Seat) -> Option<&SeatLine> {
        member_in(&self.line, seat)
    }

    /// Those who can be chosen for a seat: everybody who does not work in this duo yet. Whoever left that very seat
    /// and stays a while may come back to it.
    fn choices(&self, seat: Seat) -> Vec<(String, Markup)> {
        let works = |it: &SeatLine| it.kind != SeatKind::Overlap || it.seat != seat.number();
        let is_free = |it: &&Candidate| !self.line.seats.iter().any(|at| at.user == it.who.user && works(at));
        self.candidates.iter().filter(is_free).map(candidate::choice).collect()
    }

    /// Whose case it is, below the heading.
    fn about(&self) -> Markup {
        html! {
            p class="tandem-meta" {
                strong { (people::household(&self.line)) }
                " · " (self.line.code) " · " (self.line.area) " · " (phases::label(&self.line.phase))
            }
        }
    }
}

impl Attempt {
    /// A form that nobody filled in yet.
    fn first(table: &Table) -> Self {
        Self { state: FormState::default(), version: table.line.version, faster: None }
    }

    /// A form with faults, on the version that its page showed.
    fn faulty(state: FormState, version: Version) -> Self {
        Self { state, version, faster: None }
    }

    /// A form that was refused. When another was faster it goes on from how things are now.
    async fn refused(
        here: &Here,
        table: &Table,
        (values, seen): (FormValues, Version),
        refusal: Refusal,
    ) -> Result<Self, Problem> {
        if !matches!(refusal, Refusal::Stale) {
            return Ok(Self::faulty(FormState::refused(values, refusal)?, seen));
        }
        let faster = Some(faster(here, table.line.case).await?);
        Ok(Self { state: FormState::starting_with(values), version: table.line.version, faster })
    }

    /// What stands above the form.
    fn above(&self, labels: &[(&str, &str)]) -> Markup {
        html! {
            @if let Some(faster) = &self.faster { (faster) }
            (super::field::summary::summary(&self.state, labels))
        }
    }
}

/// Who changed the duo last, and what to do now.
async fn faster(here: &Here, case: CaseId) -> Result<Markup, Problem> {
    let wanted = ReadTimeline { case, kinds: vec![TimelineKind::DuoSeatTaken], after: None, limit: 1 };
    let page = timeline::read(&here.casework, &here.caller, &wanted).await?;
    let last = page.items.first().map(|item| (&item.by, item.place.at));
    Ok(html! {
        div class="tandem-summary" role="alert" tabindex="-1" autofocus data-rule="stale" {
            h2 { "Dit is nog niet opgeslagen" }
            p {
                @match last {
                    Some((by, at)) if by.user == here.caller.user => {
                        "U veranderde dit duo zelf al, " (dates::moment(at)) "."
                    }
                    Some((by, at)) => { (by.name) " was u voor en veranderde dit duo op " (dates::moment(at)) "." }
                    None => { "Iemand anders was u voor." }
                }
                " Hieronder staat hoe het nu is. Kijk of uw keuze nog klopt."
            }
        }
    })
}

/// The page of the duo of a case.
pub(super) fn path(case: CaseId) -> String {
    format!("/cases/{case}/duo")
}

fn member_in(line: &CaseLine, seat: Seat) -> Option<&SeatLine> {
    line.seats.iter().find(|it| it.seat == seat.number() && it.kind == SeatKind::Member)
}

/// The page for a seat in which nobody is to be replaced or covered.
fn nobody_there(here: &Here, table: &Table, title: &str, seat: Seat) -> HttpResponse {
    let content = html! {
        h1 class="utrecht-heading-1" { (title) }
        (table.about())
        div class="tandem-card" data-rule="seat_empty" {
            p class="utrecht-paragraph" { (seat.label()) ": " (rules::sentence("seat_empty")) }
            p { a class="utrecht-link" href=(path(table.line.case)) { "Naar het duo" } }
        }
    };
    here.show(title, Some(Place::CasesWithoutDuo), content)
}

/// The last day of something that ends at this moment.
fn last_day(until: DateTime<Utc>) -> String {
    dates::day_and_month(amsterdam_day(until - Duration::seconds(1)))
}
