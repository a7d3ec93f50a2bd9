//! The OpenAPI document, made from the routes that are mounted and from nothing else.

use actix_web::HttpResponse;
use actix_web::http::header::ACCESS_CONTROL_ALLOW_ORIGIN;
use actix_web::web;
use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::__dev::{SchemaReferences, Tags};
use utoipa::openapi::path::HttpMethod;

use super::argument::Described;
use super::problem::{Kind, PROBLEM_JSON};
use super::router::{API, Access};

/// Version of the API, in its document and on every answer.
pub const API_VERSION: &str = "1.0.0";

/// One operation with the schemas that it refers to.
pub struct Operation {
    path: String,
    methods: Vec<HttpMethod>,
    operation: Value,
    schemas: Map<String, Value>,
}

/// What `utoipa` writes beside a handler: path, methods, tags, schemas.
pub trait Documented: utoipa::Path + SchemaReferences + for<'t> Tags<'t> {}

impl<P: utoipa::Path + SchemaReferences + for<'t> Tags<'t>> Documented for P {}

/// The document as it is served.
#[derive(Debug)]
pub struct Text(web::Bytes);

impl Operation {
    /// Joins what `utoipa` knows of a handler with what its arguments say.
    pub fn of<P: Documented>(described: Described, access: Access) -> Self {
        let mut operation = match serde_json::to_value(P::operation()) {
            Ok(Value::Object(operation)) => operation,
            _ => Map::new(),
        };
        operation.retain(is_no_comment);
        let mut schemas = described.schemas;
        let mut named = Vec::new();
        P::schemas(&mut named);
        schemas.extend(named.into_iter().filter_map(|(name, it)| Some((name, without_comment(&it)?))));

        if let Value::Array(parameters) = operation.entry("parameters").or_insert(json!([])) {
            parameters.extend(described.parameters);
        }
        if let Some(body) = described.request_body {
            operation.insert("requestBody".to_owned(), body);
        }
        operation.insert("tags".to_owned(), json!(<P as Tags<'_>>::tags()));
        let mut refusals = described.refusals;
        refusals.extend([400, 500, 503]);
        let security = match access {
            Access::SignedIn => json!([{"bearer": []}]),
            Access::Public(_) => json!([]),
        };
        operation.insert("security".to_owned(), security);
        if access == Access::SignedIn {
            // Whoever may not know of a thing, or of a whole list, is told that it is not there.
            refusals.extend([401, 403, 404]);
        }
        add_responses(&mut operation, refusals.into_iter());
        Self { path: P::path(), methods: P::methods(), operation: Value::Object(operation), schemas }
    }
}

impl Text {
    /// Prints a document once, as it will be served.
    pub fn of(document: &Value) -> Self {
        Self(web::Bytes::from(print(document)))
    }
}

/// The document in the form in which it is committed and served.
pub fn print(document: &Value) -> String {
    format!("{document:#}\n")
}

/// Handler of `GET /api/v1/openapi.json`: anyone may read it, also from a page elsewhere.
#[utoipa::path(
    get, path = "/api/v1/openapi.json", tag = "api", operation_id = "getOpenapi",
    summary = "De beschrijving van deze API",
    responses((status = 200, description = "De beschrijving in OpenAPI", body = Value, content_type = "application/json"))
)]
pub async fn openapi(text: web::Data<Text>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/json")
        .insert_header((ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .body(text.0.clone())
}

/// Joins all operations into one document.
pub fn assemble<'a>(operations: impl Iterator<Item = &'a Operation>) -> Value {
    let mut paths: Map<String, Value> = Map::new();
    let mut schemas: Map<String, Value> = Map::new();
    for operation in operations {
        let path = operation.path.strip_prefix(API).unwrap_or(&operation.path);
        let item = paths.entry(path).or_insert(json!({}));
        for method in &operation.methods {
            let name = serde_json::to_value(method).unwrap_or_default();
            if let (Some(name), Some(item)) = (name.as_str(), item.as_object_mut()) {
                item.insert(name.to_owned(), operation.operation.clone());
            }
        }
        schemas.extend(operation.schemas.clone());
    }
    schemas.insert("Problem".to_owned(), problem_schema());
    json!({
        "openapi": "3.1.0",
        "info": info(),
        "servers": [{"url": API, "description": "Deze installatie"}],
        "tags": tags(&paths),
        "paths": paths,
        "components": {
            "schemas": schemas,
            "responses": refusals(),
            "headers": {"API-Version": version_header()},
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
        },
    })
}

fn info() -> Value {
    json!({
        "title": "Tandem",
        "version": API_VERSION,
        "description": "Samenwerken aan veiligheid: huishoudens, casussen en duo's. \
            De namen zijn Engels; de woordenlijst staat bij de documentatie.",
        "contact": {
            "name": "Beheer Tandem",
            "email": "api@tandem.example",
            "url": "https://tandem.example/api",
        },
        "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    })
}

fn tags(paths: &Map<String, Value>) -> Value {
    let mut names: Vec<&str> = paths
        .values()
        .filter_map(Value::as_object)
        .flat_map(|item| item.values())
        .filter_map(|operation| operation.get("tags")?.as_array())
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().map(|name| json!({"name": name})).collect()
}

fn add_responses(operation: &mut Map<String, Value>, refusals: impl Iterator<Item = u16>) {
    let Some(responses) = operation.entry("responses").or_insert(json!({})).as_object_mut() else { return };
    for (status, response) in responses.iter_mut() {
        let Some(response) = response.as_object_mut().filter(|it| !it.contains_key("$ref")) else { continue };
        if status.starts_with(['4', '5']) {
            response.entry("content").or_insert(problem_content());
        }
        if let Value::Object(headers) = response.entry("headers").or_insert(json!({})) {
            let version = json!({"$ref": "#/components/headers/API-Version"});
            headers.insert("API-Version".to_owned(), version);
        }
    }
    for status in refusals {
        responses
            .entry(status.to_string())
            .or_insert(json!({"$ref": format!("#/components/responses/Problem{status}")}));
    }
}

/// The schema without the lines above our struct.
fn without_comment(schema: &impl Serialize) -> Option<Value> {
    let mut schema = serde_json::to_value(schema).ok()?;
    schema.as_object_mut()?.retain(is_no_comment);
    Some(schema)
}

/// What stands above a handler or a struct speaks to programmers, and in English; `utoipa` takes it over.
fn is_no_comment(name: &String, _: &mut Value) -> bool {
    name != "description"
}

fn problem_content() -> Value {
    json!({(PROBLEM_JSON): {"schema": {"$ref": "#/components/schemas/Problem"}}})
}

/// One response per status of a refusal, named `Problem404` and the like.
fn refusals() -> Map<String, Value> {
    let mut responses = Map::new();
    for kind in Kind::ALL {
        let status = kind.status().as_u16();
        responses.entry(format!("Problem{status}")).or_insert_with(|| {
            json!({
                "description": crate::ui::words::problems::title(*kind),
                "headers": {"API-Version": {"$ref": "#/components/headers/API-Version"}},
                "content": problem_content(),
            })
        });
    }
    responses
}

fn version_header() -> Value {
    json!({
        "description": "De volledige versie van de API",
        "schema": {"type": "string", "example": API_VERSION},
    })
}

fn problem_schema() -> Value {
    json!({
        "type": "object",
        "description": "Een weigering volgens RFC 9457",
        "required": ["status", "code", "title", "detail"],
        "properties": {
            "status": {"type": "integer", "format": "int32", "description": "De HTTP-status"},
            "code": {"type": "string", "description": "Vaste code voor programma's"},
            "title": {"type": "string", "description": "Korte titel"},
            "detail": {"type": "string", "description": "Wat er is en wat u kunt doen"},
            "requestId": {"type": "string", "format": "uuid", "description": "Kenmerk van het verzoek"},
            "invalidParams": {
                "type": "array",
                "description": "Alle foute velden tegelijk",
                "items": {
                    "type": "object",
                    "required": ["name", "code", "reason"],
                    "properties": {
                        "name": {"type": "string", "description": "Het veld, met punten voor wat erin zit"},
                        "code": {"type": "string", "description": "Vaste code van de fout"},
                        "reason": {"type": "string", "description": "Wat er moet veranderen"},
                    },
                },
            },
            "newestVersion": {
                "type": "integer", "format": "int64", "minimum": 1,
                "description": "De versie die u moet zien voor u opnieuw schrijft",
            },
            "conflicts": {
                "type": "array",
                "description": "Velden waarin iemand anders intussen iets anders schreef",
                "items": {
                    "type": "object",
                    "required": ["name", "base", "mine", "theirs"],
                    "properties": {
                        "name": {"type": "string", "description": "Het veld"},
                        "base": {"description": "Wat u beiden zag; null voor een leeg veld"},
                        "mine": {"description": "Wat u ervan maakte"},
                        "theirs": {"description": "Wat de ander ervan maakte"},
                    },
                },
            },
        },
    })
}
