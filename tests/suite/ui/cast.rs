//! A first day with the demonstration: what each account of its cast came for.

use super::intake;
use crate::support::browser::{Scripts, Width};
use crate::support::*;
use server::demo::cast::PASSWORD as DEMO_PASSWORD;
use thirtyfour::By;

async fn as_somebody(site: &Site, name: &str, width: Width) -> Browser {
    let browser = Browser::open(site, width, Scripts::On).await;
    browser.enter(name, DEMO_PASSWORD).await;
    browser
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_does_what_they_came_for_and_a_stranger_finds_nothing() {
    let site = Site::of_demonstration().await;
    let (case, household) = a_safety_expert_logs_a_visit_and_a_score(&site).await;
    a_supervisor_gives_a_case_its_duo(&site).await;

    let worker = as_somebody(&site, "vt.intake", Width::Desk).await;
    intake::register_household(&worker, None).await;
    intake::take_in(&worker, None).await;
    intake::assess_and_open(&worker, None).await;
    worker.look("cast-vt-intake-desk").await;
    worker.close().await;

    a_stranger_finds_nothing(&site, &case, &household).await;
}

/// The address of the case, and what the household is called.
async fn a_safety_expert_logs_a_visit_and_a_score(site: &Site) -> (String, String) {
    let desk = as_somebody(site, "expert.noord", Width::Desk).await;
    desk.look("cast-expert-my-work-desk").await;
    desk.go("/cases").await;
    // The picture of README.
    desk.look("caseload").await;
    desk.close().await;

    let phone = as_somebody(site, "expert.noord", Width::Phone).await;
    phone.look("cast-expert-my-work-phone").await;
    phone.go("/cases").await;
    phone.look("cast-expert-caseload-phone").await;
    let first = phone.driver.find(By::Css("main li h2 a")).await.unwrap();
    let household = first.text().await.unwrap();
    phone.follow(&household).await;
    let case = phone.path().await;
    phone.follow("Contact vastleggen").await;
    phone.choose("kind", "visit").await;
    phone.choose("presences.0.presence", "seen").await;
    phone.fill("observed", "De keuken was opgeruimd en er was eten.").await;
    phone.choose("compartment", "shared").await;
    phone.press("Opslaan").await;
    phone.follow("Cijfer geven").await;
    phone.choose("value", "4").await;
    phone.fill("reason", "De afspraken van de vorige keer staan nog niet.").await;
    phone.press("Cijfer opslaan").await;
    let text = phone.text().await;
    for part in ["De keuken was opgeruimd en er was eten.", "De afspraken van de vorige keer staan nog niet."]
    {
        assert!(text.contains(part), "{part} in {text}");
    }
    phone.look("cast-expert-case-phone").await;
    phone.close().await;
    (case, household)
}

async fn a_supervisor_gives_a_case_its_duo(site: &Site) {
    let browser = as_somebody(site, "supervisor.bv", Width::Desk).await;
    browser.follow("Casussen zonder duo").await;
    browser.look("cast-supervisor-waiting-desk").await;
    browser.driver.find(By::Css("main li h2 a, main td a")).await.unwrap().click().await.unwrap();
    for (seat, name) in [("first", "expert2.noord"), ("second", "buurtteam.noord")] {
        let query = format!(
            "SELECT m.id FROM memberships m JOIN users u ON u.id = m.user_id WHERE u.name = '{name}'"
        );
        browser.choose(seat, &site.world.lines(&query).await[0]).await;
    }
    browser.press("Duo opslaan").await;
    assert!(browser.text().await.contains("Het duo is compleet."), "{}", browser.text().await);
    browser.look("cast-supervisor-complete-desk").await;
    browser.close().await;
}

async fn a_stranger_finds_nothing(site: &Site, case: &str, household: &str) {
    let browser = as_somebody(site, "expert.weesp", Width::Desk).await;
    assert!(!browser.text().await.contains(household), "not in the caseload");
    browser.go(case).await;
    assert!(browser.text().await.contains("Niet gevonden"));
    browser.look("cast-stranger-desk").await;
    let family = household.split(" en ").next().unwrap().split_once(' ').unwrap().1;
    browser.go("/search").await;
    browser.fill("familyName", family).await;
    browser.press("Zoeken").await;
    assert!(browser.text().await.contains("Niemand gevonden"), "{}", browser.text().await);
    browser.close().await;
}
