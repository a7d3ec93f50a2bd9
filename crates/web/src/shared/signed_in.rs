//! Who is asking. A program shows an access token, a person's browser a cookie; neither works at the other door.

use std::pin::Pin;

use access::Caller;
use actix_web::dev::Payload;
use actix_web::http::header::AUTHORIZATION;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};
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

impl FromRequest for SignedIn {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let casework = request.app_data::<Data<Casework>>().ok_or(Problem::new(Kind::Broken))?;
            let caller = if request.path().starts_with(API) {
                of_program(&request, casework).await
            } else {
                of_browser(&request, casework).await
            };
            Ok(Self(caller?))
        })
    }
}

impl Argument for SignedIn {
    const SIGNS_IN: bool = true;

    fn describe(operation: &mut Described) {
        operation.refusals.insert(401);
    }
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
