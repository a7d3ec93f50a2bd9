//! Giving a case its duo and changing it, through the API: what works, each way to be refused, and who wins a race.

use crate::support::*;
use chrono::Duration;
use reqwest::Method;
use serde_json::{Value, json};

/// A second worker of the local youth team in Noord.
const BRAM: Persona = Persona { name: "bram", display_name: "Bram Ouali", ..BILAL };
/// A second supervisor of the teams in Noord.
const SAM: Persona = Persona { name: "sam", display_name: "Sam Terpstra", ..SUSAN };

#[tokio::test]
async fn a_case_gets_its_duo_and_no_longer_waits() {
    let site = Site::new().await;
    let case = waiting_case(&site).await;
    let (anna, bilal) = (membership(&site, ANNA).await, membership(&site, BILAL).await);
    let susan = site.program(SUSAN).await;

    let list = susan.get("/cases-without-duo").await;
    assert_eq!(list.body["items"][0]["case"]["id"], json!(case.id.0));
    assert_eq!(list.body["items"][0]["emptySeats"], json!([1, 2]));
    assert_eq!(list.body["items"][0]["waitingSince"], "2026-04-07T09:00:00Z");

    let candidates = susan.get(&format!("/cases/{}/duo-candidates", case.id)).await;
    let found = candidates.body["items"].as_array().unwrap().clone();
    let found: Vec<_> = found.iter().map(|it| (&it["name"], &it["load"], &it["capacity"])).collect();
    let (load, capacity) = (json!(0), json!(12));
    assert_eq!(
        found,
        [(&json!("Anna de Graaf"), &load, &capacity), (&json!("Bilal Amrani"), &load, &capacity)]
    );

    let path = format!("/cases/{}/duo", case.id);
    let given = susan.change(Method::POST, &path, 1, json!({"first": anna, "second": bilal})).await;
    assert_eq!((given.status.as_u16(), &given.body), (200, &json!({"version": 2})));
    assert_eq!(given.headers["etag"], "\"2\"");
    assert_eq!(susan.get("/cases-without-duo").await.body["items"], json!([]));
    let mine = site.program(BILAL).await.get("/cases").await;
    assert_eq!(mine.body["items"][0]["id"], json!(case.id.0), "who sits in the duo has the case");
    assert!(site.world.audit().await.contains(&"susan assign_duo done case".to_owned()));
}

#[tokio::test]
async fn one_seat_is_given_now_and_the_other_later() {
    let site = Site::new().await;
    let case = waiting_case(&site).await;
    let (anna, bilal) = (membership(&site, ANNA).await, membership(&site, BILAL).await);
    let susan = site.program(SUSAN).await;
    let path = format!("/cases/{}/duo", case.id);

    assert_eq!(susan.change(Method::POST, &path, 1, json!({"second": bilal})).await.status, 200);
    let list = susan.get("/cases-without-duo").await;
    assert_eq!(list.body["items"][0]["emptySeats"], json!([1]));
    assert_eq!(susan.change(Method::POST, &path, 2, json!({"first": anna})).await.status, 200);
    assert_eq!(susan.get("/cases-without-duo").await.body["items"], json!([]));
}

#[tokio::test]
async fn those_who_have_room_and_work_nearby_come_first() {
    let site = Site::new().await;
    let elsewhere = Persona { name: "eva", display_name: "Eva Aalders", teams: &[BV_WEESP], ..ANNA };
    let (anna, bilal) = (site.world.caller(ANNA).await, site.world.caller(BILAL).await);
    membership(&site, BRAM).await;
    membership(&site, elsewhere).await;
    site.world.case().with_duo(&anna, &bilal).build().await;
    let case = site.world.case().with_team(BV_NOORD).with_team(OKT_NOORD).with_team(BV_WEESP).build().await;

    let susan = site.program(SUSAN).await;
    let found = susan.get(&format!("/cases/{}/duo-candidates", case.id)).await;
    let told: Vec<_> = found.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| format!("{} {} {}", it["name"].as_str().unwrap(), it["load"], it["nearby"]))
        .collect();
    assert_eq!(
        told,
        ["Bram Ouali 0 true", "Anna de Graaf 1 true", "Bilal Amrani 1 true", "Eva Aalders 0 false"]
    );
}

