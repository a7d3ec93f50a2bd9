//! Who belongs to a household and how: each change names the version of the household on which it is based, and what
//! it makes is read in the file of the household.

use actix_web::HttpResponse;
use actix_web::http::header::ETAG;
use casework::household;
use domain::id::{HouseholdId, MemberId, RelationshipId};
use domain::version::Version;
use uuid::Uuid;

use super::location;
use crate::shared::asked::Asked;
use crate::shared::bodies::household::{DepartureBody, EndingBody, MemberBody, RelationshipBody, SplitBody};
use crate::shared::body::JsonBody;
use crate::shared::created::{Changed, Created, changed, created, creation};
use crate::shared::idempotency::IdempotencyKey;
use crate::shared::ids::Id;
use crate::shared::if_match::{IfMatch, etag};
use crate::shared::problem::Problem;

/// Adds a member.
///
/// # Errors
/// 400 with every field that is wrong, 404 when the household is not for the caller, 409 for who belongs to it
/// already, 412 when somebody was faster.
#[utoipa::path(
    post, path = "/api/v1/households/{householdId}/members", tag = "households", operation_id = "createMember",
    summary = "Iemand aan een huishouden toevoegen",
    responses((status = 201, description = "De persoon hoort erbij", body = Created))
)]
pub async fn join(
    Asked { caller, casework, request }: Asked,
    Id(household): Id<HouseholdId>,
    IfMatch(seen): IfMatch,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<MemberBody>,
) -> Result<HttpResponse, Problem> {
    let command = body.command(household, seen)?;
    let joined = household::join(&casework, &caller, &creation(&request, &key), command).await?;
    Ok(made(household, joined.member.0, joined.version))
}

/// Ends the stay of a member.
///
/// # Errors
/// 400 with every field that is wrong, 404 when the household or the stay is not for the caller, 409 for a day that
/// cannot be, 412 when somebody was faster.
#[utoipa::path(
    post, path = "/api/v1/households/{householdId}/members/{memberId}/departure", tag = "households",
    operation_id = "createDeparture", summary = "Vastleggen dat iemand weg is uit een huishouden",
    responses((status = 200, description = "De persoon hoort er niet meer bij", body = Changed))
)]
pub async fn leave(
    Asked { caller, casework, .. }: Asked,
    Id(household): Id<HouseholdId>,
    Id(member): Id<MemberId>,
    IfMatch(seen): IfMatch,
    JsonBody(body): JsonBody<DepartureBody>,
) -> Result<HttpResponse, Problem> {
    let command = body.command(household, member, seen);
    Ok(changed(household::leave(&casework, &caller, command).await?))
}

/// Notes how two members are related.
///
/// # Errors
/// 400 with every field that is wrong, 404 when the household is not for the caller, 412 when somebody was faster.
#[utoipa::path(
    post, path = "/api/v1/households/{householdId}/relationships", tag = "households",
    operation_id = "createRelationship", summary = "Een relatie vastleggen",
    responses((status = 201, description = "De relatie staat erin", body = Created))
)]
pub async fn relate(
    Asked { caller, casework, request }: Asked,
    Id(household): Id<HouseholdId>,
    IfMatch(seen): IfMatch,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<RelationshipBody>,
) -> Result<HttpResponse, Problem> {
    let command = body.command(household, seen);
    let related = household::relate(&casework, &caller, &creation(&request, &key), command).await?;
    Ok(made(household, related.relationship.0, related.version))
}

/// Ends a relationship.
///
/// # Errors
/// 400 with every field that is wrong, 404 when the household has no such relationship, 412 when somebody was faster.
#[utoipa::path(
    post, path = "/api/v1/households/{householdId}/relationships/{relationshipId}/ending", tag = "households",
    operation_id = "createRelationshipEnding", summary = "Een relatie beëindigen",
    responses((status = 200, description = "De relatie is beëindigd", body = Changed))
)]
pub async fn unrelate(
    Asked { caller, casework, .. }: Asked,
    Id(household): Id<HouseholdId>,
    Id(relationship): Id<RelationshipId>,
    IfMatch(seen): IfMatch,
    JsonBody(body): JsonBody<EndingBody>,
) -> Result<HttpResponse, Problem> {
    let command = body.command(household, relationship, seen);
    Ok(changed(household::unrelate(&casework, &caller, command).await?))
}

/// Lets members begin a household of their own; it is what was made.
///
/// # Errors
/// 400 with every field that is wrong, 404 when the household is not for the caller, 409 when nobody goes or nobody
/// stays, 412 when somebody was faster.
#[utoipa::path(
    post, path = "/api/v1/households/{householdId}/splits", tag = "households", operation_id = "createSplit",
    summary = "Een huishouden splitsen",
    responses((status = 201, description = "Het nieuwe huishouden staat erin", body = Created))
)]
pub async fn split(
    Asked { caller, casework, request }: Asked,
    Id(household): Id<HouseholdId>,
    IfMatch(seen): IfMatch,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<SplitBody>,
) -> Result<HttpResponse, Problem> {
    let command = body.command(household, seen);
    let split = household::split(&casework, &caller, &creation(&request, &key), command).await?;
    Ok(created(&location(split.household), split.household.0))
}

/// The answer to something new in a household, with the version of the household that came of it.
fn made(household: HouseholdId, id: Uuid, version: Version) -> HttpResponse {
    let mut answer = created(&location(household), id);
    answer.headers_mut().insert(ETAG, etag(version));
    answer
}
