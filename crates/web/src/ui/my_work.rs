//! My work today: everything that waits for the reader, over all cases, what is overdue first. Each line says what, for
//! which household, why and by when, and leads in one step to where it is done.

use actix_web::HttpResponse;
use casework::work::{MyWork, Work, WorkLine, my_work};
use chrono::{DateTime, NaiveDate, Utc};
use domain::task::{TaskCause, WaitsFor};
use domain::time::amsterdam_day;
use domain::work::When;
use maud::{Markup, html};

use super::here::Here;
use super::layout::Place;
use super::people::enumerated;
use super::task::why;
use super::words::dates;
use super::words::labels::Labelled;
use super::{case, consultation, phase, plan, round, task, term};
use crate::shared::problem::Problem;
use casework::work::ReportTerm;
use domain::term::TermOwner;

/// Address of the page.
pub const PATH: &str = "/my-work";

/// The page.
///
/// # Errors
/// When the database is away.
pub async fn show(here: Here) -> Result<HttpResponse, Problem> {
    let found = my_work(&here.casework, &here.caller).await?;
    let today = amsterdam_day(here.now());
    Ok(here.show("Mijn werk", Some(Place::MyWork), content(&found, today, here.now())))
}

fn content(found: &MyWork, today: NaiveDate, now: DateTime<Utc>) -> Markup {
    let of = |when: When| found.lines.iter().filter(move |it| it.when == when);
    html! {
        div class="tandem-head" {
            h1 class="utrecht-heading-1" { "Mijn werk" }
            p class="tandem-subtle" { (dates::long_day(today)) " · " (count(found)) }
        }
        (reports(&found.reports, today))
        @if found.lines.is_empty() && found.reports.is_empty() && found.quiet.is_empty() && found.consultations.is_empty() {
            div class="tandem-card tandem-empty" {
                p class="utrecht-paragraph" { strong { "Er wacht nu niets op u." } }
                p class="utrecht-paragraph" { "Taken, afspraken met een dag en navragen uit uw casussen komen hier te staan." }
            }
        }
        @for when in When::ALL {
            @if of(*when).next().is_some() {
                section class="tandem-stack" aria-labelledby={ "werk-" (when.code()) } {
                    h2 class="utrecht-heading-2" id={ "werk-" (when.code()) } {
                        (when.label()) " " span class="tandem-subtle" { "(" (of(*when).count()) ")" }
                    }
                    ul class="tandem-work" { @for it in of(*when) { li { (line(it, today)) } } }
                }
            }
        }
        @if found.more {
            p class="utrecht-paragraph" { "Er is meer dan hier past. Als iets is afgerond, komt het volgende in beeld." }
        }
        (consultation::cards("werk-consultaties", "Consultaties", &found.consultations, now))
        (quiet(found))
        p { a class="utrecht-link tandem-tap" href=(super::absence::PATH) { "Afwezigheid en waarneming" } }
    }
}

/// The cases of the reader in which too little happens.
fn quiet(found: &MyWork) -> Markup {
    html! {
        @if !found.quiet.is_empty() {
            section class="tandem-stack" aria-labelledby="werk-stil" {
                h2 class="utrecht-heading-2" id="werk-stil" {
                    "Hier gebeurt te weinig " span class="tandem-subtle" { "(" (found.quiet.len()) ")" }
                }
                ul class="tandem-cards" {
                    @for it in &found.quiet {
                        li { article class="tandem-card" {
                            h3 class="utrecht-heading-4" {
                                a class="utrecht-link tandem-tap" href=(case::path(it.case)) { "Casus " (it.code) }
                            }
                            (super::silence::told(it))
                        } }
                    }
                }
            }
        }
    }
}

