//! Signing in and out on a page.

use crate::support::browser::{Scripts, Width};
use crate::support::*;

#[tokio::test(flavor = "multi_thread")]
async fn somebody_signs_in_sees_the_own_caseload_and_signs_out() {
    let site = Site::new().await;
    let browser = Browser::open(&site, Width::Desk, Scripts::Off).await;
    browser.go("/cases").await;
    assert!(browser.path().await.starts_with("/sign-in?"), "a stranger is asked to sign in");

    browser.sign_in(&site, ANNA).await;
    assert!(browser.text().await.contains("Anna de Graaf"));

    browser.press_in("nav", "Uitloggen").await;
    assert_eq!(browser.path().await, "/sign-in");
    browser.go("/cases").await;
    assert!(browser.path().await.starts_with("/sign-in?"), "the session has ended");
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_keeps_the_name_and_says_what_to_do() {
    let site = Site::new().await;
    site.world.caller(ANNA).await;
    let browser = Browser::on_phone(&site).await;
    browser.go("/sign-in").await;
    browser.look("sign-in-phone").await;
    browser.fill("username", "anna").await;
    browser.fill("password", "niet het goede woord").await;
    browser.press("Inloggen").await;
    assert!(browser.text().await.contains("horen niet bij elkaar"));
    let name = browser.driver.find(thirtyfour::By::Name("username")).await.unwrap();
    assert_eq!(name.prop("value").await.unwrap().as_deref(), Some("anna"));
    browser.look("sign-in-refused-phone").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_to_sign_in_first_comes_back_to_the_page_that_was_asked_for() {
    let site = Site::new().await;
    site.world.caller(BILAL).await;
    let browser = Browser::open(&site, Width::Desk, Scripts::Off).await;
    for (asked, reached) in [("/search?next=report", "/search?next=report"), ("/", "/my-work")] {
        browser.go(asked).await;

        browser.fill("username", BILAL.name).await;
        browser.fill("password", "niet het goede woord").await;
        browser.press("Inloggen").await;

        browser.fill("password", PASSWORD).await;
        browser.press("Inloggen").await;

        assert_eq!(browser.path().await, reached);
        browser.press_in("nav", "Uitloggen").await;
    }
    browser.go("/sign-in?back=AAAA.%2Fsearch").await;
    assert!(!browser.text().await.contains("verder waar u was"), "this is not our stamp");
    browser.enter(BILAL.name, PASSWORD).await;
    assert_eq!(browser.path().await, "/my-work");
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_says_that_one_comes_back() {
    let site = Site::new().await;
    for (width, name) in [(Width::Phone, "phone"), (Width::Desk, "desk")] {
        let browser = Browser::open(&site, width, Scripts::On).await;
        browser.go("/search").await;
        assert!(browser.text().await.contains("Na het inloggen gaat u verder waar u was."));
        browser.look(&format!("sign-in-back-{name}")).await;
        browser.close().await;
    }
}