#[tokio::test]
async fn each_way_to_be_refused_a_duo() {
    let site = Site::new().await;
    let case = waiting_case(&site).await;
    let (one, two) = (site.world.caller(ANNA).await, site.world.caller(BILAL).await);
    let bram = membership(&site, BRAM).await;
    let full = full_case(&site).await;
    let path = format!("/cases/{}/duo", case.id);
    let full_path = format!("/cases/{}/duo", full.id);
    let (susan, anna) = (site.program(SUSAN).await, site.program(ANNA).await);
    let duo = json!({"first": one.membership.0, "second": two.membership.0});

    let nobody = site.nobody();
    assert_eq!(nobody.change(Method::POST, &path, 1, duo.clone()).await.refusal(), "401 sign_in_needed");
    let wes = site.program(WES).await;
    assert_eq!(wes.change(Method::POST, &path, 1, duo.clone()).await.refusal(), "404 not_found");
    assert_eq!(wes.get(&format!("{path}-candidates")).await.refusal(), "404 not_found");
    assert_eq!(anna.change(Method::POST, &full_path, 1, duo.clone()).await.refusal(), "403 forbidden");
    assert_eq!(anna.get(&format!("{full_path}-candidates")).await.refusal(), "403 forbidden");
    assert_eq!(susan.post(&path, duo.clone()).await.refusal(), "428 version_missing");
    assert_eq!(susan.change(Method::POST, &path, 9, duo.clone()).await.refusal(), "412 stale");
    let third = json!({"first": bram});
    assert_eq!(susan.change(Method::POST, &full_path, 1, third).await.refusal(), "409 third_member");

    for (body, refusal, faults) in [
        (json!({}), "400 invalid", vec!["first one_of_these"]),
        (json!({"first": "anna"}), "400 invalid", vec!["first not_an_id"]),
        (
            json!({"first": case.id.0, "second": case.id.0}),
            "400 invalid",
            vec!["first unknown_choice", "second unknown_choice"],
        ),
        (json!({"first": two.membership.0, "third": bram}), "400 invalid", vec!["* unknown_field"]),
        (json!({"first": one.membership.0, "second": one.membership.0}), "409 one_person", vec![]),
        (json!({"first": two.membership.0, "second": bram}), "409 without_blijvend_veilig", vec![]),
    ] {
        let answer = susan.change(Method::POST, &path, 1, body.clone()).await;
        assert_eq!((answer.refusal().as_str(), answer.faults()), (refusal, texts(&faults)), "{body}");
    }
    let unfilled = susan.get("/cases-without-duo").await;
    assert_eq!(unfilled.body["items"][0]["emptySeats"], json!([1, 2]), "nothing was half done");
}

#[tokio::test]
async fn of_two_supervisors_at_once_one_wins() {
    let site = Site::new().await;
    let case = waiting_case(&site).await;
    let (anna, bilal) = (membership(&site, ANNA).await, membership(&site, BILAL).await);
    let (susan, sam) = (site.program(SUSAN).await, site.program(SAM).await);
    let path = format!("/cases/{}/duo", case.id);
    let duo = json!({"first": anna, "second": bilal});
    let (one, two) = tokio::join!(
        susan.change(Method::POST, &path, 1, duo.clone()),
        sam.change(Method::POST, &path, 1, duo.clone()),
    );
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412]);
    assert_eq!(site.world.count("duo_seats").await, 2);
}

