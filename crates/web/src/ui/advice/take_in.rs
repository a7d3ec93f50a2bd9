//! Taking in a request for advice. Nobody is named unless whoever asks wants it otherwise.

use actix_web::HttpResponse;
use casework::advice::take_in;
use domain::report::{SourceCategory, SourceProfession};
use maud::{Markup, html};

use super::path;
use crate::shared::bodies::advice::AdviceBody;
use crate::shared::body::FormBody;
use crate::shared::fields::form::{FormState, FormValues};
use crate::shared::problem::Problem;
use crate::ui::choosing::{self, Answers};
use crate::ui::field::summary::{actions, create_parts, summary};
use crate::ui::field::{Choice, Field};
use crate::ui::here::Here;
use crate::ui::household::member::YES_NO;
use crate::ui::layout::Place;
use crate::ui::refused::refused;
use crate::ui::words::dates;

/// Address of the page.
pub const PATH: &str = "/advice-requests/new";

const TITLE: &str = "Nieuwe adviesvraag";
const LABELS: &[(&str, &str)] = &[
    ("askerCategory", "Wie vraagt advies?"),
    ("askerProfession", "Waar werkt de vrager?"),
    ("anonymous", "Blijven de mensen om wie het gaat anoniem?"),
    ("question", "Wat is de vraag?"),
    ("askedAt", "Gevraagd op"),
    ("team", "Namens welk team?"),
];

/// The page.
///
/// # Errors
/// When the database is away.
pub async fn show(here: Here) -> Result<HttpResponse, Problem> {
    let start =
        FormValues::of([("anonymous", "true".to_owned()), ("askedAt", dates::form_moment(here.now()))]);
    let own = choosing::own_teams(&here).await?;
    Ok(here.show(TITLE, Some(Place::Advice), content(&here, &own, &FormState::starting_with(start))))
}

/// Takes in the request.
///
/// # Errors
/// When the caller takes in nothing.
pub async fn submit(here: Here, form: FormBody<AdviceBody>) -> Result<HttpResponse, Problem> {
    let creation = here.creation(form.idempotency_key)?;
    let state = match form.input {
        Ok(body) => {
            let command = body.command(&here.caller);
            match take_in(&here.casework, &here.caller, &creation, command).await {
                Ok(asked) => return Ok(here.go(&path(asked.advice))),
                Err(refusal) => refused(form.values, refusal)?,
            }
        }
        Err(state) => state,
    };
    let own = choosing::own_teams(&here).await?;
    Ok(here.show_again(TITLE, Some(Place::Advice), content(&here, &own, &state)))
}

fn content(here: &Here, own: &Answers, state: &FormState) -> Markup {
    html! {
        h1 class="utrecht-heading-1" { (TITLE) }
        (summary(state, LABELS))
        p class="utrecht-paragraph" { "De vrager blijft zelf verantwoordelijk. Schrijf geen namen op die niet nodig zijn." }
        form method="post" action=(PATH) class="tandem-form" {
            (create_parts(&here.token(), here.fresh_key()))
            (Field::new("askerCategory", "Wie vraagt advies?").radios(state, &Choice::all::<SourceCategory>()))
            (Field::new("askerProfession", "Waar werkt de vrager?").optional()
                .hint("Alleen bij politie en andere professionals.").select(state, &Choice::all::<SourceProfession>()))
            (Field::new("anonymous", "Blijven de mensen om wie het gaat anoniem?").radios(state, YES_NO))
            (Field::new("question", "Wat is de vraag?").textarea(state, 10_000))
            (Field::new("askedAt", "Gevraagd op").optional().hint("Leeg is nu.").moment(state))
            (choosing::desk(own, state))
            (actions("Adviesvraag opslaan", "/advice-requests"))
        }
    }
}
