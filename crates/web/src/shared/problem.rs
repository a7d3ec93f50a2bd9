//! A refusal as the outside world sees it: `application/problem+json` (RFC 9457) or a Dutch page.
//! It never carries anything of the request or of the implementation.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::http::header::{ALLOW, CONTENT_TYPE, HeaderValue, RETRY_AFTER, WWW_AUTHENTICATE};
use actix_web::{HttpResponse, ResponseError};
use domain::version::Version;
use serde_json::{Map, Value, json};

use crate::ui::words::{problems, rules};

/// Media type of every error of the API.
pub const PROBLEM_JSON: &str = "application/problem+json";
/// Seconds after which a caller may try again when the service is briefly away.
pub const RETRY_AFTER_SECONDS: u32 = 5;

/// Why a request was not answered with what it asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    kind: Kind,
    rule: Option<Rule>,
    invalid: Vec<InvalidParam>,
    conflict: Option<Box<WrittenTwice>>,
    allow: Option<String>,
    retry_after: Option<u32>,
}

/// The kinds of refusal; each has one status and one Dutch sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The request cannot be read at all.
    Malformed,
    /// The request can be read, and one or more fields are wrong.
    Invalid,
    /// Nobody is signed in.
    SignInNeeded,
    /// You may see it, but not do this.
    Forbidden,
    /// The form did not come from our own page, or the session ended in between.
    FormExpired,
    /// It is not there, or you may not know that it is.
    NotFound,
    /// This address knows other methods.
    MethodNotAllowed,
    /// A rule of the work forbids it.
    Rule,
    /// Somebody else changed it in the meantime.
    Stale,
    /// Somebody else wrote something else in the same fields.
    Conflict,
    /// The body is larger than allowed.
    TooLarge,
    /// The body is of a kind that this address does not read.
    UnsupportedMediaType,
    /// The version that is being changed was not named.
    VersionMissing,
    /// Too many attempts.
    TooManyRequests,
    /// Something went wrong on our side.
    Broken,
    /// Something that we need is away for a moment.
    Unavailable,
}

/// A broken rule of the work, with its stable code and its Dutch sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Rule {
    code: &'static str,
    sentence: &'static str,
}

/// One wrong field: where it is, what is wrong, and the sentence about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidParam {
    /// Dotted path in the body (`members.0.familyName`), or the name of a header or query key.
    pub name: String,
    /// Stable code of the fault.
    pub code: &'static str,
    /// Dutch sentence without the value.
    pub reason: String,
}

/// What two people wrote in the same thing, and which version to see before writing again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenTwice {
    /// The newest version.
    pub newest: Version,
    /// Each field with its three texts.
    pub fields: Vec<FieldTwice>,
}

/// What two people wrote in one field; nothing for a field that was left empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldTwice {
    /// The field as the API names it.
    pub name: &'static str,
    /// What both saw.
    pub base: Value,
    /// What the slower one made of it.
    pub mine: Value,
    /// What the faster one made of it.
    pub theirs: Value,
}

impl Problem {
    /// A refusal of this kind without further details.
    pub const fn new(kind: Kind) -> Self {
        Self { kind, rule: None, invalid: Vec::new(), conflict: None, allow: None, retry_after: None }
    }

    /// It is not there, or the caller may not know that it is: always the same answer.
    pub const fn not_found() -> Self {
        Self::new(Kind::NotFound)
    }

    /// One or more fields are wrong.
    pub fn invalid(invalid: Vec<InvalidParam>) -> Self {
        Self { invalid, ..Self::new(Kind::Invalid) }
    }

    /// A rule of the work forbids it: its code, as `domain` gives it.
    pub fn rule(code: &'static str) -> Self {
        Self { rule: Some(Rule { code, sentence: rules::sentence(code) }), ..Self::new(Kind::Rule) }
    }

    /// Somebody else wrote something else in the same fields; who asks may see both.
    pub fn written_twice(conflict: WrittenTwice) -> Self {
        Self { conflict: Some(Box::new(conflict)), ..Self::new(Kind::Conflict) }
    }

    /// This address knows other methods, listed in `allow` as in the header of that name.
    pub fn method_not_allowed(allow: String) -> Self {
        Self { allow: Some(allow), ..Self::new(Kind::MethodNotAllowed) }
    }

    /// Too many attempts; come back after so many seconds.
    pub fn too_many_requests(retry_after: u32) -> Self {
        Self { retry_after: Some(retry_after), ..Self::new(Kind::TooManyRequests) }
    }

    /// Something that we need is away for a moment.
    pub fn unavailable() -> Self {
        Self { retry_after: Some(RETRY_AFTER_SECONDS), ..Self::new(Kind::Unavailable) }
    }

    /// What stands closest to a bare status of the framework underneath.
    pub fn from_status(status: StatusCode) -> Self {
        match status {
            StatusCode::UNAUTHORIZED => Self::new(Kind::SignInNeeded),
            StatusCode::FORBIDDEN => Self::new(Kind::Forbidden),
            StatusCode::NOT_FOUND => Self::not_found(),
            StatusCode::PAYLOAD_TOO_LARGE => Self::new(Kind::TooLarge),
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Self::new(Kind::UnsupportedMediaType),
            StatusCode::SERVICE_UNAVAILABLE => Self::unavailable(),
            other if other.is_client_error() => Self::new(Kind::Malformed),
            _ => Self::new(Kind::Broken),
        }
    }

    /// The kind of refusal.
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// The wrong fields, all at once.
    pub fn invalid_params(&self) -> &[InvalidParam] {
        &self.invalid
    }

