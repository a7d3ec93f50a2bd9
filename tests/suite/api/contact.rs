//! The progress log for programs: contacts, corrections, drafts, who was seen when, and the timeline.

use crate::support::site::{Program, fresh_key};
use crate::support::*;
use reqwest::Method;
use serde_json::{Value, json};

const AT: &str = "2026-05-07T08:00:00Z";

/// A site on which Anna and Bilal work together on one case, and the path of that case.
async fn with_case() -> (Site, Case, String) {
    let site = Site::new().await;
    let (anna, bilal) = (site.world.caller(ANNA).await, site.world.caller(BILAL).await);
    let case = site.world.case().with_duo(&anna, &bilal).build().await;
    let path = format!("/cases/{}", case.id);
    (site, case, path)
}

fn visit(case: &Case) -> Value {
    json!({
        "kind": "visit", "happenedAt": AT, "compartment": "shared", "observed": "Rustig in huis.",
        "presences": [{"person": case.household.child.0, "presence": "seen", "alone": true}],
    })
}

#[tokio::test]
async fn a_contact_is_logged_once_and_read_at_the_address_that_it_got() {
    let (site, case, path) = with_case().await;
    let anna = site.program(ANNA).await;
    let contacts = format!("{path}/contacts");
    let key = fresh_key();
    let first = anna.post_as(&contacts, visit(&case), &key).await;
    let again = anna.post_as(&contacts, visit(&case), &key).await;
    assert_eq!(first.id(), again.id(), "the same create twice makes one contact");

    let address = first.headers["location"].to_str().unwrap().strip_prefix("/api/v1").unwrap();
    let read = anna.get(address).await;
    assert_eq!(read.body["contact"]["observed"], "Rustig in huis.");
    assert_eq!(read.body["contact"]["presences"][0]["person"]["name"], "Mila Blom");
    assert_eq!(read.body["by"]["name"], "Anna de Graaf");

    let seen = anna.get(&format!("{path}/last-seen")).await;
    let mila = seen.body["items"].as_array().unwrap().iter().find(|it| it["name"] == "Mila Blom").unwrap();
    assert_eq!((mila["seenAt"].as_str(), mila["seenAloneAt"].as_str()), (Some(AT), Some(AT)));
    assert_eq!(mila["childNeverSeenAlone"], false);
}

#[tokio::test]
async fn everything_that_is_wrong_with_a_contact_is_told_at_once() {
    let (site, case, path) = with_case().await;
    let anna = site.program(ANNA).await;
    let contacts = format!("{path}/contacts");
    let child = case.household.child.0;
    for (body, faults) in [
        (json!({}), vec!["kind missing", "happenedAt missing", "observed one_of_these"]),
        (
            json!({"kind": "smoke", "happenedAt": "gisteren", "observed": "x", "green": true}),
            vec!["kind unknown_choice", "happenedAt not_a_moment", "* unknown_field"],
        ),
        (
            json!({
                "kind": "call", "happenedAt": "2026-05-08T08:00:00Z", "observed": "Een\u{0}nul",
                "presences": [
                    {"person": child, "presence": "not_reached", "alone": true},
                    {"person": child, "presence": "seen", "alone": false},
                ],
            }),
            vec![
                "observed control_character",
                "happenedAt in_the_future",
                "presences.0.alone not_alone_with_nobody",
                "presences.1.person duplicate",
                "presences.1.presence does_not_fit",
            ],
        ),
        (
            json!({
                "kind": "visit", "happenedAt": AT, "observed": "x", "compartment": "per_person",
                "presences": [{"person": "0193d0a4-7c1e-7d55-9a5b-4f6f0f3a2b11", "presence": "seen", "alone": false}],
            }),
            vec!["person missing", "presences.0.person unknown_choice"],
        ),
    ] {
        let answer = anna.post(&contacts, body.clone()).await;
        assert_eq!(
            (answer.status.as_u16(), answer.faults()),
            (400, faults.iter().map(ToString::to_string).collect()),
            "{body}"
        );
    }
    assert_eq!(site.world.count("contact_entries").await, 0);
}

