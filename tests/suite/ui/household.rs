//! A household as a local team keeps it: who belongs to it, how they are related, and a case of its own.

use crate::support::browser::{Browser, Scripts, Width};
use crate::support::*;
use casework::reference::area_id;
use reqwest::Method;
use serde_json::json;

/// A household of a mother and her child that Bilal registered.
async fn registered(site: &Site) -> String {
    let member = |given: &str, born: &str, role: &str| json!({"givenName": given, "familyName": "Verhoeven", "birthDate": born, "role": role, "livesHere": true});
    let members = [member("Ilse", "1990-04-03", "adult"), member("Daan", "2018", "child")];
    let sent = json!({"area": area_id("amsterdam-noord").0, "members": members});
    format!("/households/{}", site.program(BILAL).await.post("/households", sent).await.id())
}

async fn keep_up_to_date(width: Width, name: &str) {
    let site = Site::new().await;
    let path = registered(&site).await;
    let browser = Browser::open(&site, width, Scripts::On).await;
    browser.sign_in(&site, BILAL).await;
    let look = async |page: &str| browser.look(&format!("household-{page}-{name}")).await;

    browser.follow("Zoeken").await;
    browser.fill("familyName", "verhoeven").await;
    browser.press("Zoeken").await;
    look("found").await;
    browser.follow("Ilse Verhoeven").await;
    assert_eq!(browser.path().await, path, "one household: straight on to it");

    browser.follow("Relatie toevoegen").await;
    for (field, label) in [("from", "Ilse Verhoeven"), ("to", "Daan Verhoeven")] {
        let option = format!("//select[@name='{field}']/option[normalize-space()='{label}']");
        browser.driver.find(thirtyfour::By::XPath(option)).await.unwrap().click().await.unwrap();
    }
    browser.choose("kind", "parent_of").await;
    browser.choose("parentalAuthority", "true").await;
    look("relate").await;
    browser.press("Opslaan").await;
    let told = "Ilse Verhoeven is ouder van Daan Verhoeven. Ouderlijk gezag: ja.";
    assert!(browser.text().await.contains(told), "{}", browser.text().await);

    browser.follow("Iemand toevoegen").await;
    browser.fill("givenName", "Sem").await;
    browser.fill("familyName", "Verhoeven").await;
    browser.fill("birthDate", "12-2021").await;
    browser.choose("role", "child").await;
    browser.choose("livesHere", "false").await;
    look("join").await;
    browser.press("Toevoegen").await;
    assert!(browser.text().await.contains("Kind, 4 jaar"), "{}", browser.text().await);

    browser.follow("Vertrek vastleggen van Sem Verhoeven").await;
    browser.choose("reason", "placed_elsewhere").await;
    look("leave").await;
    browser.press("Vertrek vastleggen").await;
    assert!(browser.text().await.contains("Eerder in dit huishouden"));
    look("file").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_belongs_to_a_household_is_kept_on_a_phone() {
    keep_up_to_date(Width::Phone, "phone").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_belongs_to_a_household_is_kept_at_a_desk() {
    keep_up_to_date(Width::Desk, "desk").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_was_slower_keeps_what_was_typed_and_may_send_it_again() {
    let site = Site::new().await;
    let path = registered(&site).await;
    let bilal = site.program(BILAL).await;
    let person = bilal.get(&path).await.body["members"][0]["person"]["id"].as_str().unwrap().to_owned();
    let browser = Browser::open(&site, Width::Desk, Scripts::On).await;
    browser.sign_in(&site, BILAL).await;
    browser.go(&format!("/persons/{person}/edit")).await;
    browser.fill("infix", "van den").await;
    browser.fill("bsn", "111222333").await;

    let faster =
        bilal.change(Method::PATCH, &format!("/persons/{person}"), 1, json!({"pronouns": "she_her"})).await;
    assert_eq!(faster.status, 200);
    browser.press("Opslaan").await;
    assert!(browser.text().await.contains("Iemand anders was u voor."));
    assert!(browser.text().await.contains("Zij/haar"), "what the other made of it is shown");
    browser.look("person-slower-desk").await;
    browser.press("Opslaan").await;
    let text = browser.text().await;
    assert!(text.contains("Ilse van den Verhoeven") && text.contains("••••••333"), "{text}");

    browser.go(&format!("/persons/{person}/edit")).await;
    browser.look("person-edit-desk").await;
    browser.set("diedOn", "1980-01-01").await;
    browser.press("Opslaan").await;
    assert!(browser.text().await.contains("Overleden op: Dit ligt voor de geboorte."));
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_local_team_opens_a_case_of_its_own() {
    let site = Site::new().await;
    let path = registered(&site).await;
    let browser = Browser::on_phone(&site).await;
    browser.sign_in(&site, BILAL).await;
    browser.go(&path).await;
    browser.follow("Casus openen").await;
    browser.fill("reason", "Zorgen van school").await;
    browser.choose("duoTeam", &casework::reference::team_id(BV_NOORD).to_string()).await;
    browser.look("household-case-phone").await;
    browser.press("Casus openen").await;
    assert!(browser.path().await.starts_with("/cases/"), "{}", browser.path().await);
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn others_are_asked_whether_they_know_somebody() {
    let site = Site::new().await;
    let (one, two) = (site.world.caller(ANNA).await, site.world.caller(BILAL).await);
    site.world.case().with_duo(&one, &two).with_team(BV_NOORD).build().await;
    let browser = Browser::on_phone(&site).await;
    browser.sign_in(&site, WES).await;
    browser.go("/search").await;
    browser.fill("familyName", "Blom").await;
    browser.fill("givenName", "Sara").await;
    browser.fill("birthDate", "11-2-1991").await;
    browser.press("Zoeken").await;
    assert!(browser.text().await.contains("Niemand gevonden"), "she is out of sight");
    browser.fill("reason", "Kort").await;
    browser.press("Vraag het na").await;
    assert!(browser.text().await.contains("Gebruik minstens 30 tekens."));
    browser.fill("reason", "Er is een zorg gemeld over dit gezin in Weesp.").await;
    browser.press("Vraag het na").await;
    browser.look("search-known-phone").await;
    let text = browser.text().await;
    assert!(text.contains("Een ander team kent deze persoon") && text.contains("Blijvend Veilig"), "{text}");
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mother_moves_out_and_her_child_belongs_to_both_households() {
    let site = Site::new().await;
    let path = registered(&site).await;
    let browser = Browser::on_phone(&site).await;
    browser.sign_in(&site, BILAL).await;
    browser.go(&path).await;
    browser.follow("Huishouden splitsen").await;
    browser.choose("reason", "separated").await;
    browser.press("Splitsen").await;
    let refused = browser.text().await;
    assert!(refused.contains("Wie gaan er samen weg? Vul dit veld in."), "{refused}");
    let mother = "//label[normalize-space()='Ilse Verhoeven']";
    browser.driver.find(thirtyfour::By::XPath(mother)).await.unwrap().click().await.unwrap();
    browser.look("household-split-phone").await;
    browser.press("Splitsen").await;
    let new = browser.path().await;
    assert_ne!(new, path);
    assert!(browser.text().await.contains("Ilse Verhoeven"));

    browser.follow("Iemand toevoegen").await;
    browser.follow("Zoek dan eerst").await;
    browser.fill("familyName", "Verhoeven").await;
    browser.press("Zoeken").await;
    browser.follow("Daan Verhoeven").await;
    assert!(browser.text().await.contains("Daan Verhoeven komt erbij."));
    browser.choose("role", "child").await;
    browser.choose("livesHere", "false").await;
    browser.look("household-join-known-phone").await;
    browser.press("Toevoegen").await;
    assert_eq!(browser.path().await, new);

    browser.follow("Ook in een ander huishouden").await;
    browser.look("person-two-households-phone").await;
    let text = browser.text().await;
    assert!(text.contains("Huishoudens van Daan Verhoeven"), "{text}");
    browser.close().await;
}
