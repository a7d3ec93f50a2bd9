//! What the Dutch API rules ask of a running service. Source: NL GOV REST API Design Rules 2.2.

use super::floor::assert_problem;
use super::*;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

#[tokio::test(flavor = "multi_thread")]
async fn an_address_with_a_slash_behind_it_is_not_there() {
    let town = Town::new().await;
    let anna = Visitor::of(&town.site, ANNA).await;
    for path in paths().into_iter().filter(|it| it.path != "/") {
        let filled = format!("{}/", town.path(&path).split('?').next().unwrap());
        let answer = anna.ask(&town, Method::GET, &filled).await;
        assert!(!answer.headers().contains_key("location"), "GET {filled} leads elsewhere");
        assert_eq!(answer.status(), 404, "GET {filled}");
        if path.door == Door::Api {
            assert_problem(answer, 404, &filled).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_description_is_for_pages_elsewhere() {
    let town = Town::new().await;
    let anna = Visitor::of(&town.site, ANNA).await;
    for route in routes() {
        for method in [route.method.clone(), Method::OPTIONS] {
            let request = town.site.request(method.clone(), &town.path(&route));
            let request =
                request.header("authorization", &anna.bearer).header("origin", "https://elders.example");
            let answer = request.header("access-control-request-method", "GET").send().await.unwrap();
            let open: Vec<String> = answer
                .headers()
                .iter()
                .filter(|(name, _)| name.as_str().starts_with("access-control"))
                .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
                .collect();
            let described = route.path == "/api/v1/openapi.json" && method == Method::GET;
            let expected: &[&str] = if described { &["access-control-allow-origin: *"] } else { &[] };
            assert_eq!(open, expected, "{method} {}", route.path);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cookie_of_a_page_opens_no_api() {
    let town = Town::new().await;
    let anna = Visitor::of(&town.site, ANNA).await;
    let with_cookie_only = Visitor { bearer: String::new(), ..anna };
    for route in routes_behind_the_door().into_iter().filter(|it| it.door == Door::Api) {
        let path = town.path(&route);
        let answer = with_cookie_only.ask(&town, route.method.clone(), &path).await;
        assert_problem(answer, 401, &format!("{} {path}", route.method)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn reading_changes_nothing() {
    let town = Town::new().await;
    let mut visitors = Vec::new();
    for persona in [ANNA, SUSAN, VERA, WES] {
        visitors.push(Visitor::of(&town.site, persona).await);
    }
    let before = contents(&town.site.world).await;
    for route in routes().into_iter().filter(|it| it.method == Method::GET) {
        for visitor in &visitors {
            for method in [Method::GET, Method::HEAD] {
                town.call(visitor, &Route { method, ..route.clone() }).await;
            }
        }
    }
    assert_eq!(contents(&town.site.world).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn moments_are_told_in_universal_time() {
    let town = Town::new().await;
    let mut seen = 0;
    for persona in [ANNA, SUSAN, VERA, LEA] {
        let visitor = Visitor::of(&town.site, persona).await;
        for route in routes().into_iter().filter(|it| it.door == Door::Api && it.method == Method::GET) {
            let answer = town.call(&visitor, &route).await;
            let Ok(body) = serde_json::from_str::<Value>(&answer.text().await.unwrap()) else { continue };
            if route.path == "/api/v1/openapi.json" {
                continue;
            }
            for moment in texts(&body).into_iter().filter(|it| is_moment(it)) {
                assert!(moment.ends_with('Z'), "GET {} tells {moment}", route.path);
                seen += 1;
            }
        }
    }
    assert!(seen > 10, "only {seen} moments were told");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_is_one_that_the_description_names() {
    let town = Town::new().await;
    let document = description();
    let mut seen = BTreeSet::new();
    for persona in [ANNA, SUSAN, VERA, POL, WES] {
        let visitor = Visitor::of(&town.site, persona).await;
        for route in routes_behind_the_door().into_iter().filter(|it| it.door == Door::Api) {
            let answer = town.call(&visitor, &route).await;
            let path = route.path.strip_prefix("/api/v1").unwrap();
            let named = &document["paths"][path][route.method.as_str().to_lowercase()]["responses"];
            let status = answer.status();
            assert!(
                named[status.as_str()].is_object(),
                "{} {path} as {}: {status}",
                route.method,
                persona.name
            );
            assert_eq!(answer.headers()["api-version"], document["info"]["version"].as_str().unwrap());
            if status.as_u16() >= 400 {
                assert_problem(answer, status.as_u16(), path).await;
            }
            seen.insert(status.as_u16());
        }
    }
    assert!([200, 201, 204, 404].iter().all(|it| seen.contains(it)), "only {seen:?} was seen");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_kind_of_refusal_is_a_problem_with_the_version() {
    let town = Town::new().await;
    let (anna, wrong) =
        (Visitor::of(&town.site, ANNA).await, json!({"username": "x", "password": "niet dit woord"}));
    let change = |version: Option<&str>| {
        let path = format!("/api/v1/persons/{}", town.case.household.child);
        let request = town.site.request(Method::PATCH, &path).header("authorization", &anna.bearer);
        let request = request.json(&json!({"givenName": "Mila"}));
        match version {
            Some(version) => request.header("if-match", version),
            None => request,
        }
    };
    assert_problem(change(None).send().await.unwrap(), 428, "no version").await;
    assert_problem(change(Some("\"77\"")).send().await.unwrap(), 412, "an old version").await;
    for status in [401, 401, 401, 401, 401, 429] {
        let request = town.site.request(Method::POST, "/api/v1/sessions").json(&wrong);
        assert_problem(request.send().await.unwrap(), status, "a wrong password").await;
    }
}

/// The ninth method, which no client of ours can send: it would ask us to be a proxy.
#[tokio::test(flavor = "multi_thread")]
async fn nobody_gets_through_us_to_elsewhere() {
    let site = Site::new().await;
    for target in ["/api/v1/cases", "elders.example:443", "/health/live"] {
        let mut stream = TcpStream::connect(site.address).unwrap();
        let request = format!("CONNECT {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        let mut answer = [0; 12];
        stream.read_exact(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        assert!(answer.starts_with("HTTP/1.1 4"), "{target}: {answer}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_put_and_a_delete_twice_leave_what_they_leave_once() {
    let town = Town::new().await;
    let anna = Visitor::of(&town.site, ANNA).await;
    let twice = [Method::PUT, Method::DELETE];
    for route in routes_behind_the_door().into_iter().filter(|it| twice.contains(&it.method)) {
        let called = format!("{} {}", route.method, route.path);
        let first = town.call(&anna, &route).await.status();
        let once = shown(&town, &anna, &route).await;
        assert_eq!(town.call(&anna, &route).await.status(), first, "{called}");
        assert_eq!(shown(&town, &anna, &route).await, once, "{called}");
        assert!(first.is_success(), "{called}: {first}");
    }
}

/// What a route's address shows now; not what the tables hold, since the same text is encrypted in another way
/// each time.
async fn shown(town: &Town, visitor: &Visitor, route: &Route) -> Value {
    let mut body: Value = visitor.ask(town, Method::GET, &town.path(route)).await.json().await.unwrap();
    body.as_object_mut().unwrap().remove("requestId");
    body
}

/// One route for each path.
fn paths() -> Vec<Route> {
    routes().into_iter().map(|it| (it.path.clone(), it)).collect::<BTreeMap<_, _>>().into_values().collect()
}

/// What is in each table, but for the log of who read what.
async fn contents(world: &World) -> BTreeMap<String, String> {
    let tables =
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'audit%'";
    let mut found = BTreeMap::new();
    for table in world.lines(tables).await {
        let all = format!("SELECT md5(string_agg(it::text, '|' ORDER BY it::text)) FROM {table} it");
        found.insert(table, world.lines(&all).await.concat());
    }
    assert!(found.len() > 20, "only {} tables", found.len());
    found
}

fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        Value::Object(members) => members.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

fn is_moment(text: &str) -> bool {
    text.get(..11)
        .is_some_and(|it| it.ends_with('T') && it[..10].bytes().all(|it| it.is_ascii_digit() || it == b'-'))
}
