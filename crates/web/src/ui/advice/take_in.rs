//! Taking in a request for advice. Nobody is named unless whoever asks wants it otherwise.

use actix_web::HttpResponse;
use casework::advice::take_in;
use domain::report::{SourceCategory, SourceProfession};
use maud::{Markup, html};

use super::path;
use crate::shared::bodies::advice::AdviceBody;
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormValues;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::choosing::{self, Answers};
use crate::ui::field::summary::actions;
use crate::ui::field::{Choice, Field};
use crate::ui::here::Here;
use crate::ui::household::member::YES_NO;
use crate::ui::layout::Place;
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

/// The form.
struct Intake;

/// The page.
///
/// # Errors
/// When the database is away.
pub async fn show(here: Here) -> Result<HttpResponse, Problem> {
    let start =
        FormValues::of([("anonymous", "true".to_owned()), ("askedAt", dates::form_moment(here.now()))]);
    here.open(&Intake, start).await
}

/// Takes in the request.
///
/// # Errors
/// When the caller takes in nothing.
pub async fn submit(here: Here, form: FormBody<AdviceBody>) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let done = match input {
        Ok(body) => take_in(&here.casework, &here.caller, &creation, body.command(&here.caller)).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Intake, sent, done.map(|asked| path(asked.advice))).await
}

impl FormPage for Intake {
    const TITLE: &'static str = TITLE;
    const PLACE: Place = Place::Advice;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        Ok(content(here, &choosing::own_teams(here).await?, attempt))
    }
}

fn content(here: &Here, own: &Answers, attempt: &Attempt) -> Markup {
    let state = &attempt.state;
    html! {
        h1 class="utrecht-heading-1" { (TITLE) }
        (attempt.above(LABELS))
        p class="utrecht-paragraph" { "De vrager blijft zelf verantwoordelijk. Schrijf geen namen op die niet nodig zijn." }
        form method="post" action=(PATH) class="tandem-form" {
            (attempt.create_parts(here))
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
