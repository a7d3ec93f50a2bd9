//! Letting somebody stand in for a member of a duo up to and including a known day.

use actix_web::HttpResponse;
use casework::case::line::SeatLine;
use casework::duo::{CoverSeat, cover};
use chrono::NaiveDate;
use domain::duo::Seat;
use domain::id::{CaseId, MembershipId};
use domain::text::LongText;
use domain::time::end_of_day;
use domain::version::Version;
use maud::{Markup, html};

use super::{Attempt, Table, WhichSeat, candidate, nobody_there};
use crate::shared::bodies::duo::SeatNumber;
use crate::shared::body::{FormBody, Query};
use crate::shared::fields::{Body, Fields};
use crate::shared::ids::Id;
use crate::shared::problem::{Kind, Problem};
use crate::ui::field::Field;
use crate::ui::field::summary::{actions, change_parts};
use crate::ui::here::Here;
use crate::ui::layout::Place;

/// Address of the page; the seat stands behind it.
pub const PATH: &str = "/cases/{caseId}/duo/cover/new";

const TITLE: &str = "Waarneming regelen";
const WHO: &str = "Wie neemt waar?";
const UNTIL: &str = "Tot en met welke dag?";
const REASON: &str = "Waarom is waarneming nodig?";

/// Who stands in, and up to and including which day: people think in days, programs in moments.
#[derive(Debug, Clone)]
pub struct CoverForm {
    seat: SeatNumber,
    membership: MembershipId,
    until: NaiveDate,
    reason: LongText,
}

impl Body for CoverForm {
    const NAME: &'static str = "CoverForm";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let seat = fields.required("seat");
        let membership = fields.required("membership");
        let until = fields.required("until");
        let reason = fields.required("reason");
        Some(Self { seat: seat?, membership: membership?, until: until?, reason: reason? })
    }
}

impl CoverForm {
    fn command(&self, case: CaseId, seen: Version) -> CoverSeat {
        CoverSeat {
            case,
            seen,
            seat: self.seat.0,
            membership: self.membership,
            until: Some(end_of_day(self.until)),
            reason: Some(self.reason.as_str().to_owned()),
        }
    }
}

/// The page.
///
/// # Errors
/// 400 without a seat, 403 or 404 for who assigns no duo here.
pub async fn show(
    here: Here,
    Id(case): Id<CaseId>,
    Query(WhichSeat(seat)): Query<WhichSeat>,
) -> Result<HttpResponse, Problem> {
    let table = Table::read(&here, case).await?;
    let Some(member) = table.member(seat) else { return Ok(nobody_there(&here, &table, TITLE, seat)) };
    let content = content(&here, &table, (seat, member), &Attempt::first(&table));
    Ok(here.show(TITLE, Some(Place::CasesWithoutDuo), content))
}

/// Arranges the cover, and shows the duo.
///
/// # Errors
/// 403 or 404 for who assigns no duo here.
pub async fn submit(
    here: Here,
    Id(case): Id<CaseId>,
    Query(WhichSeat(seat)): Query<WhichSeat>,
    form: FormBody<CoverForm>,
) -> Result<HttpResponse, Problem> {
    let seen = form.version.ok_or(Problem::new(Kind::Malformed))?;
    let body = match form.input {
        Ok(body) => body,
        Err(state) => {
            let table = Table::read(&here, case).await?;
            return Ok(again(&here, &table, seat, &Attempt::faulty(state, seen)));
        }
    };
    match cover(&here.casework, &here.caller, body.command(case, seen)).await {
        Ok(_) => Ok(here.go(&super::path(case))),
        Err(refusal) => {
            let table = Table::read(&here, case).await?;
            let attempt = Attempt::refused(&here, &table, (form.values, seen), refusal).await?;
            Ok(again(&here, &table, seat, &attempt))
        }
    }
}

fn again(here: &Here, table: &Table, seat: Seat, attempt: &Attempt) -> HttpResponse {
    let Some(member) = table.member(seat) else { return nobody_there(here, table, TITLE, seat) };
    here.show_again(TITLE, Some(Place::CasesWithoutDuo), content(here, table, (seat, member), attempt))
}

fn content(here: &Here, table: &Table, (seat, member): (Seat, &SeatLine), attempt: &Attempt) -> Markup {
    let people = table.choices(seat);
    let labels = [("membership", WHO), ("until", UNTIL), ("reason", REASON)];
    let path = super::path(table.line.case);
    html! {
        h1 class="utrecht-heading-1" { (TITLE) }
        (table.about())
        (attempt.above(&labels))
        p class="utrecht-paragraph" {
            "Voor " strong { (member.name) } " (" (member.organisation) "). De waarneming begint meteen."
        }
        @if people.is_empty() {
            p class="utrecht-paragraph" { (candidate::NOBODY) }
        } @else {
            form method="post" action={ (path) "/cover/new?seat=" (seat.number()) } class="tandem-form" {
                (change_parts(&here.token(), attempt.version))
                input type="hidden" name="seat" value=(seat.number());
                (Field::new("membership", WHO).hint(candidate::ORDER).told_radios(&attempt.state, &people))
                (Field::new("until", UNTIL)
                    .hint("Hooguit een jaar. Is iemand langer weg, kies dan voor vervangen.")
                    .date(&attempt.state))
                (Field::new("reason", REASON)
                    .hint("Iedereen in de casus kan dit lezen. Schrijf niets over iemands gezondheid.")
                    .textarea(&attempt.state, LongText::MAX))
                (actions("Waarneming opslaan", &path))
            }
        }
    }
}
