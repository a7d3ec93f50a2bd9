//! Handing the view on safety over, in a browser: the expert at a desk, the lead of the local team on a phone.

use crate::support::*;
use casework::reference::team_id;

#[tokio::test(flavor = "multi_thread")]
async fn an_expert_hands_over_to_the_local_team_with_a_warm_meeting() {
    let site = Site::new().await;
    let (anna, bilal) = (site.world.caller(ANNA).await, site.world.caller(BILAL).await);
    site.world.caller(LEA).await;
    let case = site.world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).build().await;

    let browser = Browser::at_desk(&site).await;
    browser.sign_in(&site, ANNA).await;
    browser.go(&format!("/cases/{}", case.id)).await;
    browser.follow("Het zicht op veiligheid overdragen").await;
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
    browser.follow("Bekijken").await;
    let page = browser.text().await;
    assert!(page.contains("Aannemen") && !page.contains("Blom"), "{page}");
    browser.look("handover-offer-phone").await;
    browser.press("Aannemen").await;
    assert_eq!(browser.path().await, format!("/cases/{}", case.id));
    browser.look("handover-accepted-phone").await;
    browser.follow("Het zicht op veiligheid overdragen").await;
    browser.follow("Bekijken").await;
    browser.set("talkedOverOn", "2026-05-07").await;
    browser.press("Gesprek vastleggen").await;
    browser.look("handover-talked-over-phone").await;
    browser.press("Overdracht afronden").await;
    assert!(browser.text().await.contains("Afgerond"));
    browser.look("handover-completed-phone").await;
    browser.close().await;
}
