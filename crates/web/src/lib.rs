//! The two doors of Tandem: an API for programs and pages for people, on one floor.
//!
//! Reading order: [`shared::router`] (what is mounted), [`shared::floor`] (what every answer has in common),
//! [`shared::problem`] (how a refusal looks), [`shared::fields`] (how input is read), [`ui`] (how pages look).
//! This crate must never talk to the database: it asks `casework`.

use self::shared::router::{RouteInfo, Router};
use self::shared::{document, health};
use self::ui::assets;

pub mod shared;
pub mod ui;

/// Every route of the house. A new one is added here or in a list that is called from here, nowhere else.
pub fn router() -> Router {
    let mut router = Router::new();
    api!(router, "programs must be able to read how to call us", document::openapi);
    router.floor("style sheets hold nothing of anyone", assets::PATH, assets::serve);
    router.floor("tells that the process runs", "/health/live", health::live);
    router.floor("tells whether people can be answered", "/health/ready", health::ready);
    router
}

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
