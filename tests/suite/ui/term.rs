//! Terms in a browser: why a date is what it is, and the form that moves one, on a desk and on a phone.

use crate::support::site::Program;
use crate::support::*;
use ::casework::reference::area_id;
use serde_json::json;

async fn report(vera: &Program) -> String {
    let member = json!({"givenName": "Ilse", "familyName": "Verhoeven", "role": "adult", "livesHere": true});
    let body = json!({"area": area_id("amsterdam-noord").0, "members": [member]});
    let household = vera.post("/households", body).await.id();
    let body = json!({
        "household": household, "sourceCategory": "resident", "sourceName": "Wim Testman",
        "sourceContact": "020 000 00 98", "acute": false, "violenceTypes": ["partner_physical"],
        "narrative": "Buren hoorden geschreeuw.",
    });
    format!("/reports/{}", vera.post("/reports", body).await.id())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_reads_why_and_says_why_it_is_late() {
    let site = Site::new().await;
    let report = report(&site.program(VERA).await).await;
    site.world.clock.set("2026-05-20T09:00:00Z".parse().unwrap());
    let browser = Browser::at_desk(&site).await;
    browser.sign_in(&site, VERA).await;
    browser.go(&report).await;
    browser.look("report-terms-desk").await;
    browser.follow("Alle termijnen, en waarom deze dagen").await;
    let text = browser.text().await;
    assert!(text.contains("2 dagen te laat") && text.contains("donderdag 14 mei (Hemelvaartsdag)"), "{text}");
    browser.look("terms-desk").await;
    browser.follow("Reden opschrijven: Veiligheidsbeoordeling volgens het protocol").await;
    browser.press("Opslaan").await;
    browser.look("term-step-refused-desk").await;
    browser.fill("reason", "Het gezin was twee weken weg.").await;
    browser.press("Opslaan").await;
    let text = browser.text().await;
    assert!(text.contains("Het gezin was twee weken weg.") && text.contains("Te laat"), "{text}");
    browser.go("/term-definitions").await;
    browser.look("term-definitions-desk").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_fits_on_a_phone() {
    let site = Site::new().await;
    let report = report(&site.program(VERA).await).await;
    site.world.clock.set("2026-05-20T09:00:00Z".parse().unwrap());
    let browser = Browser::on_phone(&site).await;
    browser.sign_in(&site, VERA).await;
    browser.go(&format!("{report}/terms")).await;
    browser.look("terms-phone").await;
    browser.follow("Reden opschrijven: Veiligheidsbeoordeling volgens het protocol").await;
    browser.look("term-step-phone").await;
    browser.go(&report).await;
    browser.look("report-terms-phone").await;
    browser.go("/term-definitions").await;
    browser.look("term-definitions-phone").await;
    browser.close().await;
}
