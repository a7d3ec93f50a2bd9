//! What every answer has in common, whatever is asked. Source: NL GOV REST API Design Rules 2.2.

use super::*;
use reqwest::header::HeaderMap;

/// Words that would tell how we are built.
pub(super) const INSIDES: [&str; 8] =
    ["diesel", "serde", "actix", "line 1", "panicked", "postgres", "column ", "tokio"];

fn assert_protected(headers: &HeaderMap, api: bool, called: &str) {
    for name in [
        "x-content-type-options",
        "x-frame-options",
        "referrer-policy",
        "content-security-policy",
        "strict-transport-security",
        "permissions-policy",
        "x-request-id",
    ] {
        assert!(headers.contains_key(name), "{name} is missing: {called}");
    }
    assert_eq!(headers.contains_key("api-version"), api, "API-Version: {called}");
}

/// A refusal as every refusal of the API is.
pub(super) async fn assert_problem(answer: Response, status: u16, called: &str) {
    assert_eq!(answer.status(), status, "{called}");
    assert_protected(answer.headers(), true, called);
    assert_eq!(answer.headers()["content-type"], "application/problem+json", "{called}");
    let text = answer.text().await.unwrap();
    let body: Value = serde_json::from_str(&text).unwrap();
    for member in ["status", "title", "detail", "code"] {
        assert!(!body[member].is_null(), "{member}: {called}");
    }
    for word in INSIDES {
        assert!(!text.to_lowercase().contains(word), "{word} in {text}: {called}");
    }
    assert!(!text.contains("canary"), "the input is echoed: {called}: {text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_get_answers_head_and_every_other_method_says_which_there_are() {
    let town = Town::new().await;
    let anna = Visitor::of(&town.site, ANNA).await;
    let all = routes();
    let mut paths: Vec<&str> = all.iter().map(|route| route.path.as_str()).collect();
    paths.sort_unstable();
    paths.dedup();
    for path in paths {
        let here: Vec<_> = all.iter().filter(|route| route.path == path).collect();
        let filled = town.path(here[0]);
        let api = path.starts_with("/api");
        if here.iter().any(|route| route.method == Method::GET) && !path.contains("/session-lock") {
            let (get, head) =
                (anna.ask(&town, Method::GET, &filled).await, anna.ask(&town, Method::HEAD, &filled).await);
            assert_eq!(get.status(), head.status(), "HEAD {path}");
            assert_protected(head.headers(), api, path);
            assert_eq!(head.bytes().await.unwrap().len(), 0, "HEAD {path}");
        }
        for method in [
            Method::GET,
            Method::HEAD,
            Method::POST,
            Method::PUT,
            Method::PATCH,
            Method::DELETE,
            Method::OPTIONS,
            Method::TRACE,
        ] {
            let mounted = |it: &Method| here.iter().any(|route| route.method == *it);
            if mounted(&method) || (method == Method::HEAD && mounted(&Method::GET)) {
                continue;
            }
            let answer = anna.ask(&town, method.clone(), &filled).await;
            let called = format!("{method} {path}");
            assert_eq!(answer.status(), 405, "{called}");
            let allow = answer.headers()["allow"].to_str().unwrap().to_owned();
            for route in &here {
                assert!(allow.contains(route.method.as_str()), "{allow}: {called}");
            }
            if api && method != Method::HEAD {
                assert_problem(answer, 405, &called).await;
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_requests_get_a_problem_that_tells_nothing_of_us_or_them() {
    let town = Town::new().await;
    let anna = Visitor::of(&town.site, ANNA).await;
    for path in
        ["/api/v1/nothing-here-canary", "/api/v1/cases/canary", "/api/v1/cases/", "/api/v2/cases", "/api"]
    {
        assert_problem(anna.ask(&town, Method::GET, path).await, 404, path).await;
    }
    assert_problem(anna.ask(&town, Method::GET, "/api/v1/cases?cursor=canary").await, 400, "cursor").await;
    assert_problem(anna.ask(&town, Method::GET, "/api/v1/cases?canary=1").await, 400, "unknown query key")
        .await;
    for route in routes().into_iter().filter(|it| it.door == Door::Api && example_body(it).is_some()) {
        let path = town.path(&route);
        let send = |kind: &'static str, body: String| {
            let request =
                town.site.request(route.method.clone(), &path).header("authorization", &anna.bearer);
            let request = request.header("idempotency-key", fresh_key()).header("if-match", "\"1\"");
            request.header("content-type", kind).body(body).send()
        };
        let deep = format!("{}1{}", "[".repeat(200), "]".repeat(200));
        for body in [
            "",
            "{",
            "canary",
            "{\"canary\": NaN}",
            "{\"canary\": 1, \"canary\": 2}",
            "{\"canary\": \"\\ud800\"}",
            "[]",
            "null",
            "\"canary\"",
            "{\"canary\": 1}",
            "\u{feff}{}",
            deep.as_str(),
        ] {
            let called = format!("{} {path} {body:.40}", route.method);
            assert_problem(send("application/json", body.to_owned()).await.unwrap(), 400, &called).await;
        }
        let called = format!("{} {path}", route.method);
        assert_problem(send("text/plain", "{}".to_owned()).await.unwrap(), 415, &called).await;
        let large = format!("{{\"canary\": \"{}\"}}", "x".repeat(1024 * 1024));
        assert_problem(send("application/json", large).await.unwrap(), 413, &called).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_description_is_public_and_the_committed_one() {
    let site = Site::new().await;
    let answer = site.request(Method::GET, "/api/v1/openapi.json").send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["access-control-allow-origin"], "*");
    assert!(!answer.headers().contains_key("set-cookie"));
    assert_eq!(answer.text().await.unwrap(), web::openapi());
}
