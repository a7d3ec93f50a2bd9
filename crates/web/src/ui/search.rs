//! Searching before registering: first among the people whom one sees, then whether others know this person. What is
//! searched for is sent in a form, never in an address.

use actix_web::HttpResponse;
use casework::person::{Contact, Found, PersonView, recognise, search};
use domain::fault::{FaultCode, ValueFault};
use domain::id::HouseholdId;
use maud::{Markup, html};
use serde_json::{Value, json};

use super::field::Field;
use super::field::summary::summary_within;
use super::here::Here;
use super::layout::Place;
use super::words::names;
use crate::shared::bodies::person::{RecognitionBody, SearchBody};
use crate::shared::body::{FormBody, Query};
use crate::shared::csrf;
use crate::shared::fields::form::{FormState, FormValues};
use crate::shared::fields::values::text_of;
use crate::shared::fields::{Body, Field as Input, Fields};
use crate::shared::problem::Problem;

/// Address of the page.
pub const PATH: &str = "/search";
/// Address that asks whether others know somebody.
pub const RECOGNITIONS: &str = "/search/recognitions";

/// Name of the form that asks others, beside the search with the same questions.
const OTHERS: &str = "others";

const LABELS: &[(&str, &str)] = &[
    ("familyName", "Achternaam"),
    ("givenName", "Voornaam"),
    ("birthDate", "Geboortedatum"),
    ("reason", "Waarom moet u dit weten?"),
];

/// What somebody is about to do with whom he finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Take in a report.
    Report,
    /// Let who was found join this household.
    Join(HouseholdId),
}

/// What comes after a search, in the address of the page.
#[derive(Debug, Clone, Copy)]
pub struct Purpose(pub Option<Next>);

/// A search with what comes after it.
#[derive(Clone)]
pub struct SearchForm {
    body: SearchBody,
    next: Option<Next>,
}

/// A question to others with what comes after it.
#[derive(Clone)]
pub struct RecognitionForm {
    body: RecognitionBody,
    next: Option<Next>,
}

/// What the page tells below the search.
enum Answer {
    Nothing,
    Found(Found),
    Known(Vec<Contact>),
    /// The question to others is not complete.
    Asked,
}

/// The page.
///
/// # Errors
/// Never.
pub async fn show(here: Here, Query(Purpose(next)): Query<Purpose>) -> Result<HttpResponse, Problem> {
    let content = content(&here, &FormState::default(), next, &Answer::Nothing);
    Ok(here.show("Zoeken", Some(Place::Search), content))
}

/// Searches among the people whom one sees.
///
/// # Errors
/// When the caller registers nobody.
pub async fn submit(here: Here, form: FormBody<SearchForm>) -> Result<HttpResponse, Problem> {
    let again = |state: &FormState| {
        let next = Next::of(&state.values);
        here.show_again("Zoeken", Some(Place::Search), content(&here, state, next, &Answer::Nothing))
    };
    let SearchForm { body, next } = match form.input {
        Ok(body) => body,
        Err(state) => return Ok(again(&state)),
    };
    match search(&here.casework, &here.caller, body.command()).await {
        Ok(found) => {
            let state = FormState::starting_with(form.values);
            let content = content(&here, &state, next, &Answer::Found(found));
            Ok(here.show("Zoeken", Some(Place::Search), content))
        }
        Err(refusal) => Ok(again(&FormState::refused(form.values, refusal)?)),
    }
}

/// Asks whether others know somebody; the answer is whom to call.
///
/// # Errors
/// When the caller registers nobody.
pub async fn ask_others(here: Here, form: FormBody<RecognitionForm>) -> Result<HttpResponse, Problem> {
    let again = |state: &FormState| {
        let next = Next::of(&state.values);
        here.show_again("Zoeken", Some(Place::Search), content(&here, state, next, &Answer::Asked))
    };
    let RecognitionForm { body, next } = match form.input {
        Ok(body) => body,
        Err(state) => return Ok(again(&state)),
    };
    match recognise(&here.casework, &here.caller, body.command()).await {
        Ok(contacts) => {
            let state = FormState::starting_with(form.values);
            let content = content(&here, &state, next, &Answer::Known(contacts));
            Ok(here.show("Zoeken", Some(Place::Search), content))
        }
        Err(refusal) => Ok(again(&FormState::refused(form.values, refusal)?)),
    }
}

