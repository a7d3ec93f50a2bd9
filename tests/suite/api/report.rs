//! Reports, assessments, cases and requests for advice for programs: what succeeds, and each way to be refused.

use crate::support::site::{Program, fresh_key};
use crate::support::*;
use casework::reference::{area_id, team_id};
use reqwest::Method;
use serde_json::{Value, json};

/// A household that Vera registered.
async fn household(vera: &Program) -> String {
    let member = json!({"givenName": "Ilse", "familyName": "Verhoeven", "role": "adult", "livesHere": true});
    vera.post("/households", json!({"area": area_id("amsterdam-noord").0, "members": [member]})).await.id()
}

fn report_on(household: &str) -> Value {
    json!({
        "household": household, "sourceCategory": "resident", "sourceName": "Wim Testman",
        "sourceContact": "020 000 00 98", "acute": true, "violenceTypes": ["partner_physical"],
        "narrative": "Buren hoorden geschreeuw. 😟 شكراً",
    })
}

fn with(mut body: Value, change: Value) -> Value {
    body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    body
}

#[tokio::test]
async fn a_report_is_taken_assessed_and_becomes_a_case() {
    let site = Site::new().await;
    let vera = site.program(VERA).await;
    let sent = report_on(&household(&vera).await);
    let key = fresh_key();
    let taken = vera.post_as("/reports", sent.clone(), &key).await;
    assert_eq!(taken.status, 201, "{:?}", taken.body);
    assert_eq!(vera.post_as("/reports", sent, &key).await.id(), taken.id(), "the same create twice");

    let path = format!("/reports/{}", taken.id());
    let read = vera.get(&path).await;
    assert_eq!(read.headers["etag"], "\"1\"");
    assert_eq!(read.body["narrative"], "Buren hoorden geschreeuw. 😟 شكراً");
    assert_eq!((&read.body["source"]["shielded"], &read.body["dueOn"]), (&json!(true), &json!("2026-05-18")));
    assert_eq!(vera.get("/reports?state=received").await.body["items"][0]["id"], json!(taken.id()));

    let judged =
        json!({"finding": "acute", "outcome": "transfer_local_team", "rationale": "Er is nu gevaar."});
    let assessment = format!("{path}/assessment");
    let case = json!({"reason": "Geweld", "duoTeam": team_id(BV_NOORD).0, "localTeam": team_id(OKT_NOORD).0});
    assert_eq!(vera.post(&format!("{path}/case"), case.clone()).await.refusal(), "409 report_not_assessed");
    let walks_away = with(judged.clone(), json!({"outcome": "end_of_involvement"}));
    let answer = vera.change(Method::POST, &assessment, 1, walks_away).await;
    assert_eq!(answer.faults(), ["outcome outcome_against_finding"]);
    assert_eq!(vera.change(Method::POST, &assessment, 1, judged.clone()).await.status, 201);
    assert_eq!(vera.change(Method::POST, &assessment, 1, judged.clone()).await.refusal(), "412 stale");
    assert_eq!(vera.change(Method::POST, &assessment, 2, judged).await.refusal(), "409 already_assessed");

    let wrong = with(case.clone(), json!({"duoTeam": team_id(OKT_NOORD).0}));
    assert!(!vera.post(&format!("{path}/case"), wrong).await.faults().is_empty());
    let opened = vera.post(&format!("{path}/case"), case.clone()).await;
    assert_eq!(vera.get(&format!("/cases/{}", opened.id())).await.status, 200);
    assert_eq!(vera.post(&format!("{path}/case"), case).await.refusal(), "409 report_opened_a_case");
    assert_eq!(vera.get(&path).await.body["caseId"], json!(opened.id()));
}

#[tokio::test]
async fn each_way_in_which_a_report_is_refused() {
    let site = Site::new().await;
    let vera = site.program(VERA).await;
    let sent = report_on(&household(&vera).await);
    let everything = vec![
        "household missing",
        "sourceCategory missing",
        "acute missing",
        "violenceTypes missing",
        "narrative missing",
    ];
    for (body, faults) in [
        (json!({}), everything),
        (with(sent.clone(), json!({"receivedAt": "2026-05-08T09:00:00Z"})), vec!["receivedAt in_the_future"]),
        (with(sent.clone(), json!({"receivedAt": "2026-05-07T09:00:00"})), vec!["receivedAt not_a_moment"]),
        (with(sent.clone(), json!({"incidentFrom": "2026-05-08"})), vec!["incidentFrom after_receipt"]),
        (with(sent.clone(), json!({"violenceTypes": []})), vec!["violenceTypes missing"]),
        (with(sent.clone(), json!({"violenceTypes": ["fgm", "fgm"]})), vec!["violenceTypes.1 duplicate"]),
        (with(sent.clone(), json!({"sourceProfession": "education"})), vec!["sourceProfession does_not_fit"]),
        (with(sent.clone(), json!({"sourceName": null})), vec!["sourceName missing"]),
        (with(sent.clone(), json!({"narrative": "een\u{0}nul"})), vec!["narrative control_character"]),
        (with(sent.clone(), json!({"narrative": "x".repeat(10_001)})), vec!["narrative too_long"]),
        (with(sent.clone(), json!({"acute": "ja"})), vec!["acute not_a_boolean"]),
    ] {
        let answer = vera.post("/reports", body.clone()).await;
        let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert_eq!((answer.refusal().as_str(), answer.faults()), ("400 invalid", told), "{body:.300}");
    }
    let large = with(sent.clone(), json!({"narrative": "x".repeat(1024 * 1024)}));
    assert_eq!(vera.post("/reports", large).await.refusal(), "413 too_large");
    let elsewhere = with(sent.clone(), json!({"team": team_id(OKT_NOORD).0}));
    assert_eq!(vera.post("/reports", elsewhere).await.refusal(), "404 not_found", "not a desk of hers");
    for persona in [WES, BEA, POL] {
        assert_eq!(
            site.program(persona).await.post("/reports", sent.clone()).await.refusal(),
            "404 not_found"
        );
    }
    assert_eq!(site.world.count("reports").await, 0);
}

