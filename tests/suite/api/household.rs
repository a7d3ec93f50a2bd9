//! Households for programs, as a transcript: what succeeds, and one line for each way to be refused.

use crate::support::site::{Program, fresh_key};
use crate::support::*;
use casework::reference::area_id;
use reqwest::Method;
use serde_json::{Value, json};

fn member(given: &str, born: &str, role: &str) -> Value {
    json!({"givenName": given, "familyName": "Verhoeven", "birthDate": born, "role": role, "livesHere": true})
}

fn in_noord(members: &[Value]) -> Value {
    json!({"area": area_id("amsterdam-noord").0, "members": members})
}

/// A household of a mother and her child, and the id of each as a person.
async fn registered(bilal: &Program) -> (String, String, String) {
    let members = [member("Ilse", "1990-04-03", "adult"), member("Daan", "2018", "child")];
    let path = format!("/households/{}", bilal.post("/households", in_noord(&members)).await.id());
    let file = bilal.get(&path).await.body;
    let person = |at: usize| file["members"][at]["person"]["id"].as_str().unwrap().to_owned();
    (path, person(0), person(1))
}

#[tokio::test]
async fn a_household_is_registered_once_and_read_back() {
    let site = Site::new().await;
    let bilal = site.program(BILAL).await;
    let sent = in_noord(&[member("Ilse 😀", "1990-04-03", "adult"), member("أمينة", "2018-09", "child")]);
    let key = fresh_key();
    let first = bilal.post_as("/households", sent.clone(), &key).await;
    assert_eq!(first.status, 201, "{:?}", first.body);
    assert_eq!(bilal.post_as("/households", sent, &key).await.id(), first.id(), "the same create twice");
    assert_eq!(bilal.post_as("/households", in_noord(&[]), &key).await.refusal(), "400 invalid");
    assert_eq!(site.world.count("households").await, 1);

    let location = first.headers["location"].to_str().unwrap().strip_prefix("/api/v1").unwrap().to_owned();
    let read = bilal.get(&location).await;
    assert_eq!(read.headers["etag"], "\"1\"");
    let members = &read.body["members"];
    assert_eq!(
        (&members[0]["person"]["givenName"], &members[1]["person"]["givenName"]),
        (&json!("Ilse 😀"), &json!("أمينة"))
    );
    assert_eq!((&members[1]["person"]["age"], &members[1]["person"]["ageExact"]), (&json!(7), &json!(true)));
    assert_eq!(site.program(WES).await.get(&location).await.refusal(), "404 not_found");
}

#[tokio::test]
async fn each_way_in_which_a_household_is_refused() {
    let site = Site::new().await;
    let bilal = site.program(BILAL).await;
    let with = |change: Value| {
        let mut person = member("Ilse", "1990-04-03", "adult");
        person.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        in_noord(&[person])
    };
    for (body, faults) in [
        (json!({}), vec!["area missing", "members missing"]),
        (in_noord(&[]), vec!["members missing"]),
        (with(json!({"familyName": null})), vec!["members.0.familyName missing"]),
        (with(json!({"bsn": "123456789"})), vec!["members.0.bsn not_a_bsn"]),
        (with(json!({"diedOn": "1990-04-02"})), vec!["members.0.diedOn before_birth"]),
        (with(json!({"birthDate": "2026-05-08"})), vec!["members.0.birthDate in_the_future"]),
        (with(json!({"birthDate": "03-04-1990"})), vec!["members.0.birthDate not_a_date"]),
        (with(json!({"birthDate": "1890-01-01"})), vec!["members.0.birthDate older_than_120"]),
        (with(json!({"familyName": "een\u{0}nul"})), vec!["members.0.familyName control_character"]),
        (with(json!({"familyName": "a\u{202e}b"})), vec!["members.0.familyName control_character"]),
        (with(json!({"role": "boss"})), vec!["members.0.role unknown_choice"]),
        (with(json!({"role": "unborn_child"})), vec!["members.0.expectedDate missing"]),
        (with(json!({"from": "2026-05-08"})), vec!["members.0.from in_the_future"]),
        (with(json!({"isAdmin": true})), vec!["members.0.* unknown_field"]),
    ] {
        let answer = bilal.post("/households", body.clone()).await;
        assert_eq!((answer.refusal().as_str(), answer.faults()), ("400 invalid", told(&faults)), "{body}");
    }
    let twins = in_noord(&[member("Ilse", "1990-04-03", "adult"), member("Ilse", "1990-04-03", "adult")]);
    assert_eq!(
        bilal.post("/households", twins).await.faults(),
        ["members.1.givenName duplicate"],
        "the same person twice"
    );
    let large = with(json!({"familyName": "x".repeat(1024 * 1024)}));
    assert_eq!(bilal.post("/households", large).await.refusal(), "413 too_large");
    assert_eq!(site.nobody().post("/households", in_noord(&[])).await.refusal(), "401 sign_in_needed");
    assert_eq!(site.program(BEA).await.post("/households", with(json!({}))).await.refusal(), "404 not_found");
    assert_eq!(site.world.count("households").await, 0);
}

