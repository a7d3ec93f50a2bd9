//! Forms come from our own pages: the browser says so, and the form carries a stamp over the session.
//! Nothing here knows who is signed in. Source: OWASP ASVS 5.0, 3.5.1 to 3.5.3.

use actix_web::HttpRequest;
use actix_web::http::header::{HOST, ORIGIN};
use actix_web::web::Data;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

use super::problem::{Kind, Problem};
use super::stamp::{Purpose, StampKey};

/// Name of the cookie that holds the session of a person.
pub const SESSION_COOKIE: &str = "__Host-tandem";
/// Name of the field with the token.
pub const FIELD: &str = "csrf";

/// The token for forms on pages of this request's session; before signing in there is no session, and the
/// browser's word about the origin is what protects the form.
pub fn token(request: &HttpRequest) -> String {
    let stamp = key(request).map(|key| key.stamp(Purpose::Form, &[session(request).as_bytes()]));
    BASE64_URL_SAFE_NO_PAD.encode(stamp.unwrap_or_default())
}

/// The token for forms of a session that starts with the answer to this request.
pub fn token_for(key: &StampKey, session: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(key.stamp(Purpose::Form, &[session.as_bytes()]))
}

/// Lets a form pass that comes from our own page.
///
/// # Errors
/// `form_expired` when another site sent it, or when its token belongs to another session.
pub fn check(request: &HttpRequest, sent: Option<&str>) -> Result<(), Problem> {
    let refused = Problem::new(Kind::FormExpired);
    if !is_same_origin(request) {
        return Err(refused);
    }
    let stamp = sent.and_then(|sent| BASE64_URL_SAFE_NO_PAD.decode(sent).ok()).unwrap_or_default();
    let ours =
        key(request).is_some_and(|key| key.is_ours(Purpose::Form, &[session(request).as_bytes()], &stamp));
    if ours { Ok(()) } else { Err(refused) }
}

/// Whether the browser says that the request comes from our own page. `Origin: null` alone says nothing good;
/// beside `Sec-Fetch-Site: same-origin` it only means that we ask browsers not to send referrers.
fn is_same_origin(request: &HttpRequest) -> bool {
    let header = |name: &str| request.headers().get(name).map(|value| value.to_str().unwrap_or("?"));
    let host = header(HOST.as_str()).unwrap_or_default();
    let origin_is_ours = header(ORIGIN.as_str()).map(|origin| {
        origin.split_once("://").is_some_and(|(_, from)| !host.is_empty() && from.eq_ignore_ascii_case(host))
    });
    match header("sec-fetch-site") {
        Some("same-origin") => origin_is_ours != Some(false) || header(ORIGIN.as_str()) == Some("null"),
        Some(_) => false,
        None => origin_is_ours == Some(true),
    }
}

fn key(request: &HttpRequest) -> Option<&Data<StampKey>> {
    request.app_data::<Data<StampKey>>()
}

fn session(request: &HttpRequest) -> String {
    request.cookie(SESSION_COOKIE).map(|cookie| cookie.value().to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use actix_web::cookie::Cookie;
    use actix_web::test::TestRequest;

    use super::*;

    fn request(session: &'static str, headers: &[(&'static str, &'static str)]) -> HttpRequest {
        let mut request = TestRequest::post().uri("/x").app_data(Data::new(StampKey::new([7; 32])));
        request = request.cookie(Cookie::new(SESSION_COOKIE, session)).insert_header(("host", "tandem.test"));
        for header in headers {
            request = request.insert_header(*header);
        }
        request.to_http_request()
    }

    const SAME: (&str, &str) = ("sec-fetch-site", "same-origin");

    #[actix_web::test]
    async fn a_form_of_our_own_page_passes() {
        let token = token(&request("a", &[]));
        for headers in [
            vec![SAME],
            vec![("origin", "https://tandem.test")],
            vec![SAME, ("origin", "null")],
            vec![SAME, ("origin", "http://tandem.test")],
        ] {
            assert_eq!(check(&request("a", &headers), Some(&token)), Ok(()), "{headers:?}");
        }
    }

    #[actix_web::test]
    async fn a_form_of_another_site_or_of_nowhere_is_refused() {
        let token = token(&request("a", &[]));
        for headers in [
            vec![],
            vec![("origin", "null")],
            vec![("origin", "https://evil.test")],
            vec![("origin", "https://sub.tandem.test")],
            vec![("origin", "https://tandem.test.evil.test")],
            vec![("origin", "tandem.test")],
            vec![("sec-fetch-site", "cross-site"), ("origin", "https://tandem.test")],
            vec![("sec-fetch-site", "same-site")],
            vec![("sec-fetch-site", "none")],
            vec![SAME, ("origin", "https://evil.test")],
        ] {
            assert!(check(&request("a", &headers), Some(&token)).is_err(), "{headers:?}");
        }
    }

    #[actix_web::test]
    async fn a_token_of_another_session_or_none_at_all_is_refused() {
        let token = token(&request("a", &[]));
        assert!(check(&request("b", &[SAME]), Some(&token)).is_err());
        for sent in [None, Some(""), Some("x"), Some("AAAA")] {
            assert!(check(&request("a", &[SAME]), sent).is_err());
        }
    }
}
