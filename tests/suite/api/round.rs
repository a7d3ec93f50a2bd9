//! Scoring rounds, as a transcript: asking, answering, closing, and one line for each way to be refused.

use crate::casework::round::LUC;
use crate::support::site::fresh_key;
use crate::support::*;
use reqwest::Method;
use serde_json::json;

/// A site with a case of Anna and Bilal, and a round that asks them and the child.
async fn with_round() -> (Site, Case, String) {
    let site = Site::new().await;
    let (anna, bilal) = (site.world.caller(ANNA).await, site.world.caller(BILAL).await);
    let case =
        site.world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).with_team(OKT_NOORD).build().await;
    let asked = json!({"users": [anna.user.0, bilal.user.0], "persons": [case.household.child.0]});
    let program = site.program(ANNA).await;
    let made = program.post(&format!("/cases/{}/scoring-rounds", case.id), asked).await;
    assert_eq!(made.status, 201, "{:?}", made.body);
    let location = made.headers["location"].to_str().unwrap();
    let path = location.strip_prefix("/api/v1").unwrap().to_owned();
    (site, case, path)
}

#[tokio::test]
async fn a_round_goes_from_question_to_conversation() {
    let (site, case, path) = with_round().await;
    let (anna, bilal) = (site.program(ANNA).await, site.program(BILAL).await);
    let answers = format!("{path}/answers");
    let key = fresh_key();
    let own = json!({"value": 8});
    let first = anna.post_as(&answers, own.clone(), &key).await;
    assert_eq!(anna.post_as(&answers, own, &key).await.id(), first.id());
    assert_eq!(anna.post_as(&answers, json!({"value": 9}), &key).await.refusal(), "409 key_reused");
    let child =
        json!({"person": case.household.child.0, "askedHow": "with_card", "value": 4, "reason": "Ruzie"});
    assert_eq!(anna.post(&answers, child).await.status, 201);

    let open = bilal.get(&path).await;
    assert_eq!(open.headers["etag"], "\"3\"");
    let round = &open.body["round"];
    assert_eq!((&round["line"]["asked"], &round["line"]["waiting"]), (&json!(3), &json!(1)));
    for part in ["scores", "conversation", "phases", "alarms"] {
        assert_eq!(round[part], json!([]), "{part}");
    }
    assert_eq!(
        open.body["scale"]["source"],
        "Standaardtekst van Tandem, niet van de eigenaar van de methode"
    );
    assert_eq!(anna.get(&format!("/cases/{}/scores", case.id)).await.body["series"], json!([]));

    let about = json!([{"person": case.household.mother.0, "value": 6}]);
    assert_eq!(bilal.post(&answers, json!({"value": 7, "about": about})).await.status, 201);
    let closed = anna.get(&path).await.body;
    let talk = &closed["round"]["conversation"][0];
    assert_eq!((&talk["lowest"], &talk["highest"], &talk["spread"]), (&json!(4), &json!(8), &json!(4)));
    assert_eq!(closed["round"]["alarms"][0]["kind"], "apart");
    assert_eq!(closed["round"]["scores"].as_array().unwrap().len(), 4);
    let tasks = anna.get(&format!("/cases/{}/tasks", case.id)).await.body;
    assert_eq!(tasks["items"][0]["kind"], "scores_apart");
    let rounds = anna.get(&format!("/cases/{}/scoring-rounds", case.id)).await.body;
    assert_eq!(rounds["items"][0]["closure"]["how"], "all_answered");
}

#[tokio::test]
async fn a_round_is_closed_on_what_was_seen_with_a_reason() {
    let (site, _, path) = with_round().await;
    let anna = site.program(ANNA).await;
    let closure = format!("{path}/closure");
    let close = async |version, body| anna.change(Method::POST, &closure, version, body).await;
    assert_eq!(close(2, json!({"reason": "Crisis"})).await.refusal(), "412 stale");
    assert_eq!(close(1, json!({})).await.faults(), ["reason missing"]);
    assert_eq!(anna.post(&closure, json!({"reason": "Crisis"})).await.refusal(), "428 version_missing");
    let closed = close(1, json!({"reason": "Crisis"})).await;
    assert_eq!((closed.status.as_u16(), &closed.headers["etag"]), (200, &"\"2\"".parse().unwrap()));
    assert_eq!(close(2, json!({"reason": "Crisis"})).await.refusal(), "409 round_closed");
    let late = anna.post(&format!("{path}/answers"), json!({"value": 7})).await;
    assert_eq!(late.refusal(), "409 round_closed");
}

#[tokio::test]
async fn each_way_to_be_refused() {
    let (site, case, path) = with_round().await;
    let (anna, susan) = (site.program(ANNA).await, site.program(SUSAN).await);
    let (luc, wes) = (site.program(LUC).await, site.program(WES).await);
    let answers = format!("{path}/answers");
    let declines = format!("{path}/declines");
    assert_eq!(site.nobody().post(&answers, json!({"value": 7})).await.refusal(), "401 sign_in_needed");
    assert_eq!(wes.post(&answers, json!({"value": 7})).await.refusal(), "404 not_found");
    assert_eq!(luc.get(&path).await.refusal(), "404 not_found");
    assert_eq!(susan.post(&answers, json!({"value": 7})).await.refusal(), "403 forbidden");
    let child = case.household.child.0;
    for (body, faults) in [
        (json!({}), vec!["value missing"]),
        (json!({"value": 11}), vec!["value out_of_range"]),
        (json!({"value": 5}), vec!["reason reason_required"]),
        (json!({"value": 7, "person": child}), vec!["askedHow asked_how_required"]),
        (
            json!({"value": 7, "about": [{"person": child, "value": 3}]}),
            vec!["about.0.reason reason_required"],
        ),
        (json!({"value": 7, "round": 1}), vec!["* unknown_field"]),
    ] {
        let answer = anna.post(&answers, body.clone()).await;
        let expected: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert_eq!((answer.status.as_u16(), answer.faults()), (400, expected), "{body}");
    }
    assert_eq!(
        anna.post(&declines, json!({"kind": "tired"})).await.faults(),
        ["kind unknown_choice", "reason missing"]
    );
    let mother = json!({"person": case.household.mother.0, "kind": "declined", "reason": "Wil niet"});
    assert_eq!(anna.post(&declines, mother).await.refusal(), "409 not_asked");
    let no = json!({"person": child, "kind": "declined", "reason": "Wil niet"});
    assert_eq!(anna.post(&declines, no.clone()).await.status, 201);
    assert_eq!(anna.post(&declines, no).await.refusal(), "409 has_answered");
    let again = json!({"users": [], "persons": [child]});
    let again = anna.post(&format!("/cases/{}/scoring-rounds", case.id), again).await;
    assert_eq!(again.faults(), ["users too_few"]);
}
