//! The page on which a consultation is given to somebody who advises, by who divides that work.

use actix_web::HttpResponse;
use casework::consultation::{Adviser, advisers, assign};
use domain::id::ConsultationId;
use domain::text::LongText;
use maud::{Markup, html};

use super::{board, marks, path};
use crate::shared::bodies::consultation::ConsultationAssignmentBody;
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormValues;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::field::Field;
use crate::ui::field::summary::actions;
use crate::ui::here::Here;
use crate::ui::layout::Place;

/// Address of the page.
pub const PATH: &str = "/consultations/{consultationId}/assignments/new";

const LABELS: [(&str, &str); 2] =
    [("membershipId", "Wie gaat adviseren?"), ("text", "Waarom geeft u de vraag aan deze collega?")];

/// The form about this consultation.
struct Assigning(ConsultationId);

/// The page.
///
/// # Errors
/// 403 or 404 for who does not divide that work.
pub async fn show(here: Here, Id(id): Id<ConsultationId>) -> Result<HttpResponse, Problem> {
    here.open(&Assigning(id), FormValues::default()).await
}

/// Gives it to somebody.
///
/// # Errors
/// 403 or 404 for who does not divide that work.
pub async fn submit(
    here: Here,
    Id(id): Id<ConsultationId>,
    form: FormBody<ConsultationAssignmentBody>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let done = match input {
        Ok(body) => assign(&here.casework, &here.caller, &creation, body.command(id)).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Assigning(id), sent, done.map(path)).await
}

impl FormPage for Assigning {
    const TITLE: &'static str = "Consultatie aan een collega geven";
    const PLACE: Place = Place::Consultations;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let (line, found) = advisers(&here.casework, &here.caller, self.0).await?;
        let state = &attempt.state;
        let people: Vec<_> = found.iter().map(|it| (it.load.membership.to_string(), told(it))).collect();
        Ok(html! {
            h1 class="utrecht-heading-1" { (Self::TITLE) }
            p class="tandem-row" { (marks(&line, here.now())) }
            p class="tandem-subtle" { "Bovenaan staat wie van het onderwerp weet, en daarna wie de meeste ruimte heeft." }
            (attempt.above(&LABELS))
            @if people.is_empty() {
                p class="utrecht-paragraph" { "Er is nu niemand die hierin kan adviseren." }
                p { a class="utrecht-link tandem-tap" href=(board::PATH) { "Terug naar het bord" } }
            } @else {
                form class="tandem-form" method="post" action={ (path(self.0)) "/assignments/new" } novalidate {
                    (attempt.create_parts(here))
                    (Field::new("membershipId", LABELS[0].1).told_radios(state, &people))
                    (Field::new("text", LABELS[1].1)
                        .hint("Beide kanten kunnen dit lezen.").textarea(state, LongText::MAX))
                    (actions("Geven", board::PATH))
                }
            }
        })
    }
}

fn told(it: &Adviser) -> Markup {
    html! {
        span class="tandem-candidate" {
            strong { (it.name) }
            span { (it.organisation) }
            @if it.knows { span class="tandem-tag" { "Weet van dit onderwerp" } }
            span class="tandem-subtle" {
                "In behandeling: " (it.load.consultations) " · duo's: " (it.load.cases)
            }
        }
    }
}
