//! The case in one screen: what has to be done, where it stands and what is missing, the plan, how safe everybody says
//! it is, who was seen, and who works on it.

use access::Permission;
use casework::case::file::CaseFile;
use casework::case::line::SeatLine;
use chrono::NaiveDate;
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::{scores, seen};
use crate::ui::danger;
use crate::ui::duo;
use crate::ui::people;
use crate::ui::phase;
use crate::ui::plan;
use crate::ui::silence;
use crate::ui::task;
use crate::ui::task::section::Offers;
use crate::ui::words::dates;

/// On a wide screen beside each other; on a phone below each other, the most urgent first.
pub(super) fn glance(file: &CaseFile, today: NaiveDate) -> Markup {
    let case = file.line.case;
    html! {
        div class="tandem-glance" {
            div class="tandem-stack" {
                @if let Some(work) = &file.work {
                    (silence::section(work.quiet.as_ref()))
                    (task::section::section(case, &work.tasks, today, Offers::of(file)))
                    (phase::section::section(case, &work.phase, today, (file.offers(Permission::FallBack), file.may.contains(&Permission::MovePhase))))
                }
                (danger::section::section(case, &file.flags, &file.suspicions))
                (facts(file))
            }
            @if let Some(work) = &file.work {
                div class="tandem-stack" { (plan::section::section(case, &work.plan, today)) }
            }
            div class="tandem-stack" {
                (scores::now(&file.scores, today))
                (seen::section(file, &file.people, today))
            }
        }
    }
}

fn facts(file: &CaseFile) -> Markup {
    let line = &file.line;
    let seats: Vec<&SeatLine> = line.seats.iter().collect();
    html! {
        section class="tandem-card" aria-labelledby="wie" {
            h2 class="utrecht-heading-2" id="wie" { "Wie doet wat" }
            dl class="tandem-facts" {
                div {
                    dt { "Zicht op veiligheid" }
                    dd { @match &line.holder { Some((_, name)) => (name), None => "Nog niemand" } }
                }
                div {
                    dt { "Duo" }
                    dd {
                        (people::seats(&seats))
                        @if file.offers(Permission::AssignDuo) { br; a class="utrecht-link tandem-tap" href=(duo::path(line.case)) { "Duo kiezen of wijzigen" } }
                    }
                }
                div { dt { "Aanleiding" } dd dir="auto" { (line.reason) } }
                div { dt { "Begonnen op" } dd { (dates::day_and_month(amsterdam_day(line.opened_at))) } }
            }
        }
    }
}