#[tokio::test]
async fn a_member_is_replaced_and_stays_a_while_as_a_known_face() {
    let site = Site::new().await;
    let case = full_case(&site).await;
    let bram = membership(&site, BRAM).await;
    let susan = site.program(SUSAN).await;
    let path = format!("/cases/{}/duo/replacements", case.id);
    let body = json!({"seat": 2, "membership": bram, "overlapDays": 14, "reason": "Bilal gaat met verlof"});
    assert_eq!(susan.change(Method::POST, &path, 1, body).await.status, 200);

    let seats = susan.get(&format!("/cases/{}", case.id)).await.body["duo"].clone();
    let told: Vec<_> = seats
        .as_array()
        .unwrap()
        .iter()
        .map(|it| format!("{} {} {} {}", it["seat"], it["kind"], it["name"], it["until"]))
        .collect();
    assert_eq!(
        told,
        [
            "1 \"member\" \"Anna de Graaf\" null",
            "2 \"member\" \"Bram Ouali\" null",
            "2 \"overlap\" \"Bilal Amrani\" \"2026-05-21T09:00:00Z\"",
        ]
    );
}

#[tokio::test]
async fn each_way_to_be_refused_a_replacement() {
    let site = Site::new().await;
    let (full, empty) = (full_case(&site).await, waiting_case(&site).await);
    let (bram, bilal) = (membership(&site, BRAM).await, membership(&site, BILAL).await);
    let susan = site.program(SUSAN).await;
    let whole = json!({"seat": 2, "membership": bram, "overlapDays": 14, "reason": "Verlof"});
    let with = |name: &str, value: Value| {
        let mut body = whole.clone();
        body[name] = value;
        body
    };
    for (case, body, refusal, faults) in [
        (&full, json!({}), "400 invalid", vec!["seat missing", "membership missing", "reason missing"]),
        (&full, with("seat", json!(3)), "400 invalid", vec!["seat out_of_range"]),
        (&full, with("seat", json!("2")), "400 invalid", vec!["seat not_a_number"]),
        (&full, with("overlapDays", json!(29)), "400 invalid", vec!["overlapDays out_of_range"]),
        (&full, with("overlapDays", json!(-1)), "400 invalid", vec!["overlapDays out_of_range"]),
        (&full, with("reason", json!(" \n ")), "400 invalid", vec!["reason empty"]),
        (&full, with("membership", json!(empty.id.0)), "400 invalid", vec!["membership unknown_choice"]),
        (&full, with("membership", json!(bilal)), "409 one_person", vec![]),
        (&full, with("seat", json!(1)), "409 without_blijvend_veilig", vec![]),
        (&empty, whole.clone(), "409 seat_empty", vec![]),
    ] {
        let path = format!("/cases/{}/duo/replacements", case.id);
        let answer = susan.change(Method::POST, &path, 1, body.clone()).await;
        assert_eq!((answer.refusal().as_str(), answer.faults()), (refusal, texts(&faults)), "{body}");
    }
    let path = format!("/cases/{}/duo/replacements", full.id);
    let wes = site.program(WES).await;
    assert_eq!(wes.change(Method::POST, &path, 1, whole.clone()).await.refusal(), "404 not_found");
    let anna = site.program(ANNA).await;
    assert_eq!(anna.change(Method::POST, &path, 1, whole.clone()).await.refusal(), "403 forbidden");
    assert_eq!(susan.change(Method::POST, &path, 7, whole).await.refusal(), "412 stale");
}

