//! Assessing a report.

use super::{LIV, ODA, judged, taken};
use crate::support::{ANNA, VERA, World};
use casework::Refusal;
use casework::report::{AssessReport, assess};
use domain::assessment::{Outcome, SafetyFinding};
use domain::report::ReportState;
use domain::version::Version;

#[tokio::test]
async fn an_assessment_moves_the_report_on_and_says_when_it_is_late() {
    let world = World::new().await;
    let vera = world.caller(VERA).await;
    for (key, outcome, at, state, late) in [
        (1, Outcome::TransferLocalTeam, "2026-05-18T21:59:59Z", ReportState::Assessed, false),
        (2, Outcome::TransferThoseConcerned, "2026-05-18T22:00:00Z", ReportState::InMonitoring, true),
        (3, Outcome::EndOfInvolvement, "2026-05-08T08:00:00Z", ReportState::Closed, false),
    ] {
        world.clock.set(crate::support::world::start());
        let household = world.household_of(vera.user).await;
        let report = taken(&world, &vera, key, &household).await;
        world.clock.set(at.parse().unwrap());
        let assessed = assess(&world.casework, &vera, judged(report, outcome)).await.unwrap();
        assert_eq!((assessed.state, assessed.late), (state, late), "{outcome}");
        let stored =
            world.lines(&format!("SELECT state || version FROM reports WHERE id = '{report}'")).await;
        assert_eq!(stored, [format!("{state}2")]);
    }
    let audit = world.audit().await;
    assert_eq!(
        audit[audit.len() - 4..],
        [
            "vera assess_report done report",
            "vera assess_report done report: Mila",
            "vera assess_report done report: Sara",
            "vera assess_report done report: Tom",
        ]
    );
}

#[tokio::test]
async fn a_report_is_assessed_once_and_from_what_was_seen() {
    let world = World::new().await;
    let vera = world.caller(VERA).await;
    let household = world.household_of(vera.user).await;
    let report = taken(&world, &vera, 1, &household).await;
    let command = judged(report, Outcome::OwnInvestigation);

    let blind = AssessReport { seen: Version(9), ..command.clone() };
    let refusal = assess(&world.casework, &vera, blind).await.unwrap_err();
    assert!(matches!(refusal, Refusal::Stale), "{refusal}");
    assess(&world.casework, &vera, command.clone()).await.unwrap();
    let refusal = assess(&world.casework, &vera, command.clone()).await.unwrap_err();
    assert!(matches!(refusal, Refusal::Stale), "{refusal}");
    let again = AssessReport { seen: Version(2), ..command };
    let refusal = assess(&world.casework, &vera, again).await.unwrap_err();
    assert!(matches!(refusal, Refusal::Rule("already_assessed")), "{refusal}");
}

#[tokio::test]
async fn of_two_assessments_at_once_one_counts() {
    let world = World::new().await;
    let vera = world.caller(VERA).await;
    let household = world.household_of(vera.user).await;
    let report = taken(&world, &vera, 1, &household).await;
    let (one, two) = tokio::join!(
        assess(&world.casework, &vera, judged(report, Outcome::TransferMda)),
        assess(&world.casework, &vera, judged(report, Outcome::TransferMda)),
    );
    let refusal = one.err().xor(two.err()).unwrap();
    assert!(matches!(refusal, Refusal::Stale), "{refusal}");
    assert_eq!(world.count("assessments").await, 1);
}

#[tokio::test]
async fn all_faults_are_told_at_once() {
    let world = World::new().await;
    let vera = world.caller(VERA).await;
    let household = world.household_of(vera.user).await;
    let report = taken(&world, &vera, 1, &household).await;
    let wrong = AssessReport {
        finding: Some(SafetyFinding::Acute),
        outcome: Some(Outcome::EndOfInvolvement),
        rationale: None,
        decided_at: Some(world.now() - chrono::Duration::days(1)),
        ..judged(report, Outcome::EndOfInvolvement)
    };
    let Refusal::Invalid(faults) = assess(&world.casework, &vera, wrong).await.unwrap_err() else {
        panic!("the assessment was taken");
    };
    let expected = "outcome: outcome_against_finding, rationale: missing, decidedAt: before_receipt";
    assert_eq!(faults.to_string(), expected);
}

#[tokio::test]
async fn a_lead_may_read_but_not_assess_and_for_others_there_is_no_report() {
    let world = World::new().await;
    let vera = world.caller(VERA).await;
    let household = world.household_of(vera.user).await;
    let report = taken(&world, &vera, 1, &household).await;
    let command = judged(report, Outcome::TransferMda);
    let refusal = assess(&world.casework, &world.caller(LIV).await, command.clone()).await.unwrap_err();
    assert!(matches!(refusal, Refusal::Forbidden { .. }), "{refusal}");
    for stranger in [ANNA, ODA] {
        let stranger = world.caller(stranger).await;
        let refusal = assess(&world.casework, &stranger, command.clone()).await.unwrap_err();
        assert!(matches!(refusal, Refusal::NotFound { .. }), "{refusal}");
    }
    let audit = world.audit().await;
    assert_eq!(
        audit[audit.len() - 3..],
        [
            "liv assess_report lacks report",
            "anna assess_report hidden report",
            "oda assess_report hidden report",
        ]
    );
}
