//! Phases, incidents and check-ins as programs meet them.

use crate::support::site::fresh_key;
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
async fn a_case_falls_back_once_for_one_key_and_tells_where_it_stands() {
    let (site, case) = with_case().await;
    let anna = site.program(ANNA).await;
    let (path, key) = (format!("/cases/{}/fallbacks", case.id), fresh_key());
    let first = anna.post_as(&path, json!({"reason": "Hij staat voor de deur."}), &key).await;
    assert_eq!(first.status, 201, "{:?}", first.body);
    let again = anna.post_as(&path, json!({"reason": "Hij staat voor de deur."}), &key).await;
    assert_eq!(again.id(), first.id());
    let seen = anna.get(&format!("/cases/{}/phase", case.id)).await;
    assert_eq!(seen.body["phase"], "direct");
    assert_eq!(seen.body["changes"].as_array().unwrap().len(), 1);
    assert_eq!(seen.body["changes"][0]["cause"], "judgement");
    assert_eq!(seen.body["gate"]["to"], "stable");
    let criteria = seen.body["gate"]["criteria"].as_array().unwrap();
    assert!(criteria.iter().all(|it| it["met"].is_boolean() && it["evidence"]["known"].is_boolean()));
}

#[tokio::test]
async fn each_way_to_be_refused() {
    let (site, case) = with_case().await;
    let (anna, susan, wes) = (site.program(ANNA).await, site.program(SUSAN).await, site.program(WES).await);
    let path = |end: &str| format!("/cases/{}/{end}", case.id);

    assert_eq!(
        site.nobody().post(&path("fallbacks"), json!({"reason": "x"})).await.refusal(),
        "401 sign_in_needed"
    );
    assert_eq!(wes.post(&path("fallbacks"), json!({"reason": "x"})).await.refusal(), "404 not_found");
    assert_eq!(susan.post(&path("fallbacks"), json!({"reason": "x"})).await.status, 403);
    assert_eq!(anna.post(&path("fallbacks"), json!({})).await.faults(), ["reason missing"]);
    let refused = anna.post(&path("phase-proposals"), json!({"to": "stable"})).await;
    assert_eq!(refused.refusal(), "409 gate_not_met");
    let refused = anna.post(&path("phase-proposals"), json!({"to": "elsewhere"})).await;
    assert_eq!(refused.faults(), ["to unknown_choice"]);
    let refused = anna.post(&path("reopenings"), json!({"reason": "Toch"})).await;
    assert_eq!(refused.refusal(), "409 case_not_closed");
    for (body, faults) in [
        (
            json!({}),
            vec!["happened missing", "kinds missing", "told missing", "acute missing", "police missing"],
        ),
        (
            json!({"happened": "2027-01", "kinds": ["partner_physical"], "told": "x", "acute": false, "police": false}),
            vec!["happened in_the_future"],
        ),
        (
            json!({"happened": "gisteren", "kinds": ["boos"], "told": "x", "acute": "ja", "police": false}),
            vec!["happened not_a_moment", "kinds.0 unknown_choice", "acute not_a_boolean"],
        ),
    ] {
        assert_eq!(anna.post(&path("incidents"), body.clone()).await.faults(), faults, "{body}");
    }
    assert_eq!(site.world.count("phase_changes").await, 0);
    assert_eq!(site.world.count("incidents").await, 0);
}

#[tokio::test]
async fn an_incident_is_recorded_read_and_corrected() {
    let (site, case) = with_case().await;
    let anna = site.program(ANNA).await;
    let path = format!("/cases/{}/incidents", case.id);
    let home = &case.household;
    let body = json!({
        "happened": "2026-05-06T21:15", "kinds": ["partner_physical"], "told": "Tom duwde Sara.", "acute": false,
        "police": true, "did": [home.ex_partner.0], "harmed": [home.mother.0], "saw": [home.child.0],
    });
    let made = anna.post(&path, body.clone()).await;
    assert_eq!(made.status, 201, "{:?}", made.body);
    let seen = anna.get(&format!("{path}/{}", made.id())).await;
    assert_eq!((&seen.body["happened"], &seen.body["fellBack"]), (&json!("2026-05-06T21:15"), &json!(true)));
    assert_eq!(seen.body["saw"][0]["name"], "Mila Blom");
    let better = anna.post(&format!("{path}/{}/corrections", made.id()), body).await;
    assert_eq!(better.status, 201, "{:?}", better.body);
    let page = anna.get(&format!("{path}?limit=1")).await;
    let cursor = page.body["nextCursor"].as_str().unwrap();
    let rest = anna.get(&format!("{path}?limit=1&cursor={cursor}")).await;
    assert_eq!(rest.body["items"].as_array().unwrap().len(), 1);
    assert!(rest.body["nextCursor"].is_null());
}

#[tokio::test]
async fn a_case_that_comes_back_tells_of_the_earlier_one_to_who_may_see_it() {
    let (site, first) = with_case().await;
    let world = &site.world;
    let (anna, vera) = (world.caller(ANNA).await, world.caller(VERA).await);
    world.clock.forward(chrono::Duration::days(40));
    let (id, now) = (first.id, world.now());
    world
        .build(&format!(
            "UPDATE cases SET state = 'closed', closed_at = '{now}' WHERE id = '{id}'; \
             INSERT INTO plan_versions (id, case_id, number, adopted_at, adopted_by, membership_id) \
               SELECT gen_random_uuid(), '{id}', n, '{now}', '{}', '{}' FROM generate_series(1, 2) AS n",
            anna.user, anna.membership
        ))
        .await;
    world.clock.forward(chrono::Duration::days(40));
    let next = world.case().for_household(&first.household).with_duo(&anna, &vera).with_team(VT_INTAKE);
    let next = next.build().await;

    let path = format!("/cases/{}/phase", next.id);
    let seen = site.program(ANNA).await.get(&path).await.body["earlierCases"].clone();
    assert_eq!((&seen[0]["caseId"], &seen[0]["planVersion"]), (&json!(id.0), &json!(2)));
    assert_eq!(seen.as_array().unwrap().len(), 1);
    let seen = site.program(VERA).await.get(&path).await;
    assert_eq!(seen.body["earlierCases"], json!([]));
    let report = world.report_on(&first.household).await;
    let seen = site.program(VERA).await.get(&format!("/reports/{report}")).await;
    let cases: Vec<&serde_json::Value> =
        seen.body["earlierCases"].as_array().unwrap().iter().map(|it| &it["caseId"]).collect();
    assert_eq!(cases, [&json!(next.id.0)], "only the case in which her team has a task");
}
