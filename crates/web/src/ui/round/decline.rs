//! Saying that somebody gives no score, and why. Nobody waits for one any more; what was said is blind like a score.

use actix_web::HttpResponse;
use casework::round::decline as declining;
use domain::id::{PersonId, RoundId};
use domain::round::DeclineKind;
use domain::text::LongText;
use maud::{Markup, html};

use super::answer;
use super::path as round_path;
use super::whose::{Whose, asked};
use crate::shared::bodies::round::DeclineBody;
use crate::shared::body::{FormBody, Query};
use crate::shared::fields::form::FormValues;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::field::summary::actions;
use crate::ui::field::{Choice, Field};
use crate::ui::here::Here;
use crate::ui::layout::Place;

/// Address of the page; who gives no score stands behind it.
pub const PATH: &str = "/scoring-rounds/{roundId}/declines/new";

const KIND: &str = "Wat is er aan de hand?";
const REASON: &str = "Waarom is er geen cijfer?";

/// The page about this round and this rater.
struct Declining(RoundId, Option<PersonId>);

/// Address of the page for somebody.
pub fn path(round: RoundId, person: Option<PersonId>) -> String {
    let whose = person.map_or_else(String::new, |it| format!("?person={it}"));
    format!("{}/declines/new{whose}", round_path(round))
}

/// The page.
///
/// # Errors
/// 404 when the round is not for the caller or does not ask this one.
pub async fn show(
    here: Here,
    Id(round): Id<RoundId>,
    Query(Whose(person)): Query<Whose>,
) -> Result<HttpResponse, Problem> {
    here.open(&Declining(round, person), FormValues::default()).await
}

/// Keeps it, and leads back to the round.
///
/// # Errors
/// 404 when the round is not for the caller.
pub async fn submit(
    here: Here,
    Id(round): Id<RoundId>,
    Query(Whose(person)): Query<Whose>,
    form: FormBody<DeclineBody>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let whose = input.as_ref().map_or(person, |it| it.person);
    let done = match input {
        Ok(body) => declining(&here.casework, &here.caller, &creation, body.command(round)).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Declining(round, whose), sent, done.map(|_| round_path(round))).await
}

impl FormPage for Declining {
    const TITLE: &'static str = "Geen cijfer in de ronde";
    const PLACE: Place = Place::MyCases;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let asked = asked(here, self.0, self.1).await?;
        let person = asked.member.as_ref().map(|(person, ..)| *person);
        let kinds = Choice::all::<DeclineKind>();
        Ok(html! {
            h1 class="utrecht-heading-1" { (Self::TITLE) }
            p class="tandem-subtle" {
                @match (&asked.member, &asked.code) {
                    (Some((_, name, _)), _) => (name),
                    (None, Some(code)) => { "Casus " (code) },
                    (None, None) => (here.caller.display_name),
                }
            }
            (attempt.above(&[("kind", KIND), ("reason", REASON)]))
            @if let Some(over) = asked.over() {
                p class="utrecht-paragraph" { (over) }
                p { a class="utrecht-link tandem-tap" href=(round_path(asked.round)) { "Naar de ronde" } }
            } @else { form class="tandem-form" method="post" action=(path(asked.round, person)) novalidate {
                (attempt.create_parts(here))
                @if let Some(person) = person { input type="hidden" name="person" value=(person); }
                (Field::new("kind", KIND).radios(&attempt.state, &kinds))
                (Field::new("reason", REASON)
                    .hint("Dit is zichtbaar als de ronde gesloten is.")
                    .textarea(&attempt.state, LongText::MAX))
                (actions("Opslaan", &answer::path(asked.round, person)))
            } }
        })
    }
}
