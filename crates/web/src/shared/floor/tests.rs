//! Every answer of the floor, over routes of a small app without a database.

use actix_web::http::{Method, StatusCode};
use actix_web::middleware::from_fn;
use actix_web::test::{self, TestRequest};
use actix_web::{App, Error, HttpResponse};
use serde_json::Value;

use super::super::ids::{Id, PathId};
use super::super::router::Router;
use super::*;
use crate::api;

struct ThingId(Uuid);

impl From<Uuid> for ThingId {
    fn from(id: Uuid) -> Self {
        Self(id)
    }
}

impl PathId for ThingId {
    const NAME: &'static str = "thingId";
}

#[utoipa::path(get, path = "/api/v1/things/{thingId}", responses((status = 200, description = "Een ding")))]
async fn thing(id: Id<ThingId>) -> HttpResponse {
    HttpResponse::Ok().body(id.0.0.to_string())
}

#[utoipa::path(get, path = "/api/v1/things/newest", responses((status = 200, description = "Een ding")))]
async fn newest() -> HttpResponse {
    HttpResponse::Ok().body("newest")
}

#[utoipa::path(post, path = "/api/v1/things", responses((status = 201, description = "Een ding")))]
async fn boom() -> HttpResponse {
    panic!("Fatima Bakkar")
}

async fn page() -> HttpResponse {
    HttpResponse::Ok().body("page")
}

async fn teapot() -> Result<HttpResponse, Error> {
    Err(actix_web::error::ErrorBadRequest("serde: line 1 column 2"))
}

fn routes() -> Router {
    let mut router = Router::new();
    api!(router, "test", thing);
    api!(router, "test", newest);
    api!(router, "test", boom);
    router.public_page("test", Method::GET, "/things/{thingId}", page);
    router.public_page("test", Method::GET, "/teapot", teapot);
    router
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default()
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

async fn ask(request: TestRequest) -> Answer {
    let app = App::new()
        .app_data(web::Data::new(BodyLimit(10)))
        .configure(|config| routes().mount(config))
        .wrap(from_fn(floor));
    let answer = test::call_service(&test::init_service(app).await, request.to_request()).await;
    Answer {
        status: answer.status(),
        headers: answer.headers().clone(),
        body: String::from_utf8(test::read_body(answer).await.to_vec()).unwrap(),
    }
}

const ID: &str = "0193d0a4-7c1e-7d55-9a5b-4f6f0f3a2b11";

#[actix_web::test]
async fn every_refusal_of_the_api_is_a_problem_with_version_id_and_headers() {
    let asked = [
        (TestRequest::get().uri("/api/v1/nowhere"), 404),
        (TestRequest::get().uri("/nowhere"), 404),
        (TestRequest::get().uri(&format!("/api/v1/things/{ID}/")), 404),
        (TestRequest::get().uri("/api/v1/things/x"), 404),
        (TestRequest::delete().uri("/api/v1/things/x"), 405),
        (TestRequest::default().method(Method::TRACE).uri("/api/v1/things/x"), 405),
        (TestRequest::post().uri("/api/v1/things").set_payload("12345678901"), 413),
        (TestRequest::post().uri("/api/v1/things"), 500),
        (TestRequest::get().uri("/teapot"), 400),
    ];
    for (request, status) in asked {
        let request = request.insert_header(("content-length", "11")).insert_header(("x", "y"));
        let request = if status == 413 { request } else { request.insert_header(("content-length", "0")) };
        let answer = ask(request).await;
        assert_eq!(answer.status.as_u16(), status);
        assert_eq!(answer.header("content-type"), "application/problem+json");
        assert_eq!(answer.json()["status"], status);
        assert_eq!(answer.json()["requestId"], answer.header("x-request-id"));
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.header("x-frame-options"), "DENY");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert!(answer.header("content-security-policy").starts_with("default-src 'none'"));
        for secret in ["Fatima", "serde", "panick", "column"] {
            assert!(!answer.body.contains(secret), "{secret} in {}", answer.body);
        }
    }
}

#[actix_web::test]
async fn the_api_names_its_version_and_pages_do_not() {
    assert_eq!(ask(TestRequest::get().uri("/api/v1/nowhere")).await.header("api-version"), "1.0.0");
    assert_eq!(ask(TestRequest::get().uri("/api/v1/things/newest")).await.header("api-version"), "1.0.0");
    assert_eq!(ask(TestRequest::get().uri("/nowhere")).await.header("api-version"), "");
}

#[actix_web::test]
async fn a_person_gets_a_dutch_page_and_a_program_below_api_never_does() {
    let html = ("accept", "text/html,*/*");
    let page = ask(TestRequest::get().uri("/nowhere").insert_header(html)).await;
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert!(page.body.contains("lang=\"nl\"") && page.body.contains("Niet gevonden"));
    assert!(page.body.contains(page.header("x-request-id")));
    let program = ask(TestRequest::get().uri("/api/v1/nowhere").insert_header(html)).await;
    assert_eq!(program.header("content-type"), "application/problem+json");
}

#[actix_web::test]
async fn head_answers_like_get_without_a_body() {
    let uri = format!("/api/v1/things/{ID}");
    let get = ask(TestRequest::get().uri(&uri)).await;
    let head = ask(TestRequest::default().method(Method::HEAD).uri(&uri)).await;
    assert_eq!((get.status, get.body.as_str()), (StatusCode::OK, ID));
    assert_eq!((head.status, head.body.as_str()), (StatusCode::OK, ""));
    assert_eq!(head.header("api-version"), get.header("api-version"));
}

#[actix_web::test]
async fn an_unsupported_method_hears_which_ones_there_are() {
    assert_eq!(ask(TestRequest::put().uri("/api/v1/things")).await.header("allow"), "POST");
    assert_eq!(ask(TestRequest::put().uri("/api/v1/things/newest")).await.header("allow"), "GET, HEAD");
}

#[actix_web::test]
async fn a_fixed_path_comes_before_a_path_with_a_name() {
    assert_eq!(ask(TestRequest::get().uri("/api/v1/things/newest")).await.body, "newest");
}

#[actix_web::test]
async fn a_foreign_id_and_a_text_that_is_no_id_get_the_same_refusal() {
    let mut one = ask(TestRequest::get().uri("/api/v1/things/secret%00%22")).await.json();
    let mut other = ask(TestRequest::get().uri("/api/v1/nowhere")).await.json();
    one["requestId"] = Value::Null;
    other["requestId"] = Value::Null;
    assert_eq!(one, other);
}
