//! Terms for programs and on pages: late is told the day after and not on the day, and every date says why.

use crate::support::site::{Program, fresh_key};
use crate::support::*;
use casework::reference::area_id;
use serde_json::{Value, json};

async fn household(vera: &Program) -> String {
    let member = json!({"givenName": "Ilse", "familyName": "Verhoeven", "role": "adult", "livesHere": true});
    vera.post("/households", json!({"area": area_id("amsterdam-noord").0, "members": [member]})).await.id()
}

/// A report of the moment that the world starts with, and its address.
async fn report(site: &Site) -> String {
    let vera = site.program(VERA).await;
    let body = json!({
        "household": household(&vera).await, "sourceCategory": "resident", "sourceName": "Wim Testman",
        "sourceContact": "020 000 00 98", "acute": false,
        "violenceTypes": ["partner_physical"], "narrative": "Buren hoorden geschreeuw.",
    });
    format!("/reports/{}", vera.post("/reports", body).await.id())
}

fn term<'list>(terms: &'list Value, kind: &str) -> &'list Value {
    terms["items"].as_array().unwrap().iter().find(|it| it["kind"] == kind).unwrap()
}

/// Whether the list, the report, its terms, and the pages of each say that it is late.
async fn told_late(site: &Site, report: &str) -> [bool; 6] {
    let vera = site.program(VERA).await;
    let inbox = vera.get("/reports?state=received").await.body["items"][0]["overdue"] == json!(true);
    let file = vera.get(report).await.body["overdue"] == json!(true);
    let terms = vera.get(&format!("{report}/terms")).await.body;
    let terms = term(&terms, "assessment_protocol")["overdue"] == json!(true);
    let walker = Walker::sign_in(site, VERA.name, PASSWORD).await;
    let mut pages = Vec::new();
    for path in ["/reports", report, &format!("{report}/terms")] {
        let text = walker.get(path).await.text;
        let card = text.split("Veiligheidsbeoordeling volgens het protocol").nth(1).unwrap_or(&text);
        pages.push(card.split("</article>").next().unwrap().contains("Te laat"));
    }
    [inbox, file, terms, pages[0], pages[1], pages[2]]
}

#[tokio::test]
async fn a_report_of_thursday_7_may_is_overdue_after_monday_18_may_and_not_on_it() {
    let site = Site::new().await;
    let report = report(&site).await;
    site.world.clock.set("2026-05-12T21:59:59Z".parse().unwrap());
    assert_eq!(told_late(&site, &report).await, [false; 6]);
    site.world.clock.set("2026-05-18T21:59:59Z".parse().unwrap());
    assert_eq!(told_late(&site, &report).await, [false; 6], "the last day is in time");
    site.world.clock.set("2026-05-18T22:00:00Z".parse().unwrap());
    assert_eq!(told_late(&site, &report).await, [true; 6], "the day after is not");
}

#[tokio::test]
async fn a_term_says_from_what_event_by_which_rule_and_why_this_date() {
    let site = Site::new().await;
    let report = report(&site).await;
    let vera = site.program(VERA).await;
    let terms = vera.get(&format!("{report}/terms")).await.body;
    let protocol = term(&terms, "assessment_protocol");
    assert_eq!((&protocol["dueOn"], &protocol["event"]), (&json!("2026-05-18"), &json!("report_received")));
    assert_eq!((&protocol["rule"], &protocol["basis"]), (&json!("working_days"), &json!("protocol")));
    let steps: Vec<_> = protocol["explanation"].as_array().unwrap().iter().map(|it| &it["code"]).collect();
    assert_eq!(steps, ["day_zero", "counted", "skipped", "end_of_day"]);
    assert_eq!(
        protocol["explanation"][2]["daysOff"][2],
        json!({"day": "2026-05-14", "why": "ascension_day"})
    );
    assert_eq!(protocol["possibleSteps"], json!([]));

    let page = Walker::sign_in(&site, VERA.name, PASSWORD).await.get(&format!("{report}/terms")).await.text;
    for sentence in [
        "Het begin: de melding kwam binnen, op donderdag 7 mei 2026 om 11:00 uur.",
        "Tel 5 werkdagen verder. Dan komt u op maandag 18 mei 2026.",
        "donderdag 14 mei (Hemelvaartsdag), vrijdag 15 mei (gelijkgesteld met een feestdag)",
        "De laatste dag is maandag 18 mei 2026.",
        "Handelingsprotocol Veilig Thuis 2019",
        "Wmo 2015, artikel 5.3.1",
    ] {
        assert!(page.contains(sentence), "{sentence}");
    }
    let definitions = vera.get("/term-definitions").await.body;
    assert_eq!(term(&definitions, "thv")["extensionLength"], json!(18));
}

