//! A local team asks a safety expert and gets its duo: one of the jobs of the card, with and without scripts.

use crate::support::browser::{Scripts, Width};
use crate::support::*;
use access::Caller;

#[tokio::test(flavor = "multi_thread")]
async fn a_local_team_asks_a_consultation_and_gets_its_duo() {
    let site = Site::new().await;
    let bilal = site.world.caller(BILAL).await;
    let (anna, _) = (site.world.caller(ANNA).await, site.world.caller(SUSAN).await);
    let case = site.world.case().opened_by(&bilal).with_team(OKT_NOORD).with_team(BV_NOORD).build().await;

    let local = Browser::on_phone(&site).await;
    local.sign_in(&site, BILAL).await;
    asks(&local, &case).await;
    site.world.do_all_jobs().await;

    let expert = Browser::at_desk(&site).await;
    expert.sign_in(&site, ANNA).await;
    expert.follow("Berichten").await;
    assert!(expert.text().await.contains("Een vraag heeft vandaag antwoord nodig"));
    expert.follow("Consultaties").await;
    expert.follow("Bord: wat wacht op advies").await;
    expert.look("consultation-board").await;
    let board = expert.text().await;
    assert!(board.contains("1 nog niet opgepakt") && !board.contains("Moeder durft"), "{board}");
    let id = site.world.lines("SELECT id FROM consultations").await.remove(0);
    expert.go(&format!("/consultations/{id}")).await;
    expert.press("Deze vraag oppakken").await;
    assert!(expert.text().await.contains("Moeder durft niet naar huis."));
    expert.look("consultation-claimed").await;
    expert.follow("Advies geven").await;
    expert.look("consultation-advice").await;
    expert.fill("text", "Ga vandaag met twee mensen. Ik wil hierin graag mee het duo in.").await;
    expert.press("Advies versturen").await;

    local.go("/my-work").await;
    let work = local.text().await;
    assert!(work.contains("Advies gegeven"), "{work}");
    local.look("my-work-consultation-phone").await;
    local.go(&format!("/consultations/{id}")).await;
    local.follow("Afsluiten").await;
    local.choose("outcome", "duo").await;
    local.fill("text", "Wij vragen om een duo met Anna.").await;
    local.look("consultation-ending-phone").await;
    local.press("Afsluiten").await;
    assert!(local.text().await.contains("Uitkomst: Een duo"));
    local.look("consultation-ended-phone").await;
    expert.go(&format!("/consultations/{id}")).await;
    let closed = expert.text().await;
    assert!(
        closed.contains("U ziet de vraag en het advies niet meer.") && !closed.contains("Moeder"),
        "{closed}"
    );
    expert.close().await;

    gives_duo(&site, &case, [&anna, &bilal]).await;
    local.close().await;
}

/// A question about the case, with two chosen facts.
async fn asks(local: &Browser, case: &Case) {
    local.go(&format!("/cases/{}", case.id)).await;
    local.follow("Een veiligheidsexpert om advies vragen").await;
    local.look("consultation-new-phone").await;
    local.fill("question", "Moeder durft niet naar huis. Wie gaat er mee?").await;
    local.choose("urgency", "today").await;
    local.choose("expertise", "partner_violence").await;
    for fact in ["phase", "household"] {
        local.choose("facts", fact).await;
    }
    local.choose("legalGround", "youth_7_3_11").await;
    local.press("Vraag versturen").await;
    let text = local.text().await;
    assert!(text.contains("Nog niet opgepakt") && text.contains("Volwassene, 35 jaar"), "{text}");
    local.look("consultation-asked-phone").await;
}

/// Whoever divides the work finds the adviser first.
async fn gives_duo(site: &Site, case: &Case, duo: [&Caller; 2]) {
    let supervisor = Browser::at_desk(site).await;
    supervisor.sign_in(site, SUSAN).await;
    supervisor.go(&format!("/cases/{}/duo", case.id)).await;
    assert!(supervisor.text().await.contains("Dacht mee in een consultatie"));
    supervisor.look("duo-after-consultation").await;
    supervisor.choose("first", &duo[0].membership.to_string()).await;
    supervisor.choose("second", &duo[1].membership.to_string()).await;
    supervisor.press("Duo opslaan").await;
    assert!(supervisor.text().await.contains("Het duo is compleet."));
    supervisor.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_in_a_question_is_refused_kindly_and_the_text_is_kept() {
    for (width, scripts) in [(Width::Phone, Scripts::On), (Width::Desk, Scripts::Off)] {
        let site = Site::new().await;
        let (one, two) = (site.world.caller(ANNA).await, site.world.caller(BILAL).await);
        site.world.case().with_duo(&one, &two).with_team(BV_NOORD).with_team(OKT_NOORD).build().await;
        let browser = Browser::open(&site, width, scripts).await;
        browser.sign_in(&site, BILAL).await;
        browser.follow("Consultaties").await;
        browser.follow("Consultatie vragen").await;
        browser.fill("question", "Hoe helpen wij Mila?").await;
        browser.choose("urgency", "later").await;
        browser.choose("expertise", "child_abuse").await;
        browser.press("Vraag versturen").await;
        let text = browser.text().await;
        assert!(text.contains("Hier staat een naam van iemand uit uw casussen."), "{text}");
        if scripts == Scripts::On {
            browser.look("consultation-named-phone").await;
        }
        browser.fill("question", "Hoe helpen wij een kind van 7?").await;
        browser.press("Vraag versturen").await;
        assert!(browser.text().await.contains("Nog niet opgepakt"));
        browser.close().await;
    }
}
