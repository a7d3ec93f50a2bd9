//! PostgreSQL is away for a while: every door asks to come back later and tells nothing else, and everything works
//! again by itself when it is back.

use super::floor::INSIDES;
use super::*;
use web::ui::sign_in::PATH as SIGN_IN;

/// What can be answered without a database.
const NEED_NOTHING: [&str; 5] = [
    "GET /accessibility",
    "GET /api/v1/openapi.json",
    "GET /health/live",
    "GET /sign-in",
    "GET /static/{file}",
];

#[tokio::test(flavor = "multi_thread")]
async fn without_the_database_every_door_asks_to_come_back_later() {
    let (town, gate) = town_behind_a_gate().await;
    let anna = Visitor::of(&town.site, ANNA).await;
    gate.close(&town.site.world).await;
    let mut answered = Vec::new();
    for route in routes().into_iter().filter(|it| !(it.method == Method::POST && it.path == SIGN_IN)) {
        let called = format!("{} {}", route.method, route.path);
        let answer = town.call(&anna, &route).await;
        if answer.status() == 503 {
            assert_calm(answer, route.door, &called).await;
        } else {
            answered.push(called);
        }
    }
    answered.sort();
    assert_eq!(answered, NEED_NOTHING);

    let page = town.site.request(Method::GET, SIGN_IN).header("accept", "text/html").send().await.unwrap();
    let token = csrf_in(&page.text().await.unwrap());
    assert_calm(sign_in(&town.site, ANNA, &token).await, Door::Page, "signing in").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_database_is_back_everything_works_as_before() {
    let (town, gate) = town_behind_a_gate().await;
    let anna = Visitor::of(&town.site, ANNA).await;
    let before = statuses(&town, &anna).await;
    gate.close(&town.site.world).await;
    let ready = town.site.request(Method::GET, "/health/ready").send().await.unwrap();
    assert_eq!(ready.status(), 503);
    gate.open();
    assert_eq!(statuses(&town, &anna).await, before);
}

/// A connection that is cut while the database stays, as by an administrator or a firewall, is nobody's loss.
#[tokio::test(flavor = "multi_thread")]
async fn a_cut_connection_is_replaced_before_anybody_notices() {
    let (town, gate) = town_behind_a_gate().await;
    let anna = Visitor::of(&town.site, ANNA).await;
    for _ in 0..10 {
        gate.close(&town.site.world).await;
        gate.open();
        let request = town.site.request(Method::GET, "/api/v1/cases").header("authorization", &anna.bearer);
        assert_eq!(request.send().await.unwrap().status(), 200);
    }
}

async fn town_behind_a_gate() -> (Town, Gate) {
    let world = World::new().await;
    let gate = Gate::to(&world);
    (Town::on(Site::behind(&gate, world)).await, gate)
}

/// What everything that can be looked at answers.
async fn statuses(town: &Town, visitor: &Visitor) -> Vec<String> {
    let mut statuses = Vec::new();
    for route in routes().into_iter().filter(|it| it.method == Method::GET) {
        let status = town.call(visitor, &route).await.status();
        statuses.push(format!("{status} {}", route.path));
    }
    statuses
}

/// A refusal that says when to come back, in the form of its door, and nothing of people or of how we are built.
async fn assert_calm(answer: Response, door: Door, called: &str) {
    assert_eq!(answer.status(), 503, "{called}");
    let headers = answer.headers().clone();
    let seconds: u32 = headers["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((1..=60).contains(&seconds), "{called}: {seconds} s");
    assert_eq!(headers["cache-control"], "no-store", "{called}");
    let text = answer.text().await.unwrap();
    let kind = headers["content-type"].to_str().unwrap();
    if door == Door::Api {
        assert_eq!(kind, "application/problem+json", "{called}");
        let body: Value = serde_json::from_str(&text).unwrap();
        assert_eq!((&body["status"], &body["code"]), (&json!(503), &json!("unavailable")), "{called}");
    } else {
        assert_eq!(kind, "text/html; charset=utf-8", "{called}");
        assert!(text.contains("<html lang=\"nl\""), "{called}: {text}");
        assert!(text.contains("Tandem is even niet bereikbaar"), "{called}: {text}");
    }
    let text = text.to_lowercase();
    for word in INSIDES.iter().chain(&["mila", "sara", "blom", "kramer", "socket", "tandem_app"]) {
        assert!(!text.contains(word), "{word} in {called}: {text}");
    }
}
