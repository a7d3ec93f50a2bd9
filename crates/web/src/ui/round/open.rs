//! Asking everybody for a score: who is asked is filled in already, and can be changed.

use actix_web::HttpResponse;
use casework::round::{PossibleRater, candidates, open as opening};
use domain::id::CaseId;
use domain::round::RaterKind;
use domain::score::RaterKey;
use maud::{Markup, html};

use super::path as round_path;
use crate::shared::bodies::round::RoundBody;
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormValues;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::case;
use crate::ui::field::summary::actions;
use crate::ui::field::{Choice, Field};
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::words::labels::Labelled;

/// Address of the page.
pub const PATH: &str = "/cases/{caseId}/scoring-rounds/new";

const USERS: &str = "Welke professionals?";
const PERSONS: &str = "Wie van het huishouden?";

/// The page about this case.
struct Opening(CaseId);

/// Address of the page of a case.
pub fn path(case: CaseId) -> String {
    format!("{}/scoring-rounds/new", case::path(case))
}

/// The page.
///
/// # Errors
/// 403 or 404 for who does not sit in the duo.
pub async fn show(here: Here, Id(case): Id<CaseId>) -> Result<HttpResponse, Problem> {
    let found = candidates(&here.casework, &here.caller, case).await?;
    let usual = found.iter().filter(|it| it.kind != RaterKind::Professional && it.kind != RaterKind::Network);
    here.open(&Opening(case), FormValues::of(usual.map(answer))).await
}

/// Opens the round and shows it.
///
/// # Errors
/// 403 or 404 for who does not sit in the duo.
pub async fn submit(
    here: Here,
    Id(case): Id<CaseId>,
    form: FormBody<RoundBody>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let done = match input {
        Ok(body) => opening(&here.casework, &here.caller, &creation, body.command(case)).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Opening(case), sent, done.map(round_path)).await
}

impl FormPage for Opening {
    const TITLE: &'static str = "Scoreronde beginnen";
    const PLACE: Place = Place::MyCases;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let found = candidates(&here.casework, &here.caller, self.0).await?;
        let answers: Vec<_> = found.iter().map(|it| (answer(it), label(it))).collect();
        let choices = |name: &str| -> Vec<Choice<'_>> {
            let of_name = answers.iter().filter(|((field, _), _)| *field == name);
            of_name.map(|((_, value), label)| Choice { value, label }).collect()
        };
        let (users, persons) = (choices("users"), choices("persons"));
        Ok(html! {
            h1 class="utrecht-heading-1" { (Self::TITLE) }
            p class="utrecht-paragraph" { "Iedereen geeft apart een cijfer. Pas als iedereen heeft geantwoord, of als u de ronde sluit, ziet u de cijfers naast elkaar." }
            (attempt.above(&[("users", USERS), ("persons", PERSONS)]))
            form class="tandem-form" method="post" action=(path(self.0)) novalidate {
                (attempt.create_parts(here))
                (Field::new("users", USERS)
                    .hint("Ook iemand buiten het duo kan een cijfer geven. Die ziet dan alleen de vraag.")
                    .checkboxes(&attempt.state, &users))
                @if !persons.is_empty() {
                    (Field::new("persons", PERSONS)
                        .hint("U vraagt het zelf en vult het in, of geeft de telefoon even.")
                        .checkboxes(&attempt.state, &persons))
                }
                (actions("Ronde beginnen", &case::path(self.0)))
            }
        })
    }
}

/// The field and the value with which somebody is chosen.
fn answer(it: &PossibleRater) -> (&'static str, String) {
    match it.rater {
        RaterKey::Professional(user) => ("users", user.to_string()),
        RaterKey::Member(person) => ("persons", person.to_string()),
    }
}

fn label(it: &PossibleRater) -> String {
    let kind = it.kind.label().to_lowercase();
    match &it.organisation {
        Some(organisation) => format!("{} ({organisation}, {kind})", it.name),
        None => format!("{} ({kind})", it.name),
    }
}
