//! Red flags: they ask people to decide today, and they are gone for who works for the other.

use super::{case_with_two_sides, suspect};
use crate::support::{Case, LEA, SUSAN, WES, World, world::creation};
use ::casework::red_flag::{RecordFlag, WriteOnFlag, list, record, write};
use ::casework::suspicion::{RaiseSuspicion, raise};
use ::casework::task;
use chrono::Duration;
use domain::danger::{FlagDraft, FlagEntryKind, FlagSource, RedFlagKind, SuspicionDraft};
use domain::task::TaskKind;

fn flag(world: &World, case: &Case, kind: RedFlagKind) -> RecordFlag {
    RecordFlag {
        case: case.id,
        flag: FlagDraft {
            person: Some(case.household.mother),
            kind: Some(kind),
            source: Some(FlagSource::Victim),
            noticed_on: Some(world.now().date_naive()),
            note: Some("Dat vertelde zij.".to_owned()),
        },
    }
}

#[tokio::test]
async fn a_strangulation_asks_for_a_decision_today_and_two_other_signs_do_not() {
    let world = World::new().await;
    let (case, anna, fem) = case_with_two_sides(&world).await;
    for (key, kind, tasks) in [
        (1, RedFlagKind::Stalking, 0),
        (2, RedFlagKind::Weapon, 0),
        (3, RedFlagKind::DeathThreat, 1),
        (4, RedFlagKind::Strangulation, 2),
    ] {
        record(&world.casework, &anna, &creation(key), flag(&world, &case, kind)).await.unwrap();
        record(&world.casework, &anna, &creation(key), flag(&world, &case, kind)).await.unwrap();
        let open = task::list(&world.casework, &anna, case.id).await.unwrap();
        assert_eq!(open.len(), tasks, "{kind}");
        assert!(open.iter().all(|it| it.kind == TaskKind::RedFlags && it.due == world.now().date_naive()));
    }
    assert_eq!(list(&world.casework, &anna, case.id).await.unwrap().len(), 4);
    assert!(list(&world.casework, &fem, case.id).await.unwrap().is_empty());
    assert!(task::list(&world.casework, &fem, case.id).await.unwrap().is_empty());
    let audit = world.audit().await;
    assert!(audit.contains(&"anna record_red_flag done case: Sara".to_owned()), "{audit:?}");
}

#[tokio::test]
async fn a_flag_is_decided_on_and_retracted_once_and_stays() {
    let world = World::new().await;
    let (case, anna, _) = case_with_two_sides(&world).await;
    let made = record(&world.casework, &anna, &creation(1), flag(&world, &case, RedFlagKind::Weapon)).await;
    let entry = |kind, told: &str| WriteOnFlag {
        case: case.id,
        flag: made.as_ref().unwrap().flag,
        kind,
        told: Some(told.to_owned()),
        decided_at: None,
    };
    let mut wrong = entry(FlagEntryKind::Decision, " ");
    wrong.decided_at = Some(world.now() + Duration::minutes(1));
    let refused = write(&world.casework, &anna, &creation(2), wrong).await.unwrap_err();
    assert_eq!(refused.to_string(), "told: reason_required, decidedAt: in_the_future");
    let decision = entry(FlagEntryKind::Decision, "Overleg met politie en Veilig Thuis.");
    write(&world.casework, &anna, &creation(3), decision.clone()).await.unwrap();
    let retraction = entry(FlagEntryKind::Retraction, "Het was een speelgoedpistool.");
    write(&world.casework, &anna, &creation(4), retraction).await.unwrap();
    let again = write(&world.casework, &anna, &creation(5), decision).await.unwrap_err();
    assert_eq!(again.to_string(), "rule flag_retracted");

    let flags = list(&world.casework, &anna, case.id).await.unwrap();
    assert_eq!((flags.len(), flags[0].entries.len(), flags[0].stands()), (1, 2, false));
}

#[tokio::test]
async fn who_only_looks_records_nothing_and_a_stranger_learns_nothing() {
    let world = World::new().await;
    let (case, anna, fem) = case_with_two_sides(&world).await;
    let (susan, wes, lea) = (world.caller(SUSAN).await, world.caller(WES).await, world.caller(LEA).await);
    for (caller, refusal) in [
        (&susan, "record_red_flag is not allowed"),
        (&fem, "record_red_flag is not allowed"),
        (&wes, "not found"),
        (&lea, "not found"),
    ] {
        let wanted = flag(&world, &case, RedFlagKind::Weapon);
        let refused = record(&world.casework, caller, &creation(1), wanted).await.unwrap_err();
        assert_eq!(refused.to_string(), refusal);
    }
    let draft = SuspicionDraft { victim: Some(case.household.mother), ..SuspicionDraft::default() };
    let command = RaiseSuspicion { case: case.id, suspicion: draft };
    let refused = raise(&world.casework, &susan, &creation(2), command.clone()).await.unwrap_err();
    assert_eq!(refused.to_string(), "suspect_terror is not allowed");
    let refused = raise(&world.casework, &anna, &creation(2), command).await.unwrap_err();
    assert_eq!(refused.to_string(), "accused: missing, reason: reason_required");
    suspect(&world, &case, &anna).await;
    let twice = SuspicionDraft {
        victim: Some(case.household.mother),
        accused: Some(case.household.ex_partner),
        reason: Some("Nog eens".to_owned()),
    };
    let command = RaiseSuspicion { case: case.id, suspicion: twice };
    let refused = raise(&world.casework, &anna, &creation(3), command).await.unwrap_err();
    assert_eq!(refused.to_string(), "rule already_suspected");
}
