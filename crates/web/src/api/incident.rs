//! Incidents for programs: recording one, correcting one, and the list of a case.

use actix_web::HttpResponse;
use actix_web::web::Data;
use casework::Casework;
use casework::incident::{self, CorrectIncident, IncidentLine, RecordIncident};
use chrono::{DateTime, Utc};
use domain::id::{CaseId, IncidentId};
use domain::incident::Part;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::timeline::event::{PersonNameView, UserNameView};
use crate::shared::asked::Asked;
use crate::shared::bodies::incident::{IncidentList, NewIncident};
use crate::shared::body::{JsonBody, Query};
use crate::shared::created::{self, Created, creation};
use crate::shared::cursor::{Owner, Paging};
use crate::shared::fields::Draft;
use crate::shared::idempotency::IdempotencyKey;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::shared::signed_in::SignedIn;
use crate::shared::stamp::StampKey;

/// A page of incidents.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct IncidentListView {
    /// Het nieuwste eerst; ook wat later is verbeterd
    items: Vec<IncidentView>,
    /// Waar de volgende bladzijde begint
    next_cursor: Option<String>,
}

/// An incident.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct IncidentView {
    id: Uuid,
    /// Wanneer het gebeurde, zover bekend: een moment op de klok in Amsterdam, een dag of een maand
    happened: String,
    kinds: Vec<&'static str>,
    did: Vec<PersonNameView>,
    harmed: Vec<PersonNameView>,
    saw: Vec<PersonNameView>,
    told: String,
    done: Option<String>,
    acute: bool,
    police: bool,
    /// Waarom er geen nieuw gevaar was
    stay_reason: Option<String>,
    /// Of de casus hierdoor terugging naar directe veiligheid
    fell_back: bool,
    /// Het incident dat dit verbetert
    corrects_id: Option<Uuid>,
    /// Het incident dat dit heeft verbeterd
    corrected_by_id: Option<Uuid>,
    by: UserNameView,
    organisation_id: Uuid,
    organisation_name: String,
    recorded_at: DateTime<Utc>,
}

/// Lists the incidents of a case.
///
/// # Errors
/// 400 for a cursor that is not ours, 404 when the case is not there or not for the caller.
#[utoipa::path(
    get, path = "/api/v1/cases/{caseId}/incidents", tag = "incidents", operation_id = "listIncidents",
    summary = "De incidenten van een casus",
    responses((status = 200, description = "Een bladzijde met incidenten", body = IncidentListView))
)]
pub async fn list(
    casework: Data<Casework>,
    key: Data<StampKey>,
    SignedIn(caller): SignedIn,
    Id(case): Id<CaseId>,
    Query(paging): Query<Paging>,
) -> Result<HttpResponse, Problem> {
    let list = IncidentList::of(case);
    let owner = Owner { key: &key, user: caller.user, list: &list.name };
    let page = incident::list(&casework, &caller, &list.wanted(&paging, owner)?).await?;
    let view = IncidentListView {
        items: page.items.into_iter().map(IncidentView::from).collect(),
        next_cursor: page.next.map(|place| owner.cursor_after(&IncidentList::kept(place))),
    };
    Ok(HttpResponse::Ok().json(view))
}

/// Records an incident. Unless it says why there is no new danger, the case goes back to direct safety.
///
/// # Errors
/// 400 with every field that is wrong, 403 or 404 for who is not in the duo, 409 for a closed case.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/incidents", tag = "incidents", operation_id = "createIncident",
    summary = "Een incident vastleggen",
    responses((status = 201, description = "Het incident staat erin", body = Created))
)]
pub async fn record(
    Asked { caller, casework, request }: Asked,
    Id(case): Id<CaseId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<Draft<NewIncident>>,
) -> Result<HttpResponse, Problem> {
    let command = RecordIncident { case, incident: body.incident(casework.clock.now())? };
    let made = incident::record(&casework, &caller, &creation(&request, &key), command).await?;
    Ok(recorded(case, made))
}

/// Reads one incident.
///
/// # Errors
/// 404 when it is not there or not for the caller.
#[utoipa::path(
    get, path = "/api/v1/cases/{caseId}/incidents/{incidentId}", tag = "incidents", operation_id = "getIncident",
    summary = "Een incident",
    responses((status = 200, description = "Het incident", body = IncidentView))
)]
pub async fn read(
    Asked { caller, casework, .. }: Asked,
    Id(case): Id<CaseId>,
    Id(wanted): Id<IncidentId>,
) -> Result<HttpResponse, Problem> {
    let found = incident::read(&casework, &caller, case, wanted).await?;
    Ok(HttpResponse::Ok().json(IncidentView::from(found)))
}

/// Corrects an incident with a new one; the old one stays.
///
/// # Errors
/// 400 with every field that is wrong, 403 or 404 for who is not in the duo, 409 when it was corrected before.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/incidents/{incidentId}/corrections", tag = "incidents",
    operation_id = "createIncidentCorrection", summary = "Een incident verbeteren",
    responses((status = 201, description = "De verbetering staat erin", body = Created))
)]
pub async fn correct(
    Asked { caller, casework, request }: Asked,
    Id(case): Id<CaseId>,
    Id(target): Id<IncidentId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<Draft<NewIncident>>,
) -> Result<HttpResponse, Problem> {
    let command = CorrectIncident { case, target, incident: body.incident(casework.clock.now())? };
    let made = incident::correct(&casework, &caller, &creation(&request, &key), command).await?;
    Ok(recorded(case, made))
}

fn recorded(case: CaseId, made: IncidentId) -> HttpResponse {
    created::created(&format!("/api/v1/cases/{case}/incidents/{made}"), made.0)
}

impl From<IncidentLine> for IncidentView {
    fn from(it: IncidentLine) -> Self {
        let with = |part: Part| -> Vec<PersonNameView> {
            let people = it.people.iter().filter(|(found, _)| *found == part);
            people.map(|(_, person)| person.clone().into()).collect()
        };
        Self {
            id: it.id.0,
            happened: it.happened.to_text(),
            kinds: it.kinds.iter().map(|kind| kind.code()).collect(),
            did: with(Part::Did),
            harmed: with(Part::Harmed),
            saw: with(Part::Saw),
            told: it.told,
            done: it.done,
            acute: it.acute,
            police: it.police,
            stay_reason: it.stay_reason,
            fell_back: it.fell_back,
            corrects_id: it.corrects.map(|it| it.0),
            corrected_by_id: it.corrected_by.map(|it| it.0),
            by: it.by.into(),
            organisation_id: it.organisation.0.0,
            organisation_name: it.organisation.1,
            recorded_at: it.recorded_at,
        }
    }
}
