//! What every step at the API begins with: who asks, the use cases, and the request itself for what identifies a
//! create. One argument instead of three.

use std::future::{Ready, ready};

use access::Caller;
use actix_web::dev::Payload;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};
use casework::Casework;

use super::argument::{Argument, Described};
use super::problem::{Kind, Problem};
use super::signed_in::SignedIn;

/// A signed-in program that asks for something. A handler that takes it cannot be reached by strangers.
pub struct Asked {
    /// Who asks.
    pub caller: Caller,
    /// The use cases.
    pub casework: Data<Casework>,
    /// The request.
    pub request: HttpRequest,
}

impl FromRequest for Asked {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let casework = request.app_data::<Data<Casework>>().ok_or(Problem::new(Kind::Broken));
        let signed_in = SignedIn::from_request(request, payload).into_inner();
        ready(signed_in.and_then(|SignedIn(caller)| {
            Ok(Self { caller, casework: casework?.clone(), request: request.clone() })
        }))
    }
}

impl Argument for Asked {
    const SIGNS_IN: bool = SignedIn::SIGNS_IN;

    fn describe(operation: &mut Described) {
        SignedIn::describe(operation);
    }
}
