//! Incidents, and what follows from them.

use crate::support::{ANNA, BILAL, BV_NOORD, Case, OKT_NOORD, SUSAN, WES, World, creation};
use access::Caller;
use casework::incident::{CorrectIncident, ListIncidents, RecordIncident, correct, list, record};
use domain::incident::{IncidentDraft, Part, PartMoment};
use domain::violence::ViolenceType;

async fn case_of_anna_and_bilal(world: &World) -> (Case, Caller, Caller) {
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let case = world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).with_team(OKT_NOORD).build().await;
    (case, anna, bilal)
}

/// Tom pushed Sara, and Mila saw it.
fn push(case: &Case) -> IncidentDraft {
    let home = &case.household;
    IncidentDraft {
        happened: PartMoment::parse("2026-05-06").ok(),
        kinds: vec![ViolenceType::PartnerPhysical, ViolenceType::ChildWitness],
        people: vec![(Part::Did, home.ex_partner), (Part::Harmed, home.mother), (Part::Saw, home.child)],
        told: Some("Tom duwde Sara in de gang.".to_owned()),
        acute: Some(false),
        police: Some(true),
        ..IncidentDraft::default()
    }
}

fn recorded(case: &Case, incident: IncidentDraft) -> RecordIncident {
    RecordIncident { case: case.id, incident }
}

async fn steps(world: &World) -> Vec<String> {
    world.lines("SELECT concat_ws(' ', kind, cause) FROM phase_changes ORDER BY step").await
}

#[tokio::test]
async fn an_incident_is_recorded_and_sends_the_case_back_with_a_task_in_one_act() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;

    let id = record(&world.casework, &anna, &creation(1), recorded(&case, push(&case))).await.unwrap();

    assert_eq!(
        world.lines("SELECT concat_ws(' ', happened, kinds, acute, police) FROM incidents").await,
        ["2026-05-06 {child_witness,partner_physical} f t"]
    );
    assert_eq!(steps(&world).await, ["fallback incident"]);
    assert_eq!(world.lines("SELECT incident_id FROM phase_changes").await, [id.to_string()]);
    assert_eq!(world.lines("SELECT kind FROM tasks").await, ["fell_back"]);
    assert_eq!(
        world.audit().await,
        [
            "anna record_incident done case",
            "anna record_incident done case: Mila",
            "anna record_incident done case: Sara",
            "anna record_incident done case: Tom",
        ]
    );
}

#[tokio::test]
async fn only_a_reason_keeps_a_case_in_its_phase_and_none_with_acute_danger() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    let reason = Some("Het was vorig jaar en is al besproken.".to_owned());
    let stays = IncidentDraft { stay_reason: reason.clone(), ..push(&case) };
    record(&world.casework, &anna, &creation(1), recorded(&case, stays.clone())).await.unwrap();
    assert_eq!(steps(&world).await, [] as [&str; 0]);

    let acute = IncidentDraft { acute: Some(true), ..stays };
    let refusal = record(&world.casework, &anna, &creation(2), recorded(&case, acute)).await.unwrap_err();
    assert_eq!(refusal.to_string(), "stayReason: does_not_fit");
    let acute = IncidentDraft { acute: Some(true), ..push(&case) };
    record(&world.casework, &anna, &creation(3), recorded(&case, acute)).await.unwrap();
    assert_eq!(steps(&world).await, ["fallback acute_danger"]);
}

#[tokio::test]
async fn a_correction_stands_beside_the_old_one_and_danger_that_comes_to_light_counts() {
    let world = World::new().await;
    let (case, anna, bilal) = case_of_anna_and_bilal(&world).await;
    let stays = IncidentDraft { stay_reason: Some("Vorig jaar.".to_owned()), ..push(&case) };
    let target = record(&world.casework, &anna, &creation(1), recorded(&case, stays)).await.unwrap();
    let better = || CorrectIncident { case: case.id, target, incident: push(&case) };

    let refusal = correct(&world.casework, &bilal, &creation(2), better()).await.unwrap_err();
    assert_eq!(refusal.to_string(), "rule incident_recorded_elsewhere");
    let newer = correct(&world.casework, &anna, &creation(3), better()).await.unwrap();
    assert_eq!(steps(&world).await, ["fallback incident"]);
    let refusal = correct(&world.casework, &anna, &creation(4), better()).await.unwrap_err();
    assert_eq!(refusal.to_string(), "rule incident_already_corrected");
    let again = CorrectIncident { target: newer, ..better() };
    correct(&world.casework, &anna, &creation(5), again).await.unwrap();
    assert_eq!(steps(&world).await, ["fallback incident"], "the case has gone back already");

    let wanted = ListIncidents { case: case.id, after: None, limit: 2 };
    let page = list(&world.casework, &bilal, &wanted).await.unwrap();
    assert_eq!(page.items.len(), 2);
    let rest = ListIncidents { after: page.next, ..wanted };
    let rest = list(&world.casework, &bilal, &rest).await.unwrap();
    assert_eq!((rest.items.len(), rest.next), (1, None));
    let old = page.items.iter().chain(&rest.items).find(|it| it.id == target).unwrap();
    assert_eq!((old.corrected_by, old.fell_back), (Some(newer), false));
    assert_eq!(old.people.len(), 3);
}

#[tokio::test]
async fn of_two_corrections_at_once_one_counts() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    let target = record(&world.casework, &anna, &creation(1), recorded(&case, push(&case))).await.unwrap();
    let better = || CorrectIncident { case: case.id, target, incident: push(&case) };
    let keys = [creation(2), creation(3)];
    let (one, other) = tokio::join!(
        correct(&world.casework, &anna, &keys[0], better()),
        correct(&world.casework, &anna, &keys[1], better()),
    );
    assert_eq!(usize::from(one.is_ok()) + usize::from(other.is_ok()), 1);
}

#[tokio::test]
async fn who_never_belonged_to_the_household_has_no_part_in_it() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    let elsewhere = world.household().await;
    let mut incident = push(&case);
    incident.people.push((Part::Saw, elsewhere.child));
    let refusal = record(&world.casework, &anna, &creation(1), recorded(&case, incident)).await.unwrap_err();
    assert_eq!(refusal.to_string(), "saw.1: unknown_choice");
    let refusal =
        record(&world.casework, &anna, &creation(1), recorded(&case, IncidentDraft::default())).await;
    assert_eq!(
        refusal.unwrap_err().to_string(),
        "happened: missing, kinds: missing, told: missing, acute: missing, police: missing"
    );
}

#[tokio::test]
async fn who_only_looks_on_records_none_and_a_stranger_learns_nothing() {
    let world = World::new().await;
    let (case, ..) = case_of_anna_and_bilal(&world).await;
    for (persona, told) in [(SUSAN, "record_incident is not allowed"), (WES, "not found")] {
        let caller = world.caller(persona).await;
        let refusal = record(&world.casework, &caller, &creation(1), recorded(&case, push(&case))).await;
        assert_eq!(refusal.unwrap_err().to_string(), told);
    }
    let wes = world.caller(WES).await;
    let wanted = ListIncidents { case: case.id, after: None, limit: 10 };
    assert_eq!(list(&world.casework, &wes, &wanted).await.unwrap_err().to_string(), "not found");
}