#[tokio::test]
async fn members_come_and_go_on_the_version_that_was_seen() {
    let site = Site::new().await;
    let bilal = site.program(BILAL).await;
    let (path, mother, _) = registered(&bilal).await;
    let members = format!("{path}/members");

    let joined = bilal.change(Method::POST, &members, 1, member("Noor", "2021-01-01", "child")).await;
    assert_eq!((joined.status.as_u16(), joined.headers["etag"].to_str().unwrap()), (201, "\"2\""));
    let late = bilal.change(Method::POST, &members, 1, member("Sem", "2021-01-01", "child")).await;
    assert_eq!(late.refusal(), "412 stale");
    assert_eq!(bilal.post(&members, member("Sem", "2021", "child")).await.refusal(), "428 version_missing");
    let again = json!({"person": mother, "role": "adult", "livesHere": true});
    assert_eq!(bilal.change(Method::POST, &members, 2, again).await.refusal(), "409 already_member");
    let both = json!({"person": mother, "familyName": "Blom", "role": "adult", "livesHere": true});
    assert_eq!(bilal.change(Method::POST, &members, 2, both).await.faults(), ["person does_not_fit"]);

    let departure = format!("{members}/{}/departure", joined.id());
    assert_eq!(bilal.change(Method::POST, &departure, 2, json!({})).await.faults(), ["reason missing"]);
    let early = json!({"reason": "moved_out", "on": "2026-05-06"});
    assert_eq!(bilal.change(Method::POST, &departure, 2, early).await.refusal(), "409 leave_before_join");
    let audited = site.world.count("audit_log").await;
    let left = bilal.change(Method::POST, &departure, 2, json!({"reason": "moved_out"})).await;
    assert_eq!((left.status.as_u16(), &left.body["version"]), (200, &json!(3)));
    let rows = site.world.count("audit_log").await - audited;
    assert_eq!(rows, 2, "the act and who left, and nobody else of the household");
    assert_eq!(bilal.get(&path).await.body["formerMembers"][0]["givenName"], "Noor");
    let mut again = Vec::new();
    for (seen, stay) in [(2, joined.id()), (3, joined.id()), (3, mother)] {
        let departure = format!("{members}/{stay}/departure");
        again.push(
            bilal.change(Method::POST, &departure, seen, json!({"reason": "moved_out"})).await.refusal(),
        );
    }
    assert_eq!(again, ["412 stale", "409 not_a_member", "404 not_found"]);
}

#[tokio::test]
async fn nobody_becomes_a_parent_of_an_own_parent() {
    let site = Site::new().await;
    let bilal = site.program(BILAL).await;
    let (path, mother, child) = registered(&bilal).await;
    let relationships = format!("{path}/relationships");
    let parent = |from: &str, to: &str| json!({"from": from, "to": to, "kind": "parent_of", "parentalAuthority": true});

    let related = bilal.change(Method::POST, &relationships, 1, parent(&mother, &child)).await;
    assert_eq!(related.status, 201, "{:?}", related.body);
    for (from, to, faults) in [
        (&mother, &child, vec!["to duplicate"]),
        (&child, &mother, vec!["to circular_parent", "to parent_not_older"]),
        (&mother, &mother, vec!["to same_person"]),
    ] {
        let answer = bilal.change(Method::POST, &relationships, 2, parent(from, to)).await;
        assert_eq!(answer.faults(), told(&faults));
    }
    let ending = format!("{relationships}/{}/ending", related.id());
    assert_eq!(bilal.change(Method::POST, &ending, 1, json!({})).await.refusal(), "412 stale");
    let tomorrow = json!({"until": "2026-05-08"});
    assert_eq!(bilal.change(Method::POST, &ending, 2, tomorrow).await.faults(), ["until in_the_future"]);
    assert_eq!(bilal.change(Method::POST, &ending, 2, json!({})).await.status, 200);
    assert_eq!(bilal.get(&path).await.body["relationships"][0]["until"], "2026-05-07");
}

