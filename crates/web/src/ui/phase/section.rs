//! The phase on the page of a case: where it stands, how much the next phase still asks, and, in plain sight, that it
//! went back or passed without everything being in order.

use casework::phase::{ChangeLine, PhaseFile};
use chrono::NaiveDate;
use domain::id::CaseId;
use domain::phase::{ChangeKind, Phase};
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::{check_in, earlier, fall_back, path, reopen};
use crate::ui::words::dates;
use crate::ui::words::labels::Labelled;

/// What asks for attention before everything else; nothing when nothing does.
pub fn banner(file: &PhaseFile) -> Markup {
    html! { @if let Some(step) = file.striking() { (told(step)) } }
}

/// The section. `may_fall_back` and `may_move` tell what the reader may do with some case.
pub fn section(case: CaseId, file: &PhaseFile, today: NaiveDate, may: (bool, bool)) -> Markup {
    let (may_fall_back, may_move) = may;
    let is_open = file.standing.phase != Phase::Closed;
    html! {
        section class="tandem-card tandem-stack" aria-labelledby="fase" {
            h2 class="utrecht-heading-2" id="fase" { "Fase: " (file.standing.phase.label()) }
            p class="tandem-subtle" { "Sinds " (dates::day_and_month(amsterdam_day(file.standing.since))) }
            @if let Some(gate) = &file.gate {
                @let missing: Vec<_> = gate.criteria.iter().filter(|it| !it.met).collect();
                @if missing.is_empty() {
                    p class="utrecht-paragraph" { "Alles voor de volgende stap is in orde." }
                } @else {
                    p class="utrecht-paragraph" {
                        "Voor de volgende stap (" (next(gate.to)) ") is nog niet in orde, "
                        (missing.len()) " van " (gate.criteria.len()) ":"
                    }
                    ul class="tandem-bullets" { @for it in &missing { li { (it.code.label()) } } }
                }
            }
            @if let Some(pending) = &file.pending {
                p { span class="tandem-tag tandem-tag--warm" { "Voorstel van " (pending.by.name) } }
            }
            (due(case, file, today, may_move))
            p class="tandem-row" {
                a class="utrecht-link tandem-tap" href=(path(case)) { "Fase bekijken" }
                @if is_open && may_fall_back {
                    a class="utrecht-link tandem-tap" href=(fall_back::path(case)) { "Terug naar directe veiligheid" }
                }
                @if !is_open && may_move {
                    a class="utrecht-link tandem-tap" href=(reopen::path(case)) { "Casus heropenen" }
                }
            }
            (earlier::list(&file.earlier))
        }
    }
}

/// The phase in the middle of a sentence.
pub(super) fn next(to: Phase) -> &'static str {
    match to {
        Phase::Direct => "directe veiligheid",
        Phase::Stable => "stabiele veiligheid",
        Phase::Recovery => "herstel",
        Phase::Closed => "sluiten",
    }
}

fn due(case: CaseId, file: &PhaseFile, today: NaiveDate, may_move: bool) -> Markup {
    let open = file.check_ins.iter().filter(|it| it.current && it.answer.is_none());
    let is_closed = file.standing.phase == Phase::Closed;
    html! {
        @if is_closed {
            ul class="tandem-plain" {
                @for it in open {
                    li class="tandem-row" {
                        span class=(if it.due_on <= today { "tandem-tag tandem-tag--warm" } else { "tandem-tag" }) {
                            "Navraag op " (dates::day_and_month(it.due_on))
                        }
                        @if may_move {
                            a class="utrecht-link tandem-tap" href=(check_in::path(case, it.id)) {
                                "Navraag doen" span class="tandem-hidden" { " van " (dates::day_and_month(it.due_on)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn told(step: &ChangeLine) -> Markup {
    let what = match step.kind {
        ChangeKind::Fallback => "Terug naar directe veiligheid",
        ChangeKind::Reopening => "Deze casus is heropend",
        ChangeKind::Override | ChangeKind::Passage => "Door met een besluit van de supervisor",
    };
    html! {
        div class="tandem-note" role="status" {
            p { strong { (what) } }
            p {
                (step.by.name) " (" (step.organisation) "), " (dates::moment(step.at))
                @if let Some(cause) = step.cause { " · " (cause.label()) }
            }
            @if let Some(reason) = &step.reason { p class="tandem-text" dir="auto" { (reason) } }
        }
    }
}
