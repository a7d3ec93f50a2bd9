//! Creates that may arrive twice: what identifies one, and what is answered. Changes cannot: they name a version.

use actix_web::http::header::{ETAG, LOCATION};
use actix_web::{HttpMessage, HttpRequest, HttpResponse};
use casework::Creation;
use domain::version::Version;
use serde::Serialize;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;
use uuid::Uuid;

use super::idempotency::IdempotencyKey;
use super::if_match::etag;

/// What was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Created {
    /// Kenmerk van wat er gemaakt is
    pub id: Uuid,
}

/// What was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Changed {
    /// De versie na de wijziging, ook in de header ETag
    #[schema(minimum = 1)]
    pub version: i64,
}

/// Hash of what a request asks: of its path and its body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestHash([u8; 32]);

impl RequestHash {
    /// Keeps the hash with the request; the readers of bodies do this.
    pub fn keep(request: &HttpRequest, body: &[u8]) {
        let mut hash = Sha256::new();
        hash.update(request.path().as_bytes());
        hash.update([0]);
        hash.update(body);
        request.extensions_mut().insert(Self(hash.finalize().into()));
    }
}

/// The create that a request asks for: the client's key, and a hash so that a key for something else is noticed.
pub fn creation(request: &HttpRequest, key: &IdempotencyKey) -> Creation {
    let hash = request.extensions().get::<RequestHash>().map_or([0; 32], |hash| hash.0);
    Creation { key: key.as_str().to_owned(), request_hash: hash }
}

/// The answer to a create: what was made, and where it can be read.
pub fn created(location: &str, id: Uuid) -> HttpResponse {
    HttpResponse::Created().insert_header((LOCATION, location)).json(Created { id })
}

/// The answer to a change: the version that came of it.
pub fn changed(version: Version) -> HttpResponse {
    HttpResponse::Ok().insert_header((ETAG, etag(version))).json(Changed { version: version.0 })
}
