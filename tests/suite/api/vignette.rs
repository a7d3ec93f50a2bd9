//! Practice on the safety scale, as a transcript: one line for each way to be refused.

use crate::support::site::fresh_key;
use crate::support::*;
use casework::reference::vignette_id;
use serde_json::json;

#[tokio::test]
async fn a_situation_is_scored_and_tells_nothing_of_others_below_the_minimum() {
    let site = Site::new().await;
    let anna = site.program(ANNA).await;
    let list = anna.get("/vignettes").await;
    assert_eq!(list.body["items"][0]["title"], "Ruzie om geld");
    let id = list.body["items"][0]["id"].as_str().unwrap().to_owned();
    let path = format!("/vignettes/{id}/scores");
    let before = anna.get(&path).await;
    assert_eq!((&before.body["own"], &before.body["spread"]), (&json!(null), &json!(null)));

    let key = fresh_key();
    let first = anna.post_as(&path, json!({"value": 6}), &key).await;
    assert_eq!(first.status, 201, "{:?}", first.body);
    assert_eq!(anna.post_as(&path, json!({"value": 6}), &key).await.id(), first.id());
    assert_eq!(anna.post(&path, json!({"value": 7})).await.refusal(), "409 vignette_already_scored");
    let after = anna.get(&path).await;
    assert_eq!((&after.body["own"]["value"], &after.body["spread"]), (&json!(6), &json!(null)));
}

#[tokio::test]
async fn each_way_to_be_refused() {
    let site = Site::new().await;
    let (anna, susan) = (site.program(ANNA).await, site.program(SUSAN).await);
    let path = format!("/vignettes/{}/scores", vignette_id("ruzie-om-geld", 1));
    let nowhere = "/vignettes/0193d0a4-7c1e-7d55-9a5b-4f6f0f3a2b11";
    assert_eq!(site.nobody().get("/vignettes").await.refusal(), "401 sign_in_needed");
    assert_eq!(susan.get("/vignettes").await.refusal(), "404 not_found");
    assert_eq!(susan.post(&path, json!({"value": 7})).await.refusal(), "404 not_found");
    assert_eq!(anna.get(nowhere).await.refusal(), "404 not_found");
    assert_eq!(anna.get("/reliability").await.refusal(), "404 not_found");
    assert_eq!(susan.get("/reliability").await.status, 200);
    for (body, fault) in [
        (json!({}), "value missing"),
        (json!({"value": 0}), "value out_of_range"),
        (json!({"value": 7, "user": "x"}), "* unknown_field"),
    ] {
        assert_eq!(anna.post(&path, body).await.faults(), [fault]);
    }
}
