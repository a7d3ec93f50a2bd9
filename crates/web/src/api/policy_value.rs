//! The working rules of the region for programs, with the day from which each holds. They hold no personal data.

use actix_web::HttpResponse;
use actix_web::web::Data;
use casework::Casework;
use chrono::NaiveDate;
use domain::policy::PolicyValue;
use serde::Serialize;
use utoipa::ToSchema;

use crate::shared::problem::Problem;
use crate::shared::signed_in::SignedIn;

/// The working rules of the region.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PolicyValuesView {
    items: Vec<PolicyValueView>,
}

/// A value, from a day until a later value of the same parameter takes over.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PolicyValueView {
    #[schema(example = "days_without_contact")]
    parameter: String,
    value: u8,
    from: NaiveDate,
    /// Waarom het zo is
    why: String,
    /// Waar het vandaan komt, en of het een voorstel is
    source: String,
}

/// Lists the working rules of the region.
///
/// # Errors
/// Never.
#[utoipa::path(
    get,
    path = "/api/v1/policy-values",
    tag = "reference",
    operation_id = "listPolicyValues",
    summary = "Werkregels van de regio lezen",
    responses((status = 200, description = "Werkregels, per regel de oudste waarde eerst", body = PolicyValuesView))
)]
pub async fn list(_caller: SignedIn, casework: Data<Casework>) -> Result<HttpResponse, Problem> {
    let items = casework.policy.values().map(PolicyValueView::of).collect();
    Ok(HttpResponse::Ok().json(PolicyValuesView { items }))
}

impl PolicyValueView {
    fn of(value: &PolicyValue) -> Self {
        Self {
            parameter: value.parameter.code().to_owned(),
            value: value.value,
            from: value.from,
            why: value.why.clone(),
            source: value.source.clone(),
        }
    }
}
