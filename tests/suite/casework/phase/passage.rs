//! The two halves of a passage: what the program refuses, and what the database lets through past the program.

use super::{case_of_anna_and_bilal, course, falls_back};
use crate::support::{Case, SUSAN, WES, World};
use access::Caller;
use casework::phase::{AgreeWithPassage, agree, read};
use domain::id::PhaseProposalId;
use domain::version::Version;
use uuid::Uuid;

const PROPOSAL: Uuid = Uuid::from_u128(7);

/// A proposal of somebody as a row, made when nothing had happened yet.
fn proposed(world: &World, case: &Case, by: &Caller, seat: i16) -> String {
    format!(
        "INSERT INTO phase_proposals (id, case_id, after_step, from_phase, to_phase, proposed_by, membership_id, \
           organisation_id, seat, proposed_at) \
         VALUES ('{PROPOSAL}', '{}', 0, 'direct', 'stable', '{}', '{}', '{}', {seat}, '{}')",
        case.id,
        by.user,
        by.membership,
        by.organisation,
        world.now()
    )
}

fn passed(world: &World, case: &Case, by: &Caller) -> String {
    format!(
        "INSERT INTO phase_changes (id, case_id, step, from_phase, to_phase, kind, criteria, proposal_id, changed_by, \
           membership_id, organisation_id, changed_at) \
         VALUES (gen_random_uuid(), '{0}', 1, 'direct', 'stable', 'passage', '[]', '{PROPOSAL}', '{1}', '{2}', '{3}', '{4}'); \
         UPDATE cases SET phase = 'stable', version = version + 1 WHERE id = '{0}'",
        case.id,
        by.user,
        by.membership,
        by.organisation,
        world.now()
    )
}

async fn agrees(world: &World, caller: &Caller, case: &Case, seen: i64) -> String {
    let command =
        AgreeWithPassage { case: case.id, proposal: PhaseProposalId(PROPOSAL), seen: Version(seen) };
    agree(&world.casework, caller, command).await.unwrap_err().to_string()
}

#[tokio::test]
async fn the_gate_is_asked_again_when_the_other_member_agrees() {
    let world = World::new().await;
    let (case, anna, bilal) = case_of_anna_and_bilal(&world).await;
    world.build(&proposed(&world, &case, &anna, 1)).await;

    let seen = read(&world.casework, &bilal, case.id).await.unwrap();
    assert_eq!(seen.pending.unwrap().by.name, "Anna de Graaf");
    assert_eq!(agrees(&world, &anna, &case, 1).await, "rule own_phase_proposal");
    assert_eq!(agrees(&world, &bilal, &case, 1).await, "rule gate_not_met");
    assert_eq!(agrees(&world, &bilal, &case, 2).await, "changed in the meantime");
    for (persona, told) in [(SUSAN, "move_phase is not allowed"), (WES, "not found")] {
        let caller = world.caller(persona).await;
        assert_eq!(agrees(&world, &caller, &case, 1).await, told);
    }
    assert_eq!(course(&world, &case).await, ["direct open"]);
}

#[tokio::test]
async fn a_fallback_ends_the_proposal_that_waited() {
    let world = World::new().await;
    let (case, anna, bilal) = case_of_anna_and_bilal(&world).await;
    world.build(&proposed(&world, &case, &anna, 1)).await;
    assert_eq!(falls_back(&world, &bilal, &case, 1).await, "done");
    assert_eq!(agrees(&world, &bilal, &case, 2).await, "rule phase_proposal_lapsed");
    assert!(read(&world.casework, &bilal, case.id).await.unwrap().pending.is_none());
}

#[tokio::test]
async fn the_same_seat_does_not_agree_with_itself() {
    let world = World::new().await;
    let (case, anna, bilal) = case_of_anna_and_bilal(&world).await;
    world.build(&proposed(&world, &case, &anna, 2)).await;
    assert_eq!(agrees(&world, &bilal, &case, 1).await, "rule same_seat_agrees");
}

#[tokio::test]
async fn past_the_program_only_the_duo_proposes_and_passes_under_the_own_name() {
    let world = World::new().await;
    let (case, anna, bilal) = case_of_anna_and_bilal(&world).await;
    let susan = world.caller(SUSAN).await;
    for (by, name) in [(&susan, &susan), (&bilal, &anna)] {
        let sql = proposed(&world, &case, name, 1);
        assert!(world.acting(by).await.try_run(&sql).await.is_err());
    }
    let both = format!("{}; {}; COMMIT", proposed(&world, &case, &anna, 1), "SELECT 1");
    world.acting(&anna).await.run(&both).await;
    assert!(world.acting(&susan).await.try_run(&passed(&world, &case, &susan)).await.is_err());
    world.acting(&bilal).await.run(&format!("{}; COMMIT", passed(&world, &case, &bilal))).await;
    assert_eq!(course(&world, &case).await, ["stable open", "direct-stable passage"]);
}
