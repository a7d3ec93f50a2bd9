//! Teams, danger and safe contact on pages, as somebody without scripts meets them.

use crate::support::walker::Page;
use crate::support::*;
use ::casework::reference::team_id;

async fn sent(walker: &Walker<'_>, page: &str, filled: &[(&str, &str)]) -> Page {
    let mut form = walker.get(page).await.form_to(page);
    for (name, value) in filled {
        form = form.with(name, value);
    }
    let answer = walker.send(&form).await;
    match answer.location {
        Some(to) => walker.get(&to).await,
        None => answer,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_of_the_duo_writes_danger_down_and_takes_it_back() {
    let site = Site::new().await;
    let (anna, bilal) = (site.world.caller(ANNA).await, site.world.caller(BILAL).await);
    let case = site.world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).build().await;
    let (mother, tom) = (case.household.mother.to_string(), case.household.ex_partner.to_string());
    let path = format!("/cases/{}", case.id);
    let walker = Walker::sign_in(&site, ANNA.name, PASSWORD).await;

    let team = team_id(RECLASSERING).to_string();
    let add = format!("{path}/participations/new");
    let wrong = sent(&walker, &add, &[("worksFor", &tom)]).await;
    assert_eq!(wrong.status, 422);
    let filled =
        [("team", team.as_str()), ("task", "probation"), ("legalGround", "consent"), ("worksFor", &tom)];
    assert!(sent(&walker, &add, &filled).await.text.contains("werkt alleen voor Tom Kramer"));

    let way = [("channel", "phone"), ("reach", "06 000 00 07")];
    assert!(
        sent(&walker, &format!("{path}/safe-contacts/{mother}"), &way).await.text.contains("06 000 00 07")
    );
    let case_page = walker.get(&path).await.text;
    assert!(case_page.contains("nog niet gevraagd"), "of the others nobody asked");

    let flag = [("person", mother.as_str()), ("kind", "strangulation"), ("source", "victim")];
    let flags = sent(&walker, &format!("{path}/red-flags/new"), &flag).await;
    assert!(flags.text.contains("Verwurging"), "{}", flags.text);
    let entries = format!("{path}/red-flags/entries");
    let empty = walker.send(&flags.form_to(&entries)).await;
    assert_eq!(empty.status, 422);
    let decision = empty.form_to(&entries).with("kind", "decision").with("told", "Politie is gebeld.");
    let after = walker.get(&walker.send(&decision).await.location.unwrap()).await;
    assert!(after.text.contains("Politie is gebeld."));

    let suspicion = [("victim", mother.as_str()), ("accused", tom.as_str()), ("reason", "Zij is bang.")];
    let raised = sent(&walker, &format!("{path}/terror-suspicions/new"), &suspicion).await;
    assert!(raised.text.contains("loopt gevaar door"));
    let log = format!("{path}/contacts/new");
    let form =
        walker.get(&log).await.form_to(&log).with("kind", "meeting").with("observed", "Samen gesproken.");
    let both = form.with("presences.0.presence", "seen").with("presences.2.presence", "seen");
    let refused = walker.send(&both).await;
    assert!(refused.text.contains("Schrijf waarom u beiden samen sprak."), "{}", refused.text);
    let again = refused.form_to(&log).with("jointReason", "Op haar verzoek.");
    assert!(walker.send(&again).await.location.is_some());

    let withdrawals = format!("{path}/terror-suspicions/withdrawals");
    let form = walker.get(&format!("{path}/red-flags")).await.form_to(&withdrawals);
    let done = walker.send(&form.with("reason", "Het bleek anders.")).await;
    assert!(walker.get(&done.location.unwrap()).await.text.contains("Ingetrokken"));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_only_looks_is_offered_nothing_to_write() {
    let site = Site::new().await;
    let (anna, bilal) = (site.world.caller(ANNA).await, site.world.caller(BILAL).await);
    let case =
        site.world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).with_team(RECLASSERING).build().await;
    site.world.caller(FEM).await;
    let walker = Walker::sign_in(&site, FEM.name, PASSWORD).await;
    let page = walker.get(&format!("/cases/{}", case.id)).await;
    assert_eq!(page.status, 200);
    for link in page.links {
        if link.starts_with("/cases/") && !link.contains('?') {
            assert_eq!(walker.get(&link).await.status, 200, "{link} is offered");
        }
    }
    assert!(!page.text.contains("/contacts/new"));
}