/// The questions of a search, with what comes after it.
pub fn questions(here: &Here, state: &FormState, next: Option<Next>) -> Markup {
    html! {
        form method="post" action=(PATH) class="tandem-card tandem-form" {
            (hidden(here, next))
            div class="tandem-columns" {
                (Field::new("familyName", "Achternaam").in_row().text(state))
                (Field::new("givenName", "Voornaam").in_row().text(state))
                (Field::new("birthDate", "Geboortedatum").in_row().hint("Bijvoorbeeld 3-4-2015").text(state))
            }
            div class="tandem-actions" {
                button class="utrecht-button utrecht-button--primary-action" type="submit" { "Zoeken" }
            }
        }
    }
}

fn content(here: &Here, state: &FormState, next: Option<Next>, result: &Answer) -> Markup {
    // A fault belongs to the form in which it was made.
    let untouched = FormState::starting_with(state.values.clone());
    let (search, others) =
        if matches!(result, Answer::Nothing) { (state, &untouched) } else { (&untouched, state) };
    html! {
        h1 class="utrecht-heading-1" { "Zoeken" }
        (summary_within(if matches!(result, Answer::Asked) { OTHERS } else { "" }, state, LABELS))
        p class="utrecht-paragraph" {
            "Zoek eerst of wij deze persoon al kennen. Een achternaam of een hele geboortedatum is genoeg."
        }
        (questions(here, search, next))
        @match result {
            Answer::Nothing => {}
            Answer::Found(found) => { (people(found, next)) (not_among_them(here, others, next)) }
            Answer::Known(contacts) => { (known_by(contacts)) (register(here, others, next)) }
            Answer::Asked => { (not_among_them(here, others, next)) }
        }
    }
}

fn people(found: &Found, next: Option<Next>) -> Markup {
    html! {
        section class="tandem-stack" aria-labelledby="gevonden" {
            h2 class="utrecht-heading-2" id="gevonden" { (count(found)) }
            div class="tandem-card" {
                @if found.people.is_empty() { p { "U ziet niemand met deze gegevens." } }
                @else { ul class="tandem-lines" { @for person in &found.people { li { (line(person, next)) } } } }
            }
            @if found.more {
                p class="tandem-hint" { "Er zijn er meer. Vul ook een voornaam of geboortedatum in." }
            }
        }
    }
}

fn count(found: &Found) -> String {
    match found.people.len() {
        0 => "Niemand gevonden".to_owned(),
        1 => "1 persoon gevonden".to_owned(),
        some => format!("{some} personen gevonden"),
    }
}

fn line(person: &PersonView, next: Option<Next>) -> Markup {
    let leads_to = match next {
        Some(Next::Join(household)) => format!("{}?person={}", join_path(household), person.person),
        Some(Next::Report) | None => format!("/persons/{}", person.person),
    };
    html! {
        a class="utrecht-link tandem-tap" href=(leads_to) { (names::full(&person.name)) }
        " "
        span class="tandem-subtle" {
            (names::age(person))
            @if let Some(born) = names::born(person.birth) { ", geboren " (born) }
            @if let Some(number) = &person.masked_bsn { ", bsn " (number) }
        }
    }
}

fn not_among_them(here: &Here, state: &FormState, next: Option<Next>) -> Markup {
    let asked = |name, label| Field::new(name, label).within(OTHERS);
    html! {
        section class="tandem-card" aria-labelledby="niet-erbij" {
            h2 class="utrecht-heading-2" id="niet-erbij" { "Staat de persoon er niet bij?" }
            p class="utrecht-paragraph" {
                "Vraag of een ander team deze persoon kent. U hoort alleen wie u kunt bellen. Wij leggen vast dat u dit vroeg."
            }
            form method="post" action=(RECOGNITIONS) class="tandem-form" {
                (hidden(here, next))
                @for name in ["familyName", "givenName", "birthDate"] {
                    @if is_filled(state, name) {
                        input type="hidden" name=(name) value=(state.values.first(name).unwrap_or_default());
                    }
                }
                @if !is_filled(state, "familyName") { (asked("familyName", "Achternaam").text(state)) }
                @if !is_filled(state, "givenName") { (asked("givenName", "Voornaam").text(state)) }
                @if !is_filled(state, "birthDate") {
                    (asked("birthDate", "Hele geboortedatum").hint("Bijvoorbeeld 3-4-2015").text(state))
                }
                (asked("reason", "Waarom moet u dit weten?").hint("Minstens 30 tekens.").textarea(state, 500))
                div class="tandem-actions" {
                    button class="utrecht-button utrecht-button--secondary-action" type="submit" { "Vraag het na" }
                }
            }
        }
        (register(here, state, next))
    }
}

