//! What every answer has in common: a request id, headers that protect, refusals in one form, one line in the
//! log. Never looks at who is calling, and never logs anything of the request but its method and pattern.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Instant;

use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::Method;
use actix_web::http::header::{ACCEPT, CONTENT_LENGTH, HeaderMap, HeaderName, HeaderValue, LOCATION};
use actix_web::middleware::Next;
use actix_web::{Error, FromRequest, HttpMessage, HttpRequest, HttpResponse, dev, web};
use futures_util::future::{Ready, ready};
use uuid::Uuid;

use super::argument::Argument;
use super::headers;
use super::problem::{Kind, Problem};
use super::stamp::StampKey;
use super::way_back;
use crate::site::Looks;
use crate::ui::error_page::error_page;
use crate::ui::sign_in::PATH as SIGN_IN;

/// How large a body may be, in bytes; part of the app data.
#[derive(Debug, Clone, Copy)]
pub struct BodyLimit(pub usize);

impl BodyLimit {
    /// What holds when nothing is set: 256 KiB, a log entry of the greatest length a few times over.
    pub const DEFAULT: Self = Self(256 * 1024);

    /// The limit that holds for this request.
    pub fn of(request: &HttpRequest) -> Self {
        request.app_data::<web::Data<Self>>().map_or(Self::DEFAULT, |limit| ***limit)
    }
}

/// Names one request in the answer and in the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestId(pub Uuid);

impl FromRequest for RequestId {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut dev::Payload) -> Self::Future {
        ready(request.extensions().get::<Self>().copied().ok_or(Problem::new(Kind::Broken)))
    }
}

impl Argument for RequestId {}

/// The floor: wrap the app in `from_fn(floor)`, outside everything but compression.
///
/// # Errors
/// What a layer below returned as an error instead of an answer; dressed like every other refusal.
pub async fn floor(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let pending = Pending::of(&request);
    request.extensions_mut().insert(RequestId(pending.id));
    if too_large(&request) {
        return Ok(pending.finish(request.error_response(Problem::new(Kind::TooLarge))));
    }
    match next.call(request).await {
        Ok(answer) => Ok(pending.finish(answer.map_into_boxed_body())),
        Err(error) => Err(pending.finish_error(&error)),
    }
}

/// What the floor remembers of a request while it is being answered.
struct Pending {
    id: Uuid,
    method: Method,
    api: bool,
    html: bool,
    /// The page that was asked for, when one can come back to it.
    page: Option<String>,
    looks: Option<web::Data<Looks>>,
    stamp_key: Option<web::Data<StampKey>>,
    started: Instant,
}

impl Pending {
    #[expect(clippy::disallowed_methods, reason = "a request id names a request, nothing in the domain")]
    fn of(request: &ServiceRequest) -> Self {
        let path = request.path();
        let api = path == "/api" || path.starts_with("/api/");
        let accept = request.headers().get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let html = !api && accept.contains("text/html");
        let can_come_back = html && request.method() == Method::GET && path != "/";
        let address = || request.uri().path_and_query().map(|it| it.as_str().to_owned());
        Self {
            id: Uuid::new_v4(),
            method: request.method().clone(),
            api,
            html,
            page: can_come_back.then(address).flatten(),
            looks: request.app_data().cloned(),
            stamp_key: request.app_data().cloned(),
            started: Instant::now(),
        }
    }

    fn finish(&self, answer: ServiceResponse) -> ServiceResponse {
        let (request, mut response) = answer.into_parts();
        if let Some(problem) = response.error().map(problem_of) {
            response = self.refusal(&problem);
        }
        headers::protect(response.headers_mut(), self.api);
        self.name(response.headers_mut());
        self.log(request.match_pattern().as_deref(), response.status().as_u16());
        if self.method == Method::HEAD {
            response = response.map_body(|_, body| BoxBody::new(Unsent(body.size())));
        }
        ServiceResponse::new(request, response)
    }

    /// A layer that fails without an answer has taken the request with it: dress a bare answer.
    fn finish_error(&self, error: &Error) -> Error {
        let problem = problem_of(error);
        let mut refusal = self.refusal(&problem);
        headers::protect(refusal.headers_mut(), self.api);
        self.name(refusal.headers_mut());
        self.log(None, refusal.status().as_u16());
        InternalError::from_response(problem, refusal).into()
    }

    fn refusal(&self, problem: &Problem) -> HttpResponse {
        let (id, looks) = (self.id.to_string(), self.looks.as_ref().map(|it| &***it));
        if self.html && problem.kind() == Kind::SignInNeeded {
            return HttpResponse::SeeOther().insert_header((LOCATION, self.sign_in())).finish();
        }
        if self.html {
            return problem
                .response("text/html; charset=utf-8", error_page(problem, &id, looks).into_string());
        }
        problem.json_response(Some(&id))
    }

    /// Where one signs in, with the way back to the page that was asked for.
    fn sign_in(&self) -> String {
        let kept =
            self.stamp_key.as_ref().zip(self.page.as_ref()).and_then(|(key, it)| way_back::kept(key, it));
        let query = kept.and_then(|kept| serde_urlencoded::to_string([(way_back::FIELD, kept)]).ok());
        query.map_or_else(|| SIGN_IN.to_owned(), |query| format!("{SIGN_IN}?{query}"))
    }

    fn name(&self, headers: &mut HeaderMap) {
        if let Ok(id) = HeaderValue::from_str(&self.id.to_string()) {
            headers.insert(HeaderName::from_static("x-request-id"), id);
        }
    }

    /// The pattern, not the path: a stranger may type anything into a path.
    fn log(&self, pattern: Option<&str>, status: u16) {
        tracing::info!(
            request_id = %self.id,
            method = %self.method,
            route = pattern.unwrap_or("-"),
            status,
            ms = self.started.elapsed().as_millis() as u64,
            "answered"
        );
    }
}

/// Our own refusal as it is; anything of the framework underneath by its status only.
fn problem_of(error: &Error) -> Problem {
    match error.as_error::<Problem>() {
        Some(problem) => problem.clone(),
        None => Problem::from_status(error.as_response_error().status_code()),
    }
}

fn too_large(request: &ServiceRequest) -> bool {
    let announced = request.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    let limit = BodyLimit::of(request.request()).0;
    announced.and_then(|length| length.parse::<usize>().ok()).is_some_and(|length| length > limit)
}

/// The body of an answer to HEAD: has the length of the answer to GET, and nothing in it.
struct Unsent(BodySize);

impl MessageBody for Unsent {
    type Error = Infallible;

    fn size(&self) -> BodySize {
        self.0
    }

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<web::Bytes, Infallible>>> {
        Poll::Ready(None)
    }
}

#[cfg(test)]
mod tests;
