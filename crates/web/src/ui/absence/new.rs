//! The page on which somebody says to be away, or a lead says so of somebody of the team, with who stands in.

use actix_web::HttpResponse;
use casework::absence::{arrange, colleagues};
use domain::id::MembershipId;
use maud::{Markup, html};

use crate::shared::bodies::absence::AbsenceBody;
use crate::shared::body::{FormBody, Query};
use crate::shared::fields::form::FormValues;
use crate::shared::fields::{Body, Fields};
use crate::shared::problem::{Kind, Problem};
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::field::summary::actions;
use crate::ui::field::{Choice, Field};
use crate::ui::here::Here;
use crate::ui::layout::Place;

/// Address of the page.
pub const PATH: &str = "/absences/new";

const LABELS: [(&str, &str); 3] =
    [("from", "Vanaf welke dag?"), ("until", "Tot en met welke dag?"), ("replacements", "Wie neemt waar?")];

/// Whose absence it is; nobody for the reader.
pub struct Whose(Option<MembershipId>);

impl Body for Whose {
    const NAME: &'static str = "WhoseAbsence";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        Some(Self(fields.optional("membership")))
    }
}

struct Leaving(MembershipId);

/// The page.
///
/// # Errors
/// 404 for somebody whose absence the caller does not arrange.
pub async fn show(here: Here, Query(Whose(who)): Query<Whose>) -> Result<HttpResponse, Problem> {
    let who = who.unwrap_or(here.caller.membership);
    here.open(&Leaving(who), FormValues::default()).await
}

/// Arranges it, and shows what came of it.
///
/// # Errors
/// 404 for somebody whose absence the caller does not arrange.
pub async fn submit(here: Here, form: FormBody<AbsenceBody>) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let named = sent.values.first("membership").and_then(crate::shared::ids::parse).map(MembershipId);
    let who = named.unwrap_or(here.caller.membership);
    let done = match input {
        Ok(body) => {
            let command = body.command().ok_or(Problem::new(Kind::Broken))?;
            arrange(&here.casework, &here.caller, &creation, command).await
        }
        Err(faults) => Err(faults.into()),
    };
    let done = done.map(|it| format!("{}?uncovered={}", super::PATH, it.uncovered.len()));
    here.answer(&Leaving(who), sent, done).await
}

impl FormPage for Leaving {
    const TITLE: &'static str = "Afwezigheid melden";
    const PLACE: Place = Place::MyWork;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let found = colleagues(&here.casework, &here.caller, self.0).await?;
        let state = &attempt.state;
        let ids: Vec<String> = found.others.iter().map(|it| it.who.membership.to_string()).collect();
        let choices: Vec<Choice<'_>> =
            ids.iter().zip(&found.others).map(|(value, it)| Choice { value, label: &it.name }).collect();
        let own = self.0 == here.caller.membership;
        Ok(html! {
            h1 class="utrecht-heading-1" {
                (Self::TITLE)
                @if let Some(who) = found.who.as_ref().filter(|_| !own) { " voor " (who.name) }
            }
            p class="utrecht-paragraph" { "Waarom iemand afwezig is, vraagt Tandem niet." }
            (attempt.above(&LABELS))
            form class="tandem-form" method="post" action=(PATH) novalidate {
                (attempt.create_parts(here))
                @if !own { input type="hidden" name="membership" value=(self.0); }
                (Field::new("from", LABELS[0].1).date(state))
                (Field::new("until", LABELS[1].1)
                    .hint("Hooguit een jaar. Is iemand langer weg, kies dan voor vervangen.")
                    .date(state))
                @if choices.is_empty() {
                    p class="utrecht-paragraph" { "Er is in dit team nu niemand die kan waarnemen." }
                } @else {
                    (Field::new("replacements", LABELS[2].1).optional()
                        .hint("Kies er een of meer. De casussen worden eerlijk verdeeld. Wie een plek niet kan innemen, krijgt die niet.")
                        .checkboxes(state, &choices))
                }
                (actions("Vastleggen", super::PATH))
            }
        })
    }
}
