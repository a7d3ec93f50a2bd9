//! Scoring a situation: the text, and ten big numbers.

use actix_web::HttpResponse;
use casework::vignette::{self, VignetteResult};
use domain::id::VignetteId;
use maud::{Markup, html};

use super::{path, show};
use crate::shared::bodies::vignette::NewVignetteScore;
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormValues;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::field::Field;
use crate::ui::field::summary::actions;
use crate::ui::here::Here;
use crate::ui::layout::Place;

/// Address of the form.
pub const PATH: &str = "/vignettes/{vignetteId}/scores/new";

/// The form about this situation.
struct Scoring(VignetteId);

/// The page; who has scored already is led to the result.
///
/// # Errors
/// 404 when it is not there or practice is not for the caller.
pub async fn show(here: Here, Id(id): Id<VignetteId>) -> Result<HttpResponse, Problem> {
    let found = vignette::read(&here.casework, &here.caller, id).await?;
    if found.file.line.own.is_some() {
        return Ok(here.go(&path(id)));
    }
    let content = content(&here, &found, &Attempt::first(FormValues::default()));
    Ok(here.show(Scoring::TITLE, Some(Scoring::PLACE), content))
}

/// Gives the score and leads to how the numbers of all lie.
///
/// # Errors
/// 404 when it is not there or practice is not for the caller.
pub async fn submit(
    here: Here,
    Id(id): Id<VignetteId>,
    form: FormBody<NewVignetteScore>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let done = match input {
        Ok(body) => vignette::score(&here.casework, &here.caller, &creation, body.command(id)).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Scoring(id), sent, done.map(|_| path(id))).await
}

impl FormPage for Scoring {
    const TITLE: &'static str = "Situatie een cijfer geven";
    const PLACE: Place = Place::Practice;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let found = vignette::read(&here.casework, &here.caller, self.0).await?;
        Ok(content(here, &found, attempt))
    }
}

fn content(here: &Here, found: &VignetteResult, attempt: &Attempt) -> Markup {
    let line = &found.file.line;
    html! {
        h1 class="utrecht-heading-1" { (line.title) }
        (attempt.above(&[("value", "Uw cijfer")]))
        (show::situation(&found.file))
        form class="tandem-form" method="post" action={ (path(line.vignette)) "/scores/new" } novalidate {
            (attempt.create_parts(here))
            (Field::new("value", "Uw cijfer")
                .hint("Hoe veilig is het nu? Overleg niet. U kunt uw cijfer daarna niet meer veranderen.")
                .score(&attempt.state))
            (actions("Cijfer geven", super::list::PATH))
        }
    }
}
