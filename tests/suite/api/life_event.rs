//! Life events as programs meet them.

use crate::support::*;
use serde_json::json;

async fn with_case() -> (Site, Case) {
    let site = Site::new().await;
    let (anna, bilal) = (site.world.caller(ANNA).await, site.world.caller(BILAL).await);
    let case =
        site.world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).with_team(OKT_NOORD).build().await;
    (site, case)
}

#[tokio::test]
async fn an_event_is_recorded_corrected_and_withdrawn_and_stands_in_the_timeline() {
    let (site, case) = with_case().await;
    let anna = site.program(ANNA).await;
    let path = format!("/cases/{}/life-events", case.id);
    let body = json!({
        "kind": "birth", "expected": true, "happens": "2026-06", "persons": [case.household.mother.0],
        "note": "De verloskundige weet ervan.",
    });
    let made = anna.post(&path, body).await;
    assert_eq!(made.status, 201, "{:?}", made.body);
    let born = json!({"kind": "birth", "expected": false, "happens": "2026-05-06"});
    let better = anna.post(&format!("{path}/{}/corrections", made.id()), born).await;
    assert_eq!(better.status, 201, "{:?}", better.body);
    let why = json!({"reason": "Het was haar zus."});
    let withdrawn = anna.post(&format!("{path}/{}/withdrawals", better.id()), why).await;
    assert_eq!(withdrawn.status, 201, "{:?}", withdrawn.body);

    let seen = site.program(BILAL).await.get(&path).await;
    let items = seen.body["items"].as_array().unwrap();
    assert_eq!(
        (items[0]["happens"].as_str(), items[1]["happens"].as_str()),
        (Some("2026-06"), Some("2026-05-06"))
    );
    assert_eq!(items[0]["correctedById"], items[1]["id"]);
    assert_eq!(items[0]["persons"][0]["name"], "Sara Blom");
    assert_eq!(items[1]["withdrawal"]["reason"], "Het was haar zus.");

    let timeline = anna.get(&format!("/cases/{}/timeline?kind=life_event", case.id)).await;
    let codes: Vec<&str> = timeline.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["step"]["code"].as_str().unwrap())
        .collect();
    assert_eq!(codes.len(), 3);
    for code in ["corrected", "birth", "withdrawn"] {
        assert!(codes.contains(&code), "{codes:?}");
    }
}

#[tokio::test]
async fn each_way_to_be_refused() {
    let (site, case) = with_case().await;
    let (anna, susan, wes) = (site.program(ANNA).await, site.program(SUSAN).await, site.program(WES).await);
    let path = format!("/cases/{}/life-events", case.id);
    let body = json!({"kind": "conflict_separation", "expected": false, "happens": "2026-05-06"});
    assert_eq!(site.nobody().post(&path, body.clone()).await.refusal(), "401 sign_in_needed");
    assert_eq!(wes.post(&path, body.clone()).await.refusal(), "404 not_found");
    assert_eq!(wes.get(&path).await.refusal(), "404 not_found");
    assert_eq!(susan.post(&path, body.clone()).await.status, 403);
    for (body, faults) in [
        (json!({}), vec!["kind missing", "expected missing", "happens missing"]),
        (
            json!({"kind": "verhuizing", "expected": "ja", "happens": "gisteren"}),
            vec!["kind unknown_choice", "expected not_a_boolean", "happens not_a_moment"],
        ),
        (json!({"kind": "birth", "expected": false, "happens": "2026-08"}), vec!["happens in_the_future"]),
        (json!({"kind": "birth", "expected": true, "happens": "2026-01"}), vec!["happens in_the_past"]),
    ] {
        assert_eq!(anna.post(&path, body.clone()).await.faults(), faults, "{body}");
    }
    let made = anna.post(&path, body).await.id();
    let withdrawal = format!("{path}/{made}/withdrawals");
    assert_eq!(anna.post(&withdrawal, json!({})).await.faults(), ["reason missing"]);
    assert_eq!(anna.post(&withdrawal, json!({"reason": "Vergissing"})).await.status, 201);
    let again = anna.post(&withdrawal, json!({"reason": "Vergissing"})).await;
    assert_eq!(again.refusal(), "409 life_event_already_withdrawn");
    let nowhere = format!("{path}/{}/withdrawals", case.id);
    assert_eq!(anna.post(&nowhere, json!({"reason": "x"})).await.refusal(), "409 no_such_life_event");
}
