//! Teams for one person, red flags, suspicions and safe contact through the API.

use crate::support::*;
use ::casework::reference::team_id;
use serde_json::json;

async fn case_on(site: &Site) -> Case {
    let (anna, bilal) = (site.world.caller(ANNA).await, site.world.caller(BILAL).await);
    site.world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).build().await
}

#[tokio::test]
async fn a_team_comes_for_one_person_and_goes() {
    let site = Site::new().await;
    let case = case_on(&site).await;
    let (anna, path) = (site.program(ANNA).await, format!("/cases/{}/participations", case.id));
    let fem = site.program(FEM).await;
    assert_eq!(fem.get(&path).await.refusal(), "404 not_found");
    let body = json!({
        "team": team_id(RECLASSERING).0, "task": "probation", "legalGround": "consent",
        "worksFor": case.household.ex_partner.0,
    });
    let made = anna.post(&path, body.clone()).await;
    assert_eq!(made.status, 201, "{:?}", made.body);
    assert_eq!(made.headers["location"].to_str().unwrap(), format!("/api/v1{path}"));
    assert_eq!(anna.post(&path, body).await.refusal(), "409 already_takes_part");
    assert_eq!(
        anna.post(&path, json!({})).await.faults(),
        ["team missing", "task missing", "legalGround missing"]
    );
    let listed = fem.get(&path).await;
    assert_eq!(listed.body["items"][0]["worksFor"]["name"], "Tom Kramer");
    let ending = format!("{path}/{}/endings", made.id());
    assert_eq!(fem.post(&ending, json!({})).await.refusal(), "403 forbidden");
    assert_eq!(anna.post(&ending, json!({})).await.status, 201);
    assert_eq!(anna.post(&ending, json!({})).await.refusal(), "409 participation_has_ended");
    assert_eq!(fem.get(&path).await.refusal(), "404 not_found");
}

#[tokio::test]
async fn a_flag_a_suspicion_and_a_safe_way_are_written_down() {
    let site = Site::new().await;
    let case = case_on(&site).await;
    let anna = site.program(ANNA).await;
    let (mother, tom) = (case.household.mother.0, case.household.ex_partner.0);
    let path = |noun: &str| format!("/cases/{}/{noun}", case.id);

    let flag =
        json!({"person": mother, "kind": "strangulation", "source": "police", "noticedOn": "2026-05-06"});
    let flag = anna.post(&path("red-flags"), flag).await.id();
    let tasks = anna.get(&path("tasks")).await;
    assert_eq!(tasks.body["items"][0]["kind"], "red_flags");
    assert_eq!(tasks.body["items"][0]["dueOn"], "2026-05-07");
    let told = json!({"told": "Vandaag overleg met politie en Veilig Thuis"});
    assert_eq!(anna.post(&path(&format!("red-flags/{flag}/decisions")), told.clone()).await.status, 201);
    assert_eq!(anna.post(&path(&format!("red-flags/{flag}/retractions")), told.clone()).await.status, 201);
    let again = anna.post(&path(&format!("red-flags/{flag}/retractions")), told).await;
    assert_eq!(again.refusal(), "409 flag_retracted");
    assert_eq!(anna.get(&path("red-flags")).await.body["items"][0]["stands"], json!(false));

    let suspicion = json!({"victim": mother, "accused": tom, "reason": "Zij durft niet te praten"});
    let made = anna.post(&path("terror-suspicions"), suspicion.clone()).await.id();
    assert_eq!(anna.post(&path("terror-suspicions"), suspicion).await.refusal(), "409 already_suspected");
    let met = |person| json!({"person": person, "presence": "seen", "alone": false});
    let joint = json!({
        "kind": "meeting", "happenedAt": "2026-05-06T10:00:00Z", "observed": "Samen",
        "presences": [met(mother), met(tom)],
    });
    let refused = anna.post(&path("contacts"), joint.clone()).await;
    assert_eq!(refused.faults(), ["jointReason joint_session"]);
    let mut with_reason = joint;
    with_reason["jointReason"] = json!("Op haar verzoek, met politie erbij");
    assert_eq!(anna.post(&path("contacts"), with_reason).await.status, 201);
    let withdrawal = path(&format!("terror-suspicions/{made}/withdrawals"));
    assert_eq!(anna.post(&withdrawal, json!({})).await.faults(), ["reason missing"]);
    assert_eq!(anna.post(&withdrawal, json!({"reason": "Het bleek anders"})).await.status, 201);

    let way = json!({"person": mother, "channel": "app", "reach": "06 000 00 01", "hours": "overdag"});
    assert_eq!(anna.post(&path("safe-contacts"), way).await.status, 201);
    let ways = anna.get(&path("safe-contacts")).await;
    assert_eq!(ways.body["items"][0]["messageAllowed"], json!(false));
    let lost = anna.post(&path("safe-contacts"), json!({"person": mother, "channel": "phone"})).await;
    assert_eq!(lost.faults(), ["reach missing"]);
}
