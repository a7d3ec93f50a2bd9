//! Letting somebody stand in for a member of a duo up to and including a known day.

use actix_web::HttpResponse;
use casework::duo::{CoverSeat, cover};
use chrono::NaiveDate;
use domain::id::{CaseId, MembershipId};
use domain::text::LongText;
use domain::time::end_of_day;
use domain::version::Version;
use maud::{Markup, html};

use super::candidate;
use super::seat::{SeatForm, SeatPage, Seated, WhichSeat};
use crate::shared::bodies::duo::SeatNumber;
use crate::shared::body::{FormBody, Query};
use crate::shared::fields::{Body, Fields};
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, Sent};
use crate::ui::field::Field;
use crate::ui::field::summary::actions;
use crate::ui::here::Here;

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

/// What this page has of its own.
struct Cover;

/// The page.
///
/// # Errors
/// 400 without a seat, 403 or 404 for who assigns no duo here.
pub async fn show(
    here: Here,
    Id(case): Id<CaseId>,
    Query(WhichSeat(seat)): Query<WhichSeat>,
) -> Result<HttpResponse, Problem> {
    SeatPage::<Cover>::of(case, seat).show(&here).await
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
    let (input, sent) = Sent::of(form);
    let done = match input {
        Ok(body) => cover(&here.casework, &here.caller, body.command(case, sent.seen())).await,
        Err(faults) => Err(faults.into()),
    };
    SeatPage::<Cover>::of(case, seat).answer(&here, sent, done).await
}

impl SeatForm for Cover {
    const TITLE: &'static str = TITLE;

    fn content(here: &Here, about: &Seated<'_>, attempt: &Attempt) -> Markup {
        let Seated { table, seat, member } = about;
        let people = table.choices(*seat);
        let labels = [("membership", WHO), ("until", UNTIL), ("reason", REASON)];
        let path = super::path(table.line.case);
        html! {
            (attempt.above(&labels))
            p class="utrecht-paragraph" {
                "Voor " strong { (member.name) } " (" (member.organisation) "). De waarneming begint meteen."
            }
            @if people.is_empty() {
                p class="utrecht-paragraph" { (candidate::NOBODY) }
            } @else {
                form method="post" action={ (path) "/cover/new?seat=" (seat.number()) } class="tandem-form" {
                    (attempt.change_parts(here, table.line.version))
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
}
