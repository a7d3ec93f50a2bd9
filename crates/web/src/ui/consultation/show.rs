//! One consultation: where it stands, what was shown, the conversation, and what the reader can do now.

use access::Permission;
use actix_web::HttpResponse;
use casework::consultation::{ConsultationSeen, EntryLine, claim, read};
use domain::consultation::{ConsultationState, EntryKind, Outcome};
use domain::id::ConsultationId;
use maud::{Markup, html};

use super::{facts, list, marks, path, waits};
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormValues;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::words::consultation::{OPEN_A_CASE, next_step};
use crate::ui::words::dates;
use crate::ui::words::labels::Labelled;
use crate::ui::{case, household};

/// Address of the page.
pub const PATH: &str = "/consultations/{consultationId}";
/// Address that takes it up.
pub const CLAIM: &str = "/consultations/{consultationId}/claim";

/// The page about this consultation.
struct Showing(ConsultationId);

/// The page.
///
/// # Errors
/// 404 when it is not there or not for the caller.
pub async fn show(here: Here, Id(id): Id<ConsultationId>) -> Result<HttpResponse, Problem> {
    here.open(&Showing(id), FormValues::default()).await
}

/// Takes it up.
///
/// # Errors
/// 404 when it is not there or not for the caller.
pub async fn claim_one(
    here: Here,
    Id(id): Id<ConsultationId>,
    form: FormBody<()>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let done = match input {
        Ok(()) => claim(&here.casework, &here.caller, &creation, id).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Showing(id), sent, done.map(path)).await
}

impl FormPage for Showing {
    const TITLE: &'static str = "Consultatie";
    const PLACE: Place = Place::Consultations;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let seen = read(&here.casework, &here.caller, self.0).await?;
        let line = &seen.line;
        let (entries, frozen) =
            seen.file.as_ref().map(|it| (it.entries.as_slice(), it.facts.as_slice())).unwrap_or_default();
        Ok(html! {
            div class="tandem-head" {
                h1 class="utrecht-heading-1" { (Self::TITLE) " " (line.code) }
                p class="tandem-subtle" {
                    (line.expertise.label()) " · " (line.area) " · " (line.team) ", " (line.asker.name)
                    @if line.state.waits() { " · " (waits(line, seen.now)) }
                }
            }
            (attempt.above(&[]))
            p class="tandem-row" { (marks(line, seen.now)) }
            @if let Some(adviser) = &line.adviser { p { "Adviseur: " strong { (adviser.name) } } }
            @if let Some(case) = seen.case {
                p { a class="utrecht-link tandem-tap" href=(case::path(case)) { "Naar de casus" } }
            }
            @if let Some(outcome) = line.outcome { (ended(&seen, outcome)) }
            (steps(here, &seen, attempt))
            @if seen.file.is_none() {
                p class="utrecht-paragraph" {
                    @if line.state == ConsultationState::Ended {
                        "Deze consultatie is afgesloten. U ziet de vraag en het advies niet meer."
                    } @else { "De vraag leest wie de consultatie oppakt." }
                }
            }
            @if !entries.is_empty() {
                section class="tandem-stack" aria-labelledby="gesprek" {
                    h2 class="utrecht-heading-2" id="gesprek" { "Wat er gevraagd en gezegd is" }
                    ol class="tandem-plain tandem-stack" { @for it in entries { li { (entry(it)) } } }
                }
            }
            @for it in frozen { (facts::frozen(it)) }
            p { a class="utrecht-link tandem-tap" href=(list::PATH) { "Mijn consultaties" } }
        })
    }
}

/// What it came to, and what whoever asked does next.
fn ended(seen: &ConsultationSeen, outcome: Outcome) -> Markup {
    html! {
        section class="tandem-card" aria-labelledby="uitkomst" {
            h2 class="utrecht-heading-2" id="uitkomst" { "Uitkomst: " (outcome.label()) }
            @if let Some(at) = seen.line.ended_at { p class="tandem-subtle" { (dates::moment(at)) } }
            @if seen.asked {
                @if outcome == Outcome::Duo && seen.case.is_none() {
                    p class="utrecht-paragraph" { (OPEN_A_CASE) }
                    p { a class="utrecht-link tandem-tap" href=(household::register::PATH) { "Huishouden inschrijven" } }
                } @else if let Some(next) = next_step(outcome) {
                    p class="utrecht-paragraph" { (next) }
                }
            }
        }
    }
}

/// What the reader can do now.
fn steps(here: &Here, seen: &ConsultationSeen, attempt: &Attempt) -> Markup {
    let line = &seen.line;
    let own = path(line.id);
    let may = |it: Permission| seen.may.contains(&it);
    html! {
        @if line.state == ConsultationState::Asked && may(Permission::ClaimConsultation) {
            form method="post" action={ (own) "/claim" } {
                (attempt.create_parts(here))
                button class="utrecht-button utrecht-button--primary-action" type="submit" { "Deze vraag oppakken" }
            }
        }
        div class="tandem-actions" {
            @if line.state == ConsultationState::Claimed && may(Permission::AnswerConsultation) {
                a class="tandem-button-link utrecht-button utrecht-button--primary-action" href={ (own) "/advice/new" } {
                    "Advies geven"
                }
            }
            @if line.state == ConsultationState::Answered && may(Permission::AskFurther) {
                a class="tandem-button-link utrecht-button utrecht-button--secondary-action" href={ (own) "/follow-ups/new" } {
                    "Doorvragen"
                }
            }
            @if !seen.possible_ends.is_empty() {
                a class="tandem-button-link utrecht-button utrecht-button--secondary-action" href={ (own) "/ending/new" } {
                    @if seen.possible_ends == [Outcome::Withdrawn] { "Vraag intrekken" } @else { "Afsluiten" }
                }
            }
            @if line.state != ConsultationState::Ended && may(Permission::AssignConsultation) {
                a class="tandem-button-link utrecht-button utrecht-button--secondary-action" href={ (own) "/assignments/new" } {
                    "Aan een collega geven"
                }
            }
        }
    }
}

fn entry(it: &EntryLine) -> Markup {
    let about = (it.facts_version > 0 && it.kind == EntryKind::Advice).then_some(it.facts_version);
    html! {
        article class="tandem-card" {
            h3 class="utrecht-heading-4" { (it.kind.label()) }
            p class="tandem-subtle" {
                (it.by.name) ", " (dates::moment(it.at))
                @if let Some(version) = about { " · op de gegevens van versie " (version) }
            }
            @if let Some(told) = &it.told { p class="tandem-text" dir="auto" { (told) } }
        }
    }
}
