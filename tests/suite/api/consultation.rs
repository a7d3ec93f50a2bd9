//! Consultations as a transcript: from the question to its end, and one line for each way to be refused.

use crate::support::site::fresh_key;
use crate::support::*;
use ::casework::reference::area_id;
use serde_json::{Value, json};

fn question(text: &str) -> Value {
    json!({"question": text, "urgency": "soon", "expertise": "partner_violence"})
}

#[tokio::test]
async fn a_question_about_a_case_goes_to_its_end() {
    let site = Site::new().await;
    let (one, two) = (site.world.caller(WES).await, site.world.caller(BILAL).await);
    let case = site.world.case().with_duo(&one, &two).with_team(BV_NOORD).with_team(OKT_NOORD).build().await;
    let (bilal, anna) = (site.program(BILAL).await, site.program(ANNA).await);
    let mut body = question("Hoe spreken wij met het kind?");
    body["caseId"] = json!(case.id.0);
    body["facts"] = json!(["household", "phase"]);
    assert_eq!(bilal.post("/consultations", body.clone()).await.faults(), ["legalGround missing"]);
    body["legalGround"] = json!("youth_7_3_11");
    let key = fresh_key();
    let asked = bilal.post_as("/consultations", body.clone(), &key).await;
    assert_eq!(asked.status, 201, "{:?}", asked.body);
    assert_eq!(bilal.post_as("/consultations", body, &key).await.id(), asked.id(), "sent twice, asked once");
    let path = format!("/consultations/{}", asked.id());

    let board = anna.get("/consultation-board").await;
    let waiting = &board.body["waiting"][0];
    assert_eq!((&waiting["id"], &waiting["aboutCase"]), (&json!(asked.id()), &json!(true)));
    assert_eq!(waiting["dueOn"], "2026-05-11");
    assert_eq!(anna.get(&path).await.body["entries"], json!([]), "not a word before it is taken up");
    assert_eq!(anna.post(&format!("{path}/claim"), json!({})).await.status, 201);
    let seen = anna.get(&path).await;
    assert_eq!(seen.body["entries"][0]["text"], "Hoe spreken wij met het kind?");
    assert_eq!(seen.body["facts"][0]["phase"], "direct");
    assert_eq!(seen.body["facts"][0]["household"].as_array().unwrap().len(), 3);
    assert_eq!(seen.body["facts"][0]["scores"], json!(null), "not chosen");
    assert_eq!(seen.body["caseId"], json!(null));

    let advice = |version: i32| json!({"factsVersion": version, "text": "Alleen, en op school."});
    let answers = format!("{path}/advice");
    assert_eq!(anna.post(&answers, advice(0)).await.refusal(), "409 consultation_other_facts");
    assert_eq!(anna.post(&answers, advice(1)).await.status, 201);
    assert_eq!(anna.post(&answers, advice(1)).await.refusal(), "409 consultation_already_answered");
    let ending = json!({"outcome": "advice", "text": "Wij doen dit donderdag."});
    assert_eq!(bilal.post(&format!("{path}/ending"), ending).await.status, 201);
    let ended = anna.get(&path).await;
    assert_eq!((&ended.body["state"], &ended.body["entries"]), (&json!("ended"), &json!([])));
    assert_eq!(bilal.get(&path).await.body["entries"].as_array().unwrap().len(), 4);
    assert_eq!(bilal.get("/consultations").await.body["asked"][0]["outcome"], "advice");
}

#[tokio::test]
async fn each_way_to_be_refused() {
    let site = Site::new().await;
    let (bilal, anna, vera) = (site.program(BILAL).await, site.program(ANNA).await, site.program(VERA).await);
    let nowhere = "/consultations/0193d0a4-7c1e-7d55-9a5b-4f6f0f3a2b11";
    assert_eq!(site.nobody().get("/consultations").await.refusal(), "401 sign_in_needed");
    assert_eq!(bilal.get(nowhere).await.refusal(), "404 not_found");
    assert_eq!(bilal.get("/consultation-board").await.refusal(), "404 not_found");
    assert_eq!(vera.get("/consultation-board").await.refusal(), "404 not_found");
    assert_eq!(anna.post("/consultations", question("Wat nu?")).await.refusal(), "404 not_found");
    for (body, faults) in [
        (json!({}), vec!["question missing", "urgency missing", "expertise missing"]),
        (question("Bel 06-12345678."), vec!["question tells_phone"]),
        (question("Geboren op 7-5-2016."), vec!["question tells_birth_date"]),
        (question(" "), vec!["question empty"]),
    ] {
        assert_eq!(bilal.post("/consultations", body).await.faults(), faults);
    }
    let mut elsewhere = question("Wat nu?");
    elsewhere["areaId"] = json!(area_id("uithoorn").0);
    let asked = bilal.post("/consultations", elsewhere).await;
    let path = format!("/consultations/{}", asked.id());
    assert_eq!(anna.get(&path).await.refusal(), "404 not_found", "she works elsewhere");
    assert_eq!(anna.post(&format!("{path}/claim"), json!({})).await.refusal(), "404 not_found");
    let further = json!({"text": "En dan?"});
    let asked_further = bilal.post(&format!("{path}/follow-ups"), further).await;
    assert_eq!(asked_further.refusal(), "409 consultation_waits_for_answer");
    let ending = json!({"outcome": "advice", "text": "Klaar."});
    assert_eq!(
        bilal.post(&format!("{path}/ending"), ending).await.refusal(),
        "409 consultation_not_answered"
    );
    let given = json!({"membershipId": "0193d0a4-7c1e-7d55-9a5b-4f6f0f3a2b11", "text": "Zij is er."});
    assert_eq!(bilal.post(&format!("{path}/assignments"), given).await.refusal(), "403 forbidden");
    let withdrawn = json!({"outcome": "withdrawn", "text": "Het is al opgelost."});
    assert_eq!(bilal.post(&format!("{path}/ending"), withdrawn).await.status, 201);
}
