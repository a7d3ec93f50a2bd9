//! Households for programs: registering one and reading its file; the changes are in [`change`].

pub mod change;
pub mod view;

use actix_web::http::header::ETAG;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use casework::Casework;
use casework::household;
use domain::id::HouseholdId;

use self::view::HouseholdView;
use crate::shared::bodies::household::HouseholdBody;
use crate::shared::body::JsonBody;
use crate::shared::created::{Created, created, creation};
use crate::shared::idempotency::IdempotencyKey;
use crate::shared::ids::Id;
use crate::shared::if_match::etag;
use crate::shared::problem::Problem;
use crate::shared::signed_in::SignedIn;

/// Registers a household with the people in it.
///
/// # Errors
/// 400 with every field that is wrong, 404 for who registers nobody.
#[utoipa::path(
    post, path = "/api/v1/households", tag = "households", operation_id = "createHousehold",
    summary = "Een huishouden vastleggen",
    responses((status = 201, description = "Het huishouden staat erin", body = Created))
)]
pub async fn register(
    request: HttpRequest,
    casework: Data<Casework>,
    SignedIn(caller): SignedIn,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<HouseholdBody>,
) -> Result<HttpResponse, Problem> {
    let command = body.command()?;
    let made = household::register(&casework, &caller, &creation(&request, &key), command).await?;
    Ok(created(&location(made), made.0))
}

/// Reads the file of a household.
///
/// # Errors
/// 404 when it is not there or not for the caller.
#[utoipa::path(
    get, path = "/api/v1/households/{householdId}", tag = "households", operation_id = "getHousehold",
    summary = "Een huishouden",
    responses((status = 200, description = "Het huishouden", body = HouseholdView))
)]
pub async fn read(
    casework: Data<Casework>,
    SignedIn(caller): SignedIn,
    Id(household): Id<HouseholdId>,
) -> Result<HttpResponse, Problem> {
    let file = household::read(&casework, &caller, household).await?;
    Ok(HttpResponse::Ok().insert_header((ETAG, etag(file.version))).json(HouseholdView::from(file)))
}

/// Where a household can be read.
fn location(household: HouseholdId) -> String {
    format!("/api/v1/households/{household}")
}
