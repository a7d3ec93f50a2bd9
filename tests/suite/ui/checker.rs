//! The net of the accessibility checks is tried: a page that was found good is looked at anew when its structure changes.

use crate::support::*;

#[tokio::test(flavor = "multi_thread")]
async fn a_good_page_is_looked_at_again_when_its_structure_changes() {
    let site = Site::new().await;
    let browser = Browser::at_desk(&site).await;
    browser.go("/accessibility").await;
    assert_eq!(browser.violations().await, Vec::<String>::new());
    for (change, rule) in [
        ("document.querySelector('main').append(document.createElement('input'))", "label"),
        (
            "document.querySelector('input').remove(); document.querySelector('main a').textContent = ''",
            "link-name",
        ),
    ] {
        browser.driver.execute(change, vec![]).await.unwrap();
        let found = browser.violations().await;
        assert!(found.iter().any(|it| it.starts_with(rule)), "{change}: {found:?}");
    }
    browser.close().await;
}
