//! The safety plan as programs meet it: from the first situation to an adopted version, and two who write at once.

use crate::support::site::fresh_key;
use crate::support::*;
use reqwest::Method;
use serde_json::{Value, json};

/// A site on which Anna and Bilal work together on one case, and the address of its plan.
async fn with_case() -> (Site, Case, String) {
    let site = Site::new().await;
    let (anna, bilal) = (site.world.caller(ANNA).await, site.world.caller(BILAL).await);
    let case = site.world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).build().await;
    let plan = format!("/cases/{}/safety-plan", case.id);
    (site, case, plan)
}

fn voices(case: &Case) -> Value {
    json!([
        {"person": case.household.mother.0, "opinion": "agrees"},
        {"person": case.household.ex_partner.0, "opinion": "disagrees", "reason": "Hij wil Mila vaker zien"},
        {"person": case.household.child.0, "opinion": "heard", "askedHow": "with_card", "ownWords": "Niet schreeuwen"},
    ])
}

#[tokio::test]
async fn a_plan_goes_from_its_first_situation_to_a_version_that_both_agree_with() {
    let (site, case, plan) = with_case().await;
    let (anna, bilal) = (site.program(ANNA).await, site.program(BILAL).await);
    let items = format!("{plan}/items");
    let make = async |body: Value| {
        let made = anna.post(&items, body).await;
        assert_eq!(made.status, 201, "{:?}", made.body);
        made.id()
    };
    let situation =
        make(json!({"kind": "situation", "what": "Tom schreeuwt", "concerns": [case.household.child.0]}))
            .await;
    let by = anna.get(&plan).await.body["items"][0]["madeBy"].clone();
    let set_by = casework::reference::organisation_id("blijvend-veilig").0;
    let condition =
        make(json!({"kind": "condition", "under": situation, "what": "Mila is nooit alleen met Tom", "setBy": set_by})).await;
    let who = json!({"name": "Wil", "role": "oma"});
    let agreement =
        make(json!({"kind": "agreement", "under": condition, "what": "Oma haalt Mila op", "who": who})).await;

    let found = anna.get(&plan).await;
    assert_eq!(found.body["version"], 3);
    assert_eq!(found.body["names"]["users"][by.as_str().unwrap()], ANNA.display_name);
    let questions = &found.body["items"][2]["questions"];
    assert!(questions.as_array().unwrap().contains(&json!("by_when")), "{questions}");

    let mark = json!({"mark": "not_kept", "note": "Woensdag was er niemand"});
    assert_eq!(anna.post(&format!("{items}/{agreement}/marks"), mark).await.status, 201);
    let marks = bilal.get(&format!("{items}/{agreement}/marks")).await;
    assert_eq!(marks.body["items"][0]["mark"], "not_kept");

    let versions = format!("{plan}/versions");
    let adopt = |seen: &str| {
        let request = anna.request(Method::POST, &versions).header("idempotency-key", fresh_key());
        request.header("if-match", format!("\"{seen}\"")).json(&json!({"voices": voices(&case)}))
    };
    assert_eq!(anna.send(adopt("2")).await.refusal(), "412 stale");
    assert_eq!(anna.send(adopt("3")).await.status, 201);
    let consents = format!("{versions}/1/consents");
    assert_eq!(bilal.post(&consents, json!({"agrees": false})).await.faults(), ["reason reason_required"]);
    assert_eq!(bilal.post(&consents, json!({"agrees": true})).await.status, 201);
    assert_eq!(
        bilal.post(&format!("{versions}/2/consents"), json!({"agrees": true})).await.refusal(),
        "404 not_found"
    );

    let version = bilal.get(&format!("{versions}/1")).await.body;
    assert_eq!(version["version"]["consents"].as_array().unwrap().len(), 2);
    assert_eq!(version["items"].as_array().unwrap().len(), 3);
    let removed = anna.change(Method::POST, &format!("{items}/{agreement}/removal"), 1, Value::Null).await;
    assert_eq!(removed.status, 200, "{:?}", removed.body);
    let compared = bilal.get(&format!("{plan}/comparison")).await.body;
    let changes: Vec<_> =
        compared["items"].as_array().unwrap().iter().map(|it| it["change"].clone()).collect();
    assert_eq!(changes, ["unchanged", "unchanged", "dropped"]);
    assert_eq!(bilal.get(&plan).await.body["ahead"], true);
}

#[tokio::test]
async fn two_who_write_in_the_same_field_are_both_read_back() {
    let (site, _, plan) = with_case().await;
    let (anna, bilal) = (site.program(ANNA).await, site.program(BILAL).await);
    let items = format!("{plan}/items");
    let item = anna.post(&items, json!({"kind": "situation", "what": "Ruzie"})).await.id();
    let address = format!("{items}/{item}");
    let write = async |who: &site::Program, seen, body: Value| {
        who.change(Method::POST, &format!("{address}/revisions"), seen, body).await
    };

    assert_eq!(write(&anna, 1, json!({"what": "Ruzie", "place": "Keuken"})).await.body["version"], 2);
    let other_field = write(&bilal, 1, json!({"what": "Ruzie", "howOften": "Elke week"})).await;
    assert_eq!((other_field.status.as_u16(), &other_field.body["version"]), (200, &json!(3)));
    let twice = write(&bilal, 1, json!({"what": "Ruzie", "place": "Gang"})).await;
    assert_eq!(twice.refusal(), "409 conflict");
    assert_eq!(twice.body["newestVersion"], 3);
    assert_eq!(
        twice.body["conflicts"],
        json!([{"name": "place", "base": null, "mine": "Gang", "theirs": "Keuken"}])
    );
    let found = bilal.get(&address).await.body;
    assert_eq!((&found["place"], &found["howOften"]), (&json!("Keuken"), &json!("Elke week")));
    let again = json!({"what": "Ruzie", "place": "Gang", "howOften": "Elke week"});
    assert_eq!(write(&bilal, 3, again).await.body["version"], 4);
}

#[tokio::test]
async fn each_way_to_be_refused() {
    let (site, _, plan) = with_case().await;
    let (anna, wes, susan) = (site.program(ANNA).await, site.program(WES).await, site.program(SUSAN).await);
    let items = format!("{plan}/items");
    let situation = json!({"kind": "situation", "what": "Ruzie"});
    assert_eq!(site.nobody().post(&items, situation.clone()).await.refusal(), "401 sign_in_needed");
    assert_eq!(wes.post(&items, situation.clone()).await.refusal(), "404 not_found");
    assert_eq!(susan.post(&items, situation.clone()).await.refusal(), "403 forbidden");
    for (body, faults) in [
        (json!({}), vec!["kind missing"]),
        (json!({"kind": "situation"}), vec!["what missing"]),
        (json!({"kind": "situation", "what": "Ruzie", "provider": "X"}), vec!["provider does_not_fit"]),
        (json!({"kind": "situation", "what": "Ruzie", "rank": 1}), vec!["* unknown_field"]),
        (
            json!({"kind": "agreement", "byWhen": "ooit"}),
            vec!["byWhen not_a_date", "under missing", "what missing"],
        ),
    ] {
        let answer = anna.post(&items, body.clone()).await;
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert_eq!((answer.status.as_u16(), answer.faults()), (400, faults), "{body}");
    }
    for _ in 0..3 {
        anna.post(&items, situation.clone()).await;
    }
    assert_eq!(anna.post(&items, situation).await.refusal(), "409 fourth_situation");
    let ranking = anna.change(Method::POST, &format!("{plan}/ranking"), 2, json!({"situations": []})).await;
    assert_eq!(ranking.faults(), ["situations missing"]);
}
