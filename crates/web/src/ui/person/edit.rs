//! Changing what is known of a person. The number is never shown whole: an empty box leaves it as it is.

use actix_web::HttpResponse;
use casework::person::{PersonFile, PersonView, change, read};
use domain::birth::BirthDate;
use domain::id::PersonId;
use domain::person::Pronouns;
use domain::text::Name;
use maud::{Markup, html};

use crate::shared::bodies::person::PersonForm;
use crate::shared::body::FormBody;
use crate::shared::fields::form::{FormState, FormValues};
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::field::summary::actions;
use crate::ui::field::{Choice, Field};
use crate::ui::here::Here;
use crate::ui::household::path;
use crate::ui::layout::Place;
use crate::ui::words::labels::Labelled;

/// Address of the page.
pub const PATH: &str = "/persons/{personId}/edit";

const TITLE: &str = "Gegevens wijzigen";
const LABELS: &[(&str, &str)] = &[
    ("givenName", "Voornaam"),
    ("infix", "Tussenvoegsel"),
    ("familyName", "Achternaam"),
    ("birthDate", "Geboortedatum"),
    ("expectedDate", "Verwachte geboortedatum"),
    ("bsn", "Burgerservicenummer"),
    ("pronouns", "Aanspreekvorm"),
    ("diedOn", "Overleden op"),
    (SHIELD, "Adres afgeschermd"),
];

/// The field of the address shield.
const SHIELD: &str = "addressShielded";

/// The form about this person.
struct Editing(PersonId);

/// The page.
///
/// # Errors
/// When the person is not for the caller.
pub async fn show(here: Here, Id(person): Id<PersonId>) -> Result<HttpResponse, Problem> {
    let file = read(&here.casework, &here.caller, person).await?;
    let content = content(&here, &file, &Attempt::first(stored(&file.person)));
    Ok(here.show(TITLE, Some(Place::Search), content))
}

/// Changes the person.
///
/// # Errors
/// When the person is not for the caller.
pub async fn submit(
    here: Here,
    Id(person): Id<PersonId>,
    form: FormBody<PersonForm>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let file = read(&here.casework, &here.caller, person).await?;
    let done = match input {
        Ok(body) => {
            let command = body.over(file.person.birth).command(person, sent.seen());
            change(&here.casework, &here.caller, command).await
        }
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Editing(person), sent, done.map(|_| back(&file))).await
}

impl FormPage for Editing {
    const TITLE: &'static str = TITLE;
    const PLACE: Place = Place::Search;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let file = read(&here.casework, &here.caller, self.0).await?;
        Ok(content(here, &file, attempt))
    }
}

fn back(file: &PersonFile) -> String {
    file.households.first().map_or_else(|| "/search".to_owned(), |household| path(*household))
}

/// What is stored, as the form shows it.
fn stored(person: &PersonView) -> FormValues {
    let name = |name: &Option<Name>| name.as_ref().map(|it| it.as_str().to_owned());
    let (born, expected) = match person.birth {
        BirthDate::Expected(day) => (None, Some(day.to_string())),
        birth => (Some(typed(birth)), None),
    };
    let shielded = person.address_shielded.then(|| "on".to_owned());
    let values = [
        ("givenName", name(&person.name.given)),
        ("infix", name(&person.name.infix)),
        ("familyName", Some(person.name.family.as_str().to_owned())),
        ("birthDate", born),
        ("expectedDate", expected),
        ("pronouns", Some(person.pronouns.form_code().to_owned())),
        ("diedOn", person.died_on.map(|day| day.to_string())),
        (SHIELD, shielded),
    ];
    FormValues::of(values.into_iter().filter_map(|(name, value)| Some((name, value?))))
}

/// A date as people type it, the day first.
fn typed(birth: BirthDate) -> String {
    birth.to_text().split('-').rev().map(|part| part.trim_start_matches('0')).collect::<Vec<_>>().join("-")
}

fn content(here: &Here, file: &PersonFile, attempt: &Attempt) -> Markup {
    let (person, state) = (&file.person, &attempt.state);
    html! {
        h1 class="utrecht-heading-1" { (TITLE) }
        (attempt.above(LABELS))
        @if attempt.is_stale() { (as_it_is_now(person, state)) }
        form method="post" action={ "/persons/" (person.person) "/edit" } class="tandem-form tandem-wide" {
            (attempt.change_parts(here, person.version))
            div class="tandem-columns" {
                (Field::new("givenName", "Voornaam").optional().text(state))
                (Field::new("infix", "Tussenvoegsel").optional().text(state))
                (Field::new("familyName", "Achternaam").text(state))
            }
            div class="tandem-columns" {
                (Field::new("birthDate", "Geboortedatum").optional()
                    .hint("Bijvoorbeeld 3-4-2015. Weet u niet alles? Dan 4-2015 of 2015.").text(state))
                @if person.birth.is_expected() {
                    (Field::new("expectedDate", "Verwachte geboortedatum").optional()
                        .hint("Is het kind geboren? Vul dan de geboortedatum in.").date(state))
                }
                (Field::new("diedOn", "Overleden op").optional().date(state))
                (Field::new("pronouns", "Aanspreekvorm").optional().select(state, &Choice::all::<Pronouns>()))
            }
            div class="tandem-columns" { (number(person, state)) }
            (Field::new(SHIELD, "Scherm het adres van deze persoon af").checkbox(state))
            (actions("Opslaan", &back(file)))
        }
    }
}

/// What differs between the form and what somebody else made of it in between.
fn as_it_is_now(person: &PersonView, state: &FormState) -> Markup {
    let stored = stored(person);
    let text = |values: &FormValues, name: &str| values.all(name).next().unwrap_or_default().to_owned();
    let differs = |name: &str| name != "bsn" && text(&stored, name) != text(&state.values, name);
    html! {
        section class="tandem-card" aria-labelledby="nu" {
            h2 class="utrecht-heading-2" id="nu" { "Dit is nu anders dan in uw formulier" }
            dl class="tandem-facts" {
                @for (name, label) in LABELS.iter().filter(|(name, _)| differs(name)) {
                    div { dt { (label) } dd { (told(name, &text(&stored, name))) } }
                }
            }
        }
    }
}

/// What is stored in a field, as people say it.
fn told(name: &str, stored: &str) -> String {
    match (name, Pronouns::from_code(stored)) {
        (SHIELD, _) => if stored.is_empty() { "Nee" } else { "Ja" }.to_owned(),
        (_, Some(pronouns)) => pronouns.label().to_owned(),
        (_, None) if stored.is_empty() => "Niet ingevuld".to_owned(),
        (_, None) => stored.to_owned(),
    }
}

fn number(person: &PersonView, state: &FormState) -> Markup {
    html! {
        @match &person.masked_bsn {
            Some(masked) => {
                p { "Burgerservicenummer: " strong { (masked) } }
                (Field::new("bsn", "Nieuw burgerservicenummer").optional().hint("Leeg: het nummer blijft staan.").text(state))
                (Field::new("forgetBsn", "Haal het burgerservicenummer weg").checkbox(state))
            }
            None => { (Field::new("bsn", "Burgerservicenummer").optional().text(state)) }
        }
    }
}
