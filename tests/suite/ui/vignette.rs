//! Practising on the safety scale and reading what came of it, in a browser.

use crate::casework::vignette::{give, money, one_of_many};
use crate::support::*;

#[tokio::test(flavor = "multi_thread")]
async fn somebody_scores_a_situation_and_then_sees_how_the_numbers_lie() {
    let site = Site::new().await;
    for (number, value) in [(0, 3), (1, 4), (2, 8), (3, 5)] {
        let caller = site.world.caller(one_of_many(number)).await;
        give(&site.world, &caller, money(), value).await.unwrap();
    }
    let phone = Browser::on_phone(&site).await;
    phone.sign_in(&site, ANNA).await;
    phone.follow("Oefenen").await;
    phone.look("vignettes-phone").await;
    phone.follow("Ruzie om geld").await;
    assert!(!phone.text().await.contains("Hoe vaak"), "nothing of others before the own score");
    phone.follow("Cijfer geven").await;
    phone.press("Cijfer geven").await;
    assert!(phone.text().await.contains("Vul dit veld in"), "{}", phone.text().await);
    phone.look("vignette-score-phone").await;
    phone.choose("value", "6").await;
    phone.press("Cijfer geven").await;
    let text = phone.text().await;
    assert!(text.contains("5 mensen gaven een cijfer, van 3 tot en met 8"), "{text}");
    phone.look("vignette-result-phone").await;
    phone.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_supervisor_reads_how_alike_raters_are() {
    let site = Site::new().await;
    for (number, row) in [[6, 3, 7], [6, 4, 7], [5, 3, 7], [6, 3, 6], [6, 2, 7]].into_iter().enumerate() {
        let caller = site.world.caller(one_of_many(number)).await;
        let keys = ["ruzie-om-geld", "telefoon-nakijken", "na-de-scheiding", "blauwe-plek", "keel-dicht"];
        let last = "zoon-van-zestien";
        for (place, key) in keys.into_iter().chain([last]).enumerate() {
            let vignette = ::casework::reference::vignette_id(key, 1);
            give(&site.world, &caller, vignette, row[place % 3]).await.unwrap();
        }
    }
    let browser = Browser::at_desk(&site).await;
    browser.sign_in(&site, SUSAN).await;
    browser.follow("Cijfers").await;
    browser.follow("Overeenstemming over het cijfer").await;
    let text = browser.text().await;
    for part in ["nog niet vaststaat", "6 keer beoordeeld, 5 beoordelaars", "Te weinig gegevens", "geen fout"]
    {
        assert!(text.contains(part), "{part} in {text}");
    }
    browser.look("reliability-desk").await;
    browser.close().await;
    let phone = Browser::on_phone(&site).await;
    phone.sign_in(&site, LEA).await;
    phone.go("/reliability").await;
    phone.look("reliability-phone").await;
    phone.close().await;
}