#[tokio::test]
async fn somebody_stands_in_until_a_known_moment_and_only_one_at_a_time() {
    let site = Site::new().await;
    let (full, empty) = (full_case(&site).await, waiting_case(&site).await);
    let bram = membership(&site, BRAM).await;
    let susan = site.program(SUSAN).await;
    let path = format!("/cases/{}/duo/covers", full.id);
    let whole =
        json!({"seat": 2, "membership": bram, "until": "2026-06-01T00:00:00+02:00", "reason": "Verlof"});
    let with = |name: &str, value: Value| {
        let mut body = whole.clone();
        body[name] = value;
        body
    };
    let now = site.world.now();
    for (body, faults) in [
        (json!({}), vec!["seat missing", "membership missing", "until missing", "reason missing"]),
        (with("until", json!(now)), vec!["until end_before_start"]),
        (with("until", json!(now + Duration::days(367))), vec!["until out_of_range"]),
        (with("until", json!("2026-06-01")), vec!["until not_a_moment"]),
    ] {
        let answer = susan.change(Method::POST, &path, 1, body.clone()).await;
        assert_eq!((answer.status.as_u16(), answer.faults()), (400, texts(&faults)), "{body}");
    }
    let nobody_there = format!("/cases/{}/duo/covers", empty.id);
    assert_eq!(susan.change(Method::POST, &nobody_there, 1, whole.clone()).await.refusal(), "409 seat_empty");

    assert_eq!(susan.change(Method::POST, &path, 1, whole.clone()).await.status, 200);
    let case = susan.get(&format!("/cases/{}", full.id)).await;
    assert_eq!(case.body["duo"][2]["kind"], "cover");
    assert_eq!(case.body["duo"][2]["until"], "2026-05-31T22:00:00Z");
    let second = Persona { name: "bo", display_name: "Bo Haspels", ..BILAL };
    let again = with("membership", membership(&site, second).await);
    assert_eq!(susan.change(Method::POST, &path, 2, again).await.refusal(), "409 seat_taken");
}

#[tokio::test]
async fn a_seat_of_somebody_who_left_the_organisation_waits_as_well() {
    let site = Site::new().await;
    let case = full_case(&site).await;
    let susan = site.program(SUSAN).await;
    assert_eq!(susan.get("/cases-without-duo").await.body["items"], json!([]));
    let (bilal, left) = (membership(&site, BILAL).await, site.world.now() + Duration::minutes(1));
    let bilal = bilal.as_str().unwrap();
    site.world.build(&format!("UPDATE memberships SET ends_at = '{left}' WHERE id = '{bilal}'")).await;
    site.world.clock.forward(Duration::minutes(5));

    let list = susan.get("/cases-without-duo").await;
    assert_eq!(list.body["items"][0]["case"]["id"], json!(case.id.0));
    assert_eq!(list.body["items"][0]["emptySeats"], json!([2]));
    assert_eq!(list.body["items"][0]["waitingSince"], json!(left));
}

#[tokio::test]
async fn the_list_goes_on_for_the_same_person_only() {
    let site = Site::new().await;
    for _ in 0..3 {
        waiting_case(&site).await;
    }
    let (susan, sam) = (site.program(SUSAN).await, site.program(SAM).await);
    let first = susan.get("/cases-without-duo?limit=2").await;
    assert_eq!(first.body["items"].as_array().unwrap().len(), 2);
    let next = format!("/cases-without-duo?limit=2&cursor={}", first.body["nextCursor"].as_str().unwrap());
    let rest = susan.get(&next).await;
    assert_eq!(rest.body["items"].as_array().unwrap().len(), 1);
    assert_eq!(rest.body["nextCursor"], Value::Null);
    assert_eq!(sam.get(&next).await.refusal(), "400 malformed");
    let bilal = site.program(BILAL).await.get("/cases-without-duo").await;
    assert_eq!(bilal.body["items"], json!([]), "who assigns no duos has nothing waiting");
}

async fn waiting_case(site: &Site) -> Case {
    site.world.case().with_team(BV_NOORD).with_team(OKT_NOORD).build().await
}

async fn full_case(site: &Site) -> Case {
    let (anna, bilal) = (site.world.caller(ANNA).await, site.world.caller(BILAL).await);
    site.world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).with_team(OKT_NOORD).build().await
}

async fn membership(site: &Site, persona: Persona) -> Value {
    json!(site.world.caller(persona).await.membership.0)
}

fn texts(words: &[&str]) -> Vec<String> {
    words.iter().map(ToString::to_string).collect()
}
