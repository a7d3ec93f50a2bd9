//! Replacing a member of a duo, while the old one may stay for some days as a known face.

use actix_web::HttpResponse;
use casework::duo::replace;
use domain::id::CaseId;
use domain::text::LongText;
use maud::{Markup, html};

use super::candidate;
use super::seat::{SeatForm, SeatPage, Seated, WhichSeat};
use crate::shared::bodies::duo::ReplacementBody;
use crate::shared::body::{FormBody, Query};
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, Sent};
use crate::ui::field::summary::actions;
use crate::ui::field::{Choice, Field};
use crate::ui::here::Here;

/// Address of the page; the seat stands behind it.
pub const PATH: &str = "/cases/{caseId}/duo/replacement/new";

const TITLE: &str = "Iemand in het duo vervangen";
const WHO: &str = "Wie neemt de plek over?";
const OVERLAP: &str = "Hoelang werken zij nog samen?";
const REASON: &str = "Waarom verandert het duo?";

/// What this page has of its own.
struct Replacement;

/// The page.
///
/// # Errors
/// 400 without a seat, 403 or 404 for who assigns no duo here.
pub async fn show(
    here: Here,
    Id(case): Id<CaseId>,
    Query(WhichSeat(seat)): Query<WhichSeat>,
) -> Result<HttpResponse, Problem> {
    SeatPage::<Replacement>::of(case, seat).show(&here).await
}

/// Replaces the member, and shows the duo.
///
/// # Errors
/// 403 or 404 for who assigns no duo here.
pub async fn submit(
    here: Here,
    Id(case): Id<CaseId>,
    Query(WhichSeat(seat)): Query<WhichSeat>,
    form: FormBody<ReplacementBody>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let done = match input {
        Ok(body) => replace(&here.casework, &here.caller, body.command(case, sent.seen())).await,
        Err(faults) => Err(faults.into()),
    };
    SeatPage::<Replacement>::of(case, seat).answer(&here, sent, done).await
}

impl SeatForm for Replacement {
    const TITLE: &'static str = TITLE;

    fn content(here: &Here, about: &Seated<'_>, attempt: &Attempt) -> Markup {
        let Seated { table, seat, member } = about;
        let people = table.choices(*seat);
        let longest = here.casework.policy_at(here.casework.clock.now()).duo.longest_overlap_days;
        let overlaps = overlaps(longest);
        let overlaps: Vec<_> = overlaps.iter().map(|(value, label)| Choice { value, label }).collect();
        let labels = [("membership", WHO), ("overlapDays", OVERLAP), ("reason", REASON)];
        let path = super::path(table.line.case);
        html! {
            (attempt.above(&labels))
            p class="utrecht-paragraph" { "Nu zit hier " strong { (member.name) } " (" (member.organisation) ")." }
            @if people.is_empty() {
                p class="utrecht-paragraph" { (candidate::NOBODY) }
            } @else {
                form method="post" action={ (path) "/replacement/new?seat=" (seat.number()) } class="tandem-form" {
                    (attempt.change_parts(here, table.line.version))
                    input type="hidden" name="seat" value=(seat.number());
                    (Field::new("membership", WHO).hint(candidate::ORDER).told_radios(&attempt.state, &people))
                    (Field::new("overlapDays", OVERLAP)
                        .hint("Zo houdt het huishouden een tijd een bekend gezicht.")
                        .radios(&attempt.state, &overlaps))
                    (Field::new("reason", REASON)
                        .hint("Iedereen in de casus kan dit lezen. Schrijf niets over iemands gezondheid.")
                        .textarea(&attempt.state, LongText::MAX))
                    (actions("Vervangen", &path))
                }
            }
        }
    }
}

/// How long two people can sit in one seat: not at all, and every week up to the longest that is agreed.
fn overlaps(longest: u16) -> Vec<(String, String)> {
    let named = |days: u16| match (days, days % 7) {
        (0, _) => "Niet".to_owned(),
        (7, _) => "1 week".to_owned(),
        (days, 0) => format!("{} weken", days / 7),
        (1, _) => "1 dag".to_owned(),
        (days, _) => format!("{days} dagen"),
    };
    let weeks = (0..longest).step_by(7);
    let mut days: Vec<u16> = weeks.chain([longest]).collect();
    days.dedup();
    days.into_iter().map(|days| (days.to_string(), named(days))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(longest: u16) -> Vec<String> {
        overlaps(longest).into_iter().map(|(_, label)| label).collect()
    }

    #[test]
    fn the_longest_overlap_is_what_the_region_agreed() {
        assert_eq!(named(28), ["Niet", "1 week", "2 weken", "3 weken", "4 weken"]);
        assert_eq!(named(10), ["Niet", "1 week", "10 dagen"]);
        assert_eq!(named(0), ["Niet"]);
    }
}
