//! Logging progress and giving a score, on a phone and without scripts, and what a stranger sees of it.

use crate::support::browser::{Scripts, Width, screenshots};
use crate::support::*;
use thirtyfour::prelude::*;

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
    browser.choose("presences.1.presence", "seen").await;
    browser.choose("presences.1.alone", "on").await;
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
    for part in [
        "Het cijfer is opgeslagen.",
        "Mila liet haar kamer zien.",
        "Zij hoort soms nog ruzie.",
        "Mila Blom (alleen)",
    ] {
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

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_is_kept_when_the_form_is_refused_and_as_a_draft() {
    let (site, case) = with_case().await;
    let browser = Browser::open(&site, Width::Desk, Scripts::Off).await;
    browser.sign_in(&site, ANNA).await;
    let form = format!("/cases/{}/contacts/new", case.id);
    browser.go(&form).await;
    browser.choose("kind", "call").await;
    browser.choose("presences.0.presence", "seen").await;
    browser.fill("next", "Donderdag weer bellen").await;
    browser.press("Opslaan").await;
    let refused = browser.text().await;
    assert!(refused.contains("Met bellen of een bericht ziet u iemand niet."), "{refused}");
    assert_eq!(typed(&browser, "next").await, "Donderdag weer bellen");
    see(&browser, "contact-refused", Scripts::Off).await;

    browser.press("Concept bewaren").await;
    browser.go("/cases").await;
    browser.follow("Een concept wacht op u").await;
    assert_eq!(browser.path().await, form);
    assert!(browser.text().await.contains("Alleen u ziet het."));
    assert_eq!(typed(&browser, "next").await, "Donderdag weer bellen");
    browser.choose("presences.0.presence", "spoken").await;
    browser.press("Opslaan").await;
    browser.go(&form).await;
    assert_eq!(typed(&browser, "next").await, "", "the draft has served its purpose");
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_kept_while_somebody_types_and_can_be_thrown_away() {
    let (site, case) = with_case().await;
    let browser = Browser::on_phone(&site).await;
    browser.sign_in(&site, ANNA).await;
    let form = format!("/cases/{}/contacts/new", case.id);
    browser.go(&form).await;
    browser.fill("observed", "Halverwege").await;
    let kept = By::XPath("//*[@data-draft-status][contains(., 'Concept bewaard om')]");
    browser.driver.query(kept).first().await.unwrap();
    browser.go(&form).await;
    assert_eq!(typed(&browser, "observed").await, "Halverwege");
    browser.look("contact-draft-phone").await;
    browser.press("Concept weggooien").await;
    assert_eq!(typed(&browser, "observed").await, "");
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_stands_beside_the_old_entry() {
    let (site, case) = with_case().await;
    let browser = Browser::at_desk(&site).await;
    browser.sign_in(&site, ANNA).await;
    browser.go(&format!("/cases/{}/contacts/new", case.id)).await;
    browser.choose("kind", "call").await;
    browser.fill("observed", "Sara belt de school").await;
    browser.press("Opslaan").await;
    browser.follow("Verbeteren").await;
    assert_eq!(typed(&browser, "observed").await, "Sara belt de school");
    browser.look("contact-correction-desk").await;
    browser.fill("observed", "Tom belt de school").await;
    browser.press("Verbetering opslaan").await;
    let page = browser.text().await;
    for part in
        ["De verbetering is opgeslagen.", "Tom belt de school", "Later verbeterd", "Toon het oude verslag"]
    {
        assert!(page.contains(part), "{part} in {page}");
    }
    browser.look("case-corrected-desk").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_sees_the_same_as_where_nothing_is() {
    let (site, case) = with_case().await;
    let browser = Browser::at_desk(&site).await;
    browser.sign_in(&site, WES).await;
    assert!(browser.text().await.contains("Er wacht nu niets op u."));
    browser.follow("Mijn casussen").await;
    assert!(browser.text().await.contains("U heeft nu geen casussen."));
    browser.look("caseload-empty-desk").await;
    for page in ["", "/contacts/new", "/scores/new"] {
        let mut told = Vec::new();
        for case in [case.id.to_string(), "0193d0a4-7c1e-7d55-9a5b-4f6f0f3a2b11".to_owned()] {
            browser.go(&format!("/cases/{case}{page}")).await;
            let text = browser.text().await;
            assert!(text.contains("Niet gevonden"), "{text}");
            told.push(text.lines().filter(|line| !line.starts_with("Kenmerk")).collect::<Vec<_>>().join(" "));
        }
        assert_eq!(told.first(), told.last());
    }
    browser.go("/accessibility").await;
    browser.look("accessibility-desk").await;
    browser.close().await;
}

/// What stands in the field with this name.
async fn typed(browser: &Browser, name: &str) -> String {
    let field = browser.driver.find(By::Name(name)).await.unwrap();
    field.prop("value").await.unwrap().unwrap_or_default()
}
