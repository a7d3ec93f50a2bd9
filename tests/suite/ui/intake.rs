//! Intake at Veilig Thuis as somebody at the desk does it: a report on a new household, its assessment, a case.

use crate::support::browser::{Browser, Scripts, Width};
use crate::support::*;
use thirtyfour::By;

/// Searches, finds nobody, and registers a mother with her child.
pub(super) async fn register_household(browser: &Browser, shots: Option<&str>) {
    browser.follow("Meldingen").await;
    look(browser, shots, "reports-empty").await;
    browser.follow("Nieuwe melding").await;
    look(browser, shots, "report-start").await;
    browser.fill("familyName", "Verhoeven").await;
    browser.press("Zoeken").await;
    assert!(browser.text().await.contains("Niemand gevonden"));
    look(browser, shots, "search").await;

    browser.press("Nieuw huishouden").await;
    browser.choose("area", &casework::reference::area_id("amsterdam-noord").to_string()).await;
    let mother = browser.driver.find(By::Name("members.0.familyName")).await.unwrap();
    assert_eq!(
        mother.prop("value").await.unwrap().as_deref(),
        Some("Verhoeven"),
        "what was searched for is kept"
    );
    browser.fill("members.0.givenName", "Ilse").await;
    browser.fill("members.0.birthDate", "3-4-1990").await;
    browser.choose("members.0.role", "adult").await;
    browser.choose("members.0.livesHere", "true").await;
    browser.press("Nog iemand toevoegen").await;
    assert_eq!(browser.driver.find_all(By::Css("fieldset.tandem-card")).await.unwrap().len(), 3);
    browser.fill("members.2.givenName", "Daan").await;
    browser.fill("members.2.familyName", "Verhoeven").await;
    browser.fill("members.2.birthDate", "2018").await;
    browser.choose("members.2.role", "child").await;
    look(browser, shots, "household-new").await;
    browser.press("Huishouden opslaan").await;
    assert!(
        browser.text().await.contains("Persoon 3, woont hier? Vul dit veld in."),
        "the fault names its row"
    );
    look(browser, shots, "household-refused").await;
    browser.choose("members.2.livesHere", "true").await;
    browser.press("Huishouden opslaan").await;
    assert!(browser.path().await.ends_with("/reports/new"), "on to the report: {}", browser.path().await);
}

/// Fills in the report, and leads to its file.
pub(super) async fn take_in(browser: &Browser, shots: Option<&str>) {
    look(browser, shots, "report-new").await;
    browser.choose("acute", "true").await;
    browser.choose("violenceTypes", "partner_physical").await;
    browser.choose("violenceTypes", "child_witness").await;
    browser.fill("narrative", "Buren hoorden geschreeuw. 😟 شكراً").await;
    browser.choose("sourceCategory", "resident").await;
    browser.fill("sourceName", "Wim Testman").await;
    browser.press("Melding opslaan").await;
    assert!(browser.text().await.contains("Telefoon of e-mail van de melder: Vul dit veld in."));
    look(browser, shots, "report-refused").await;
    browser.fill("sourceContact", "020 000 00 98").await;
    browser.press("Melding opslaan").await;
    let text = browser.text().await;
    for part in ["Ilse Verhoeven", "Acuut", "over 11 dagen", "vertel dit aan niemand", "شكراً"] {
        assert!(text.contains(part), "{part} in {text}");
    }
    look(browser, shots, "report").await;
}

/// Assesses the report and opens a case from it.
pub(super) async fn assess_and_open(browser: &Browser, shots: Option<&str>) {
    browser.follow("Meldingen").await;
    look(browser, shots, "reports").await;
    browser.follow("Ilse Verhoeven").await;
    browser.follow("Beoordelen").await;
    browser.choose("finding", "acute").await;
    browser.choose("outcome", "end_of_involvement").await;
    browser.fill("rationale", "Moeder en kind zijn bang.").await;
    browser.press("Beoordeling opslaan").await;
    assert!(browser.text().await.contains("Deze uitkomst past niet bij wat u vaststelde."));
    look(browser, shots, "assessment").await;
    browser.choose("outcome", "transfer_local_team").await;
    browser.press("Beoordeling opslaan").await;
    assert!(browser.text().await.contains("Overdracht aan een lokaal team"));
    look(browser, shots, "report-assessed").await;

    browser.follow("Casus openen").await;
    browser.fill("reason", "Geweld tussen partners, kind is getuige").await;
    browser.choose("duoTeam", &casework::reference::team_id(BV_NOORD).to_string()).await;
    browser.choose("localTeam", &casework::reference::team_id(OKT_NOORD).to_string()).await;
    look(browser, shots, "case-new").await;
    browser.press("Casus openen").await;
    assert!(browser.path().await.starts_with("/cases/"), "the case is open: {}", browser.path().await);
}

async fn look(browser: &Browser, shots: Option<&str>, name: &str) {
    if let Some(width) = shots {
        browser.look(&format!("intake-{name}-{width}")).await;
    }
}

async fn whole_intake(width: Width, scripts: Scripts, shots: Option<&str>) {
    let site = Site::new().await;
    let browser = Browser::open(&site, width, scripts).await;
    browser.sign_in(&site, VERA).await;
    register_household(&browser, shots).await;
    take_in(&browser, shots).await;
    assess_and_open(&browser, shots).await;
    assert_eq!(site.world.count("cases").await, 1);
    assert_eq!(site.world.count("persons").await, 2, "an empty row is nobody");
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_taken_assessed_and_becomes_a_case_on_a_phone() {
    whole_intake(Width::Phone, Scripts::On, Some("phone")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_taken_assessed_and_becomes_a_case_at_a_desk() {
    whole_intake(Width::Desk, Scripts::On, Some("desk")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_works_without_scripts() {
    whole_intake(Width::Desk, Scripts::Off, None).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_for_advice_is_taken_and_answered() {
    let site = Site::new().await;
    let browser = Browser::on_phone(&site).await;
    browser.sign_in(&site, VERA).await;
    browser.follow("Adviesvragen").await;
    browser.follow("Nieuwe adviesvraag").await;
    browser.choose("askerCategory", "other_professional").await;
    browser.choose("askerProfession", "education").await;
    browser.fill("question", "Hoe begin ik het gesprek met deze ouders?").await;
    browser.look("advice-new-phone").await;
    browser.press("Adviesvraag opslaan").await;
    browser.fill("answer", "Begin met wat u zelf zag.").await;
    browser.look("advice-phone").await;
    browser.press("Advies opslaan").await;
    assert!(browser.text().await.contains("Beantwoord"), "{}", browser.text().await);
    browser.follow("Adviesvragen").await;
    browser.look("advice-list-phone").await;
    browser.close().await;
}
