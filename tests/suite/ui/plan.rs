//! The safety plan on a phone and without scripts, and two browsers in which the same part is changed at once.

use crate::support::browser::{Scripts, Width};
use crate::support::*;
use thirtyfour::prelude::*;

/// A site on which Anna and Bilal work together on one case, and the address of its plan.
async fn with_case() -> (Site, Case, String) {
    let site = Site::new().await;
    let (anna, bilal) = (site.world.caller(ANNA).await, site.world.caller(BILAL).await);
    let case = site.world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).build().await;
    let plan = format!("/cases/{}/safety-plan", case.id);
    (site, case, plan)
}

async fn situation(browser: &Browser, plan: &str) {
    browser.go(&format!("{plan}/items/new?kind=situation")).await;
    browser.fill("what", "Tom schreeuwt tegen Mila").await;
    browser.press("Toevoegen").await;
}

async fn typed(browser: &Browser, name: &str) -> String {
    let question = browser.driver.find(By::Name(name)).await.unwrap();
    question.prop("value").await.unwrap().unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_is_made_marked_and_adopted_on_a_phone() {
    let (site, case, plan) = with_case().await;
    let browser = Browser::on_phone(&site).await;
    browser.sign_in(&site, ANNA).await;
    browser.go(&format!("/cases/{}", case.id)).await;
    browser.follow("Naar het veiligheidsplan").await;
    browser.look("plan-empty-phone").await;
    situation(&browser, &plan).await;
    browser.follow("Voorwaarde toevoegen").await;
    browser.press("Toevoegen").await;
    assert!(browser.text().await.contains("Dit is nog niet opgeslagen"), "{}", browser.text().await);
    browser.look("plan-item-refused-phone").await;
    browser.fill("what", "Mila is nooit alleen met Tom").await;
    let organisation = casework::reference::organisation_id("blijvend-veilig").to_string();
    browser.choose("setBy", &organisation).await;
    browser.press("Toevoegen").await;
    browser.follow("Afspraak toevoegen").await;
    browser.fill("what", "Oma haalt Mila elke dag van school").await;
    browser.fill("who.name", "Wil").await;
    browser.fill("who.role", "oma").await;
    browser.look("plan-item-phone").await;
    browser.press("Toevoegen").await;
    let page = browser.text().await;
    assert!(page.contains("Wil (oma)") && page.contains("vragen bij deze afspraak"), "{page}");

    browser.follow("Plan vaststellen").await;
    for (row, opinion) in [(0, "agrees"), (1, "agrees"), (2, "heard")] {
        browser.choose(&format!("voices.{row}.opinion"), opinion).await;
    }
    browser.press("Plan vaststellen").await;
    assert!(browser.text().await.contains("Kies hoe u het aan het kind vroeg."), "{}", browser.text().await);
    browser.look("plan-adoption-refused-phone").await;
    browser.choose("voices.2.askedHow", "with_card").await;
    browser.fill("voices.2.ownWords", "Niet meer schreeuwen").await;
    browser.press("Plan vaststellen").await;
    let page = browser.text().await;
    assert!(page.contains("Veiligheidsplan, versie 1") && page.contains("Niet meer schreeuwen"), "{page}");
    browser.look("plan-version-phone").await;
    browser.go(&plan).await;
    browser.look("plan-phone").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_browsers_write_in_one_part_and_both_texts_are_shown() {
    let (site, _, plan) = with_case().await;
    let anna = Browser::at_desk(&site).await;
    anna.sign_in(&site, ANNA).await;
    situation(&anna, &plan).await;
    let bilal = Browser::open(&site, Width::Phone, Scripts::On).await;
    bilal.sign_in(&site, BILAL).await;
    bilal.go(&plan).await;
    bilal.follow("Wijzigen Situatie: Tom schreeuwt tegen Mila").await;
    anna.follow("Wijzigen Situatie: Tom schreeuwt tegen Mila").await;
    anna.fill("place", "In de keuken").await;
    anna.fill("howOften", "Elke week").await;
    anna.press("Opslaan").await;

    bilal.fill("place", "Op de gang").await;
    bilal.fill("howLong", "Sinds de zomer").await;
    bilal.press("Opslaan").await;
    let page = bilal.text().await;
    for part in ["In de keuken", "Op de gang", "Dit is nog niet opgeslagen"] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert!(page.contains(ANNA.display_name), "{page}");
    bilal.look("plan-conflict-phone").await;
    assert_eq!(typed(&bilal, "place").await, "Op de gang", "what was typed is kept");
    assert_eq!(typed(&bilal, "howLong").await, "Sinds de zomer");
    assert_eq!(
        typed(&bilal, "howOften").await,
        "Elke week",
        "what the other wrote elsewhere is there already"
    );
    bilal.choose("keep", "place").await;
    bilal.press("Opslaan").await;
    let page = bilal.text().await;
    for part in ["In de keuken", "Elke week", "Sinds de zomer"] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert!(!page.contains("Op de gang"), "{page}");
    anna.close().await;
    bilal.close().await;
}
