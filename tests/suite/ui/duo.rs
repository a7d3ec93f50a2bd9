//! A supervisor gives a case its duo on a page, and changes it later.

use crate::support::browser::{Scripts, Width};
use crate::support::*;
use casework::duo::{AssignDuo, assign};
use domain::version::Version;
use thirtyfour::By;

const HOUSEHOLD: &str = "Tom Kramer, Sara Blom en Mila Blom";
const SAM: Persona = Persona { name: "sam", display_name: "Sam Terpstra", ..SUSAN };
const BRAM: Persona = Persona { name: "bram", display_name: "Bram Ouali", ..BILAL };

#[tokio::test(flavor = "multi_thread")]
async fn a_supervisor_gives_a_case_its_duo_with_and_without_scripts() {
    for scripts in [Scripts::On, Scripts::Off] {
        let site = Site::new().await;
        let case = waiting_case(&site).await;
        let (anna, bilal) = (membership(&site, ANNA).await, membership(&site, BILAL).await);
        let browser = Browser::open(&site, Width::Desk, scripts).await;
        browser.sign_in(&site, SUSAN).await;

        browser.follow("Casussen zonder duo").await;
        let list = browser.text().await;
        assert!(list.contains("Wacht sinds 7 april 2026 (4 weken geleden)"), "{list}");
        assert!(list.contains("Nog niemand"), "{list}");
        keep(&browser, scripts, "cases-without-duo").await;
        browser.follow(HOUSEHOLD).await;
        assert_eq!(browser.path().await, format!("/cases/{}/duo", case.id));
        assert!(browser.text().await.contains("0 van 12 huishoudens"));
        keep(&browser, scripts, "duo").await;

        browser.choose("first", &anna).await;
        browser.choose("second", &anna).await;
        browser.press("Duo opslaan").await;
        assert!(browser.text().await.contains("Een duo bestaat uit twee mensen. Kies iemand anders."));
        assert!(is_chosen(&browser, "first", &anna).await, "what was chosen is kept");
        keep(&browser, scripts, "duo-refused").await;

        browser.choose("second", &bilal).await;
        browser.press("Duo opslaan").await;
        let done = browser.text().await;
        assert!(done.contains("Het duo is compleet.") && done.contains("Bilal Amrani vervangen"), "{done}");
        keep(&browser, scripts, "duo-complete").await;
        browser.follow("Casussen zonder duo").await;
        assert!(browser.text().await.contains("Er wacht nu geen casus"));
        browser.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_slower_hears_who_was_faster_and_goes_on_from_there() {
    let site = Site::new().await;
    let case = waiting_case(&site).await;
    let (anna, bilal) = (membership(&site, ANNA).await, membership(&site, BILAL).await);
    let browser = Browser::at_desk(&site).await;
    browser.sign_in(&site, SUSAN).await;
    browser.go(&format!("/cases/{}/duo", case.id)).await;
    let sam = site.world.caller(SAM).await;
    let first = Some(site.world.caller(ANNA).await.membership);
    let faster = AssignDuo { case: case.id, seen: Version(1), first, second: None };
    assign(&site.world.casework, &sam, faster).await.unwrap();

    browser.choose("first", &anna).await;
    browser.choose("second", &bilal).await;
    browser.press("Duo opslaan").await;
    let told = browser.text().await;
    assert!(told.contains("Sam Terpstra was u voor"), "{told}");
    assert!(is_chosen(&browser, "second", &bilal).await, "what was chosen is kept");
    browser.look("duo-stale").await;
    browser.press("Duo opslaan").await;
    assert!(browser.text().await.contains("Het duo is compleet."));
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_is_replaced_and_the_other_covered_on_a_phone() {
    let site = Site::new().await;
    let case = full_case(&site).await;
    let bram = membership(&site, BRAM).await;
    let browser = Browser::on_phone(&site).await;
    browser.sign_in(&site, SUSAN).await;
    browser.go(&format!("/cases/{}/duo", case.id)).await;
    browser.look("duo-complete-phone").await;

    browser.follow("Anna de Graaf vervangen").await;
    browser.choose("membership", &bram).await;
    browser.choose("overlapDays", "14").await;
    browser.fill("reason", "Anna gaat naar een ander team.").await;
    browser.look("duo-replacement-phone").await;
    browser.press("Vervangen").await;
    let refused = browser.text().await;
    assert!(refused.contains("In een duo zit iemand van Blijvend Veilig."), "{refused}");
    let reason = browser.driver.find(By::Name("reason")).await.unwrap().prop("value").await.unwrap();
    assert_eq!(reason.as_deref(), Some("Anna gaat naar een ander team."), "what was typed is kept");

    browser.go(&format!("/cases/{}/duo/replacement/new?seat=2", case.id)).await;
    browser.choose("membership", &bram).await;
    browser.choose("overlapDays", "14").await;
    browser.fill("reason", "Bilal gaat naar een ander team.").await;
    browser.press("Vervangen").await;
    let done = browser.text().await;
    assert!(done.contains("Bram Ouali"), "{done}");
    assert!(done.contains("blijft nog meekijken tot en met 21 mei 2026"), "{done}");

    let kim = Persona { name: "kim", display_name: "Kim Zuurbier", ..ANNA };
    let kim = membership(&site, kim).await;
    browser.follow("Waarneming regelen voor Anna de Graaf").await;
    browser.choose("membership", &kim).await;
    browser.set("until", "2026-06-01").await;
    browser.fill("reason", "Verlof").await;
    browser.look("duo-cover-phone").await;
    browser.press("Waarneming opslaan").await;
    let done = browser.text().await;
    assert!(done.contains("Kim Zuurbier (Blijvend Veilig) neemt waar tot en met 1 juni 2026"), "{done}");
    browser.look("duo-covered-phone").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn for_others_there_is_no_duo_to_choose() {
    let site = Site::new().await;
    let case = full_case(&site).await;
    let browser = Browser::at_desk(&site).await;
    browser.sign_in(&site, WES).await;
    for page in ["duo", "duo/replacement/new?seat=1", "duo/cover/new?seat=2"] {
        browser.go(&format!("/cases/{}/{page}", case.id)).await;
        let text = browser.text().await;
        assert!(text.contains("Niet gevonden") && !text.contains("Blom"), "{text}");
    }
    browser.close().await;

    let browser = Browser::at_desk(&site).await;
    browser.sign_in(&site, ANNA).await;
    browser.go(&format!("/cases/{}/duo", case.id)).await;
    assert!(browser.text().await.contains("U mag dit niet doen"));
    browser.close().await;
}

async fn waiting_case(site: &Site) -> Case {
    site.world.case().with_team(BV_NOORD).with_team(OKT_NOORD).build().await
}

async fn full_case(site: &Site) -> Case {
    let (anna, bilal) = (site.world.caller(ANNA).await, site.world.caller(BILAL).await);
    site.world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).with_team(OKT_NOORD).build().await
}

async fn membership(site: &Site, persona: Persona) -> String {
    site.world.caller(persona).await.membership.to_string()
}

/// The accessibility checker is a script.
async fn keep(browser: &Browser, scripts: Scripts, name: &str) {
    if scripts == Scripts::On {
        browser.look(name).await;
    }
}

async fn is_chosen(browser: &Browser, name: &str, value: &str) -> bool {
    let input = format!("input[name='{name}'][value='{value}']");
    browser.driver.find(By::Css(input)).await.unwrap().is_selected().await.unwrap()
}
