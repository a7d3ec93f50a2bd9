//! Forms that come back: on the version and under the key that were sent, so that nobody undoes unseen what somebody
//! else did, and a double click makes nothing double.

use crate::support::walker::{Form, Page};
use crate::support::*;
use ::casework::reference::area_id;
use futures_util::future::join_all;
use reqwest::Method;
use serde_json::json;

/// A household that Bilal registered: its address, and the person and the stay of the mother.
async fn registered(site: &Site) -> (String, String, String) {
    let member = |given: &str, born: &str, role: &str| json!({"givenName": given, "familyName": "Verhoeven", "birthDate": born, "role": role, "livesHere": true});
    let members = [member("Ilse", "1990-04-03", "adult"), member("Daan", "2018", "child")];
    let sent = json!({"area": area_id("amsterdam-noord").0, "members": members});
    let bilal = site.program(BILAL).await;
    let path = format!("/households/{}", bilal.post("/households", sent).await.id());
    let mother = bilal.get(&path).await.body["members"][0].clone();
    let id = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    (path, id(&mother["person"]["id"]), id(&mother["id"]))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fault_never_hides_what_somebody_else_changed() {
    let site = Site::new().await;
    let (_, mother, _) = registered(&site).await;
    let edit = format!("/persons/{mother}/edit");
    let bilal = Walker::sign_in(&site, BILAL.name, PASSWORD).await;
    let opened = bilal.get(&edit).await.form_to(&edit);

    let shield = json!({"addressShielded": true});
    let program = site.program(BILAL).await;
    let shielded = program.change(Method::PATCH, &format!("/persons/{mother}"), 1, shield).await;
    assert_eq!(shielded.status, 200, "{:?}", shielded.body);

    let faulty = bilal.send(&opened.with("diedOn", "ooit")).await.form_to(&edit);
    assert_eq!(faulty.value("version"), Some("1"), "the form saw no newer one");
    let slower = bilal.send(&faulty.with("diedOn", "")).await;
    assert!(slower.text.contains("Iemand anders was u voor."), "{}", slower.text);
    let told = "<dl class=\"tandem-facts\"><div><dt>Adres afgeschermd</dt><dd>Ja</dd></div></dl>";
    assert!(slower.text.contains(told), "the shield, and nothing else: {}", slower.text);
    assert_eq!(slower.form_to(&edit).value("version"), Some("2"));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_form_with_a_fault_comes_back_on_the_version_that_was_sent() {
    let site = Site::new().await;
    let (path, mother, stay) = registered(&site).await;
    let (case, report) = {
        let (anna, bilal) = (site.world.caller(ANNA).await, site.world.caller(BILAL).await);
        let case =
            site.world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).with_team(OKT_NOORD).build().await;
        let report = site.world.report_on(&case.household).await;
        (format!("/cases/{}/duo", case.id), report)
    };
    let bram = Persona { name: "bram", display_name: "Bram Ouali", ..BILAL };
    for persona in [VERA, SUSAN, bram] {
        site.world.caller(persona).await;
    }
    for (persona, address) in [
        (BILAL, format!("/persons/{mother}/edit")),
        (BILAL, format!("{path}/members/new")),
        (BILAL, format!("{path}/members/{stay}/departure/new")),
        (BILAL, format!("{path}/relationships/new")),
        (BILAL, format!("{path}/splits/new")),
        (VERA, format!("/reports/{report}/assessment/new")),
        (SUSAN, format!("{case}/replacement/new?seat=1")),
        (SUSAN, format!("{case}/cover/new?seat=1")),
    ] {
        let walker = Walker::sign_in(&site, persona.name, PASSWORD).await;
        let form = walker.get(&address).await.form_to(&address);
        let form = form.with("version", "7").with("diedOn", "ooit");
        let back = walker.send(&form).await;
        assert_eq!(back.status, 422, "{address}: {}", back.text);
        let back = back.form_to(&address);
        assert_eq!(back.value("version"), Some("7"), "{address}");
        assert_eq!(back.value("idempotencyKey"), form.value("idempotencyKey"), "{address}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_double_click_makes_one_household_also_when_it_is_sent_again() {
    let site = Site::new().await;
    site.world.caller(BILAL).await;
    let bilal = Walker::sign_in(&site, BILAL.name, PASSWORD).await;
    // Which of two is slower is chance, and so is whether it is slow enough to be told.
    for household in 1..=20 {
        let form = filled(&bilal).await;
        let answers = join_all((0..4).map(|_| bilal.send(&form))).await;
        let (done, slower): (Vec<Page>, Vec<Page>) = answers.into_iter().partition(|it| it.status == 303);
        let mut led: Vec<_> = done.into_iter().map(|it| it.location.unwrap()).collect();
        for twin in &slower {
            assert!(twin.text.contains("data-rule=\"being_saved\""), "{} {}", twin.status, twin.text);
            let again = twin.form_to("/households/new");
            assert_eq!(again.value("idempotencyKey"), form.value("idempotencyKey"));
            led.push(bilal.send(&again).await.location.expect("it leads to what was made"));
        }
        led.dedup();
        assert_eq!(led.len(), 1, "{led:?}");
        assert_eq!(site.world.count("households").await, household);
        if !slower.is_empty() {
            return;
        }
    }
    panic!("twenty double clicks, and none of them was one");
}

/// The form of a new household with one person in it.
async fn filled(walker: &Walker<'_>) -> Form {
    let form = walker.get("/households/new").await.form_to("/households/new");
    let form = form.with("area", &area_id("amsterdam-noord").to_string());
    let form = form.with("members.0.familyName", "Zandkasteel").with("members.0.role", "adult");
    let mut rows = form.with("members.0.livesHere", "true");
    rows.action = "/households/new/rows".to_owned();
    // What comes back is in the order of the page, as a browser sends it each time.
    walker.send(&rows).await.form_to("/households/new")
}
