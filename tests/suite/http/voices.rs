//! The two sides of a case, through every door: who works for the accused reads nothing that the victim said, and a page
//! for a home visit holds nothing of anybody else.

use super::*;
use crate::support::site::Program;

/// Stands in everything that the mother said or that is about her alone.
const CANARY: &str = "KANARIE";
/// Stands in what the ex-partner said.
const HEARD: &str = "LEEUWERIK";

/// A town in which the mother's words are hers, told to Anna, with a suspicion that runs.
async fn town_with_two_sides() -> Town {
    let town = Town::new().await;
    let anna = town.site.program(ANNA).await;
    let home = &town.case.household;
    let (mother, tom) = (home.mother.0, home.ex_partner.0);
    for (path, body) in [
        (
            "participations",
            json!({
                "team": ::casework::reference::team_id(RECLASSERING).0, "task": "probation", "legalGround": "consent",
                "worksFor": tom,
            }),
        ),
        (
            "participations",
            json!({
                "team": ::casework::reference::team_id("ggz-ingeest-amsterdam").0, "task": "health",
                "legalGround": "consent", "worksFor": mother,
            }),
        ),
        ("contacts", contact("per_person", Some(mother), mother, CANARY)),
        ("contacts", contact("shared", None, mother, CANARY)),
        ("contacts", contact("shared", None, tom, HEARD)),
        ("scores", json!({"value": 2, "rater": mother, "askedHow": "in_person", "reason": CANARY})),
        ("scores", json!({"value": 8, "rater": tom, "askedHow": "in_person", "reason": HEARD})),
        ("safe-contacts", json!({"person": mother, "channel": "phone", "reach": CANARY})),
        ("safe-contacts", json!({"person": tom, "channel": "phone", "reach": HEARD})),
        (
            "red-flags",
            json!({
                "person": mother, "kind": "strangulation", "source": "victim", "noticedOn": "2026-05-06", "note": CANARY,
            }),
        ),
        ("terror-suspicions", json!({"victim": mother, "accused": tom, "reason": CANARY})),
    ] {
        let made = post(&town, &anna, path, body).await;
        assert_eq!(made.status, 201, "{path}: {:?}", made.body);
    }
    let flag = anna.get(&format!("/cases/{}/red-flags", town.case.id)).await.body["items"][0]["id"].clone();
    let path = format!("red-flags/{}/decisions", flag.as_str().unwrap());
    assert_eq!(post(&town, &anna, &path, json!({"told": CANARY})).await.status, 201);
    town
}

async fn post(town: &Town, anna: &Program, path: &str, body: Value) -> crate::support::site::Answer {
    anna.post(&format!("/cases/{}/{path}", town.case.id), body).await
}

fn contact(compartment: &str, person: Option<uuid::Uuid>, met: uuid::Uuid, told: &str) -> Value {
    let mut body = json!({
        "kind": "visit", "happenedAt": "2026-05-06T10:00:00Z", "compartment": compartment, "observed": told,
        "agreed": told, "next": told, "presences": [{"person": met, "presence": "seen", "alone": true}],
    });
    if let Some(person) = person {
        body["person"] = json!(person);
    }
    body
}

/// What somebody gets from every address that is read, with each member of the household in the place of the person.
async fn everything(town: &Town, visitor: &Visitor) -> Vec<(String, u16, String)> {
    let home = &town.case.household;
    let mut found = Vec::new();
    for route in routes_behind_the_door().into_iter().filter(|it| it.method == Method::GET) {
        for person in [home.mother, home.child, home.ex_partner] {
            let filled =
                Route { path: route.path.replace("{personId}", &person.to_string()), ..route.clone() };
            let path = town.path(&filled);
            let answer = town.call_at(&path, visitor, &route).await;
            let status = answer.status().as_u16();
            found.push((path, status, answer.text().await.unwrap()));
            if !route.path.contains("{personId}") {
                break;
            }
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn who_works_for_the_accused_reads_nothing_that_the_victim_said() {
    let town = town_with_two_sides().await;
    let fem = Visitor::of(&town.site, FEM).await;
    let (mut opened, mut heard) = (0, 0);
    for (path, status, text) in everything(&town, &fem).await {
        assert!(status < 500, "{path}: {status}");
        for secret in [CANARY, "erwurging", "strangulation", "rmoeden van intieme terreur is", "inGeest"] {
            let is_name =
                path.contains("/organisations") || path.contains("/teams") || path.contains("openapi");
            assert!(is_name || !text.contains(secret), "{secret} in {path}: {status} {text}");
        }
        opened += usize::from(status == 200);
        heard += usize::from(text.contains(HEARD));
    }
    assert!(opened > 15 && heard >= 5, "{opened} opened, {heard} with the words of whom Fem works for");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_works_for_the_household_reads_all_of_it() {
    let town = town_with_two_sides().await;
    let anna = Visitor::of(&town.site, ANNA).await;
    let all = everything(&town, &anna).await;
    for (path, _, text) in &all {
        if path.ends_with(&town.case.id.to_string()) && path.starts_with("/cases") {
            assert!(text.contains(CANARY) && text.contains(HEARD), "{path}: {text}");
        }
    }
    assert!(all.iter().filter(|(_, _, text)| text.contains(CANARY)).count() >= 8);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_home_visit_holds_nothing_of_anybody_else() {
    let town = town_with_two_sides().await;
    let anna = Visitor::of(&town.site, ANNA).await;
    let (case, tom) = (town.case.id, town.case.household.ex_partner);
    for page in ["", "/contact", "/score"] {
        let path = format!("/cases/{case}/visits/{tom}{page}");
        let answer = anna.ask(&town, Method::GET, &path).await;
        assert_eq!(answer.status(), 200, "{path}");
        let text = answer.text().await.unwrap();
        for other in [CANARY, "Sara", "Mila", "Blom", "erwurging", "ntieme terreur"] {
            assert!(!text.contains(other), "{other} in {path}: {text}");
        }
        assert!(text.contains("Tom"), "{path}");
        assert_eq!(text.contains(HEARD), page != "/score", "{path}");
    }
}
