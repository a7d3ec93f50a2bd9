//! The page on which somebody gives advice, on the facts as they are shown.

use access::Permission;
use actix_web::HttpResponse;
use casework::consultation::{answer, read};
use domain::consultation::EntryKind;
use domain::id::ConsultationId;
use domain::text::LongText;
use maud::{Markup, html};

use super::{facts, path};
use crate::shared::bodies::consultation::ConsultationAdviceBody;
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
pub const PATH: &str = "/consultations/{consultationId}/advice/new";

const LABELS: [(&str, &str); 1] = [("text", "Uw advies")];

/// The form about this consultation.
struct Advising(ConsultationId);

/// The page.
///
/// # Errors
/// 404 when it is not there or not for the caller.
pub async fn show(here: Here, Id(id): Id<ConsultationId>) -> Result<HttpResponse, Problem> {
    here.open(&Advising(id), FormValues::default()).await
}

/// Gives it.
///
/// # Errors
/// 404 when it is not there or not for the caller.
pub async fn submit(
    here: Here,
    Id(id): Id<ConsultationId>,
    form: FormBody<ConsultationAdviceBody>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let done = match input {
        Ok(body) => answer(&here.casework, &here.caller, &creation, body.command(id)).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Advising(id), sent, done.map(path)).await
}

impl FormPage for Advising {
    const TITLE: &'static str = "Advies geven";
    const PLACE: Place = Place::Consultations;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let seen = read(&here.casework, &here.caller, self.0).await?;
        let advises = seen.may.contains(&Permission::AnswerConsultation);
        let file = seen.file.filter(|_| advises).ok_or_else(Problem::not_found)?;
        let asked = |it: &&casework::consultation::EntryLine| {
            matches!(it.kind, EntryKind::Question | EntryKind::FollowUp)
        };
        Ok(html! {
            h1 class="utrecht-heading-1" { (Self::TITLE) }
            (attempt.above(&LABELS))
            @for it in file.entries.iter().filter(asked) {
                section class="tandem-card" aria-label=(it.kind.label()) {
                    h2 class="utrecht-heading-3" { (it.kind.label()) }
                    @if let Some(told) = &it.told { p class="tandem-text" dir="auto" { (told) } }
                }
            }
            @if let Some(latest) = file.facts.last() { (facts::frozen(latest)) }
            form class="tandem-form" method="post" action={ (path(self.0)) "/advice/new" } novalidate {
                (attempt.create_parts(here))
                input type="hidden" name="factsVersion" value=(file.line.facts_version);
                (Field::new("text", LABELS[0].1)
                    .hint("Wie de vraag stelde, blijft zelf verantwoordelijk. Uw advies hoort bij de gegevens hierboven.")
                    .textarea(&attempt.state, LongText::MAX))
                (actions("Advies versturen", &path(self.0)))
            }
        })
    }
}
