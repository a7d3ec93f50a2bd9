//! The key under which a caller may repeat a create without making a second thing. Remembering the key is the
//! work of the transaction that creates.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use domain::fault::FaultCode;
use serde_json::json;

use super::argument::{Argument, Described};
use super::problem::{InvalidParam, Problem};
use crate::ui::words::faults;

/// Name of the header.
const HEADER: &str = "Idempotency-Key";

/// A caller's own name for one create: 16 to 64 visible ASCII characters, a UUID for instance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// Reads a key; nothing when it is too short to be unique, too long, or not visible ASCII.
    pub fn parse(text: &str) -> Option<Self> {
        let fits = (16..=64).contains(&text.len()) && text.bytes().all(|it| it.is_ascii_graphic());
        fits.then(|| Self(text.to_owned()))
    }

    /// The key itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromRequest for IdempotencyKey {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let refuse = |code: FaultCode, limit| {
            let reason = faults::sentence(code, limit);
            Problem::invalid(vec![InvalidParam { name: HEADER.to_owned(), code: code.code(), reason }])
        };
        let Some(header) = request.headers().get(HEADER) else {
            return ready(Err(refuse(FaultCode::Missing, None)));
        };
        let key = header.to_str().ok().and_then(Self::parse);
        ready(key.ok_or_else(|| refuse(FaultCode::TooShort, Some(16))))
    }
}

impl Argument for IdempotencyKey {
    fn describe(operation: &mut Described) {
        operation.refusals.extend([400, 409]);
        let schema = json!({"type": "string", "minLength": 16, "maxLength": 64});
        operation.header(
            HEADER,
            "Uw eigen kenmerk; herhalen met hetzelfde kenmerk maakt niets dubbel",
            schema,
        );
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[actix_web::test]
    async fn a_uuid_or_another_long_enough_text_is_a_key() {
        for key in ["0193d0a4-7c1e-7d55-9a5b-4f6f0f3a2b11", "sixteen-chars-ok", &"x".repeat(64)] {
            let request = TestRequest::post().insert_header((HEADER, key)).to_http_request();
            assert_eq!(IdempotencyKey::extract(&request).await.unwrap().as_str(), key);
        }
    }

    #[actix_web::test]
    async fn a_missing_or_unusable_key_names_the_header() {
        let mut requests = vec![TestRequest::post()];
        for key in ["", "short", "with space in the middle", &"x".repeat(65)] {
            requests.push(TestRequest::post().insert_header((HEADER, key)));
        }
        for request in requests {
            let problem = IdempotencyKey::extract(&request.to_http_request()).await.unwrap_err();
            assert_eq!(problem.invalid_params()[0].name, HEADER);
        }
    }
}