    /// Stable code for programs: of the broken rule, or of the kind.
    pub const fn code(&self) -> &'static str {
        match &self.rule {
            Some(rule) => rule.code,
            None => self.kind.code(),
        }
    }

    /// Short Dutch title.
    pub const fn title(&self) -> &'static str {
        problems::title(self.kind)
    }

    /// Dutch sentence that says what to do.
    pub const fn detail(&self) -> &'static str {
        match &self.rule {
            Some(rule) => rule.sentence,
            None => problems::detail(self.kind),
        }
    }

    /// The document of RFC 9457; the request id is left out while it is not known.
    pub fn to_json(&self, request_id: Option<&str>) -> Value {
        let mut document = Map::new();
        document.insert("status".to_owned(), json!(self.kind.status().as_u16()));
        document.insert("code".to_owned(), json!(self.code()));
        document.insert("title".to_owned(), json!(self.title()));
        document.insert("detail".to_owned(), json!(self.detail()));
        if let Some(id) = request_id {
            document.insert("requestId".to_owned(), json!(id));
        }
        if !self.invalid.is_empty() {
            let wrong = |it: &InvalidParam| json!({"name": it.name, "code": it.code, "reason": it.reason});
            document.insert("invalidParams".to_owned(), self.invalid.iter().map(wrong).collect());
        }
        if let Some(conflict) = &self.conflict {
            let twice = |it: &FieldTwice| json!({"name": it.name, "base": it.base, "mine": it.mine, "theirs": it.theirs});
            document.insert("newestVersion".to_owned(), json!(conflict.newest.0));
            document.insert("conflicts".to_owned(), conflict.fields.iter().map(twice).collect());
        }
        Value::Object(document)
    }

    /// The answer to a program.
    pub fn json_response(&self, request_id: Option<&str>) -> HttpResponse {
        self.response(PROBLEM_JSON, self.to_json(request_id).to_string())
    }

    /// An answer with this body and the headers that belong to the refusal.
    pub fn response(&self, content_type: &'static str, body: String) -> HttpResponse {
        let mut answer = HttpResponse::build(self.kind.status()).body(body);
        let headers = answer.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        if self.kind == Kind::SignInNeeded {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(seconds) = self.retry_after {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        if let Some(Ok(allow)) = self.allow.as_deref().map(HeaderValue::from_str) {
            headers.insert(ALLOW, allow);
        }
        answer
    }
}

impl Kind {
    /// All kinds.
    pub const ALL: &[Self] = &[
        Self::Malformed,
        Self::Invalid,
        Self::SignInNeeded,
        Self::Forbidden,
        Self::FormExpired,
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::Rule,
        Self::Stale,
        Self::Conflict,
        Self::TooLarge,
        Self::UnsupportedMediaType,
        Self::VersionMissing,
        Self::TooManyRequests,
        Self::Broken,
        Self::Unavailable,
    ];

    /// The HTTP status; a wrong field is a 400, never a 422.
    /// Source: NL GOV REST API Design Rules 2.2, /core/error-handling/invalid-input.
    pub const fn status(self) -> StatusCode {
        match self {
            Self::Malformed | Self::Invalid => StatusCode::BAD_REQUEST,
            Self::SignInNeeded => StatusCode::UNAUTHORIZED,
            Self::Forbidden | Self::FormExpired => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Rule | Self::Conflict => StatusCode::CONFLICT,
            Self::Stale => StatusCode::PRECONDITION_FAILED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::VersionMissing => StatusCode::PRECONDITION_REQUIRED,
            Self::TooManyRequests => StatusCode::TOO_MANY_REQUESTS,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// Stable code for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::Invalid => "invalid",
            Self::SignInNeeded => "sign_in_needed",
            Self::Forbidden => "forbidden",
            Self::FormExpired => "form_expired",
            Self::NotFound => "not_found",
            Self::MethodNotAllowed => "method_not_allowed",
            Self::Rule => "rule",
            Self::Stale => "stale",
            Self::Conflict => "conflict",
            Self::TooLarge => "too_large",
            Self::UnsupportedMediaType => "unsupported_media_type",
            Self::VersionMissing => "version_missing",
            Self::TooManyRequests => "too_many_requests",
            Self::Broken => "broken",
            Self::Unavailable => "unavailable",
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl std::error::Error for Problem {}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.kind.status()
    }

    /// The floor renders it again, with the request id and for the right door.
    fn error_response(&self) -> HttpResponse {
        self.json_response(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_names_status_code_title_and_detail_and_all_wrong_fields() {
        let wrong = InvalidParam { name: "score".to_owned(), code: "out_of_range", reason: "R".to_owned() };
        let document = Problem::invalid(vec![wrong.clone(), wrong]).to_json(Some("id"));
        assert_eq!(document["status"], 400);
        assert_eq!(document["code"], "invalid");
        assert_eq!(document["requestId"], "id");
        assert_eq!(document["invalidParams"].as_array().map(Vec::len), Some(2));
        assert!(document["title"].is_string() && document["detail"].is_string());
    }

    #[test]
    fn a_rule_shows_its_own_code_and_sentence() {
        let problem = Problem::rule("seat_taken");
        assert_eq!((problem.code(), problem.detail()), ("seat_taken", rules::sentence("seat_taken")));
        assert_eq!(problem.status_code(), StatusCode::CONFLICT);
    }

    #[test]
    fn codes_differ_and_no_kind_is_a_422() {
        let mut codes: Vec<_> = Kind::ALL.iter().map(|kind| kind.code()).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), Kind::ALL.len());
        assert!(Kind::ALL.iter().all(|kind| kind.status() != StatusCode::UNPROCESSABLE_ENTITY));
    }

    #[test]
    fn an_absent_database_says_when_to_come_back() {
        let answer = Problem::unavailable().error_response();
        assert_eq!(answer.headers().get(RETRY_AFTER).and_then(|v| v.to_str().ok()), Some("5"));
    }
}
