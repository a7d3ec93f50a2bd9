//! A scoring round on a phone and without scripts: asking, handing the phone over, waiting, and the conversation.

use crate::casework::round::LUC;
use crate::support::browser::{Scripts, Width, screenshots};
use crate::support::*;

/// A site on which Anna and Bilal work together on one case, and a colleague beside them.
async fn with_case() -> (Site, Case) {
    let site = Site::new().await;
    let (anna, bilal) = (site.world.caller(ANNA).await, site.world.caller(BILAL).await);
    site.world.caller(LUC).await;
    let case =
        site.world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).with_team(OKT_NOORD).build().await;
    (site, case)
}

/// Keeps a picture. The accessibility checker is a script itself, so it says nothing where scripts are off.
async fn see(browser: &Browser, name: &str, scripts: Scripts) {
    match scripts {
        Scripts::On => browser.look(&format!("{name}-phone")).await,
        Scripts::Off => {
            let file = screenshots().join(format!("{name}-desk-without-scripts.png"));
            browser.driver.screenshot(&file).await.unwrap();
        }
    }
}

async fn asks_and_answers(browser: &Browser, scripts: Scripts) {
    browser.go("/cases").await;
    browser.follow("Sara Blom en Tom Kramer").await;
    browser.follow("Iedereen om een cijfer vragen").await;
    see(browser, "round-open", scripts).await;
    browser.press("Ronde beginnen").await;
    assert!(browser.text().await.contains("0 van de 5 hebben geantwoord."), "{}", browser.text().await);
    see(browser, "round-waiting", scripts).await;

    browser.follow("Cijfer geven voor Mila Blom").await;
    browser.choose("value", "3").await;
    browser.press("Antwoord bewaren").await;
    let refused = browser.text().await;
    assert!(refused.contains("Kies hoe u het aan het kind vroeg."), "{refused}");
    see(browser, "round-answer-child", scripts).await;
    browser.choose("askedHow", "with_card").await;
    browser.fill("reason", "Er is soms geschreeuw.").await;
    browser.press("Antwoord bewaren").await;
    assert!(browser.text().await.contains("Dank je wel"), "{}", browser.text().await);
    see(browser, "round-thanks", scripts).await;
    browser.follow("Verder").await;
    browser.follow("Cijfer geven voor Anna de Graaf").await;
    browser.choose("value", "7").await;
    browser.press("Antwoord bewaren").await;
    let waiting = browser.text().await;
    assert!(waiting.contains("2 van de 5 hebben geantwoord."), "{waiting}");
    assert!(!waiting.contains("Er is soms geschreeuw."), "{waiting}");

    browser.follow("Cijfer geven voor Tom Kramer").await;
    browser.follow("Geen cijfer geven").await;
    browser.choose("kind", "could_not_be_asked").await;
    browser.fill("reason", "Hij neemt de telefoon niet op.").await;
    see(browser, "round-decline", scripts).await;
    browser.press("Opslaan").await;
    browser.follow("Ronde sluiten zonder de rest").await;
    browser.fill("reason", "Er is vandaag overleg.").await;
    see(browser, "round-closure", scripts).await;
    browser.press("Ronde sluiten").await;

    let page = browser.text().await;
    for part in [
        "Het gesprek na de ronde",
        "Dit vraagt aandacht",
        "Er is soms geschreeuw.",
        "Mila Blom en Anna de Graaf verschillen 4.",
        "Hij neemt de telefoon niet op.",
        "Er is vandaag overleg.",
        "geen antwoord toen de ronde sloot",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    see(browser, "round-conversation", scripts).await;
    browser.follow("Terug naar de casus").await;
    see(browser, "round-on-case", scripts).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_round_goes_from_question_to_conversation_on_a_phone() {
    let (site, _) = with_case().await;
    let browser = Browser::on_phone(&site).await;
    browser.sign_in(&site, ANNA).await;
    asks_and_answers(&browser, Scripts::On).await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn and_without_scripts() {
    let (site, _) = with_case().await;
    let browser = Browser::open(&site, Width::Desk, Scripts::Off).await;
    browser.sign_in(&site, ANNA).await;
    asks_and_answers(&browser, Scripts::Off).await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_asked_from_outside_sees_the_question_alone() {
    let (site, case) = with_case().await;
    let (anna, luc) = (site.world.caller(ANNA).await, site.world.caller(LUC).await);
    let program = site.program(ANNA).await;
    let asked = serde_json::json!({"users": [anna.user.0, luc.user.0]});
    program.post(&format!("/cases/{}/scoring-rounds", case.id), asked).await.id();
    let browser = Browser::on_phone(&site).await;
    browser.sign_in(&site, LUC).await;
    browser.go("/cases").await;
    assert!(browser.text().await.contains("U bent om een cijfer gevraagd"), "{}", browser.text().await);
    browser.look("round-asked-phone").await;
    let code = site.world.lines("SELECT code FROM cases").await.remove(0);
    browser.follow(&format!("Cijfer geven voor casus {code}")).await;
    let question = browser.text().await;
    assert!(!question.contains("Sara") && !question.contains("Mila"), "{question}");
    browser.look("round-question-phone").await;
    browser.choose("value", "6").await;
    browser.press("Antwoord bewaren").await;
    assert!(browser.text().await.contains("Uw antwoord is bewaard."), "{}", browser.text().await);
    browser.close().await;
}