#[tokio::test]
async fn a_correction_stands_beside_what_it_corrects() {
    let (site, case, path) = with_case().await;
    let (anna, bilal) = (site.program(ANNA).await, site.program(BILAL).await);
    let old = anna.post(&format!("{path}/contacts"), visit(&case)).await.id();
    let corrections = format!("{path}/contacts/{old}/corrections");
    let better = json!({"kind": "visit", "happenedAt": AT, "observed": "Toch niet rustig."});

    assert_eq!(bilal.post(&corrections, better.clone()).await.refusal(), "409 written_elsewhere");
    let hidden =
        json!({"kind": "visit", "happenedAt": AT, "observed": "x", "compartment": "own_organisation"});
    assert_eq!(anna.post(&corrections, hidden).await.faults(), ["compartment does_not_fit"]);
    let new = anna.post(&corrections, better.clone()).await.id();
    assert_eq!(anna.post(&corrections, better).await.refusal(), "409 already_corrected");

    let page = bilal.get(&format!("{path}/timeline?kind=contact")).await;
    let mut told: Vec<(&str, &str)> = page.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| {
            (
                it["contact"]["observed"].as_str().unwrap(),
                it["contact"]["correctedById"].as_str().unwrap_or("-"),
            )
        })
        .collect();
    // Both are about the same moment.
    told.sort_unstable();
    assert_eq!(told, [("Rustig in huis.", new.as_str()), ("Toch niet rustig.", "-")]);
}

#[tokio::test]
async fn a_draft_is_kept_for_one_person_until_the_contact_is_logged() {
    let (site, case, path) = with_case().await;
    let (anna, bilal) = (site.program(ANNA).await, site.program(BILAL).await);
    let draft = format!("{path}/contact-draft");
    let send = async |who: &Program, method: Method, body: Value| {
        who.send(who.request(method, &draft).json(&body)).await
    };
    assert_eq!(anna.get(&draft).await.refusal(), "404 not_found");
    let half =
        json!({"kind": "visit", "observed": "Half af", "presences": [{"person": case.household.child.0}]});
    assert_eq!(send(&anna, Method::PUT, half).await.status, 204);
    let kept = anna.get(&draft).await;
    assert_eq!((&kept.body["observed"], &kept.body["kind"]), (&json!("Half af"), &json!("visit")));
    assert_eq!(bilal.get(&draft).await.refusal(), "404 not_found", "a draft is for nobody else");
    assert_eq!(send(&anna, Method::PUT, json!({"kind": "smoke"})).await.faults(), ["kind unknown_choice"]);

    let waits = anna.get("/cases").await.body["items"][0]["waits"].clone();
    assert_eq!(waits, json!(["never_scored", "no_recent_contact", "draft_open"]));
    anna.post(&format!("{path}/contacts"), visit(&case)).await.id();
    assert_eq!(anna.get(&draft).await.refusal(), "404 not_found", "logging ends the draft");

    assert_eq!(send(&anna, Method::PUT, json!({})).await.status, 204);
    assert_eq!(send(&anna, Method::DELETE, Value::Null).await.status, 204);
    assert_eq!(anna.get(&draft).await.refusal(), "404 not_found");
}

