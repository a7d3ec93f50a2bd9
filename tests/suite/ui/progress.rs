//! Logging progress and giving a score, on a phone and without scripts, and what a stranger sees of it.

use crate::support::browser::{Scripts, Width, screenshots};
use crate::support::*;

/// A site on which Anna and Bilal work together on one case.
async fn with_case() -> (Site, Case) {
    let site = Site::new().await;
    let (anna, bilal) = (site.world.caller(ANNA).await, site.world.caller(BILAL).await);
    let case = site.world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).build().await;
    (site, case)
}

/// Logs a visit as somebody with one thumb does, and gives a score.
async fn log_and_score(browser: &Browser, case: &Case, scripts: Scripts) {
    let look = async |name: &str| see(browser, name, scripts).await;
    browser.go("/cases").await;
    look("caseload").await;
    browser.follow("Sara Blom en Tom Kramer").await;
    look("case-new").await;

    browser.follow("Contact vastleggen").await;
    browser.choose("kind", "visit").await;
    browser.choose("presences.0.presence", "seen").await;
    browser.choose("presences.2.presence", "seen").await;
    browser.choose("presences.2.alone", "on").await;
    browser.fill("observed", "Mila liet haar kamer zien. Zij was rustig.").await;
    browser.fill("agreed", "Sara belt morgen de school.").await;
    browser.choose("compartment", "shared").await;
    look("contact").await;
    browser.press("Opslaan").await;
    assert!(browser.text().await.contains("Het contact is opgeslagen."), "{}", browser.text().await);

    browser.follow("Cijfer geven").await;
    browser.choose("rater", &case.household.child.to_string()).await;
    browser.choose("value", "4").await;
    browser.press("Cijfer opslaan").await;
    let refused = browser.text().await;
    assert!(
        refused.contains("Schrijf hier waarom.") && refused.contains("Kies hoe u het aan het kind vroeg.")
    );
    look("score-refused").await;
    browser.choose("askedHow", "with_card").await;
    browser.fill("reason", "Zij hoort soms nog ruzie.").await;
    look("score").await;
    browser.press("Cijfer opslaan").await;

    let page = browser.text().await;
    for part in
        ["Het cijfer is opgeslagen.", "Mila liet haar kamer zien.", "Zij hoort soms nog ruzie.", "(alleen)"]
    {
        assert!(page.contains(part), "{part} in {page}");
    }
    look("case").await;
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

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_and_a_score_go_in_from_a_phone_and_stand_on_the_timeline() {
    let (site, case) = with_case().await;
    let browser = Browser::on_phone(&site).await;
    browser.sign_in(&site, ANNA).await;
    log_and_score(&browser, &case, Scripts::On).await;
    browser.follow("Contacten").await;
    let contacts = browser.text().await;
    assert!(contacts.contains("Mila liet haar kamer zien."));
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_works_without_scripts() {
    let (site, case) = with_case().await;
    let browser = Browser::open(&site, Width::Desk, Scripts::Off).await;
    browser.sign_in(&site, ANNA).await;
    log_and_score(&browser, &case, Scripts::Off).await;
    browser.close().await;
}
