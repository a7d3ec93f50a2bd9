//! The two doors of Tandem: an API for programs and pages for people, on one floor.
//!
//! Reading order: [`shared::router`] (what is mounted), [`shared::floor`] (what every answer has in common),
//! [`shared::problem`] (how a refusal looks), [`shared::fields`] (how input is read), [`ui`] (how pages look).
//! This crate must never talk to the database: it asks `casework`.

pub mod api;
pub mod health;
pub mod shared;
pub mod site;
pub mod ui;

use shared::document;
use shared::router::RouteInfo;
pub use site::router;

/// What is mounted, for tests that visit every route.
pub fn routes() -> Vec<RouteInfo> {
    router().routes()
}

/// The description of the API in the form in which it is committed.
pub fn openapi() -> String {
    document::print(&router().document())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mounted_body_describes_what_it_reads() {
        for check in routes().into_iter().flat_map(|route| route.body_checks) {
            assert_eq!(check(), Vec::<String>::new());
        }
    }

    #[test]
    fn the_description_is_the_same_every_time() {
        assert_eq!(openapi(), openapi());
    }
}
