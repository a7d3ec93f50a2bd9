//! Sessions of programs.

use crate::support::*;
use chrono::Duration;
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn unknown_name_and_wrong_password_get_the_same_answer() {
    let site = Site::new().await;
    site.world.caller(ANNA).await;
    let nobody = site.nobody();
    let wrong =
        nobody.post("/sessions", json!({"username": "anna", "password": "niet het goede woord"})).await;
    let unknown =
        nobody.post("/sessions", json!({"username": "niemand-zo", "password": "niet het goede woord"})).await;
    assert_eq!(wrong.refusal(), "401 sign_in_needed");
    assert_eq!(unknown.refusal(), wrong.refusal());
    assert_eq!(unknown.body["detail"], wrong.body["detail"]);
}

#[tokio::test]
async fn five_wrong_passwords_slow_the_next_try_down() {
    let site = Site::new().await;
    site.world.caller(ANNA).await;
    let nobody = site.nobody();
    for _ in 0..5 {
        nobody.post("/sessions", json!({"username": "anna", "password": "niet het goede woord"})).await;
    }
    let right = json!({"username": "anna", "password": PASSWORD});
    let slowed = nobody.post("/sessions", right.clone()).await;
    assert_eq!(slowed.refusal(), "429 too_many_requests");
    assert!(slowed.headers.contains_key("retry-after"));
    site.world.clock.forward(Duration::seconds(31));
    assert_eq!(nobody.post("/sessions", right).await.status, 201);
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_side_by_side_gains_nothing_and_a_right_password_begins_anew() {
    let site = Site::new().await;
    let anna = site.world.caller(ANNA).await.user;
    let nobody = site.nobody();
    let wrong = json!({"username": "anna", "password": "niet het goede woord"});
    let guesses = (0..20).map(|_| nobody.post("/sessions", wrong.clone()));
    let answers = futures_util::future::join_all(guesses).await;
    let told = |refusal: &str| answers.iter().filter(|it| it.refusal() == refusal).count();
    assert_eq!((told("401 sign_in_needed"), told("429 too_many_requests")), (5, 15));
    let tried = format!("SELECT count(*) FROM audit_log WHERE action = 'sign_in' AND subject_id = '{anna}'");
    assert_eq!(site.world.lines(&tried).await, ["5"], "whoever is attacked can see it");

    site.world.clock.forward(Duration::seconds(31));
    let right = json!({"username": "anna", "password": PASSWORD});
    assert_eq!(nobody.post("/sessions", right).await.status, 201);
    assert_eq!(site.world.count("sign_in_failures").await, 0);
}

#[tokio::test]
async fn a_refresh_token_works_once_and_its_reuse_ends_the_session() {
    let site = Site::new().await;
    site.world.caller(ANNA).await;
    let nobody = site.nobody();
    let begun = nobody.post("/sessions", json!({"username": "anna", "password": PASSWORD})).await;
    let first = begun.body["refreshToken"].clone();
    let renewed = nobody.post("/sessions/current/renewals", json!({"refreshToken": first})).await;
    assert_eq!(renewed.status, 200);
    let second = renewed.body["refreshToken"].clone();

    let reused = nobody.post("/sessions/current/renewals", json!({"refreshToken": first})).await;
    assert_eq!(reused.refusal(), "401 sign_in_needed");
    let after = nobody.post("/sessions/current/renewals", json!({"refreshToken": second})).await;
    assert_eq!(after.refusal(), "401 sign_in_needed", "the whole session has ended");
    let token = renewed.body["accessToken"].as_str().unwrap();
    let current = nobody.request(Method::GET, "/sessions/current").bearer_auth(token);
    assert_eq!(nobody.send(current).await.refusal(), "401 sign_in_needed", "its access token, too");
}

#[tokio::test]
async fn a_sign_out_a_block_and_an_ended_membership_count_at_once() {
    let site = Site::new().await;
    let anna = site.program(ANNA).await;
    let bilal = site.program(BILAL).await;
    let vera = site.program(VERA).await;
    assert_eq!(anna.send(anna.request(Method::DELETE, "/sessions/current")).await.status, 204);
    assert_eq!(anna.get("/sessions/current").await.refusal(), "401 sign_in_needed");

    casework::account::admin::block(&site.world.casework, "Bilal").await.unwrap();
    assert_eq!(bilal.get("/sessions/current").await.refusal(), "401 sign_in_needed");

    let organisation = casework::reference::organisation_id(VERA.organisation);
    casework::account::admin::leave(&site.world.casework, "Vera", organisation).await.unwrap();
    assert_eq!(vera.get("/sessions/current").await.refusal(), "401 sign_in_needed");
}

#[tokio::test]
async fn a_cookie_is_worth_nothing_at_the_api() {
    let site = Site::new().await;
    let request = site.request(Method::GET, "/api/v1/cases").header("cookie", "__Host-tandem=abc");
    assert_eq!(request.send().await.unwrap().status(), 401);
}
