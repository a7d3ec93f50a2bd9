//! A handler that panics costs one answer, not the connection. The text of a panic may hold personal data:
//! it must never be sent and never be logged.

use std::panic::{self, AssertUnwindSafe, PanicHookInfo};

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use futures_util::FutureExt;

use super::problem::{Kind, Problem};

/// Turns a panic of the handler, or of what reads its arguments, into a refusal.
///
/// Stands behind the routing: in front of it the request must not be shared, and without a share
/// there would be nothing left to answer to.
///
/// # Errors
/// What the handler itself returned as an error.
pub async fn catch_panics(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let asked = request.request().clone();
    match AssertUnwindSafe(next.call(request)).catch_unwind().await {
        Ok(answer) => Ok(answer?.map_into_boxed_body()),
        Err(_panic) => Ok(ServiceResponse::from_err(Problem::new(Kind::Broken), asked)),
    }
}

/// Makes the whole program report where a panic happened, and nothing of what it said.
pub fn report_panics_without_their_text() {
    panic::set_hook(Box::new(|info: &PanicHookInfo<'_>| {
        let place = info.location().map(|at| format!("{}:{}", at.file(), at.line()));
        tracing::error!(place = place.as_deref().unwrap_or("unknown"), "a panic was caught");
    }));
}
