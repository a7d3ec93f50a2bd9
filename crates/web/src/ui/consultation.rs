//! Consultations: asking, what waits for an answer, and the conversation between who asks and who advises.

pub mod advise;
pub mod assign;
pub mod board;
pub mod end;
pub mod facts;
pub mod follow_up;
pub mod list;
pub mod new;
pub mod show;

use casework::consultation::ConsultationLine;
use chrono::{DateTime, Utc};
use domain::consultation::{ConsultationState, Urgency};
use domain::id::ConsultationId;
use domain::time::amsterdam_day;
use maud::{Markup, html};

use crate::ui::words::dates;
use crate::ui::words::labels::Labelled;

/// Address of the page about this consultation.
pub fn path(id: ConsultationId) -> String {
    format!("/consultations/{id}")
}

/// How it stands, as marks in a row: state, and until it ends urgency and by when.
fn marks(line: &ConsultationLine, now: DateTime<Utc>) -> Markup {
    let warm = |warm: bool| if warm { "tandem-tag tandem-tag--warm" } else { "tandem-tag" };
    html! {
        span class=(warm(line.state == ConsultationState::Asked)) { (line.state.label()) }
        @if line.state != ConsultationState::Ended {
            span class=(warm(line.urgency == Urgency::Today && line.state.waits())) { (line.urgency.label()) }
        }
        @if line.about_case { span class="tandem-tag" { "Over een casus" } }
        @else { span class="tandem-tag" { "Zonder naam" } }
        @if line.state.waits() { (by_when(line, now)) }
    }
}

/// By when an answer is due, as terms are shown.
fn by_when(line: &ConsultationLine, now: DateTime<Utc>) -> Markup {
    let today = amsterdam_day(now);
    html! {
        @if line.is_overdue(now) {
            span class="tandem-tag tandem-tag--warm" { "Te laat: moest " (dates::distance(line.due.day, today)) }
        } @else if line.urgency == Urgency::Today {
            span class="tandem-tag" {
                "Antwoord " (dates::distance(line.due.day, today)) " voor " (dates::clock(line.due.at))
            }
        } @else {
            span class="tandem-tag" { "Antwoord uiterlijk " (dates::weekday_and_day(line.due.day)) }
        }
    }
}

/// How long the last question waits, in words.
fn waits(line: &ConsultationLine, now: DateTime<Utc>) -> String {
    let minutes = (now - line.waits_since).num_minutes().max(0);
    match minutes {
        0 => "zojuist gesteld".to_owned(),
        1 => "wacht 1 minuut".to_owned(),
        2..60 => format!("wacht {minutes} minuten"),
        60..1_440 => format!("wacht {} uur", minutes / 60),
        1_440..2_880 => "wacht 1 dag".to_owned(),
        _ => format!("wacht {} dagen", minutes / 1_440),
    }
}

/// A consultation in a list.
fn card(line: &ConsultationLine, now: DateTime<Utc>) -> Markup {
    html! {
        article class="tandem-card" {
            h3 class="utrecht-heading-4" {
                a class="utrecht-link tandem-tap" href=(path(line.id)) {
                    (line.expertise.label()) " · " (line.area) " · " (line.code)
                }
            }
            p class="tandem-row" { (marks(line, now)) }
            p class="tandem-subtle" {
                (line.team) ", " (line.asker.name) ", " (dates::moment(line.asked_at))
                @if line.state.waits() { " · " (waits(line, now)) }
                @if let Some(adviser) = &line.adviser { " · adviseur: " (adviser.name) }
                @if let Some(outcome) = line.outcome { " · " (outcome.label()) }
            }
        }
    }
}

/// Consultations under a heading; nothing when there are none.
pub fn cards(id: &str, title: &str, lines: &[ConsultationLine], now: DateTime<Utc>) -> Markup {
    html! {
        @if !lines.is_empty() {
            section class="tandem-stack" aria-labelledby=(id) {
                h2 class="utrecht-heading-2" id=(id) {
                    (title) " " span class="tandem-subtle" { "(" (lines.len()) ")" }
                }
                ul class="tandem-cards" { @for it in lines { li { (card(it, now)) } } }
            }
        }
    }
}