#[tokio::test]
async fn a_household_splits_when_somebody_goes_and_somebody_stays() {
    let site = Site::new().await;
    let bilal = site.program(BILAL).await;
    let (path, mother, child) = registered(&bilal).await;
    let splits = format!("{path}/splits");
    let all = json!({"leaving": [mother, child], "reason": "separated"});
    assert_eq!(bilal.change(Method::POST, &splits, 1, all).await.refusal(), "409 nobody_stays");
    let split =
        bilal.change(Method::POST, &splits, 1, json!({"leaving": [child], "reason": "separated"})).await;
    let new = bilal.get(&format!("/households/{}", split.id())).await.body;
    assert_eq!(new["members"][0]["person"]["givenName"], "Daan");
    assert_eq!(bilal.get(&path).await.body["members"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_person_is_changed_on_the_version_that_was_seen_and_never_shows_a_whole_number() {
    let site = Site::new().await;
    let bilal = site.program(BILAL).await;
    let (_, mother, _) = registered(&bilal).await;
    let path = format!("/persons/{mother}");
    let number = json!({"bsn": "111222333", "infix": "van den"});
    assert_eq!(bilal.change(Method::PATCH, &path, 1, number).await.body["version"], 2);
    let read = bilal.get(&path).await;
    assert_eq!(read.headers["etag"], "\"2\"");
    assert_eq!((&read.body["maskedBsn"], &read.body["infix"]), (&json!("••••••333"), &json!("van den")));
    assert!(!read.body.to_string().contains("111222"));

    assert_eq!(bilal.change(Method::PATCH, &path, 1, json!({"infix": null})).await.refusal(), "412 stale");
    let before = json!({"diedOn": "1980-01-01"});
    assert_eq!(bilal.change(Method::PATCH, &path, 2, before).await.faults(), ["diedOn before_birth"]);
    let emptied = bilal.change(Method::PATCH, &path, 2, json!({"infix": null, "bsn": null})).await;
    assert_eq!(emptied.status, 200, "{:?}", emptied.body);
    let read = bilal.get(&path).await.body;
    assert!(read["infix"].is_null() && read["maskedBsn"].is_null() && read["birthDate"] == "1990-04-03");
    assert_eq!(site.program(WES).await.get(&path).await.refusal(), "404 not_found");
}

#[tokio::test]
async fn a_search_finds_whom_one_sees_and_a_recognition_only_whom_to_call() {
    let site = Site::new().await;
    let (bilal, wes) = (site.program(BILAL).await, site.program(WES).await);
    let (_, mother, _) = registered(&bilal).await;
    let seek = json!({"familyName": "verhoeven", "givenName": "ilse"});
    assert_eq!(bilal.post("/persons/_search", seek.clone()).await.body["items"][0]["id"], json!(mother));
    assert_eq!(wes.post("/persons/_search", seek).await.body, json!({"items": [], "more": false}));
    assert_eq!(bilal.post("/persons/_search", json!({})).await.faults(), ["familyName one_of_these"]);

    let mut ask =
        json!({"familyName": "Verhoeven", "givenName": "Ilse", "birthDate": "1990-04-03", "reason": "Kort."});
    assert_eq!(wes.post("/persons/_recognition", ask.clone()).await.faults(), ["reason too_short"]);
    ask["reason"] = json!("Er is een zorg gemeld over dit gezin in Weesp.");
    let known = wes.post("/persons/_recognition", ask).await;
    assert_eq!(known.status, 200, "{:?}", known.body);
    assert!(!known.body.to_string().contains("Verhoeven"), "whom to call, never what is known");
}

fn told(faults: &[&str]) -> Vec<String> {
    faults.iter().map(ToString::to_string).collect()
}
