//! What is mounted is what is listed and documented.

use actix_web::test::{self, TestRequest};
use actix_web::{App, HttpResponse};

use super::*;
use crate::shared::argument::Argument;

struct Caller;

impl actix_web::FromRequest for Caller {
    type Error = Problem;
    type Future = std::future::Ready<Result<Self, Problem>>;

    fn from_request(_: &actix_web::HttpRequest, _: &mut actix_web::dev::Payload) -> Self::Future {
        std::future::ready(Ok(Self))
    }
}

impl Argument for Caller {
    const SIGNS_IN: bool = true;
}

mod inner {
    pub(super) mod things {
        use super::super::*;

        /// Alle dingen
        #[utoipa::path(get, path = "/api/v1/things", tag = "dingen", responses((status = 200, description = "Dingen")))]
        pub(crate) async fn list(_caller: Caller) -> HttpResponse {
            HttpResponse::Ok().finish()
        }
    }
}

fn router() -> Router {
    let mut router = Router::new();
    api!(router, inner::things::list);
    api!(router, "everyone may read how to call us", document::openapi);
    router.page(Method::GET, "/things", async |_: Caller| HttpResponse::Ok().finish());
    router.floor("tells that the process runs", "/health/live", async || "ok");
    router
}

#[test]
fn every_route_says_who_gets_past_the_door() {
    let routes = router().routes();
    let listed: Vec<_> = routes.iter().map(|r| (r.path.as_str(), r.door, r.access)).collect();
    assert_eq!(
        listed,
        [
            ("/api/v1/things", Door::Api, Access::SignedIn),
            ("/api/v1/openapi.json", Door::Api, Access::Public("everyone may read how to call us")),
            ("/things", Door::Page, Access::SignedIn),
            ("/health/live", Door::Floor, Access::Public("tells that the process runs")),
        ]
    );
}

#[test]
fn the_document_holds_the_mounted_operations_with_their_refusals() {
    let document = router().document();
    let list = &document["paths"]["/things"]["get"];
    assert_eq!(list["summary"], "Alle dingen");
    assert_eq!(list["security"][0]["bearer"], serde_json::json!([]));
    assert_eq!(list["responses"]["401"]["$ref"], "#/components/responses/Problem401");
    assert_eq!(
        list["responses"]["200"]["headers"]["API-Version"]["$ref"],
        "#/components/headers/API-Version"
    );
    assert_eq!(document["paths"].as_object().map(serde_json::Map::len), Some(2));
    assert_eq!(document["tags"][1]["name"], "dingen");
}

#[test]
#[should_panic(expected = "mounted twice")]
fn the_same_route_twice_is_found_at_the_start() {
    let mut router = router();
    api!(router, inner::things::list);
}

#[actix_web::test]
async fn the_document_is_served_to_anyone_from_anywhere() {
    let app = test::init_service(App::new().configure(|config| router().mount(config))).await;
    let answer = test::call_service(&app, TestRequest::get().uri("/api/v1/openapi.json").to_request()).await;
    assert_eq!(answer.headers().get("access-control-allow-origin").unwrap(), "*");
    let body = test::read_body(answer).await;
    assert_eq!(body, document::print(&router().document()));
}

#[actix_web::test]
async fn an_address_that_reads_no_query_refuses_one() {
    let app = test::init_service(App::new().configure(|config| router().mount(config))).await;
    for (uri, status) in [("/api/v1/things", 200), ("/api/v1/things?page=2", 400), ("/things?page=2", 200)] {
        let answer = test::call_service(&app, TestRequest::get().uri(uri).to_request()).await;
        assert_eq!(answer.status(), status, "{uri}");
    }
}
