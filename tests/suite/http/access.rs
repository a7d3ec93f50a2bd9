//! Who gets past the doors: nobody without signing in, and a stranger sees nothing of a case.

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gets_past_a_door_without_signing_in() {
    let town = Town::new().await;
    let nobody = Visitor::nobody();
    let routes = routes_behind_the_door();
    assert!(routes.len() > 10, "the list of routes has shrunk to {}", routes.len());
    for route in routes {
        let answer = town.call(&nobody, &route).await;
        let expected = if route.door == Door::Api { 401 } else { 303 };
        assert_eq!(answer.status(), expected, "{} {}", route.method, route.path);
        if route.door == Door::Page {
            assert_eq!(answer.headers()["location"], "/sign-in", "{}", route.path);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_is_told_that_nothing_is_there() {
    let town = Town::new().await;
    for persona in [WES, BEA, POL] {
        let stranger = Visitor::of(&town.site, persona).await;
        for route in routes_behind_the_door() {
            let answer = town.call(&stranger, &route).await;
            let status = answer.status().as_u16();
            let text = answer.text().await.unwrap();
            let called = format!("{} {} as {}: {status} {text:.300}", route.method, route.path, persona.name);
            for canary in ["Mila", "Sara", "Tom", "Blom", "Kramer"] {
                assert!(!text.contains(canary), "{canary} in {called}");
            }
            assert!(status < 500, "{called}");
            let about_a_thing = ["{caseId}", "{householdId}", "{personId}", "{reportId}"];
            if about_a_thing.iter().any(|id| route.path.contains(id)) {
                assert_eq!(status, 404, "{called}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn hidden_and_absent_are_told_in_the_same_words() {
    let town = Town::new().await;
    let wes = town.site.program(WES).await;
    let hidden = wes.get(&format!("/cases/{}", town.case.id)).await;
    let absent = wes.get("/cases/0193d0a4-7c1e-7d55-9a5b-4f6f0f3a2b11").await;
    let without_id = |answer: &Answer| {
        let mut body = answer.body.clone();
        body.as_object_mut().unwrap().remove("requestId");
        (answer.status, body)
    };
    assert_eq!(without_id(&hidden), without_id(&absent));
}

#[test]
fn the_public_addresses_are_these_and_no_more() {
    let mut public: Vec<String> = routes()
        .into_iter()
        .filter(|route| matches!(route.access, Access::Public(_)))
        .map(|route| format!("{} {}", route.method, route.path))
        .collect();
    public.sort();
    assert_eq!(
        public,
        [
            "GET /accessibility",
            "GET /api/v1/openapi.json",
            "GET /health/live",
            "GET /health/ready",
            "GET /sign-in",
            "GET /static/{file}",
            "POST /api/v1/sessions",
            "POST /api/v1/sessions/current/renewals",
            "POST /sign-in",
        ]
    );
}
