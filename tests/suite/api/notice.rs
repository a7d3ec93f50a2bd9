//! Notices and the choice of mail, as programs meet them.

use crate::support::site::fresh_key;
use crate::support::*;
use reqwest::Method;
use serde_json::{Value, json};

/// A site on which a round asks Anna and Bilal, and both were told.
async fn told() -> Site {
    let site = Site::new().await;
    let (one, two) = (site.world.caller(ANNA).await, site.world.caller(BILAL).await);
    let case = site.world.case().with_duo(&one, &two).with_team(BV_NOORD).with_team(OKT_NOORD).build().await;
    let anna = site.program(ANNA).await;
    let asked = json!({"users": [one.user.0, two.user.0], "persons": []});
    let opened = anna.post(&format!("/cases/{}/scoring-rounds", case.id), asked).await;
    assert_eq!(opened.status, 201, "{:?}", opened.body);
    site.world.do_all_jobs().await;
    site
}

#[tokio::test]
async fn a_notice_is_listed_read_and_then_no_longer_unread() {
    let site = told().await;
    let bilal = site.program(BILAL).await;
    let list = bilal.get("/notices").await;
    let first = &list.body["items"][0];
    assert_eq!(
        (&first["kind"], &first["urgent"], &first["readAt"]),
        (&json!("round_asks"), &json!(false), &Value::Null)
    );
    let path = format!("/notices/{}/readings", first["id"].as_str().unwrap());

    let key = fresh_key();
    assert_eq!(bilal.post_as(&path, json!({}), &key).await.status, 201);
    assert_eq!(bilal.post_as(&path, json!({}), &key).await.status, 201);
    assert_ne!(bilal.get("/notices").await.body["items"][0]["readAt"], Value::Null);
    assert_eq!(site.program(ANNA).await.post(&path, json!({})).await.refusal(), "404 not_found");
    assert_eq!(site.nobody().get("/notices").await.refusal(), "401 sign_in_needed");
    assert_eq!(bilal.get("/notices?limit=0").await.status, 400);
}

#[tokio::test]
async fn each_chooses_how_to_hear_of_it() {
    let site = told().await;
    let (anna, bilal) = (site.program(ANNA).await, site.program(BILAL).await);
    let choose =
        async |body: Value| anna.send(anna.request(Method::PUT, "/notice-preference").json(&body)).await;
    assert_eq!(anna.get("/notice-preference").await.body, json!({"mail": "daily"}));
    assert_eq!(choose(json!({"mail": "at_once"})).await.status, 204);
    assert_eq!(anna.get("/notice-preference").await.body, json!({"mail": "at_once"}));
    assert_eq!(bilal.get("/notice-preference").await.body, json!({"mail": "daily"}));
    assert_eq!(choose(json!({"mail": "sometimes"})).await.faults(), ["mail unknown_choice"]);
    assert_eq!(choose(json!({})).await.faults(), ["mail missing"]);
}
