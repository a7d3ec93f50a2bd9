//! Pages about terms: by when something has to be done in a case or for a report, why then, and what the terms are.

pub mod definitions;
pub mod list;
pub mod section;
pub mod step;

use casework::term::{TermBrief, TermOwner, TermSeen};
use chrono::{DateTime, NaiveDate, Utc};
use domain::term::{Due, TermState};
use maud::{Markup, html};

use super::layout::Place;
use super::words::dates;
use super::words::labels::Labelled;

/// The page with the terms of a case or a report.
pub fn path(owner: TermOwner) -> String {
    format!("{}/terms", home(owner))
}

/// The page of the case or report itself.
pub fn home(owner: TermOwner) -> String {
    match owner {
        TermOwner::Case(case) => super::case::path(case),
        TermOwner::Report(report) => super::report::path(report),
    }
}

/// Where the page belongs.
const fn place(owner: TermOwner) -> Place {
    match owner {
        TermOwner::Case(_) => Place::MyCases,
        TermOwner::Report(_) => Place::Reports,
    }
}

/// How a term stands, in a tag.
fn tag(state: TermState, (overdue, met_late): (bool, bool)) -> Markup {
    html! {
        @if overdue {
            span class="tandem-tag tandem-tag--warm" { "Te laat" }
        } @else if met_late {
            span class="tandem-tag tandem-tag--warm" { "Te laat gedaan" }
        } @else {
            span class="tandem-tag" { (state.label()) }
        }
    }
}

/// `uiterlijk maandag 18 mei 2026, over 3 dagen`; for what ends at a minute, with the minute.
fn until(due: Due, exact: bool, today: NaiveDate) -> String {
    let day = if exact { dates::moment(due.at) } else { dates::long_day(due.day) };
    if due.day < today {
        let days = (today - due.day).num_days();
        let late = if days == 1 { "1 dag".to_owned() } else { format!("{days} dagen") };
        return format!("uiterlijk {day}, {late} te laat");
    }
    format!("uiterlijk {day}, {}", dates::distance(due.day, today))
}

/// When it was met or stopped.
fn ended_at(seen: &TermSeen) -> Option<DateTime<Utc>> {
    if seen.goes_on() { None } else { seen.line.ended_at() }
}

/// The term in one line: what, how it stands, by when.
fn brief(it: &TermBrief, today: NaiveDate) -> Markup {
    html! {
        p class="tandem-row" {
            strong { (it.name) }
            (tag(it.state, (it.overdue, false)))
            @if it.state == TermState::Running { span { (until(it.due, it.exact, today)) } }
        }
    }
}
