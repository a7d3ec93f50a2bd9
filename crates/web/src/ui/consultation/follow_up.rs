//! The page on which whoever asked asks further, with a new choice of facts where there is a case.

use actix_web::HttpResponse;
use casework::consultation::{ask_further, read};
use domain::consultation::FactKind;
use domain::id::ConsultationId;
use domain::text::LongText;
use maud::{Markup, html};

use super::new::grounds;
use super::path;
use crate::shared::bodies::consultation::FollowUpBody;
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormValues;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::field::summary::actions;
use crate::ui::field::{Choice, Field};
use crate::ui::here::Here;
use crate::ui::layout::Place;

/// Address of the page.
pub const PATH: &str = "/consultations/{consultationId}/follow-ups/new";

const LABELS: [(&str, &str); 3] = [
    ("text", "Wat wilt u nog weten?"),
    ("facts", "Wat mag de adviseur nu van de casus zien?"),
    ("legalGround", "Op welke grond laat u dit zien?"),
];

/// The form about this consultation.
struct AskingFurther(ConsultationId);

/// The page.
///
/// # Errors
/// 404 when it is not there or not for the caller.
pub async fn show(here: Here, Id(id): Id<ConsultationId>) -> Result<HttpResponse, Problem> {
    here.open(&AskingFurther(id), FormValues::default()).await
}

/// Asks further.
///
/// # Errors
/// 404 when it is not there or not for the caller.
pub async fn submit(
    here: Here,
    Id(id): Id<ConsultationId>,
    form: FormBody<FollowUpBody>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let done = match input {
        Ok(body) => ask_further(&here.casework, &here.caller, &creation, body.command(id)).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&AskingFurther(id), sent, done.map(path)).await
}

impl FormPage for AskingFurther {
    const TITLE: &'static str = "Doorvragen";
    const PLACE: Place = Place::Consultations;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let seen = read(&here.casework, &here.caller, self.0).await?;
        if !seen.asked {
            return Err(Problem::not_found());
        }
        let state = &attempt.state;
        Ok(html! {
            h1 class="utrecht-heading-1" { (Self::TITLE) }
            (attempt.above(&LABELS))
            form class="tandem-form" method="post" action={ (path(self.0)) "/follow-ups/new" } novalidate {
                (attempt.create_parts(here))
                (Field::new("text", LABELS[0].1).textarea(state, LongText::MAX))
                @if seen.line.about_case {
                    (Field::new("facts", LABELS[1].1).optional()
                        .hint("Kiest u niets, dan blijft staan wat de adviseur al ziet.")
                        .checkboxes(state, &Choice::all::<FactKind>()))
                    (grounds(Field::new("legalGround", LABELS[2].1).optional()
                        .hint("Alleen nodig als u nieuwe gegevens kiest."), state))
                }
                (actions("Vraag versturen", &path(self.0)))
            }
        })
    }
}
