//! Recording an incident, going back and letting a case pass, from a phone.

use crate::support::*;

async fn with_case() -> (Site, Case) {
    let site = Site::new().await;
    let (anna, bilal) = (site.world.caller(ANNA).await, site.world.caller(BILAL).await);
    let case =
        site.world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).with_team(OKT_NOORD).build().await;
    (site, case)
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_case_it_is_two_taps_back_to_direct_safety() {
    let (site, case) = with_case().await;
    let browser = Browser::on_phone(&site).await;
    browser.sign_in(&site, ANNA).await;
    browser.go(&format!("/cases/{}", case.id)).await;
    browser.look("case-phase-phone").await;
    browser.follow("Terug naar directe veiligheid").await;
    browser.look("fallback-phone").await;
    browser.press("Nu terug naar directe veiligheid").await;
    assert!(browser.text().await.contains("Dit is nog niet opgeslagen"));
    browser.fill("reason", "Tom stond weer voor de deur.").await;
    browser.press("Nu terug naar directe veiligheid").await;
    let page = browser.text().await;
    for part in
        ["Tom stond weer voor de deur.", "Anna de Graaf (Blijvend Veilig)", "Oordeel van een professional"]
    {
        assert!(page.contains(part), "{part} in {page}");
    }
    browser.look("case-fallen-back-phone").await;

    browser.follow("Fase bekijken").await;
    let page = browser.text().await;
    for part in [
        "Wat is er nodig voor stabiele veiligheid?",
        "Iedereen is gehoord",
        "Gehoord in deze fase: 0 van 3.",
        "Nog niet",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    browser.look("phase-phone").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_incident_is_recorded_and_corrected_from_a_phone() {
    let (site, case) = with_case().await;
    let browser = Browser::on_phone(&site).await;
    browser.sign_in(&site, ANNA).await;
    browser.go(&format!("/cases/{}", case.id)).await;
    browser.follow("Incident vastleggen").await;
    browser.press("Incident opslaan").await;
    assert!(browser.text().await.contains("Dit is nog niet opgeslagen"));
    browser.look("incident-refused-phone").await;
    browser.choose("acute", "false").await;
    browser.choose("kinds", "partner_physical").await;
    browser.choose("harmed", &case.household.mother.to_string()).await;
    browser.choose("saw", &case.household.child.to_string()).await;
    browser.fill("told", "Tom duwde Sara in de gang.").await;
    browser.choose("police", "true").await;
    browser.look("incident-phone").await;
    browser.press("Incident opslaan").await;
    let page = browser.text().await;
    assert!(
        page.contains("Een incident") && page.contains("Lichamelijk geweld door een (ex-)partner"),
        "{page}"
    );
    browser.follow("Alle incidenten").await;
    assert!(browser.text().await.contains("Mila Blom"));
    browser.look("incidents-phone").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_life_event_is_recorded_corrected_and_withdrawn_from_a_phone() {
    let (site, case) = with_case().await;
    let browser = Browser::on_phone(&site).await;
    browser.sign_in(&site, ANNA).await;
    browser.go(&format!("/cases/{}", case.id)).await;
    browser.follow("Grote gebeurtenis vastleggen").await;
    browser.press("Gebeurtenis opslaan").await;
    assert!(browser.text().await.contains("Dit is nog niet opgeslagen"));
    browser.look("life-event-refused-phone").await;
    browser.choose("kind", "birth").await;
    browser.choose("expected", "true").await;
    browser.fill("happens", "6-2026").await;
    browser.choose("persons", &case.household.mother.to_string()).await;
    browser.fill("note", "De verloskundige weet ervan.").await;
    browser.press("Gebeurtenis opslaan").await;
    let page = browser.text().await;
    for part in [
        "De gebeurtenis is opgeslagen.",
        "Bekijk het plan: er verandert iets groots in het gezin",
        "Geboorte van een baby, verwacht: juni 2026",
        "Er wordt een baby verwacht",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    browser.look("case-life-event-phone").await;
    browser.follow("Afronden: Bekijk het plan: er verandert iets groots in het gezin").await;
    browser.follow("Naar de gebeurtenis").await;
    browser.follow("Verbeteren: Geboorte van een baby, verwacht: juni 2026").await;
    browser.choose("expected", "false").await;
    browser.fill("happens", "6-5-2026").await;
    browser.look("life-event-correction-phone").await;
    browser.press("Verbetering opslaan").await;
    let page = browser.text().await;
    assert!(page.contains("Later verbeterd") && page.contains("6 mei 2026"), "{page}");
    browser.follow("Intrekken: Geboorte van een baby: woensdag 6 mei 2026").await;
    browser.fill("reason", "Het was haar zus.").await;
    browser.look("life-event-withdrawal-phone").await;
    browser.press("Gebeurtenis intrekken").await;
    let page = browser.text().await;
    assert!(page.contains("Ingetrokken") && page.contains("Het was haar zus."), "{page}");
    browser.look("life-events-phone").await;
    browser.close().await;

    let browser = Browser::at_desk(&site).await;
    browser.sign_in(&site, BILAL).await;
    browser.go(&format!("/cases/{}/life-events", case.id)).await;
    browser.look("life-events-desk").await;
    browser.go(&format!("/cases/{}", case.id)).await;
    browser.look("case-life-event-desk").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_supervisor_lets_a_case_pass_until_it_closes_and_it_is_asked_after() {
    let (site, case) = with_case().await;
    let browser = Browser::at_desk(&site).await;
    browser.sign_in(&site, SUSAN).await;
    for next in ["stabiele veiligheid", "herstel", "sluiten"] {
        browser.go(&format!("/cases/{}/phase", case.id)).await;
        browser.follow("Met een reden laten doorgaan").await;
        assert!(browser.text().await.contains(next));
        browser.look("override-desk").await;
        browser.fill("reason", "Het duo en ik zien dat het kan.").await;
        browser.press("Laten doorgaan").await;
    }
    assert!(browser.text().await.contains("Deze casus is gesloten."));
    browser.look("phase-closed-desk").await;
    browser.close().await;

    let browser = Browser::on_phone(&site).await;
    browser.sign_in(&site, BILAL).await;
    browser.go(&format!("/cases/{}", case.id)).await;
    browser.look("case-closed-phone").await;
    browser.follow("Navraag doen van 7 augustus 2026").await;
    browser.choose("safe", "false").await;
    browser.fill("notes", "Sara is weer bang.").await;
    browser.choose("reopen", "on").await;
    browser.look("check-in-phone").await;
    browser.press("Navraag opslaan").await;
    let page = browser.text().await;
    assert!(page.contains("Deze casus is heropend") && page.contains("Sara is weer bang."), "{page}");
    browser.close().await;
}
