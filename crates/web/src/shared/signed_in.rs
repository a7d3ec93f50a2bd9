//! Who is asking. A program shows an access token, a person's browser a cookie; neither works at the other door.

use std::future::{Ready, ready};

use access::Caller;
use actix_web::body::MessageBody;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::header::AUTHORIZATION;
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, FromRequest, HttpMessage, HttpRequest};
use casework::account::session;
use casework::{Casework, Refusal};

use super::access_token::AccessTokens;
use super::argument::{Argument, Described};
use super::csrf::SESSION_COOKIE;
use super::problem::{Kind, Problem};
use super::router::API;

/// The signed-in caller. A handler that takes it cannot be reached by strangers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn(pub Caller);

/// What was found out about who asks.
struct Found(Result<Caller, Problem>);

/// Finds out who asks before anything else of the request is read. The arguments of a handler are made side by side, and
/// one that refuses would cut this one off in the middle of a transaction, which costs its connection.
///
/// # Errors
/// What the handler itself returned as an error.
pub async fn find_caller(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let found = caller_of(request.request()).await;
    request.extensions_mut().insert(Found(found));
    next.call(request).await
}

impl FromRequest for SignedIn {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let found = request.extensions().get::<Found>().map(|found| found.0.clone());
        ready(found.unwrap_or(Err(Problem::new(Kind::Broken))).map(Self))
    }
}

impl Argument for SignedIn {
    const SIGNS_IN: bool = true;

    fn describe(operation: &mut Described) {
        operation.refusals.insert(401);
    }
}

async fn caller_of(request: &HttpRequest) -> Result<Caller, Problem> {
    let casework = request.app_data::<Data<Casework>>().ok_or(Problem::new(Kind::Broken))?;
    let caller = if request.path().starts_with(API) {
        of_program(request, casework).await
    } else {
        of_browser(request, casework).await
    };
    Ok(caller?)
}

async fn of_program(request: &HttpRequest, casework: &Casework) -> Result<Caller, Refusal> {
    let tokens = request.app_data::<Data<AccessTokens>>().ok_or(Refusal::SignedOut)?;
    let header = request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = header.and_then(|value| value.strip_prefix("Bearer ")).ok_or(Refusal::SignedOut)?;
    let named = tokens.read(token, casework.clock.now()).ok_or(Refusal::SignedOut)?;
    session::of_program(casework, named).await
}

async fn of_browser(request: &HttpRequest, casework: &Casework) -> Result<Caller, Refusal> {
    let cookie = request.cookie(SESSION_COOKIE).ok_or(Refusal::SignedOut)?;
    session::of_page(casework, cookie.value()).await
}
