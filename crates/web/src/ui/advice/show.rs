//! One request for advice: the question, and the answer or the form to give it.

use access::Permission;
use actix_web::HttpResponse;
use casework::advice::{AdviceFile, answer, read};
use domain::advice::AdviceState;
use domain::id::AdviceRequestId;
use maud::{Markup, html};

use super::list::asker;
use super::path;
use crate::shared::bodies::advice::AnswerBody;
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormValues;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::field::Field;
use crate::ui::field::summary::actions;
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::words::dates;
use crate::ui::words::labels::Labelled;

/// Address of the page.
pub const PATH: &str = "/advice-requests/{adviceRequestId}";
/// Address that takes the answer.
pub const ANSWER: &str = "/advice-requests/{adviceRequestId}/answer";

/// The form about this request.
struct Answering(AdviceRequestId);

/// The page.
///
/// # Errors
/// When the request is not for the caller.
pub async fn show(here: Here, Id(advice): Id<AdviceRequestId>) -> Result<HttpResponse, Problem> {
    here.open(&Answering(advice), FormValues::default()).await
}

/// Answers the request.
///
/// # Errors
/// When the request is not for the caller.
pub async fn submit(
    here: Here,
    Id(advice): Id<AdviceRequestId>,
    form: FormBody<AnswerBody>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let done = match input {
        Ok(body) => answer(&here.casework, &here.caller, body.command(advice, sent.seen())).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Answering(advice), sent, done.map(|()| path(advice))).await
}

impl FormPage for Answering {
    const TITLE: &'static str = "Adviesvraag";
    const PLACE: Place = Place::Advice;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let file = read(&here.casework, &here.caller, self.0).await?;
        Ok(content(here, &file, attempt))
    }
}

fn content(here: &Here, file: &AdviceFile, attempt: &Attempt) -> Markup {
    let line = &file.line;
    html! {
        h1 class="utrecht-heading-1" { (Answering::TITLE) }
        (attempt.above(&[("answer", "Uw advies")]))
        p class="tandem-row" {
            span class="tandem-tag" { (line.state.label()) }
            @if line.anonymous { span class="tandem-tag" { "Anoniem" } }
            span class="tandem-subtle" { (asker(line)) ", " (dates::moment(line.asked_at)) }
        }
        section class="tandem-card" aria-labelledby="vraag" {
            h2 class="utrecht-heading-2" id="vraag" { "De vraag" }
            p class="tandem-text" { (file.question) }
        }
        @if let Some(answer) = &file.answer {
            section class="tandem-card" aria-labelledby="advies" {
                h2 class="utrecht-heading-2" id="advies" { "Het advies" }
                p class="tandem-text" { (answer) }
                @if let Some(at) = line.answered_at { p class="tandem-subtle" { "Gegeven op " (dates::moment(at)) } }
            }
        }
        @if line.state == AdviceState::Asked && here.may(Permission::AnswerAdvice) {
            form method="post" action={ (path(line.advice)) "/answer" } class="tandem-form" {
                (attempt.change_parts(here, line.version))
                (Field::new("answer", "Uw advies").textarea(&attempt.state, 10_000))
                (actions("Advies opslaan", "/advice-requests"))
            }
        }
    }
}
