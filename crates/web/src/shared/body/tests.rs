//! Hostile and honest bodies through a small app: a clean refusal, never a 500, nothing repeated.

use actix_web::http::Method;
use actix_web::middleware::from_fn;
use actix_web::test::{self, TestRequest};
use actix_web::{App, HttpResponse, web};
use domain::text::{LongText, Name};
use serde_json::Value;

use super::super::fields::Fields;
use super::super::floor::floor;
use super::super::router::Router;
use super::super::stamp::StampKey;
use super::*;
use crate::api;

struct Note {
    title: Name,
}

impl Body for Note {
    const NAME: &'static str = "Note";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let title = fields.required("title");
        let _text: Option<LongText> = fields.optional("text");
        Some(Self { title: title? })
    }
}

#[utoipa::path(post, path = "/api/v1/notes", responses((status = 201, description = "Bewaard")))]
async fn add(body: JsonBody<Note>, _key: IdempotencyKey) -> HttpResponse {
    HttpResponse::Created().body(body.0.title.as_str().len().to_string())
}

#[utoipa::path(get, path = "/api/v1/notes", responses((status = 200, description = "Lijst")))]
async fn list(paging: Query<super::super::cursor::Paging>) -> HttpResponse {
    HttpResponse::Ok().body(paging.0.limit.to_string())
}

async fn form(form: FormBody<Note>) -> HttpResponse {
    match form.input {
        Ok(note) => HttpResponse::Ok().body(note.title.as_str().to_owned()),
        Err(state) => HttpResponse::Ok().body(format!("again: {} {:?}", state.faults, form.version)),
    }
}

fn routes() -> Router {
    let mut router = Router::new();
    api!(router, "test", add);
    api!(router, "test", list);
    router.public_page("test", Method::POST, "/notes", form);
    router
}

async fn ask(request: TestRequest) -> (u16, String) {
    let app = App::new()
        .app_data(web::Data::new(BodyLimit(20_000)))
        .app_data(web::Data::new(StampKey::new([1; 32])))
        .configure(|config| routes().mount(config))
        .wrap(from_fn(floor));
    let answer = test::call_service(&test::init_service(app).await, request.to_request()).await;
    (answer.status().as_u16(), String::from_utf8(test::read_body(answer).await.to_vec()).unwrap())
}

fn post(body: impl Into<Vec<u8>>) -> TestRequest {
    TestRequest::post()
        .uri("/api/v1/notes")
        .insert_header(("content-type", "application/json"))
        .insert_header(("idempotency-key", "0193d0a4-7c1e-7d55-9a5b-4f6f0f3a2b11"))
        .set_payload(body.into())
}

fn hostile() -> Vec<Vec<u8>> {
    let mut bodies: Vec<Vec<u8>> = [
        "",
        " ",
        "{",
        "}",
        "[",
        "null",
        "true",
        "1",
        "\"x\"",
        "[]",
        "[{}]",
        "{}",
        "{\"title\"}",
        "{\"title\":}",
        "{\"title\":1}",
        "{\"title\":null}",
        "{\"title\":[]}",
        "{\"title\":{}}",
        "{\"title\":\"\"}",
        "{\"title\":\" \"}",
        "{\"title\":\"\\u0000\"}",
        "{\"title\":\"canary\\u0000\"}",
        "{\"title\":\"\\ud800\"}",
        "{\"title\":\"a\",\"title\":\"canary\"}",
        "{\"title\":\"a\",\"canary\":1}",
        "{\"title\":NaN}",
        "{\"title\":-Infinity}",
        "{\"title\":1e999}",
        "{\"title\":\"a\"}x",
        "{\"title\":\"a\"}{}",
        "{'title':'canary'}",
        "title=canary",
        "<title>canary</title>",
        "{\"title\":\"\u{202e}canary\"}",
        "{\"__proto__\":{\"canary\":1}}",
        "{\"title\":\"a\",\"text\":{\"$ne\":\"canary\"}}",
        "{\"title\":\"a\\u001b[31mcanary\"}",
        "// canary\n{\"title\":\"a\"}",
        "{\"title\":\"a\",}",
        "{\"title\":\"x\",\"text\":\"\u{feff}\"}",
    ]
    .map(|text| text.as_bytes().to_vec())
    .to_vec();
    bodies.push("[".repeat(10_000).into_bytes());
    bodies.push("{\"title\":".repeat(2_000).into_bytes());
    bodies.push(b"{\"title\":\"\xc3\x28\"}".to_vec());
    bodies.push(format!("{{\"title\":\"{}\"}}", "x".repeat(101)).into_bytes());
    bodies.push(format!("{{\"title\":\"{}\"}}", "x".repeat(30_000)).into_bytes());
    bodies.push(vec![0; 100]);
    bodies
}