/// What the desk of Veilig Thuis has to do with reports, without anybody's name.
fn reports(found: &[ReportTerm], today: NaiveDate) -> Markup {
    html! {
        @if !found.is_empty() {
            section class="tandem-card tandem-stack" aria-labelledby="werk-meldingen" {
                h2 class="utrecht-heading-2" id="werk-meldingen" { "Termijnen van meldingen (" (found.len()) ")" }
                ul class="tandem-lines" {
                    @for it in found {
                        li {
                            p class="tandem-row" {
                                a class="utrecht-link tandem-tap" href=(super::report::path(it.report)) { (it.name) }
                                span class=(if it.when == When::Overdue { "tandem-tag tandem-tag--warm" } else { "tandem-tag" }) {
                                    @if it.when == When::Overdue { "Moest " (dates::distance(it.due, today)) }
                                    @else { (dates::long_day(it.due)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What waits, in numbers: what has to be done, and the cases in which too little happens.
fn count(found: &MyWork) -> String {
    let late = |when: When| usize::from(when == When::Overdue);
    let late: usize =
        found.lines.iter().map(|it| late(it.when)).chain(found.reports.iter().map(|it| late(it.when))).sum();
    let all = match found.lines.len() + found.reports.len() {
        0 if !found.quiet.is_empty() => None,
        1 => Some("1 ding te doen".to_owned()),
        some => Some(format!("{some} dingen te doen")),
    };
    let all = all.map(|it| if late == 0 { it } else { format!("{it}, waarvan {late} te laat") });
    let quiet = match found.quiet.len() {
        0 => None,
        1 => Some("1 stille casus".to_owned()),
        some => Some(format!("{some} stille casussen")),
    };
    all.into_iter().chain(quiet).collect::<Vec<_>>().join(" · ")
}

fn line(it: &WorkLine, today: NaiveDate) -> Markup {
    let class = if it.when == When::Overdue { "tandem-card tandem-urgent" } else { "tandem-card" };
    html! {
        article class=(class) {
            h3 class="utrecht-heading-4" { a class="utrecht-link tandem-tap" href=(place(it)) dir="auto" { (what(it)) } }
            p {
                a class="utrecht-link tandem-tap" href=(case::path(it.work.case)) { (household(it)) }
                @if let Some(person) = &it.work.person { span class="tandem-subtle" { " · over " (person.name) } }
            }
            p class="tandem-row" {
                (by_when(it, today))
                (reason(it, today))
                @match &it.work.what {
                    Work::Task { waits_for: WaitsFor::Team(_), .. } => span class="tandem-tag" { "Voor uw team" },
                    Work::Task { waits_for: WaitsFor::Member(..), .. } => span class="tandem-tag" { "Door u opgepakt" },
                    Work::Round(_) => {},
                    _ => @if it.mine { span class="tandem-tag" { "Aan u gevraagd" } },
                }
            }
        }
    }
}

/// What has to be done, in words.
fn what(it: &WorkLine) -> &str {
    match &it.work.what {
        Work::Task { told: Some(told), .. } | Work::Agreement { told, .. } => told,
        Work::Task { kind, told: None, .. } => kind.label(),
        Work::CheckIn(_) => "Navragen of het nog veilig is",
        Work::Round(_) => "Een cijfer geven in de scoreronde",
        Work::Term(_, name) => name,
    }
}

/// Where it is done.
fn place(it: &WorkLine) -> String {
    let of = it.work.case;
    match &it.work.what {
        Work::Task { task, .. } => task::complete::path(of, *task),
        Work::Agreement { item, .. } => format!("{}/items/{item}/marks/new", plan::path(of)),
        Work::CheckIn(check_in) => phase::check_in::path(of, *check_in),
        Work::Round(asked) => round::answer::path(*asked, None),
        Work::Term(..) => term::path(TermOwner::Case(of)),
    }
}

/// What people call the household; the code of the case when nobody is known.
fn household(it: &WorkLine) -> String {
    let names: Vec<&str> = it.adults.iter().map(|it| it.name.as_str()).collect();
    if names.is_empty() { format!("Casus {}", it.code) } else { enumerated(&names) }
}

fn by_when(it: &WorkLine, today: NaiveDate) -> Markup {
    let class = if it.when == When::Overdue { "tandem-tag tandem-tag--warm" } else { "tandem-tag" };
    html! {
        @match it.work.due {
            Some(due) if due == today => span class=(class) { "Vandaag" },
            Some(due) if due < today => span class=(class) { "Moest " (dates::distance(due, today)) },
            Some(due) => span class=(class) { (dates::long_day(due)) },
            None => span class=(class) { "Sinds " (dates::distance(amsterdam_day(it.work.since), today)) },
        }
    }
}

/// Why: the way to what caused it, or what it is part of.
fn reason(it: &WorkLine, today: NaiveDate) -> Markup {
    let case = it.work.case;
    html! {
        @match &it.work.what {
            Work::Task { cause: TaskCause::Hand, .. } => span class="tandem-subtle" {
                "Gevraagd " (dates::distance(amsterdam_day(it.work.since), today))
            },
            Work::Task { cause, origin, .. } => (why::link(case, *cause, *origin)),
            Work::Agreement { doer, checked_by, done_by, .. } => span class="tandem-subtle" dir="auto" {
                "Afspraak uit het plan"
                @match (doer, done_by) {
                    (Some(doer), _) => { ", " (doer) " doet dit" },
                    (None, Some(_)) => ", u doet dit",
                    (None, None) => {},
                }
                @if let Some(checked_by) = checked_by { ", nakijken: " (checked_by) }
            },
            Work::CheckIn(_) => span class="tandem-subtle" { "De casus is gesloten" },
            Work::Round(_) => span class="tandem-subtle" { "Iedereen is om een cijfer gevraagd" },
            Work::Term(..) => span class="tandem-subtle" { "Termijn die loopt" },
        }
    }
}
