//! Signing in and out on a page.

use crate::support::browser::{Scripts, Width};
use crate::support::*;

#[tokio::test(flavor = "multi_thread")]
async fn somebody_signs_in_sees_the_own_caseload_and_signs_out() {
    let site = Site::new().await;
    let browser = Browser::open(&site, Width::Desk, Scripts::Off).await;
    browser.go("/cases").await;
    assert_eq!(browser.path().await, "/sign-in", "a stranger is asked to sign in");

    browser.sign_in(&site, ANNA).await;
    assert!(browser.text().await.contains("Anna de Graaf"));

    browser.press_in("nav", "Uitloggen").await;
    assert_eq!(browser.path().await, "/sign-in");
    browser.go("/cases").await;
    assert_eq!(browser.path().await, "/sign-in", "the session has ended");
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
