//! People for programs: searching before registering, asking whether others know somebody, reading and changing.
//! What is searched for is in the body, never in an address. Numbers are masked.

use actix_web::HttpResponse;
use actix_web::http::header::ETAG;
use actix_web::web::Data;
use casework::Casework;
use casework::person::{self, Contact, PersonFile};
use chrono::NaiveDate;
use domain::birth::BirthDate;
use domain::id::PersonId;
use domain::text::Name;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::shared::bodies::person::{PersonChange, RecognitionBody, SearchBody};
use crate::shared::body::JsonBody;
use crate::shared::created::{Changed, changed};
use crate::shared::ids::Id;
use crate::shared::if_match::{IfMatch, etag};
use crate::shared::problem::Problem;
use crate::shared::signed_in::SignedIn;

/// A person.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PersonView {
    id: Uuid,
    version: i64,
    given_name: Option<String>,
    infix: Option<String>,
    family_name: String,
    /// Geboortedatum voor zover bekend: dag, maand of jaar
    #[schema(format = "partial-date")]
    birth_date: Option<String>,
    /// De dag waarop een ongeboren kind wordt verwacht
    expected_date: Option<NaiveDate>,
    /// Leeftijd in hele jaren
    #[schema(minimum = 0)]
    age: Option<u16>,
    /// Of de leeftijd zeker is; anders kan deze persoon een jaar ouder zijn
    age_exact: Option<bool>,
    /// Alleen de laatste drie cijfers
    masked_bsn: Option<String>,
    pronouns: String,
    died_on: Option<NaiveDate>,
    address_shielded: bool,
}

/// A person with the households in which the caller may find this person.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PersonFileView {
    #[serde(flatten)]
    person: PersonView,
    /// De huishoudens waarin u deze persoon ziet; de huidige eerst
    household_ids: Vec<Uuid>,
}

/// Who was found.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PeopleView {
    items: Vec<PersonView>,
    /// Of er meer zijn; zoek dan preciezer
    more: bool,
}

/// Whom to call.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContactsView {
    /// Leeg als geen ander team deze persoon kent
    items: Vec<ContactRouteView>,
}

/// A team that knows somebody.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContactRouteView {
    team_id: Uuid,
    team: String,
    organisation: String,
    contact: String,
}

/// Searches among the people whom the caller sees.
///
/// # Errors
/// 400 with every field that is wrong, 404 for who registers nobody.
#[utoipa::path(
    post, path = "/api/v1/persons/_search", tag = "persons", operation_id = "searchPersons",
    summary = "Zoeken voor u iemand vastlegt",
    responses((status = 200, description = "Wie er gevonden is", body = PeopleView))
)]
pub async fn search(
    casework: Data<Casework>,
    SignedIn(caller): SignedIn,
    JsonBody(body): JsonBody<SearchBody>,
) -> Result<HttpResponse, Problem> {
    let found = person::search(&casework, &caller, body.command()).await?;
    let items = found.people.into_iter().map(PersonView::from).collect();
    Ok(HttpResponse::Ok().json(PeopleView { items, more: found.more }))
}

/// Asks whether others know somebody. The answer is whom to call, never what is known.
///
/// # Errors
/// 400 with every field that is wrong, 404 for who registers nobody.
#[utoipa::path(
    post, path = "/api/v1/persons/_recognition", tag = "persons", operation_id = "recognisePerson",
    summary = "Vragen of een ander team iemand kent",
    responses((status = 200, description = "Wie u kunt bellen", body = ContactsView))
)]
pub async fn recognise(
    casework: Data<Casework>,
    SignedIn(caller): SignedIn,
    JsonBody(body): JsonBody<RecognitionBody>,
) -> Result<HttpResponse, Problem> {
    let contacts = person::recognise(&casework, &caller, body.command()).await?;
    let items = contacts.into_iter().map(ContactRouteView::from).collect();
    Ok(HttpResponse::Ok().json(ContactsView { items }))
}

/// Reads a person.
///
/// # Errors
/// 404 when the person is not for the caller.
#[utoipa::path(
    get, path = "/api/v1/persons/{personId}", tag = "persons", operation_id = "getPerson", summary = "Een persoon",
    responses((status = 200, description = "De persoon", body = PersonFileView))
)]
pub async fn read(
    casework: Data<Casework>,
    SignedIn(caller): SignedIn,
    Id(id): Id<PersonId>,
) -> Result<HttpResponse, Problem> {
    let file = person::read(&casework, &caller, id).await?;
    let tag = etag(file.person.version);
    Ok(HttpResponse::Ok().insert_header((ETAG, tag)).json(PersonFileView::from(file)))
}

/// Changes a person; what is not named stays, `null` empties.
///
/// # Errors
/// 400 with every field that is wrong, 404 when the person is not for the caller, 412 when somebody was faster.
#[utoipa::path(
    patch, path = "/api/v1/persons/{personId}", tag = "persons", operation_id = "updatePerson",
    summary = "Gegevens van een persoon wijzigen",
    responses((status = 200, description = "De gegevens zijn gewijzigd", body = Changed))
)]
pub async fn change(
    casework: Data<Casework>,
    SignedIn(caller): SignedIn,
    Id(id): Id<PersonId>,
    IfMatch(seen): IfMatch,
    JsonBody(body): JsonBody<PersonChange>,
) -> Result<HttpResponse, Problem> {
    Ok(changed(person::change(&casework, &caller, body.command(id, seen)).await?))
}

impl From<person::PersonView> for PersonView {
    fn from(person: person::PersonView) -> Self {
        let text = |it: Name| it.as_str().to_owned();
        let (birth_date, expected_date) = match person.birth {
            BirthDate::Expected(day) => (None, Some(day)),
            BirthDate::Unknown => (None, None),
            known @ (BirthDate::Day(_) | BirthDate::Month { .. } | BirthDate::Year(_)) => {
                (Some(known.to_text()), None)
            }
        };
        Self {
            id: person.person.0,
            version: person.version.0,
            given_name: person.name.given.map(text),
            infix: person.name.infix.map(text),
            family_name: text(person.name.family),
            birth_date,
            expected_date,
            age: person.age.map(|age| age.years),
            age_exact: person.age.map(|age| age.exact),
            masked_bsn: person.masked_bsn,
            pronouns: person.pronouns.code().to_owned(),
            died_on: person.died_on,
            address_shielded: person.address_shielded,
        }
    }
}

impl From<PersonFile> for PersonFileView {
    fn from(file: PersonFile) -> Self {
        let household_ids = file.households.into_iter().map(|it| it.0).collect();
        Self { person: PersonView::from(file.person), household_ids }
    }
}

impl From<Contact> for ContactRouteView {
    fn from(contact: Contact) -> Self {
        Self {
            team_id: contact.team.0,
            team: contact.team_name,
            organisation: contact.organisation_name,
            contact: contact.contact,
        }
    }
}
