//! The duo of one case: who sits where, and choosing two people, or the one who is still missing.

use actix_web::HttpResponse;
use casework::case::line::SeatLine;
use casework::duo::assign;
use domain::duo::{Seat, SeatKind};
use domain::id::CaseId;
use maud::{Markup, html};

use super::{Table, candidate, last_day};
use crate::shared::bodies::duo::DuoBody;
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormValues;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::field::Field;
use crate::ui::field::summary::actions;
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::words::labels::Labelled;
use crate::ui::words::rules;

/// Address of the page.
pub const PATH: &str = "/cases/{caseId}/duo";

/// The form about this case.
struct Assigning(CaseId);

/// The page.
///
/// # Errors
/// 403 or 404 for who assigns no duo here.
pub async fn show(here: Here, Id(case): Id<CaseId>) -> Result<HttpResponse, Problem> {
    here.open(&Assigning(case), FormValues::default()).await
}

/// Gives the case its duo, and shows it.
///
/// # Errors
/// 403 or 404 for who assigns no duo here.
pub async fn submit(
    here: Here,
    Id(case): Id<CaseId>,
    form: FormBody<DuoBody>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let done = match input {
        Ok(body) => assign(&here.casework, &here.caller, body.command(case, sent.seen())).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Assigning(case), sent, done.map(|_| super::path(case))).await
}

impl FormPage for Assigning {
    const TITLE: &'static str = "Duo";
    const PLACE: Place = Place::CasesWithoutDuo;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        Ok(content(here, &Table::read(here, self.0).await?, attempt))
    }

    async fn faster(&self, here: &Here) -> Result<Option<Markup>, Problem> {
        super::faster(here, self.0).await
    }
}

fn content(here: &Here, table: &Table, attempt: &Attempt) -> Markup {
    let line = &table.line;
    let empty: Vec<Seat> = Seat::ALL.iter().copied().filter(|seat| table.member(*seat).is_none()).collect();
    let labels: Vec<(&str, &str)> = empty.iter().map(|seat| (field_of(*seat), seat.label())).collect();
    html! {
        h1 class="utrecht-heading-1" { (Assigning::TITLE) }
        (table.about())
        (attempt.above(&labels))
        @if !line.open {
            p class="utrecht-paragraph" { (rules::sentence("closed")) }
        } @else if empty.is_empty() {
            p class="utrecht-paragraph" { "Het duo is compleet." }
        } @else {
            p class="utrecht-paragraph" { "Een duo bestaat uit twee mensen. Minstens één van hen werkt bij Blijvend Veilig." }
        }
        @if empty.len() < Seat::ALL.len() {
            div class="tandem-cards" {
                @for seat in Seat::ALL {
                    @if let Some(member) = table.member(*seat) { (taken(table, *seat, member)) }
                }
            }
        }
        @if line.open && !empty.is_empty() { (form(here, table, attempt, &empty)) }
        @else { p { a class="utrecht-link" href=(Place::CasesWithoutDuo.path()) { "Naar de casussen zonder duo" } } }
    }
}

/// A seat with its member, whoever stands in and whoever stays a while.
fn taken(table: &Table, seat: Seat, member: &SeatLine) -> Markup {
    let path = super::path(table.line.case);
    let others =
        || table.line.seats.iter().filter(|it| it.seat == seat.number() && it.kind != SeatKind::Member);
    let is_covered = others().any(|it| it.kind == SeatKind::Cover);
    html! {
        section class="tandem-card" {
            h2 class="utrecht-heading-3" { (seat.label()) }
            p { strong { (member.name) } br; (member.organisation) }
            @for other in others() {
                p {
                    (other.name) " (" (other.organisation) ") "
                    @if other.kind == SeatKind::Cover { "neemt waar" } @else { "blijft nog meekijken" }
                    @if let Some(until) = other.until { " tot en met " (last_day(until)) }
                }
            }
            @if table.line.open {
                ul class="tandem-links" {
                    li {
                        a class="utrecht-link" href={ (path) "/replacement/new?seat=" (seat.number()) } {
                            (member.name) " vervangen"
                        }
                    }
                    @if !is_covered {
                        li {
                            a class="utrecht-link" href={ (path) "/cover/new?seat=" (seat.number()) } {
                                "Waarneming regelen voor " (member.name)
                            }
                        }
                    }
                }
            }
        }
    }
}

fn form(here: &Here, table: &Table, attempt: &Attempt, empty: &[Seat]) -> Markup {
    let line = &table.line;
    if empty.iter().any(|seat| table.choices(*seat).is_empty()) {
        return html! { p class="utrecht-paragraph" { (candidate::NOBODY) } };
    }
    html! {
        form method="post" action=(super::path(line.case)) class="tandem-form" {
            (attempt.change_parts(here, line.version))
            p class="tandem-hint" { (candidate::ORDER) }
            div class=[(empty.len() > 1).then_some("tandem-pair")] {
                @for seat in empty { (choose(*seat, empty, attempt, table.choices(*seat))) }
            }
            (actions("Duo opslaan", Place::CasesWithoutDuo.path()))
        }
    }
}

/// The choice for one seat. While both are empty, one of them may stay so.
fn choose(seat: Seat, empty: &[Seat], attempt: &Attempt, people: Vec<(String, Markup)>) -> Markup {
    let nobody = (empty.len() > 1).then(|| (String::new(), html! { "Nog niemand" }));
    let answers: Vec<_> = nobody.into_iter().chain(people).collect();
    Field::new(field_of(seat), seat.label()).told_radios(&attempt.state, &answers)
}

const fn field_of(seat: Seat) -> &'static str {
    match seat {
        Seat::One => "first",
        Seat::Two => "second",
    }
}
