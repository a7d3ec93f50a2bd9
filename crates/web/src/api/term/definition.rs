//! What the terms are, for programs: from which event, how long, by which rule, with the source. No personal data.

use actix_web::HttpResponse;
use actix_web::web::Data;
use casework::Casework;
use chrono::NaiveDate;
use domain::term::{Definition, Extension};
use serde::Serialize;
use utoipa::ToSchema;

use crate::shared::problem::Problem;
use crate::shared::signed_in::SignedIn;

/// What the terms are.
#[derive(Serialize, ToSchema)]
pub struct TermDefinitionListView {
    items: Vec<TermDefinitionView>,
}

/// What a term is, from a day on.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TermDefinitionView {
    #[schema(example = "assessment_protocol")]
    kind: &'static str,
    name: String,
    /// Waardoor de termijn begint
    event: &'static str,
    unit: &'static str,
    length: u16,
    rule: &'static str,
    /// Met hoeveel de termijn telkens langer kan worden
    extension_length: Option<u16>,
    /// Hoe vaak dat hoogstens kan; leeg voor zo vaak als nodig
    extended_at_most: Option<u16>,
    may_pause: bool,
    /// Of iemand zegt dat het gedaan is; anders ziet Tandem het zelf
    met_by_hand: bool,
    basis: &'static str,
    /// Het artikel, of wie het voorstelt
    source: String,
    from: NaiveDate,
    until: Option<NaiveDate>,
}

/// Lists what the terms are.
///
/// # Errors
/// Never.
#[utoipa::path(
    get, path = "/api/v1/term-definitions", tag = "reference", operation_id = "listTermDefinitions",
    summary = "Soorten termijnen met hun bronnen",
    responses((status = 200, description = "Per soort de oudste eerst", body = TermDefinitionListView))
)]
pub async fn list(_caller: SignedIn, casework: Data<Casework>) -> Result<HttpResponse, Problem> {
    let items = casework.terms.definitions().map(TermDefinitionView::from).collect();
    Ok(HttpResponse::Ok().json(TermDefinitionListView { items }))
}

impl From<&Definition> for TermDefinitionView {
    fn from(it: &Definition) -> Self {
        Self {
            kind: it.kind.code(),
            name: it.name.clone(),
            event: it.event.code(),
            unit: it.unit.code(),
            length: it.length,
            rule: it.rule.code(),
            extension_length: it.extension.map(|it: Extension| it.length),
            extended_at_most: it.extension.and_then(|it| it.at_most),
            may_pause: it.may_pause,
            met_by_hand: it.met_by_hand,
            basis: it.basis.code(),
            source: it.source.clone(),
            from: it.from,
            until: it.until,
        }
    }
}
