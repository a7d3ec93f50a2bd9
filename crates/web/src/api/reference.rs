//! Reference lists for programs: teams, areas and organisations that can be chosen today. They hold no personal
//! data, so everybody who is signed in may read them.

use actix_web::HttpResponse;
use actix_web::web::Data;
use casework::Casework;
use casework::reference::{self, AreaChoice, OrganisationChoice, TeamChoice};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::shared::problem::Problem;
use crate::shared::signed_in::SignedIn;

/// The teams of the region.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TeamsView {
    items: Vec<TeamView>,
}

/// A team.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TeamView {
    id: Uuid,
    name: String,
    organisation_id: Uuid,
    organisation_name: String,
    organisation_kind: String,
    /// De gebieden waar dit team werkt
    area_ids: Vec<Uuid>,
}

/// The areas of the region.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AreasView {
    items: Vec<AreaView>,
}

/// A municipality or a district.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AreaView {
    id: Uuid,
    name: String,
    /// Het gebied waar dit gebied in ligt
    parent_id: Option<Uuid>,
}

/// The organisations of the region.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OrganisationsView {
    items: Vec<OrganisationView>,
}

/// An organisation.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OrganisationView {
    id: Uuid,
    name: String,
    kind: String,
    /// Wat de teams van deze organisatie in een casus kunnen doen
    tasks: Vec<String>,
    /// Hoe men deze organisatie bereikt
    contact: String,
}

/// Lists the teams.
///
/// # Errors
/// 503 when the database is away.
#[utoipa::path(
    get, path = "/api/v1/teams", tag = "reference", operation_id = "listTeams", summary = "De teams in de regio",
    responses((status = 200, description = "Alle teams van vandaag", body = TeamsView))
)]
pub async fn teams(casework: Data<Casework>, _: SignedIn) -> Result<HttpResponse, Problem> {
    let teams = reference::teams(&casework).await?;
    Ok(HttpResponse::Ok().json(TeamsView { items: teams.into_iter().map(TeamView::from).collect() }))
}

/// Lists the areas.
///
/// # Errors
/// 503 when the database is away.
#[utoipa::path(
    get, path = "/api/v1/areas", tag = "reference", operation_id = "listAreas",
    summary = "De gemeenten en stadsdelen in de regio",
    responses((status = 200, description = "Alle gebieden van vandaag", body = AreasView))
)]
pub async fn areas(casework: Data<Casework>, _: SignedIn) -> Result<HttpResponse, Problem> {
    let areas = reference::areas(&casework).await?;
    Ok(HttpResponse::Ok().json(AreasView { items: areas.into_iter().map(AreaView::from).collect() }))
}

/// Lists the organisations.
///
/// # Errors
/// 503 when the database is away.
#[utoipa::path(
    get, path = "/api/v1/organisations", tag = "reference", operation_id = "listOrganisations",
    summary = "De organisaties in de regio",
    responses((status = 200, description = "Alle organisaties van vandaag", body = OrganisationsView))
)]
pub async fn organisations(casework: Data<Casework>, _: SignedIn) -> Result<HttpResponse, Problem> {
    let organisations = reference::organisations(&casework).await?;
    let items = organisations.into_iter().map(OrganisationView::from).collect();
    Ok(HttpResponse::Ok().json(OrganisationsView { items }))
}

impl From<TeamChoice> for TeamView {
    fn from(choice: TeamChoice) -> Self {
        Self {
            id: choice.team.0,
            name: choice.name,
            organisation_id: choice.organisation.0,
            organisation_name: choice.organisation_name,
            organisation_kind: choice.kind.code().to_owned(),
            area_ids: choice.areas.into_iter().map(|area| area.0).collect(),
        }
    }
}

impl From<AreaChoice> for AreaView {
    fn from(choice: AreaChoice) -> Self {
        Self { id: choice.area.0, name: choice.name, parent_id: choice.parent.map(|area| area.0) }
    }
}

impl From<OrganisationChoice> for OrganisationView {
    fn from(choice: OrganisationChoice) -> Self {
        Self {
            id: choice.organisation.0,
            name: choice.name,
            kind: choice.kind.code().to_owned(),
            tasks: choice.tasks.into_iter().map(|task| task.code().to_owned()).collect(),
            contact: choice.contact,
        }
    }
}