#[tokio::test]
async fn the_timeline_goes_page_by_page_and_nobody_elses_cursor_works() {
    let (site, case, path) = with_case().await;
    let (anna, bilal) = (site.program(ANNA).await, site.program(BILAL).await);
    for minute in 0..5 {
        let body =
            json!({"kind": "call", "happenedAt": format!("2026-05-07T08:0{minute}:00Z"), "observed": "x"});
        anna.post(&format!("{path}/contacts"), body).await.id();
    }
    anna.post(&format!("{path}/scores"), json!({"value": 7, "about": case.household.child.0})).await.id();

    let mut seen = Vec::new();
    let mut next = format!("{path}/timeline?kind=contact&kind=score&limit=2");
    loop {
        let page = anna.get(&next).await;
        let items = page.body["items"].as_array().unwrap().clone();
        assert!(items.len() <= 2);
        seen.extend(items.iter().map(|it| it["at"].as_str().unwrap().to_owned()));
        let Some(cursor) = page.body["nextCursor"].as_str() else { break };
        next = format!("{path}/timeline?kind=score&kind=contact&limit=2&cursor={cursor}");
        assert_eq!(bilal.get(&next).await.refusal(), "400 malformed");
        assert_eq!(anna.get(&next.replace("kind=score&", "")).await.refusal(), "400 malformed");
    }
    let mut sorted = seen.clone();
    sorted.sort_by(|one, other| other.cmp(one));
    assert_eq!((seen.len(), &seen), (6, &sorted));
    assert_eq!(anna.get(&format!("{path}/timeline?kind=smoke")).await.faults(), ["kind.0 unknown_choice"]);
    assert_eq!(anna.get(&format!("{path}/timeline?limit=0")).await.faults(), ["limit out_of_range"]);
}

#[tokio::test]
async fn scores_are_told_per_rater_with_the_lowest_and_never_a_mean() {
    let (site, case, path) = with_case().await;
    let (anna, bilal) = (site.program(ANNA).await, site.program(BILAL).await);
    let scores = format!("{path}/scores");
    let child =
        json!({"value": 3, "rater": case.household.child.0, "askedHow": "with_card", "reason": "Ruzie"});
    let given = anna.post(&scores, child).await;
    anna.post(&scores, json!({"value": 7})).await.id();
    bilal.post(&scores, json!({"value": 8})).await.id();

    let history = anna.get(&scores).await;
    assert_eq!(
        history.body["summaries"],
        json!([{"about": null, "lowest": 3, "highest": 8, "spread": 5, "count": 3}])
    );
    assert_eq!(history.body["series"].as_array().unwrap().len(), 3);
    let address = given.headers["location"].to_str().unwrap().strip_prefix("/api/v1").unwrap();
    let read = anna.get(address).await;
    assert_eq!((&read.body["score"]["value"], &read.body["score"]["ageAt"]), (&json!(3), &json!(7)));
}

#[tokio::test]
async fn a_stranger_finds_nothing_at_any_of_these_addresses() {
    let (site, case, path) = with_case().await;
    let (anna, wes) = (site.program(ANNA).await, site.program(WES).await);
    let contact = anna.post(&format!("{path}/contacts"), visit(&case)).await.id();
    let unknown = "/cases/0193d0a4-7c1e-7d55-9a5b-4f6f0f3a2b11";
    let addresses = [
        (Method::GET, "/timeline".to_owned()),
        (Method::GET, "/last-seen".to_owned()),
        (Method::GET, "/scores".to_owned()),
        (Method::GET, "/contact-draft".to_owned()),
        (Method::PUT, "/contact-draft".to_owned()),
        (Method::DELETE, "/contact-draft".to_owned()),
        (Method::POST, "/contacts".to_owned()),
        (Method::GET, format!("/contacts/{contact}")),
        (Method::POST, format!("/contacts/{contact}/corrections")),
    ];
    for (method, address) in addresses {
        let ask = async |case: &str| {
            let request = wes.request(method.clone(), &format!("{case}{address}"));
            let request = request.header("Idempotency-Key", fresh_key());
            let body = if method == Method::PUT {
                json!({})
            } else {
                json!({"kind": "call", "happenedAt": AT, "observed": "x"})
            };
            wes.send(if method == Method::GET || method == Method::DELETE {
                request
            } else {
                request.json(&body)
            })
            .await
        };
        let (theirs, nobodys) = (ask(&path).await, ask(unknown).await);
        assert_eq!(theirs.refusal(), "404 not_found", "{method} {address}");
        assert_eq!(theirs.body["detail"], nobodys.body["detail"]);
    }
    let elsewhere = site.world.case().opened_by(&site.world.caller(ANNA).await).build().await;
    let address = format!("/cases/{}/contacts/{contact}", elsewhere.id);
    assert_eq!(
        anna.get(&address).await.refusal(),
        "404 not_found",
        "a contact is found in its own case only"
    );
}
