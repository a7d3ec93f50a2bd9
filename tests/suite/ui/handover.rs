//! Handing the view on safety over, in a browser: the expert at a desk, the lead of the local team on a phone.

use crate::support::browser::{Scripts, Width};
use crate::support::*;
use casework::handover::{OfferHandover, PrepareHandover, offer, prepare};
use casework::reference::team_id;
use domain::case::LegalGround;
use domain::handover::HandoverDraft;
use domain::version::Version;

/// The link to the handover of these tests.
const SEE: &str = "Bekijken: Blijvend Veilig Noord 1 aan OKT Noord";

#[tokio::test(flavor = "multi_thread")]
async fn an_expert_hands_over_to_the_local_team_with_a_warm_meeting() {
    let site = Site::new().await;
    let (anna, bilal) = (site.world.caller(ANNA).await, site.world.caller(BILAL).await);
    site.world.caller(LEA).await;
    let case = site.world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).build().await;

    let browser = Browser::at_desk(&site).await;
    browser.sign_in(&site, ANNA).await;
    browser.go(&format!("/cases/{}", case.id)).await;
    browser.follow("Overdracht van het zicht op veiligheid").await;
    browser.follow("Overdracht opschrijven").await;
    browser.press("Opslaan als concept").await;
    assert!(browser.text().await.contains("Dit is nog niet opgeslagen"));
    browser.look("handover-refused-desk").await;
    browser.choose("team", &team_id(OKT_NOORD).to_string()).await;
    browser.choose("legalGround", "youth_7_3_11").await;
    browser.fill("why", "Het is nu veilig genoeg voor hulp op de lange termijn.").await;
    browser.set("informedOn", "2026-05-06").await;
    browser.press("Opslaan als concept").await;
    browser.look("handover-draft-desk").await;
    browser.press("Nu aanbieden").await;
    let page = browser.text().await;
    assert!(page.contains("Aangeboden") && page.contains("Wat het andere team vooraf ziet"), "{page}");
    browser.look("handover-offered-desk").await;
    browser.close().await;

    let browser = Browser::on_phone(&site).await;
    browser.sign_in(&site, LEA).await;
    browser.go("/handovers").await;
    browser.look("handover-inbox-phone").await;
    browser.follow(SEE).await;
    let page = browser.text().await;
    assert!(page.contains("Aannemen") && !page.contains("Blom"), "{page}");
    browser.look("handover-offer-phone").await;
    browser.press("Aannemen").await;
    assert_eq!(browser.path().await, format!("/cases/{}", case.id));
    browser.look("handover-accepted-phone").await;
    // What was done at one moment is over.
    site.world.clock.forward(chrono::Duration::seconds(1));
    browser.follow("Overdracht van het zicht op veiligheid").await;
    browser.follow(SEE).await;
    browser.set("talkedOverOn", "2026-05-07").await;
    browser.press("Gesprek vastleggen").await;
    browser.look("handover-talked-over-phone").await;
    browser.press("Overdracht afronden").await;
    assert!(browser.text().await.contains("Afgerond"));
    browser.look("handover-completed-phone").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_is_told_with_its_reason_without_scripts() {
    let site = Site::new().await;
    let (anna, bilal) = (site.world.caller(ANNA).await, site.world.caller(BILAL).await);
    site.world.caller(LEA).await;
    let case = site.world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).build().await;
    let draft = HandoverDraft {
        team: Some(team_id(OKT_NOORD)),
        ground: Some(LegalGround::Youth7311),
        why: Some("Het is nu veilig genoeg voor hulp op de lange termijn.".to_owned()),
        informed_on: Some(site.world.now().date_naive()),
        ..HandoverDraft::default()
    };
    let command = PrepareHandover { case: case.id, handover: draft };
    let handover = prepare(&site.world.casework, &anna, &creation(1), command).await.unwrap();
    let command = OfferHandover { case: case.id, handover, seen: Version(1) };
    offer(&site.world.casework, &anna, command).await.unwrap();

    let browser = Browser::open(&site, Width::Desk, Scripts::Off).await;
    browser.sign_in(&site, LEA).await;
    browser.go("/handovers").await;
    browser.follow(SEE).await;
    browser.press("Weigeren").await;
    assert!(browser.text().await.contains("Dit is nog niet opgeslagen"));
    browser.fill("reason", "Wij hebben deze maand geen plek.").await;
    browser.press("Weigeren").await;
    assert!(browser.text().await.contains("Er wacht geen overdracht op uw team."));
    browser.close().await;

    let browser = Browser::on_phone(&site).await;
    browser.sign_in(&site, ANNA).await;
    browser.go(&format!("/cases/{}/handovers/{handover}", case.id)).await;
    let page = browser.text().await;
    assert!(page.contains("Geweigerd") && page.contains("Wij hebben deze maand geen plek."), "{page}");
    browser.look("handover-refused-phone").await;
    browser.close().await;
}
