//! Giving a score on the Veiligheidschaal: one's own, or that of a member of the household.

use actix_web::HttpResponse;
use casework::case::line::CaseLine;
use casework::case::read as cases;
use casework::score::give;
use domain::fault::ValueFault;
use domain::id::{CaseId, PersonId};
use domain::score::AskedHow;
use domain::text::LongText;
use domain::time::amsterdam_day;
use maud::{Markup, html};
use serde_json::{Value, json};

use super::attempt::{Attempt, FormPage, Sent};
use super::case::{self, Done};
use super::field::summary::actions;
use super::field::{Choice, Field as Question};
use super::here::Here;
use super::layout::Place;
use super::people;
use super::words::dates;
use crate::shared::bodies::score::NewScore;
use crate::shared::body::FormBody;
use crate::shared::fields::form::{FormState, FormValues};
use crate::shared::fields::values::text_of;
use crate::shared::fields::{Body, Draft, Field, Fields};
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use access::Permission;

const TITLE: &str = "Cijfer geven";

/// A score from a form: there is always an answer to who gives it and whom it is about.
pub struct ScoreForm(NewScore);

/// A person, or the answer that stands for none: `self`, `household`.
struct PersonOrNone(Option<PersonId>);

/// The form about this case.
struct Giving(CaseId);

/// The page.
///
/// # Errors
/// 404 when the case is not there or not for the caller, 403 when the caller gives no scores.
pub async fn show(here: Here, Id(case): Id<CaseId>) -> Result<HttpResponse, Problem> {
    let line = cases::read(&here.casework, &here.caller, case).await?.line;
    here.require(Permission::GiveScore)?;
    let now = dates::form_moment(here.now());
    let values = FormValues::of([("rater", NOBODY), ("about", NOBODY), ("scoredAt", now.as_str())]);
    let content = content(&here, &line, &Attempt::first(values));
    Ok(here.show(TITLE, Some(Place::MyCases), content))
}

/// The page during a visit: the score of this person, and nobody else is on it.
///
/// # Errors
/// 404 when the case is not there or not for the caller, or nobody in it is this person; 403 when the caller gives no
/// scores.
pub async fn show_in_visit(
    here: Here,
    Id(case): Id<CaseId>,
    Id(person): Id<PersonId>,
) -> Result<HttpResponse, Problem> {
    let line = people::alone(cases::read(&here.casework, &here.caller, case).await?.line, person)?;
    here.require(Permission::GiveScore)?;
    let (now, rater) = (dates::form_moment(here.now()), person.to_string());
    let values = FormValues::of([
        ("rater", rater.as_str()),
        ("about", NOBODY),
        ("askedHow", AskedHow::InPerson.code()),
        ("scoredAt", now.as_str()),
    ]);
    let content = content(&here, &line, &Attempt::first(values));
    Ok(here.show(TITLE, Some(Place::MyCases), content))
}

/// Gives the score and leads back to the case.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
pub async fn submit(
    here: Here,
    Id(case): Id<CaseId>,
    body: FormBody<Draft<ScoreForm>>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(body);
    let creation = here.creation(sent.key())?;
    let command = input.and_then(|Draft { body: ScoreForm(filled), faults }| {
        filled.to_command(faults, case, &here.caller, &here.casework)
    });
    let done = match command {
        Ok(command) => give(&here.casework, &here.caller, &creation, command).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Giving(case), sent, done.map(|_| case::path_after(case, Done::Score))).await
}

impl FormPage for Giving {
    const TITLE: &'static str = TITLE;
    const PLACE: Place = Place::MyCases;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let line = cases::read(&here.casework, &here.caller, self.0).await?.line;
        Ok(content(here, &line, attempt))
    }
}

const LABELS: [(&str, &str); 6] = [
    ("value", "Cijfer"),
    ("rater", "Wie het cijfer geeft"),
    ("askedHow", "Hoe het is gevraagd"),
    ("about", "Over wie het gaat"),
    ("reason", "Waarom dit cijfer"),
    ("scoredAt", "Wanneer"),
];

fn content(here: &Here, line: &CaseLine, attempt: &Attempt) -> Markup {
    let state = &attempt.state;
    let address = case::path(line.case);
    html! {
        h1 class="utrecht-heading-1" { (TITLE) }
        p class="tandem-subtle" { (people::household(line)) " · " (line.code) }
        (attempt.above(&LABELS))
        form class="tandem-form tandem-giving" method="post" action={ (address) "/scores/new" } novalidate {
            (attempt.create_parts(here))
            (questions(here, line, state))
            (actions("Cijfer opslaan", &address))
        }
    }
}

fn questions(here: &Here, line: &CaseLine, state: &FormState) -> Markup {
    let today = amsterdam_day(here.now());
    let people: Vec<(String, String)> = people::members(line, today)
        .into_iter()
        .map(|it| (it.person.to_string(), format!("{} ({})", it.name, it.about)))
        .collect();
    let myself = format!("Ikzelf ({})", here.caller.display_name);
    let with = |first| {
        let people = people.iter().map(|(value, label)| Choice { value, label });
        std::iter::once(Choice { value: NOBODY, label: first }).chain(people).collect::<Vec<_>>()
    };
    let policy = here.casework.policy_at(here.casework.clock.now()).score;
    let why = format!(
        "Nodig bij een {} of lager, en als het cijfer {} of meer verandert.",
        policy.reason_at_most, policy.reason_when_moves
    );
    let asked = Choice::all::<AskedHow>();
    html! {
        (Question::new("rater", "Wie geeft het cijfer?").radios(state, &with(&myself)))
        div class="tandem-asked" {
            (Question::new("askedHow", "Hoe is het gevraagd?").optional()
                .hint("Alleen bij een cijfer van een gezinslid. Bij een kind is het nodig.").select(state, &asked))
            p { a class="utrecht-link tandem-tap" href=(super::print::score_card::PATH) { "Kaart met gezichten voor een kind" } }
        }
        (Question::new("about", "Over wie gaat het?").radios(state, &with("Het hele huishouden")))
        (Question::new("value", "Cijfer").hint("Hoe veilig is het nu?").score(state))
        (Question::new("reason", "Waarom dit cijfer?").optional().hint(&why).textarea(state, LongText::MAX))
        (Question::new("scoredAt", "Wanneer").moment(state))
    }
}

/// What the form sends for "myself" and for "the whole household".
const NOBODY: &str = "none";

impl Body for ScoreForm {
    const NAME: &'static str = "ScoreForm";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let rater = fields.required::<PersonOrNone>("rater");
        let asked_how = fields.optional("askedHow");
        let about = fields.required::<PersonOrNone>("about");
        let value = fields.required("value");
        let reason = fields.optional("reason");
        let scored_at = fields.required("scoredAt");
        let (rater, about) = (rater.and_then(|it| it.0), about.and_then(|it| it.0));
        Some(Self(NewScore { value, rater, asked_how, about, reason, scored_at }))
    }
}

impl Field for PersonOrNone {
    fn from_json(value: &Value) -> Result<Self, ValueFault> {
        Self::from_text(text_of(value)?)
    }

    fn from_text(text: &str) -> Result<Self, ValueFault> {
        if text == NOBODY { Ok(Self(None)) } else { PersonId::from_text(text).map(Some).map(Self) }
    }

    fn schema() -> Value {
        json!({"type": "string", "description": "Een persoon, of geen", "example": NOBODY})
    }
}
