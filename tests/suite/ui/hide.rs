//! The quick way out: at once a blank page, a session that has ended, and nothing to go back to.

use crate::support::browser::{Scripts, Width};
use crate::support::*;
use reqwest::Method;
use thirtyfour::By;
use thirtyfour::prelude::ElementQueryable;

/// The key Escape twice, as the driver writes it.
const TWO_ESCAPES: &str = "\u{e00c}\u{e00c}";

#[tokio::test(flavor = "multi_thread")]
async fn two_escapes_or_the_button_leave_nothing_to_go_back_to() {
    let site = Site::new().await;
    let (anna, bilal) = (site.world.caller(ANNA).await, site.world.caller(BILAL).await);
    let case = site.world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).build().await;
    for by_key in [true, false] {
        let browser = Browser::at_desk(&site).await;
        browser.sign_in(&site, ANNA).await;
        browser.go(&format!("/cases/{}", case.id)).await;
        let cookie = browser.driver.get_named_cookie("__Host-tandem").await.unwrap();
        let cookie = format!("{}={}", cookie.name, cookie.value);
        if by_key {
            escape_twice(&browser).await;
        } else {
            browser.driver.find(By::Css("form[data-hide] button")).await.unwrap().click().await.unwrap();
        }
        assert_blank(&browser).await;
        until_locked(&site, &cookie).await;
        browser.driver.back().await.unwrap();
        let text = browser.text().await;
        assert!(text.contains("Inloggen") && !text.contains("Blom"), "{text}");
        browser.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_can_be_hidden_and_a_refusal_says_that_the_data_are_fictional() {
    let site = Site::new().await;
    let browser = Browser::on_phone(&site).await;
    for page in ["/accessibility", "/sign-in", "/nothing-here"] {
        browser.go(page).await;
        let text = browser.text().await;
        assert!(text.contains("Druk twee keer op Escape"), "{page}: {text}");
        assert!(text.contains("Dit is een demonstratie."), "{page}: {text}");
        if page == "/nothing-here" {
            browser.look("error-page-phone").await;
        }
        escape_twice(&browser).await;
        assert_blank(&browser).await;
    }
    browser.close().await;

    let browser = Browser::open(&site, Width::Phone, Scripts::Off).await;
    browser.go("/accessibility").await;
    assert!(!browser.text().await.contains("Escape"), "without scripts nothing hears a key");
    browser.close().await;
}

async fn escape_twice(browser: &Browser) {
    browser.driver.find(By::Tag("body")).await.unwrap().send_keys(TWO_ESCAPES).await.unwrap();
}

async fn assert_blank(browser: &Browser) {
    assert!(browser.driver.query(By::Tag("main")).not_exists().await.unwrap(), "the page is still there");
    assert_eq!(browser.path().await, "about:blank");
}

/// The lock is on its way while the page is gone already.
async fn until_locked(site: &Site, cookie: &str) {
    for _ in 0..500 {
        let request = site.request(Method::GET, "/cases").header("cookie", cookie);
        if request.header("accept", "text/html").send().await.unwrap().status() == 303 {
            return;
        }
    }
    panic!("the session is still open");
}
