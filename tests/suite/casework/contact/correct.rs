//! Correcting an entry of the progress log.

use super::{case_of_anna_and_bilal, log_of, visit};
use crate::support::{Case, World, world::creation};
use access::Caller;
use casework::Refusal;
use casework::contact::{CorrectContact, Logged, correct, log};
use domain::contact::Compartment;
use domain::id::ContactId;

async fn logged(world: &World, case: &Case, writer: &Caller, compartment: Compartment) -> ContactId {
    let mut wanted = visit(world, case);
    wanted.entry.compartment = Some(compartment);
    log(&world.casework, writer, &creation(1), wanted).await.unwrap().contact
}

fn correction(world: &World, case: &Case, target: ContactId) -> CorrectContact {
    let mut entry = visit(world, case).entry;
    entry.observed = Some("Gespannen in huis.".to_owned());
    CorrectContact { case: case.id, target, entry }
}

async fn corrected(world: &World, by: &Caller, key: u32, wanted: CorrectContact) -> Result<Logged, Refusal> {
    correct(&world.casework, by, &creation(key), wanted).await
}

#[tokio::test]
async fn a_correction_stands_beside_what_it_corrects_in_the_same_compartment() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    let first = logged(&world, &case, &anna, Compartment::Shared).await;

    let second = corrected(&world, &anna, 2, correction(&world, &case, first)).await.unwrap().contact;

    assert_eq!(log_of(&world).await, ["visit shared Gespannen in huis.", "visit shared Rustig in huis."]);
    let points = world.lines("SELECT corrects_id FROM contact_entries WHERE corrects_id IS NOT NULL").await;
    assert_eq!(points, [first.to_string()]);
    assert_ne!(first, second);
    assert_eq!(world.audit().await[2..], ["anna log_contact done case", "anna log_contact done case: Sara"]);
}

#[tokio::test]
async fn what_was_corrected_before_is_not_corrected_again_but_its_correction_is() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    let first = logged(&world, &case, &anna, Compartment::Shared).await;
    let second = corrected(&world, &anna, 2, correction(&world, &case, first)).await.unwrap().contact;

    let refusal = corrected(&world, &anna, 3, correction(&world, &case, first)).await.unwrap_err();
    assert_eq!(refusal.to_string(), "rule already_corrected");
    corrected(&world, &anna, 4, correction(&world, &case, second)).await.unwrap();
}

#[tokio::test]
async fn another_organisation_corrects_nothing_and_does_not_find_what_it_may_not_see() {
    let world = World::new().await;
    let (case, anna, bilal) = case_of_anna_and_bilal(&world).await;
    let shared = logged(&world, &case, &anna, Compartment::Shared).await;
    let mut inside = visit(&world, &case);
    inside.entry.compartment = Some(Compartment::OwnOrganisation);
    let inside = log(&world.casework, &anna, &creation(2), inside).await.unwrap().contact;

    let refusal = corrected(&world, &bilal, 3, correction(&world, &case, shared)).await.unwrap_err();
    assert_eq!(refusal.to_string(), "rule written_elsewhere");
    let refusal = corrected(&world, &bilal, 4, correction(&world, &case, inside)).await.unwrap_err();
    assert_eq!(refusal.to_string(), "rule nothing_to_correct");
    let nowhere = ContactId(case.id.0);
    let refusal = corrected(&world, &anna, 5, correction(&world, &case, nowhere)).await.unwrap_err();
    assert_eq!(refusal.to_string(), "rule nothing_to_correct");
}

#[tokio::test]
async fn a_correction_is_not_hidden_from_those_who_saw_what_was_wrong() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    let shared = logged(&world, &case, &anna, Compartment::Shared).await;

    let mut wanted = correction(&world, &case, shared);
    wanted.entry.compartment = Some(Compartment::OwnOrganisation);
    let refusal = corrected(&world, &anna, 2, wanted).await.unwrap_err();

    assert_eq!(refusal.to_string(), "compartment: does_not_fit");
}

#[tokio::test]
async fn of_two_corrections_at_once_one_wins() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    let first = logged(&world, &case, &anna, Compartment::Shared).await;

    let (one, other) = tokio::join!(
        corrected(&world, &anna, 2, correction(&world, &case, first)),
        corrected(&world, &anna, 3, correction(&world, &case, first)),
    );

    let mut outcomes =
        [one, other].map(|it| it.map_or_else(|refusal| refusal.to_string(), |_| "done".to_owned()));
    outcomes.sort();
    assert_eq!(outcomes, ["done", "rule already_corrected"]);
}
