//! Giving a score, as a transcript: one line for each way to be refused.

use crate::support::site::fresh_key;
use crate::support::*;
use serde_json::json;

#[tokio::test]
async fn a_score_is_given_once_and_leaves_its_trail() {
    let site = Site::new().await;
    let (one, two) = (site.world.caller(ANNA).await, site.world.caller(BILAL).await);
    let case = site.world.case().with_duo(&one, &two).build().await;
    let anna = site.program(ANNA).await;
    let path = format!("/cases/{}/scores", case.id);
    let key = fresh_key();
    let first = anna.post_as(&path, json!({"value": 7}), &key).await;
    assert_eq!(first.status, 201, "{:?}", first.body);
    let again = anna.post_as(&path, json!({"value": 7}), &key).await;
    assert_eq!(again.id(), first.id(), "the same create twice makes one score");
    assert_eq!(site.world.count("safety_scores").await, 1);
    assert_eq!(anna.post_as(&path, json!({"value": 8}), &key).await.refusal(), "409 key_reused");
    assert!(site.world.audit().await.contains(&"anna give_score done case".to_owned()));
}

#[tokio::test]
async fn each_way_to_be_refused() {
    let site = Site::new().await;
    let (one, two) = (site.world.caller(ANNA).await, site.world.caller(BILAL).await);
    let case = site.world.case().with_duo(&one, &two).build().await;
    let path = format!("/cases/{}/scores", case.id);
    let anna = site.program(ANNA).await;
    let wes = site.program(WES).await;

    assert_eq!(site.nobody().post(&path, json!({"value": 7})).await.refusal(), "401 sign_in_needed");
    assert_eq!(wes.post(&path, json!({"value": 7})).await.refusal(), "404 not_found");
    for (body, faults) in [
        (json!({}), vec!["value missing"]),
        (json!({"value": 0}), vec!["value out_of_range"]),
        (json!({"value": 11}), vec!["value out_of_range"]),
        (json!({"value": "7"}), vec!["value not_a_number"]),
        (json!({"value": 5}), vec!["reason reason_required"]),
        (json!({"value": 7, "isBeheerder": true}), vec!["* unknown_field"]),
        (json!({"value": 7, "scoredAt": "2026-05-08T09:00:00Z"}), vec!["scoredAt in_the_future"]),
        (json!({"value": 7, "rater": "0193d0a4-7c1e-7d55-9a5b-4f6f0f3a2b11"}), vec!["rater unknown_choice"]),
        (json!({"value": 7, "reason": "een\u{0}nul"}), vec!["reason control_character"]),
        (json!({"value": 7, "rater": case.household.child.0}), vec!["askedHow asked_how_required"]),
    ] {
        let answer = anna.post(&path, body.clone()).await;
        assert_eq!(
            (answer.status.as_u16(), answer.faults()),
            (400, faults.iter().map(ToString::to_string).collect()),
            "{body}"
        );
    }
    assert_eq!(site.world.count("safety_scores").await, 0);
}
