//! The duo of a case on pages: who waits for one, choosing it, replacing and covering its members. What these pages
//! have in common is here: the case, who sits where, and who was faster. Which duo is allowed is never decided here.

pub mod assign;
pub mod candidate;
pub mod cover;
pub mod replacement;
mod seat;
pub mod waiting;

use casework::case::line::{CaseLine, SeatLine};
use casework::case::read;
use casework::case::timeline::{self, ReadTimeline, TimelineKind};
use casework::duo::{self, Candidate};
use chrono::{DateTime, Duration, Utc};
use domain::duo::{Seat, SeatKind};
use domain::id::CaseId;
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::here::Here;
use super::people;
use super::words::{dates, phases};
use crate::shared::problem::Problem;

/// What every page about one duo shows.
struct Table {
    line: CaseLine,
    candidates: Vec<Candidate>,
}

impl Table {
    /// Reads the case and who could sit in its duo; whoever assigns no duos is sent away before anybody is shown.
    async fn read(here: &Here, case: CaseId) -> Result<Self, Problem> {
        let candidates = duo::candidates(&here.casework, &here.caller, case).await?;
        let line = read::read(&here.casework, &here.caller, case).await?.line;
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

/// Who changed the duo last, and what to do now.
async fn faster(here: &Here, case: CaseId) -> Result<Option<Markup>, Problem> {
    let wanted = ReadTimeline { case, kinds: vec![TimelineKind::DuoSeatTaken], after: None, limit: 1 };
    let page = timeline::read(&here.casework, &here.caller, &wanted).await?;
    let last = page.items.first().map(|item| (&item.by, item.place.at));
    Ok(Some(html! {
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
    }))
}

/// The page of the duo of a case.
pub(super) fn path(case: CaseId) -> String {
    format!("/cases/{case}/duo")
}

fn member_in(line: &CaseLine, seat: Seat) -> Option<&SeatLine> {
    line.seats.iter().find(|it| it.seat == seat.number() && it.kind == SeatKind::Member)
}

/// The last day of something that ends at this moment.
fn last_day(until: DateTime<Utc>) -> String {
    dates::day_and_month(amsterdam_day(until - Duration::seconds(1)))
}