/// What was searched for and is not at fault is asked once.
fn is_filled(state: &FormState, name: &str) -> bool {
    state.values.all(name).next().is_some() && state.fault(name).is_none()
}

fn known_by(contacts: &[Contact]) -> Markup {
    html! {
        section class="tandem-card" aria-labelledby="bekend" {
            @if contacts.is_empty() {
                h2 class="utrecht-heading-2" id="bekend" { "Geen ander team kent deze persoon" }
                p class="utrecht-paragraph" { "Wij vonden niemand met precies deze naam en geboortedatum." }
            } @else {
                h2 class="utrecht-heading-2" id="bekend" { "Een ander team kent deze persoon" }
                p class="utrecht-paragraph" { "Bel om te overleggen. Meer dan dit kunnen wij u niet laten zien." }
                ul class="tandem-lines" {
                    @for contact in contacts {
                        li { strong { (contact.team_name) } ", " (contact.organisation_name) br; (contact.contact) }
                    }
                }
            }
        }
    }
}

fn join_path(household: HouseholdId) -> String {
    format!("{}/members/new", super::household::path(household))
}

/// Leads to a new household in which the first person is whoever was searched for.
fn register(here: &Here, state: &FormState, next: Option<Next>) -> Markup {
    if let Some(Next::Join(household)) = next {
        return html! {
            p { a class="utrecht-link tandem-tap" href=(join_path(household)) { "Iemand toevoegen die wij nog niet kennen" } }
        };
    }
    html! {
        form method="post" action=(super::household::register::ROWS) class="tandem-card" {
            h2 class="utrecht-heading-2" { "Nieuw huishouden" }
            p class="utrecht-paragraph" { "Kennen wij deze persoon nog niet? Leg dan het huishouden vast." }
            (hidden(here, next))
            @for name in ["familyName", "givenName", "birthDate"] {
                input type="hidden" name={ "members.0." (name) } value=(state.values.first(name).unwrap_or_default());
            }
            div class="tandem-actions" {
                button class="utrecht-button utrecht-button--primary-action" type="submit" { "Nieuw huishouden" }
            }
        }
    }
}

fn hidden(here: &Here, next: Option<Next>) -> Markup {
    html! {
        input type="hidden" name=(csrf::FIELD) value=(here.token());
        (Next::part(next))
    }
}

impl Next {
    const REPORT: &'static str = "report";
    const JOIN: &'static str = "join.";

    /// The hidden part of a form that keeps it.
    pub fn part(next: Option<Self>) -> Markup {
        html! { @if let Some(next) = next { input type="hidden" name="next" value=(next); } }
    }

    /// What a form that could not be read kept.
    pub fn of(values: &FormValues) -> Option<Self> {
        values.first("next").and_then(|code| Self::from_text(code).ok())
    }
}

impl Input for Next {
    fn from_json(value: &Value) -> Result<Self, ValueFault> {
        Self::from_text(text_of(value)?)
    }

    fn from_text(text: &str) -> Result<Self, ValueFault> {
        match text.strip_prefix(Self::JOIN) {
            Some(household) => HouseholdId::from_text(household).map(Self::Join),
            None if text == Self::REPORT => Ok(Self::Report),
            None => Err((FaultCode::UnknownChoice, None)),
        }
    }

    fn schema() -> Value {
        json!({"type": "string", "description": "Wat hierna komt", "example": Self::REPORT})
    }
}

impl std::fmt::Display for Next {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Report => f.write_str(Self::REPORT),
            Self::Join(household) => write!(f, "{}{household}", Self::JOIN),
        }
    }
}

impl Body for Purpose {
    const NAME: &'static str = "SearchPurpose";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        Some(Self(fields.optional("next")))
    }
}

impl Body for SearchForm {
    const NAME: &'static str = "SearchForm";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let body = SearchBody::read(fields);
        let next = fields.optional("next");
        Some(Self { body: body?, next })
    }
}

impl Body for RecognitionForm {
    const NAME: &'static str = "RecognitionForm";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let body = RecognitionBody::read(fields);
        let next = fields.optional("next");
        Some(Self { body: body?, next })
    }
}
