//! The rounds on the page of a case: the one that is open, whether it is time for the next, and those before. Who
//! answered what stands on the page of a round that is closed.

use casework::round::{RoundLine, Rounds};
use chrono::NaiveDate;
use domain::id::CaseId;
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::{open, path};
use crate::ui::words::dates;
use crate::ui::words::labels::Labelled;

/// The section.
pub fn section(case: CaseId, rounds: &Rounds, today: NaiveDate) -> Markup {
    let running = rounds.lines.iter().find(|it| it.closed.is_none());
    html! {
        section class="tandem-card tandem-stack" aria-labelledby="rondes" {
            h2 class="utrecht-heading-2" id="rondes" { "Scorerondes" }
            @match running {
                Some(round) => {
                    p class="utrecht-paragraph" { (waiting(round)) }
                    p { a class="utrecht-link tandem-tap" href=(path(round.round)) { "Naar de ronde" } }
                },
                None => {
                    @if rounds.is_overdue {
                        p { span class="tandem-tag tandem-tag--warm" { "Al lang geen scoreronde" } }
                    }
                    @if rounds.lines.is_empty() {
                        p class="utrecht-paragraph" { "Er is nog geen ronde geweest. In een ronde geeft iedereen apart een cijfer. Pas daarna ziet u ze naast elkaar." }
                    }
                    @if rounds.may_hold {
                        p { a class="utrecht-link tandem-tap" href=(open::path(case)) { "Iedereen om een cijfer vragen" } }
                    }
                },
            }
            (closed(rounds, today))
        }
    }
}

fn waiting(round: &RoundLine) -> String {
    let done = round.asked.saturating_sub(round.waiting);
    format!("Er loopt een ronde. {done} van de {} hebben geantwoord.", round.asked)
}

fn closed(rounds: &Rounds, today: NaiveDate) -> Markup {
    let closed: Vec<_> =
        rounds.lines.iter().filter_map(|it| it.closed.as_ref().map(|closed| (it, closed))).collect();
    html! {
        @if !closed.is_empty() {
            ul class="tandem-plain" {
                @for (round, end) in closed {
                    li {
                        a class="utrecht-link tandem-tap" href=(path(round.round)) {
                            "Ronde van " (dates::day_and_month(amsterdam_day(round.opened_at)))
                        }
                        span class="tandem-subtle" {
                            " · " (dates::distance(amsterdam_day(end.at), today)) " · " (end.how.label().to_lowercase())
                        }
                    }
                }
            }
        }
    }
}
