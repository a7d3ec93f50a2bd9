//! The page on which a consultation ends, with what came of it.

use access::Permission;
use actix_web::HttpResponse;
use casework::consultation::{end, read};
use domain::id::ConsultationId;
use domain::text::LongText;
use maud::{Markup, html};

use super::{list, path};
use crate::shared::bodies::consultation::ConsultationEndBody;
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormValues;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::field::Field;
use crate::ui::field::summary::actions;
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::words::labels::Labelled;

/// Address of the page.
pub const PATH: &str = "/consultations/{consultationId}/ending/new";

const LABELS: [(&str, &str); 2] = [("outcome", "Wat is de uitkomst?"), ("text", "Wat is er afgesproken?")];

/// The form about this consultation.
struct Ending(ConsultationId);

/// The page.
///
/// # Errors
/// 404 when it is not there or not for the caller.
pub async fn show(here: Here, Id(id): Id<ConsultationId>) -> Result<HttpResponse, Problem> {
    here.open(&Ending(id), FormValues::default()).await
}

/// Ends it.
///
/// # Errors
/// 404 when it is not there or not for the caller.
pub async fn submit(
    here: Here,
    Id(id): Id<ConsultationId>,
    form: FormBody<ConsultationEndBody>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let done = match input {
        Ok(body) => end(&here.casework, &here.caller, &creation, body.command(id)).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Ending(id), sent, done.map(path)).await
}

impl FormPage for Ending {
    const TITLE: &'static str = "Consultatie afsluiten";
    const PLACE: Place = Place::Consultations;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let seen = read(&here.casework, &here.caller, self.0).await?;
        if !seen.may.contains(&Permission::EndConsultation) {
            return Err(Problem::not_found());
        }
        let state = &attempt.state;
        let ends: Vec<_> =
            seen.possible_ends.iter().map(|it| (it.form_code(), html! { (it.label()) })).collect();
        Ok(html! {
            h1 class="utrecht-heading-1" { (Self::TITLE) }
            p class="utrecht-paragraph" { "Na het afsluiten ziet de adviseur de vraag en het advies niet meer." }
            (attempt.above(&LABELS))
            @if ends.is_empty() {
                p class="utrecht-paragraph" { "Deze consultatie kan nu niet worden afgesloten." }
                p { a class="utrecht-link tandem-tap" href=(list::PATH) { "Mijn consultaties" } }
            } @else {
                form class="tandem-form" method="post" action={ (path(self.0)) "/ending/new" } novalidate {
                    (attempt.create_parts(here))
                    (Field::new("outcome", LABELS[0].1).told_radios(state, &ends))
                    (Field::new("text", LABELS[1].1).textarea(state, LongText::MAX))
                    (actions("Afsluiten", &path(self.0)))
                }
            }
        })
    }
}