#[tokio::test]
async fn people_move_a_term_by_steps_that_say_why() {
    let site = Site::new().await;
    let report = report(&site).await;
    let vera = site.program(VERA).await;
    let terms = vera.get(&format!("{report}/terms")).await.body;
    let id = term(&terms, "inform_concerned")["id"].as_str().unwrap().to_owned();
    let term = format!("{report}/terms/{id}");
    let why = json!({"reason": "Moeder kan nu geen veilige post krijgen."});

    let key = fresh_key();
    let sent = vera.post_as(&format!("{term}/extensions"), why.clone(), &key).await;
    assert_eq!(
        (sent.status, sent.headers["location"].to_str().unwrap()),
        (reqwest::StatusCode::CREATED, format!("/api/v1{term}").as_str())
    );
    assert_eq!(vera.post_as(&format!("{term}/extensions"), why.clone(), &key).await.id(), sent.id());
    let read = vera.get(&term).await.body;
    assert_eq!((&read["dueOn"], read["steps"].as_array().unwrap().len()), (&json!("2026-06-18"), 1));
    assert_eq!(read["steps"][0]["by"]["name"], "Vera Tuinstra");

    assert_eq!(vera.post(&format!("{term}/extensions"), json!({})).await.faults(), ["reason missing"]);
    for (step, refusal) in [
        ("suspensions", "409 term_never_pauses"),
        ("resumptions", "409 term_runs"),
        ("overdue-reasons", "409 term_not_over"),
    ] {
        assert_eq!(vera.post(&format!("{term}/{step}"), why.clone()).await.refusal(), refusal);
    }
    assert_eq!(vera.post(&format!("{term}/completion"), why.clone()).await.status, 201);
    assert_eq!(vera.post(&format!("{term}/completion"), why.clone()).await.refusal(), "409 term_ended");
    let wes = site.program(WES).await;
    assert_eq!(wes.post(&format!("{term}/completion"), why).await.refusal(), "404 not_found");
}

#[tokio::test]
async fn a_form_takes_the_same_steps_and_shows_what_is_wrong() {
    let site = Site::new().await;
    let report = report(&site).await;
    let walker = Walker::sign_in(&site, VERA.name, PASSWORD).await;
    let vera = site.program(VERA).await;
    let terms = vera.get(&format!("{report}/terms")).await.body;
    let id = term(&terms, "inform_concerned")["id"].as_str().unwrap().to_owned();
    let address = format!("{report}/terms/{id}/step");
    let page = walker.get(&address).await;
    assert!(page.text.contains("Verlengen met 2 weken"), "{}", page.text);
    assert!(!page.text.contains("Stilzetten"));
    let empty = walker.send(&page.form_to(&address)).await;
    assert_eq!(empty.status, 422);
    let form = page
        .form_to(&address)
        .with("step", "extended")
        .with("reason", "Moeder is nu niet veilig bereikbaar.");
    let sent = walker.send(&form).await;
    assert_eq!(sent.location.as_deref(), Some(format!("{report}/terms").as_str()));
    let page = walker.get(&format!("{report}/terms")).await.text;
    assert!(page.contains("Moeder is nu niet veilig bereikbaar.") && page.contains("donderdag 18 juni 2026"));
}
