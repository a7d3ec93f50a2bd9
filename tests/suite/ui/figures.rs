//! The figures page, in a browser.

use crate::support::*;

#[tokio::test(flavor = "multi_thread")]
async fn a_supervisor_reads_published_beside_counted() {
    let site = Site::new().await;
    let browser = Browser::at_desk(&site).await;
    browser.sign_in(&site, SUSAN).await;
    browser.follow("Cijfers").await;
    let text = browser.text().await;
    for part in
        ["Cijfers over 2022", "10.202", "5.880", "10.202 minder", "niet zijn uitgesplitst", "308", "Bron:"]
    {
        assert!(text.contains(part), "{part} in {text}");
    }
    browser.look("figures-desk").await;
    browser.follow("2021").await;
    assert!(browser.text().await.contains("2.905"), "an older publication of the same number");
    browser.close().await;

    let phone = Browser::on_phone(&site).await;
    phone.sign_in(&site, LEA).await;
    phone.go("/figures?year=2022").await;
    phone.look("figures-phone").await;
    phone.close().await;
}
