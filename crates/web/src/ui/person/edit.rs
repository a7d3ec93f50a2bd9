//! Changing what is known of a person. The number is never shown whole: an empty box leaves it as it is.

use actix_web::HttpResponse;
use casework::person::{PersonFile, PersonView, change, read};
use domain::birth::BirthDate;
use domain::id::PersonId;
use domain::person::Pronouns;
use domain::text::Name;
use domain::version::Version;
use maud::{Markup, html};

use crate::shared::bodies::person::PersonForm;
use crate::shared::body::FormBody;
use crate::shared::fields::form::{FormState, FormValues};
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::field::summary::{actions, change_parts, summary};
use crate::ui::field::{Choice, Field};
use crate::ui::here::Here;
use crate::ui::household::path;
use crate::ui::layout::Place;
use crate::ui::refused::refused;
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
];

/// The page.
///
/// # Errors
/// When the person is not for the caller.
pub async fn show(here: Here, Id(person): Id<PersonId>) -> Result<HttpResponse, Problem> {
    let file = read(&here.casework, &here.caller, person).await?;
    let state = FormState::starting_with(stored(&file.person));
    Ok(here.show(TITLE, Some(Place::Search), content(&here, &file, &state)))
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
    let file = read(&here.casework, &here.caller, person).await?;
    let again = |file: &PersonFile, state: &FormState| {
        here.show_again(TITLE, Some(Place::Search), content(&here, file, state))
    };
    let seen = form.version.unwrap_or(Version(0));
    let command = match form.input {
        Ok(body) => body.over(file.person.birth).command(person, seen),
        Err(state) => return Ok(again(&file, &state)),
    };
    match change(&here.casework, &here.caller, command).await {
        Ok(_) => Ok(here.go(&back(&file))),
        Err(refusal) => {
            let state = refused(form.values, refusal)?;
            let newest = read(&here.casework, &here.caller, person).await?;
            Ok(again(&newest, &state))
        }
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
        ("addressShielded", shielded),
    ];
    FormValues::of(values.into_iter().filter_map(|(name, value)| Some((name, value?))))
}

/// A date as people type it, the day first.
fn typed(birth: BirthDate) -> String {
    birth.to_text().split('-').rev().map(|part| part.trim_start_matches('0')).collect::<Vec<_>>().join("-")
}

fn content(here: &Here, file: &PersonFile, state: &FormState) -> Markup {
    let person = &file.person;
    html! {
        h1 class="utrecht-heading-1" { (TITLE) }
        (summary(state, LABELS))
        @if state.rule.is_some_and(|(code, _)| code == "stale") { (as_it_is_now(person, state)) }
        form method="post" action={ "/persons/" (person.person) "/edit" } class="tandem-form tandem-wide" {
            (change_parts(&here.token(), person.version))
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
            (Field::new("addressShielded", "Scherm het adres van deze persoon af").checkbox(state))
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
                    @let now = text(&stored, name);
                    div {
                        dt { (label) }
                        dd {
                            @match Pronouns::from_code(&now) {
                                Some(pronouns) => { (pronouns.label()) }
                                None if now.is_empty() => { "Niet ingevuld" }
                                None => { (now) }
                            }
                        }
                    }
                }
            }
        }
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
