//! Notices in a browser: what waits, opening it, choosing mail, and the address for the calendar.

use crate::support::*;
use ::casework::round::{OpenRound, open};
use domain::round::RoundDraft;

#[tokio::test(flavor = "multi_thread")]
async fn somebody_opens_what_waits_and_chooses_how_to_hear_of_it() {
    let site = Site::new().await;
    let (one, two) = (site.world.caller(ANNA).await, site.world.caller(BILAL).await);
    let case = site.world.case().with_duo(&one, &two).with_team(BV_NOORD).with_team(OKT_NOORD).build().await;
    let raters = RoundDraft { users: vec![one.user, two.user], persons: Vec::new() };
    open(&site.world.casework, &one, &creation(1), OpenRound { case: case.id, raters }).await.unwrap();
    site.world.do_all_jobs().await;
    let urgent = "INSERT INTO notices (id, kind, case_id, code, origin_id, user_id, membership_id, rung, urgent, told_at) \
                  SELECT gen_random_uuid(), 'urgent_task', case_id, code, gen_random_uuid(), user_id, membership_id, 2, true, told_at \
                  FROM notices";
    site.world.build(urgent).await;

    let phone = Browser::on_phone(&site).await;
    phone.sign_in(&site, BILAL).await;
    phone.follow("Berichten").await;
    phone.look("notices-phone").await;
    let text = phone.text().await;
    for part in ["Een dringende taak", "Een ronde vraagt uw cijfer", "Ongelezen", "Uw duogenoot las dit niet"]
    {
        assert!(text.contains(part), "{part} in {text}");
    }
    phone.press("Alles is gelezen").await;
    assert!(!phone.text().await.contains("Ongelezen"), "{}", phone.text().await);
    phone.follow("Mail en agenda instellen").await;
    phone.look("notice-settings-phone").await;
    phone.choose("mail", "at_once").await;
    phone.press("Opslaan").await;
    phone.follow("Mail en agenda instellen").await;
    phone.press("Agenda-adres maken").await;
    phone.look("calendar-address-phone").await;
    assert!(phone.text().await.contains("/calendar/"), "{}", phone.text().await);
    phone.close().await;

    let desk = Browser::at_desk(&site).await;
    desk.sign_in(&site, ANNA).await;
    desk.follow("Berichten").await;
    desk.look("notices-desk").await;
    desk.go("/notices/preference").await;
    desk.look("notice-settings-desk").await;
    desk.close().await;
}