#[actix_web::test]
async fn forty_hostile_bodies_get_a_clean_refusal() {
    assert!(hostile().len() >= 40);
    for body in hostile() {
        let shown = String::from_utf8_lossy(&body).chars().take(60).collect::<String>();
        let (status, answer) = ask(post(body)).await;
        assert!([400, 413].contains(&status), "{status} for {shown}");
        let problem: Value = serde_json::from_str(&answer).unwrap();
        assert_eq!(problem["status"], status, "{shown}");
        for leak in ["canary", "serde", "line 1", "column", "__proto__", "EOF"] {
            assert!(!answer.contains(leak), "{leak} for {shown}");
        }
    }
}

#[actix_web::test]
async fn an_honest_body_is_read() {
    assert_eq!(ask(post("{\"title\":\"Zoë 👩‍👧\"}")).await.0, 201);
}

#[actix_web::test]
async fn all_wrong_fields_are_named_with_a_dutch_reason() {
    let (status, answer) = ask(post("{\"text\":\"\\u0007\",\"more\":1,\"evenMore\":2}")).await;
    let problem: Value = serde_json::from_str(&answer).unwrap();
    assert_eq!((status, problem["invalidParams"].as_array().map(Vec::len)), (400, Some(3)));
    assert_eq!(problem["invalidParams"][0]["name"], "title");
    assert_eq!(problem["invalidParams"][0]["reason"], "Vul dit veld in.");
    assert_eq!(problem["invalidParams"][2]["reason"], "Er staan 2 velden in die wij niet kennen.");
}

#[actix_web::test]
async fn other_kinds_of_content_are_refused_before_they_are_read() {
    for kind in
        ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "application/jsonp"]
    {
        let request = post("{\"title\":\"a\"}").insert_header(("content-type", kind));
        assert_eq!(ask(request).await.0, 415, "{kind}");
    }
    let packed = post("{\"title\":\"a\"}").insert_header(("content-encoding", "gzip"));
    assert_eq!(ask(packed).await.0, 415);
    let spoken = post("{\"title\":\"a\"}").insert_header(("content-type", "Application/JSON; charset=utf-8"));
    assert_eq!(ask(spoken).await.0, 201);
}

#[actix_web::test]
async fn a_query_string_is_read_as_strictly_as_a_body() {
    for (query, status) in [
        ("", 200),
        ("?limit=100", 200),
        ("?limit=", 200),
        ("?limit=101", 400),
        ("?limit=0", 400),
        ("?limit=x", 400),
        ("?limit=1&limit=2", 400),
        ("?name=canary", 400),
        ("?cursor=%00", 200),
    ] {
        let (answered, answer) = ask(TestRequest::get().uri(&format!("/api/v1/notes{query}"))).await;
        assert_eq!(answered, status, "{query}");
        assert!(!answer.contains("canary"));
    }
}

fn form_request(body: String) -> TestRequest {
    TestRequest::post()
        .uri("/notes")
        .insert_header(("content-type", "application/x-www-form-urlencoded"))
        .insert_header(("sec-fetch-site", "same-origin"))
        .set_payload(body)
}

#[actix_web::test]
async fn a_form_without_our_token_is_refused_before_anything_is_read() {
    assert_eq!(ask(form_request("title=a".to_owned())).await.0, 403);
    assert_eq!(ask(form_request("title=a&csrf=AAAA".to_owned())).await.0, 403);
}

#[actix_web::test]
async fn a_form_with_faults_comes_back_to_be_shown_again() {
    let token = csrf::token_for(&StampKey::new([1; 32]), "");
    let read = ask(form_request(format!("title=Noor&text=&csrf={token}"))).await;
    assert_eq!(read, (200, "Noor".to_owned()));
    let again = ask(form_request(format!("title=&csrf={token}&version=4"))).await;
    assert_eq!(again, (200, "again: title: missing Some(Version(4))".to_owned()));
    let elsewhere =
        form_request(format!("title=a&csrf={token}")).insert_header(("origin", "https://evil.test"));
    assert_eq!(ask(elsewhere).await.0, 403);
}

#[::core::prelude::v1::test]
fn the_document_describes_body_headers_and_query_from_the_signature() {
    let document = routes().document();
    let add = &document["paths"]["/notes"]["post"];
    assert_eq!(
        add["requestBody"]["content"]["application/json"]["schema"]["$ref"],
        "#/components/schemas/Note"
    );
    assert_eq!(document["components"]["schemas"]["Note"]["required"][0], "title");
    assert_eq!(add["parameters"][0]["name"], "Idempotency-Key");
    for status in ["400", "409", "413", "415", "500"] {
        assert!(add["responses"][status]["$ref"].is_string(), "{status}");
    }
    let names: Vec<_> = document["paths"]["/notes"]["get"]["parameters"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["limit", "cursor"]);
}

#[::core::prelude::v1::test]
fn every_mounted_body_describes_what_it_reads() {
    for route in routes().routes() {
        for check in route.body_checks {
            assert_eq!(check(), Vec::<String>::new());
        }
    }
}
