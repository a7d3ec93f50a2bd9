//! A supervisor lets a case pass a gate that is not met.

use super::{case_of_anna_and_bilal, course};
use crate::support::{LEA, SUSAN, WES, World};
use casework::phase::{LetPass, let_pass, read};
use domain::phase::{ChangeKind, Phase};
use domain::version::Version;

#[tokio::test]
async fn a_case_passes_with_a_reason_and_what_was_missing_stays_to_be_seen() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    let susan = world.caller(SUSAN).await;
    let command = LetPass {
        case: case.id,
        to: Phase::Stable,
        reason: Some("Tom verblijft in het buitenland.".to_owned()),
        seen: Version(1),
    };

    assert_eq!(let_pass(&world.casework, &susan, command).await.unwrap(), Version(2));

    assert_eq!(course(&world, &case).await, ["stable open", "direct-stable override"]);
    assert_eq!(
        world.audit().await,
        [
            "susan override_gate done case",
            "susan override_gate done case: Mila",
            "susan override_gate done case: Sara",
            "susan override_gate done case: Tom",
        ]
    );
    let seen = read(&world.casework, &anna, case.id).await.unwrap();
    let striking = seen.striking().unwrap();
    assert_eq!((striking.kind, striking.by.name.as_str()), (ChangeKind::Override, "Susan Vermeer"));
    assert_eq!(striking.reason.as_deref(), Some("Tom verblijft in het buitenland."));
    let heard = striking.criteria.iter().find(|it| it.code.code() == "everybody_heard").unwrap();
    assert_eq!((heard.met, heard.evidence.have, heard.evidence.need), (false, 0, 3));
    assert!(heard.evidence.persons.iter().all(|it| seen.names.contains_key(it)));
}

#[tokio::test]
async fn without_a_reason_to_another_phase_or_on_an_old_version_nothing_passes() {
    let world = World::new().await;
    let (case, ..) = case_of_anna_and_bilal(&world).await;
    let susan = world.caller(SUSAN).await;
    for (to, reason, seen, told) in [
        (Phase::Stable, None, 1, "reason: reason_required"),
        (Phase::Recovery, Some("Kan"), 1, "rule no_such_phase_step"),
        (Phase::Direct, Some("Kan"), 1, "rule no_such_phase_step"),
        (Phase::Stable, Some("Kan"), 2, "changed in the meantime"),
    ] {
        let reason = reason.map(str::to_owned);
        let command = LetPass { case: case.id, to, reason, seen: Version(seen) };
        assert_eq!(let_pass(&world.casework, &susan, command).await.unwrap_err().to_string(), told);
    }
    assert_eq!(course(&world, &case).await, ["direct open"]);
}

#[tokio::test]
async fn only_the_supervisor_of_a_team_that_takes_part_lets_a_case_pass() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    let (lea, wes) = (world.caller(LEA).await, world.caller(WES).await);
    let reason = Some("Kan".to_owned());
    let command = LetPass { case: case.id, to: Phase::Stable, reason, seen: Version(1) };
    for (caller, told) in
        [(&anna, "override_gate is not allowed"), (&lea, "override_gate is not allowed"), (&wes, "not found")]
    {
        let refusal = let_pass(&world.casework, caller, command.clone()).await.unwrap_err();
        assert_eq!(refusal.to_string(), told);
    }
}
