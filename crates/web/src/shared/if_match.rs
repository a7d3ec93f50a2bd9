//! The version of a thing as programs see it: `ETag` on the way out, `If-Match` on the way in.
//! Whether it is still the newest is for the transaction that changes the thing.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::{HeaderValue, IF_MATCH};
use actix_web::{FromRequest, HttpRequest};
use domain::version::Version;
use serde_json::json;

use super::argument::{Argument, Described};
use super::problem::{Kind, Problem};

/// The version on which the caller's change is based.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IfMatch(pub Version);

impl FromRequest for IfMatch {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    /// Without the header 428; with a tag that we never gave out 412, as for any tag that no longer holds.
    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let Some(header) = request.headers().get(IF_MATCH) else {
            return ready(Err(Problem::new(Kind::VersionMissing)));
        };
        let version = header.to_str().ok().and_then(version_in);
        ready(version.map(Self).ok_or(Problem::new(Kind::Stale)))
    }
}

impl Argument for IfMatch {
    fn describe(operation: &mut Described) {
        operation.refusals.extend([409, 412, 428]);
        let schema = json!({"type": "string", "example": "\"7\""});
        operation.header("If-Match", "De versie waarop de wijziging is gebaseerd (uit ETag)", schema);
    }
}

/// The value of the header `ETag` for this version.
pub fn etag(version: Version) -> HeaderValue {
    HeaderValue::from_str(&format!("\"{}\"", version.0)).unwrap_or(HeaderValue::from_static("\"0\""))
}

fn version_in(tag: &str) -> Option<Version> {
    let digits = tag.strip_prefix('"')?.strip_suffix('"')?;
    let plain = digits.bytes().all(|it| it.is_ascii_digit()) && !digits.starts_with('0');
    digits.parse().ok().filter(|_| plain).map(Version)
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[actix_web::test]
    async fn what_we_gave_out_comes_back_as_the_version() {
        let request = TestRequest::get().insert_header((IF_MATCH, etag(Version(7)))).to_http_request();
        assert_eq!(IfMatch::extract(&request).await, Ok(IfMatch(Version(7))));
    }

    #[actix_web::test]
    async fn no_version_is_428_and_a_tag_of_nobody_is_412() {
        let none = TestRequest::get().to_http_request();
        assert_eq!(IfMatch::extract(&none).await.unwrap_err().kind(), Kind::VersionMissing);
        for tag in [
            "7",
            "W/\"7\"",
            "*",
            "\"x\"",
            "\"\"",
            "\"07\"",
            "\"-1\"",
            "\"1\", \"2\"",
            "\"99999999999999999999\"",
        ] {
            let request = TestRequest::get().insert_header((IF_MATCH, tag)).to_http_request();
            assert_eq!(IfMatch::extract(&request).await.unwrap_err().kind(), Kind::Stale, "{tag}");
        }
    }
}