#[tokio::test]
async fn a_stranger_hears_that_no_report_is_there() {
    let site = Site::new().await;
    let vera = site.program(VERA).await;
    let path = format!("/reports/{}", vera.post("/reports", report_on(&household(&vera).await)).await.id());
    let wes = site.program(WES).await;
    assert_eq!(wes.get(&path).await.refusal(), "404 not_found");
    assert_eq!(wes.get("/reports").await.body["items"], json!([]));
    let judged = json!({"finding": "acute", "outcome": "transfer_mda", "rationale": "Waarom."});
    let answer = wes.change(Method::POST, &format!("{path}/assessment"), 1, judged).await;
    assert_eq!(answer.refusal(), "404 not_found");
}

#[tokio::test]
async fn a_local_team_opens_a_case_for_a_household_of_its_own() {
    let site = Site::new().await;
    let bilal = site.program(BILAL).await;
    let member = json!({"familyName": "Verhoeven", "role": "adult", "livesHere": true});
    let home = json!({"area": area_id("amsterdam-noord").0, "members": [member]});
    let home = bilal.post("/households", home).await.id();
    let case = json!({"household": home, "reason": "Zorgen van school", "duoTeam": team_id(BV_NOORD).0});
    assert_eq!(site.program(WES).await.post("/cases", case.clone()).await.refusal(), "404 not_found");
    assert_eq!(
        bilal.post("/cases", with(case.clone(), json!({"reason": null}))).await.faults(),
        ["reason missing"]
    );
    let opened = bilal.post("/cases", case.clone()).await;
    assert_eq!(bilal.get(&format!("/cases/{}", opened.id())).await.status, 200);
    assert_eq!(bilal.post("/cases", case).await.refusal(), "409 one_open_case_per_household");
}

#[tokio::test]
async fn a_request_for_advice_is_answered_once() {
    let site = Site::new().await;
    let vera = site.program(VERA).await;
    let sent = json!({"askerCategory": "other_professional", "askerProfession": "education", "question": "Hoe begin ik?"});
    let path = format!("/advice-requests/{}", vera.post("/advice-requests", sent.clone()).await.id());
    assert_eq!(vera.get(&path).await.body["anonymous"], true);
    assert_eq!(vera.get("/advice-requests").await.body["items"].as_array().unwrap().len(), 1);

    let answer = format!("{path}/answer");
    assert_eq!(vera.change(Method::POST, &answer, 1, json!({})).await.faults(), ["answer missing"]);
    let advice = json!({"answer": "Begin met wat u zag."});
    assert_eq!(vera.change(Method::POST, &answer, 1, advice.clone()).await.status, 204);
    assert_eq!(vera.change(Method::POST, &answer, 1, advice.clone()).await.refusal(), "412 stale");
    assert_eq!(vera.change(Method::POST, &answer, 2, advice).await.refusal(), "409 already_answered");
    assert_eq!(vera.get(&path).await.body["answer"], "Begin met wat u zag.");

    let tomorrow = with(sent, json!({"askedAt": "2026-05-08T09:00:00Z"}));
    assert_eq!(vera.post("/advice-requests", tomorrow).await.faults(), ["askedAt in_the_future"]);
    assert_eq!(site.program(ANNA).await.get(&path).await.refusal(), "404 not_found");
}

#[tokio::test]
async fn the_inbox_goes_on_where_the_page_ended() {
    let site = Site::new().await;
    let vera = site.program(VERA).await;
    for acute in [false, true, false] {
        let report = with(report_on(&household(&vera).await), json!({"acute": acute}));
        assert_eq!(vera.post("/reports", report).await.status, 201);
    }
    let mut seen = Vec::new();
    let mut path = "/reports?limit=2".to_owned();
    loop {
        let page = vera.get(&path).await.body;
        seen.extend(page["items"].as_array().unwrap().iter().map(|it| it["acute"].as_bool().unwrap()));
        let Some(cursor) = page["nextCursor"].as_str() else { break };
        path = format!("/reports?limit=2&cursor={cursor}");
    }
    assert_eq!(seen, [true, false, false], "what is acute first, and everything once");
}
