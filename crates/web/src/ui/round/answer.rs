//! Answering in a round: for oneself, or with the phone in the hands of a member of the household. Large buttons, the
//! words of the scale beside them, and nothing on the page that another answered.

use actix_web::HttpResponse;
use casework::case::read as cases;
use casework::round::answer as answering;
use domain::id::{PersonId, RoundId};
use domain::round::RaterKind;
use domain::scale::Scale;
use domain::score::AskedHow;
use domain::text::LongText;
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::whose::{Asked, Whose, asked};
use super::{decline, path as round_path, thanks};
use crate::shared::bodies::round::AnswerBody;
use crate::shared::body::{FormBody, Query};
use crate::shared::fields::form::FormValues;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::field::summary::actions;
use crate::ui::field::{Choice, Field};
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::people::{self, Someone};

/// Address of the page; who answers stands behind it.
pub const PATH: &str = "/scoring-rounds/{roundId}/answers/new";

const TITLE: &str = "Cijfer geven in de ronde";
const QUESTION: &str = "Hoe veilig is het nu thuis?";

/// The page about this round and this rater.
struct Answering(RoundId, Option<PersonId>);

/// Address of the page for somebody.
pub fn path(round: RoundId, person: Option<PersonId>) -> String {
    let whose = person.map_or_else(String::new, |it| format!("?person={it}"));
    format!("{}/answers/new{whose}", round_path(round))
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
    here.open(&Answering(round, person), FormValues::default()).await
}

/// Keeps the answer, and leads on without telling what it was.
///
/// # Errors
/// 404 when the round is not for the caller.
pub async fn submit(
    here: Here,
    Id(round): Id<RoundId>,
    Query(Whose(person)): Query<Whose>,
    form: FormBody<AnswerBody>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let whose = input.as_ref().map_or(person, |it| it.person);
    let done = match input {
        Ok(body) => answering(&here.casework, &here.caller, &creation, body.command(round)).await,
        Err(faults) => Err(faults.into()),
    };
    let next = if whose.is_some() { thanks::path(round) } else { round_path(round) };
    here.answer(&Answering(round, whose), sent, done.map(|_| next)).await
}

impl FormPage for Answering {
    const TITLE: &'static str = TITLE;
    const PLACE: Place = Place::MyCases;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let asked = asked(here, self.0, self.1).await?;
        let members = match asked.case {
            Some(case) => {
                let line = cases::read(&here.casework, &here.caller, case).await?.line;
                people::members(&line, amsterdam_day(here.now()))
            }
            None => Vec::new(),
        };
        Ok(html! {
            h1 class="utrecht-heading-1" {
                @match &asked.member { Some((_, name, _)) => (name), None => (TITLE) }
            }
            @if let Some(code) = &asked.code { p class="tandem-subtle" { "Casus " (code) } }
            (attempt.above(&LABELS))
            @if let Some(over) = asked.over() {
                p class="utrecht-paragraph" { (over) }
                p { a class="utrecht-link tandem-tap" href=(round_path(asked.round)) { "Naar de ronde" } }
            } @else {
                (form(here, &asked, &members, attempt))
            }
        })
    }
}

const LABELS: [(&str, &str); 3] =
    [("askedHow", "Hoe het is gevraagd"), ("value", QUESTION), ("reason", "Waarom dit cijfer")];

fn form(here: &Here, asked: &Asked, members: &[Someone], attempt: &Attempt) -> Markup {
    let state = &attempt.state;
    let person = asked.member.as_ref().map(|(person, ..)| *person);
    let is_child = asked.member.as_ref().is_some_and(|it| it.2 == RaterKind::Child);
    let policy = here.casework.policy_at(here.now()).score;
    let why = format!(
        "Nodig bij een {} of lager, en als het cijfer {} of meer verandert.",
        policy.reason_at_most, policy.reason_when_moves
    );
    let how = Choice::all::<AskedHow>();
    html! {
        p class="utrecht-paragraph" {
            @if person.is_some() { "Wat jij kiest, ziet nu nog niemand." }
            @else { "Wat u kiest, ziet nu nog niemand. Dat kan pas als iedereen heeft geantwoord of de ronde is gesloten." }
        }
        form class="tandem-form tandem-ask" method="post" action=(path(asked.round, person)) novalidate {
            (attempt.create_parts(here))
            @if let Some(person) = person { input type="hidden" name="person" value=(person); }
            (Field::new("value", QUESTION).score(state))
            @if let Some(scale) = here.casework.scale(asked.scale) { (words(scale)) }
            (Field::new("reason", "Waarom dit cijfer?").optional().hint(&why).textarea(state, LongText::MAX))
            @if person.is_some() {
                @let question = Field::new("askedHow", "Hoe is het gevraagd?");
                @let question = if is_child { question } else { question.optional() };
                (question.select(state, &how))
            }
            @if !members.is_empty() { (each(members, attempt)) }
            (actions("Antwoord bewaren", &round_path(asked.round)))
        }
        p { a class="utrecht-link tandem-tap" href=(decline::path(asked.round, person)) { "Geen cijfer geven" } }
    }
}

/// The words for the numbers, beside the buttons.
fn words(scale: &Scale) -> Markup {
    html! {
        div class="tandem-anchors" {
            dl {
                @for anchor in &scale.anchors {
                    div {
                        dt {
                            (anchor.lowest.get())
                            @if anchor.highest > anchor.lowest { "–" (anchor.highest.get()) }
                        }
                        dd { strong { (anchor.label) } br; (anchor.plain) }
                    }
                }
            }
            p class="tandem-hint" { (scale.source) "." }
        }
    }
}

/// A score for each member, for whoever wants to give one.
fn each(members: &[Someone], attempt: &Attempt) -> Markup {
    let state = &attempt.state;
    let begun = (0..members.len()).any(|place| {
        state.values.has_under(&format!("about.{place}.value"))
            || state.values.has_under(&format!("about.{place}.reason"))
    });
    html! {
        details class="tandem-group" open[begun] {
            summary { "Ook een cijfer per persoon (niet verplicht)" }
            div class="tandem-stack" {
                @for (place, member) in members.iter().enumerate() {
                    @let value = format!("about.{place}.value");
                    @let reason = format!("about.{place}.reason");
                    @let question = format!("Hoe veilig is {}?", member.name);
                    @let why = format!("Waarom dit cijfer over {}?", member.name);
                    div class="tandem-stack" {
                        input type="hidden" name={ "about." (place) ".person" } value=(member.person);
                        (Field::new(&value, &question).optional().score(state))
                        (Field::new(&reason, &why).optional().textarea(state, LongText::MAX))
                    }
                }
            }
        }
    }
}
