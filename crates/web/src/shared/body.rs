//! What a request carries, for handlers: JSON of programs, forms of people, query strings of both. What the
//! framework would say about bad input never reaches the caller; we say it ourselves.

use std::pin::Pin;

use actix_web::body::MessageBody;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use actix_web::middleware::Next;
use actix_web::{Error, FromRequest, HttpRequest};
use domain::fault::Faults;
use domain::version::Version;
use futures_util::StreamExt;
use serde_json::json;

use super::argument::{Argument, Described};
use super::created::RequestHash;
use super::csrf;
use super::fields::form::{FormState, FormValues};
use super::fields::{Body, Field, json, read_form, read_json, schema};
use super::floor::BodyLimit;
use super::idempotency::IdempotencyKey;
use super::problem::{InvalidParam, Kind, Problem};
use crate::ui::words::faults;

/// A body of a program, read from JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JsonBody<T>(pub T);

/// A query string. Never for anything about people: it ends up in logs and histories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query<T>(pub T);

/// A form of one of our own pages. Wrong fields are no error here: the page shows the form again.
#[derive(Debug)]
pub struct FormBody<T> {
    /// What was filled in, or the form to show again.
    pub input: Result<T, FormState>,
    /// The texts as they were sent, to show the form again when a rule of the work refuses it.
    pub values: FormValues,
    /// The version that the page showed, when the form carries one.
    pub version: Option<Version>,
    /// The key of the create, when the form carries one.
    pub idempotency_key: Option<IdempotencyKey>,
}

type Reading<T> = Pin<Box<dyn Future<Output = Result<T, Problem>>>>;

impl<T: Body + 'static> FromRequest for JsonBody<T> {
    type Error = Problem;
    type Future = Reading<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move {
            demand_type(&request, "application/json")?;
            let bytes = read_bytes(payload, BodyLimit::of(&request)).await?;
            RequestHash::keep(&request, &bytes);
            let value = json::parse(&bytes).ok_or(Problem::new(Kind::Malformed))?;
            read_json(&value).map(Self).map_err(Problem::from)
        })
    }
}

impl<T: Body> Argument for JsonBody<T> {
    fn describe(operation: &mut Described) {
        operation.refusals.extend([400, 413, 415]);
        operation.body_checks.push(schema::check::<T>);
        operation.schemas.insert(T::NAME.to_owned(), schema::shape::<T>().schema());
        let reference = json!({"$ref": format!("#/components/schemas/{}", T::NAME)});
        operation.request_body =
            Some(json!({"required": true, "content": {"application/json": {"schema": reference}}}));
    }
}

impl<T: Body + 'static> FromRequest for FormBody<T> {
    type Error = Problem;
    type Future = Reading<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move {
            demand_type(&request, "application/x-www-form-urlencoded")?;
            let bytes = read_bytes(payload, BodyLimit::of(&request)).await?;
            RequestHash::keep(&request, &bytes);
            let values = FormValues::parse(&bytes).ok_or(Problem::new(Kind::Malformed))?;
            csrf::check(&request, values.first(csrf::FIELD))?;
            let state = |faults| FormState { values: values.clone(), faults, rule: None };
            let input = read_form::<T>(&values).map_err(state);
            let version = values.first("version").and_then(|text| Version::from_text(text).ok());
            let idempotency_key = values.first("idempotencyKey").and_then(IdempotencyKey::parse);
            Ok(Self { input, values, version, idempotency_key })
        })
    }
}

impl<T: Body> Argument for FormBody<T> {
    const CHECKS_FORM: bool = true;

    fn describe(operation: &mut Described) {
        operation.body_checks.push(schema::check::<T>);
    }
}

impl<T: Body + 'static> FromRequest for Query<T> {
    type Error = Problem;
    type Future = std::future::Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let values =
            FormValues::parse(request.query_string().as_bytes()).ok_or(Problem::new(Kind::Malformed));
        std::future::ready(values.and_then(|values| Ok(Self(read_form(&values)?))))
    }
}

impl<T: Body> Argument for Query<T> {
    fn describe(operation: &mut Described) {
        operation.refusals.insert(400);
        operation.body_checks.push(schema::check::<T>);
        operation.parameters.extend(schema::shape::<T>().query_parameters());
    }
}

/// Stands before a handler of the API that reads no query string: a key that nobody reads is a mistake of the
/// caller, and he hears so, as with an unknown member of a body.
///
/// # Errors
/// What the handler itself returned as an error.
pub async fn refuse_query(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    if !request.query_string().is_empty() {
        return Ok(request.error_response(Problem::new(Kind::Malformed)));
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

impl From<Faults> for Problem {
    fn from(faults: Faults) -> Self {
        let wrong = faults.into_iter().map(|fault| InvalidParam {
            name: fault.field,
            code: fault.code.code(),
            reason: faults::sentence(fault.code, fault.limit),
        });
        Self::invalid(wrong.collect())
    }
}

/// A form sent as `text/plain` is how other sites try to send JSON in a person's name; a packed body would
/// pass the limit on its size.
fn demand_type(request: &HttpRequest, demanded: &str) -> Result<(), Problem> {
    let sent = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = sent.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case(demanded) || request.headers().contains_key(CONTENT_ENCODING) {
        return Err(Problem::new(Kind::UnsupportedMediaType));
    }
    Ok(())
}

async fn read_bytes(mut payload: Payload, limit: BodyLimit) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    while let Some(chunk) = payload.next().await {
        let Ok(chunk) = chunk else { return Err(Problem::new(Kind::Malformed)) };
        if bytes.len() + chunk.len() > limit.0 {
            return Err(Problem::new(Kind::TooLarge));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests;
