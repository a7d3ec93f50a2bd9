//! Who gets past the doors: nobody without signing in, and a stranger sees nothing of a case.

use super::crowd::Crowd;
use super::*;
use ::casework::reference::team_id;
use std::collections::BTreeSet;

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
            let location = answer.headers()["location"].to_str().unwrap();
            // Only a page that was asked for is one to come back to.
            let comes_back = route.method == Method::GET && route.path != "/";
            let expected = if comes_back { "/sign-in?back=" } else { "/sign-in" };
            assert!(location.starts_with(expected), "{}: {location}", route.path);
            assert_eq!(location.contains('?'), comes_back, "{}: {location}", route.path);
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

/// What somebody changes here is only ever one's own.
const ONES_OWN: [&str; 3] =
    ["/api/v1/notice-preference", "/notices/calendar-feeds", "/notices/calendar-feeds/withdrawal"];
/// What a team lead does: dividing the work, saying who is away and talking a handover over; never the work itself.
const DIVIDES: &[&str] = &["/turns", "/task-turns", "/team-board", "/absences", "/meeting", "/completion"];

/// A team lead sees cases and changes nothing in them. What is asked is always in order: only the permission is not.
#[tokio::test(flavor = "multi_thread")]
async fn who_only_looks_on_can_change_nothing_through_any_door() {
    let crowd = Crowd::of(1).await;
    let town = &crowd.town;
    for case in [town.case.id, crowd.waiting()] {
        let part = format!(
            "INSERT INTO participations (id, case_id, team_id, task, legal_ground, starts_at, added_by) \
             SELECT gen_random_uuid(), '{case}', '{}', 'local_help', 'wmo_5_1_1', opened_at, opened_by FROM cases \
             WHERE id = '{case}' ON CONFLICT DO NOTHING",
            team_id(OKT_NOORD)
        );
        town.site.world.build(&part).await;
    }
    let lea = Visitor::of(&town.site, LEA).await;
    let before = town.site.world.all_counts().await;
    let mut refused = 0;
    let of_others = |it: &Route| {
        let divides = DIVIDES.iter().any(|part| it.path.contains(part));
        it.method != Method::GET && !ONES_OWN.contains(&it.path.as_str()) && !divides
    };
    for route in routes_behind_the_door().into_iter().filter(of_others) {
        let answer = town.call_at(&crowd.path(&route), &lea, &route).await;
        let status = answer.status().as_u16();
        let called = format!("{} {}: {status} {}", route.method, route.path, answer.text().await.unwrap());
        match route.door {
            Door::Api => assert!([403, 404].contains(&status), "{called:.400}"),
            // A form without answers may also come back for them.
            Door::Page | Door::Floor => assert!([403, 404, 422].contains(&status), "{called:.400}"),
        }
        refused += usize::from(status == 403);
    }
    assert!(refused > 15, "only {refused} steps were refused for want of a permission");
    assert_eq!(town.site.world.all_counts().await, before, "something was written");
}

#[tokio::test(flavor = "multi_thread")]
async fn hidden_and_absent_are_told_in_the_same_words() {
    let town = Town::new().await;
    let wes = Visitor::of(&town.site, WES).await;
    let mut compared = 0;
    for route in routes_behind_the_door().into_iter().filter(|it| it.door == Door::Api) {
        let (hidden, absent) = (town.path(&route), nowhere(&route.path) + town.query(&route));
        if hidden == absent {
            continue;
        }
        let hidden = without_request(town.call_at(&hidden, &wes, &route).await).await;
        let absent = without_request(town.call_at(&absent, &wes, &route).await).await;
        assert_eq!(hidden, absent, "{} {}", route.method, route.path);
        assert_eq!(hidden.0, 404, "{} {}", route.method, route.path);
        compared += 1;
    }
    assert!(compared > 20, "only {compared} addresses were compared");
}

/// What an answer tells, without what names the request.
async fn without_request(answer: Response) -> (u16, BTreeSet<String>, Value) {
    let status = answer.status().as_u16();
    let names: BTreeSet<String> = answer.headers().keys().map(ToString::to_string).collect();
    let mut body: Value = answer.json().await.unwrap();
    body.as_object_mut().unwrap().remove("requestId");
    (status, names, body)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cursor_is_worth_nothing_to_somebody_else_or_in_another_list() {
    let town = Town::new().await;
    let world = &town.site.world;
    let (one, two) = (world.caller(ANNA).await, world.caller(BILAL).await);
    world.case().with_duo(&one, &two).with_team(BV_NOORD).build().await;
    let (anna, bilal) = (town.site.program(ANNA).await, town.site.program(BILAL).await);
    let first = anna.get("/cases?limit=1").await;
    let cursor = first.body["nextCursor"].as_str().unwrap();
    assert_eq!(anna.get(&format!("/cases?limit=1&cursor={cursor}")).await.status, 200);
    let timeline = format!("/cases/{}/timeline?cursor={cursor}", town.case.id);
    assert_eq!(anna.get(&timeline).await.refusal(), "400 malformed");
    assert_eq!(bilal.get(&format!("/cases?limit=1&cursor={cursor}")).await.refusal(), "400 malformed");
    assert_eq!(anna.get(&format!("/cases?limit=1&cursor=A{cursor}")).await.refusal(), "400 malformed");
    assert_eq!(anna.get("/cases?limit=101").await.faults(), ["limit out_of_range"]);
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
            "GET /calendar/{file}",
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
