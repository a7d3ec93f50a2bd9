//! Terms: started and ended by what happens, moved by people, and asked for over everything that somebody works for.

use super::plan::{case_of_anna_and_bilal, small_plan, voices};
use super::report::{LIV, ODA, assessed, taken};
use crate::support::world::creation;
use crate::support::{Case, SUSAN, VERA, WES, World};
use ::access::{Caller, CaseScope, Permission, case_scope, handling_teams};
use ::casework::case::timeline::{self, ReadTimeline, TimelineEvent, TimelineItem, TimelineKind};
use ::casework::plan::{AdoptPlan, adopt};
use ::casework::term::{TakeTermStep, TermOwner, TermSeen, list, read, take};
use chrono::Duration;
use domain::assessment::Outcome;
use domain::id::{CaseId, ReportId, TermId};
use domain::term::{StepKind, TermKind, TermState};
use domain::text::LongText;
use domain::version::Version;
use store::term::{Reach, RunningTerm, running_for};

/// The terms of a report or a case, as lines: kind, state, last day.
async fn told(world: &World, caller: &Caller, owner: TermOwner) -> Vec<String> {
    let line = |it: &TermSeen| {
        let over = if it.overdue {
            " overdue"
        } else if it.met_late {
            " late"
        } else {
            ""
        };
        format!("{} {} {}{over}", it.line.kind, it.line.state, it.line.due.day)
    };
    list(&world.casework, caller, owner).await.unwrap().items.iter().map(line).collect()
}

async fn of_kind(world: &World, caller: &Caller, owner: TermOwner, kind: TermKind) -> TermSeen {
    let items = list(&world.casework, caller, owner).await.unwrap().items;
    items.into_iter().find(|it| it.line.kind == kind).unwrap()
}

fn step(owner: TermOwner, term: TermId, kind: StepKind) -> TakeTermStep {
    TakeTermStep { owner, term, kind, reason: LongText::parse("Vader was op reis.").unwrap() }
}

async fn report(world: &World, vera: &Caller) -> ReportId {
    let household = world.household_of(vera.user).await;
    taken(world, vera, 1, &household).await
}

#[tokio::test]
async fn a_report_starts_the_clocks_of_the_protocol_and_of_the_law_beside_each_other() {
    let world = World::new().await;
    let vera = world.caller(VERA).await;
    let owner = TermOwner::Report(report(&world, &vera).await);
    let clocks = [
        "assessment_regulation running 2026-05-12",
        "assessment_protocol running 2026-05-18",
        "inform_concerned running 2026-06-04",
    ];
    assert_eq!(told(&world, &vera, owner).await, clocks);
    assert_eq!(told(&world, &world.caller(LIV).await, owner).await, clocks);
    let oda = world.caller(ODA).await;
    assert_eq!(list(&world.casework, &oda, owner).await.unwrap_err().to_string(), "not found");
}

#[tokio::test]
async fn an_assessment_meets_its_clocks_and_starts_what_follows() {
    let world = World::new().await;
    let vera = world.caller(VERA).await;
    let report = report(&world, &vera).await;
    world.clock.forward(Duration::days(12));
    assessed(&world, &vera, report, Outcome::OwnInvestigation).await;
    let owner = TermOwner::Report(report);
    assert_eq!(
        told(&world, &vera, owner).await,
        [
            "feedback_to_reporter running 2026-05-27",
            "inform_concerned running 2026-06-04",
            "investigation running 2026-07-28",
            "assessment_protocol met 2026-05-18 late",
            "assessment_regulation met 2026-05-12 late",
        ]
    );
    // What came late may still be explained, and nothing else happens to it.
    let late = of_kind(&world, &vera, owner, TermKind::AssessmentProtocol).await;
    assert_eq!(late.possible, [StepKind::Explained]);
    take(&world.casework, &vera, &creation(7), step(owner, late.line.id, StepKind::Explained)).await.unwrap();
    let late = read(&world.casework, &vera, owner, late.line.id).await.unwrap();
    assert_eq!((late.line.state, late.why_over()), (TermState::Met, Some("Vader was op reis.")));
}

#[tokio::test]
async fn a_household_that_is_handed_over_is_looked_at_three_times() {
    let world = World::new().await;
    let vera = world.caller(VERA).await;
    let report = report(&world, &vera).await;
    assessed(&world, &vera, report, Outcome::TransferThoseConcerned).await;
    let monitor = told(&world, &vera, TermOwner::Report(report)).await;
    for line in [
        "monitor_first running 2026-08-07",
        "monitor_second running 2027-05-07",
        "monitor_third running 2027-11-07",
    ] {
        assert!(monitor.contains(&line.to_owned()), "{line} in {monitor:?}");
    }
}

#[tokio::test]
async fn those_concerned_may_hear_later_as_often_as_the_law_lets_them_wait() {
    let world = World::new().await;
    let vera = world.caller(VERA).await;
    let owner = TermOwner::Report(report(&world, &vera).await);
    let term = of_kind(&world, &vera, owner, TermKind::InformConcerned).await.line.id;
    let extend =
        async |key| take(&world.casework, &vera, &creation(key), step(owner, term, StepKind::Extended)).await;
    let before = world.audit().await.len();
    extend(5).await.unwrap();
    extend(5).await.unwrap();
    assert_eq!(world.audit().await[before..], ["vera keep_report_terms done report"]);
    let seen = read(&world.casework, &vera, owner, term).await.unwrap();
    assert_eq!((seen.line.due.day.to_string().as_str(), seen.line.steps.len()), ("2026-06-18", 1));
    assert_eq!(seen.explanation.due, seen.line.due);
    extend(6).await.unwrap();
    let seen = read(&world.casework, &vera, owner, term).await.unwrap();
    assert_eq!(seen.line.due.day.to_string(), "2026-07-02");

    world.clock.set("2026-07-02T22:00:00Z".parse().unwrap());
    assert_eq!(extend(7).await.unwrap_err().to_string(), "rule term_over");
    let overdue = read(&world.casework, &vera, owner, term).await.unwrap();
    assert!(overdue.overdue && overdue.why_over().is_none());
    let meet = step(owner, term, StepKind::Met);
    take(&world.casework, &vera, &creation(8), meet.clone()).await.unwrap();
    assert_eq!(
        take(&world.casework, &vera, &creation(9), meet).await.unwrap_err().to_string(),
        "rule term_ended"
    );
    let met = read(&world.casework, &vera, owner, term).await.unwrap();
    assert!(met.met_late && !met.overdue);
}

#[tokio::test]
async fn who_only_reads_a_report_keeps_no_terms_and_a_term_of_another_is_not_there() {
    let world = World::new().await;
    let (vera, liv) = (world.caller(VERA).await, world.caller(LIV).await);
    let owner = TermOwner::Report(report(&world, &vera).await);
    let term = of_kind(&world, &vera, owner, TermKind::InformConcerned).await.line.id;
    let extend = step(owner, term, StepKind::Extended);
    let refusal = take(&world.casework, &liv, &creation(1), extend.clone()).await.unwrap_err();
    assert_eq!(refusal.to_string(), "keep_report_terms is not allowed");
    assert!(!list(&world.casework, &liv, owner).await.unwrap().may_keep());
    let household = world.household_of(vera.user).await;
    let other = TermOwner::Report(taken(&world, &vera, 2, &household).await);
    let elsewhere = TakeTermStep { owner: other, ..extend };
    let refusal = take(&world.casework, &vera, &creation(3), elsewhere).await.unwrap_err();
    assert_eq!(refusal.to_string(), "not found");
    assert_eq!(world.count("term_steps").await, 0);
}

/// A case with a plan that was adopted now.
async fn with_plan(world: &World) -> (Case, Caller, Caller) {
    let (case, anna, bilal) = case_of_anna_and_bilal(world).await;
    small_plan(world, &case, &anna).await;
    adopted(world, &case, &anna, 1, 3).await;
    (case, anna, bilal)
}

async fn adopted(world: &World, case: &Case, anna: &Caller, key: u32, seen: i64) {
    let command = AdoptPlan { case: case.id, seen: Version(seen), voices: voices(case) };
    adopt(&world.casework, anna, &creation(key), command).await.unwrap();
}

#[tokio::test]
async fn a_plan_that_is_adopted_is_looked_at_again_and_that_term_may_wait() {
    let world = World::new().await;
    let (case, anna, bilal) = with_plan(&world).await;
    let owner = TermOwner::Case(case.id);
    assert_eq!(told(&world, &bilal, owner).await, ["plan_review running 2026-06-18"]);
    let term = of_kind(&world, &bilal, owner, TermKind::PlanReview).await.line.id;
    let go = async |key, kind| take(&world.casework, &bilal, &creation(key), step(owner, term, kind)).await;
    go(11, StepKind::Suspended).await.unwrap();
    assert_eq!(go(12, StepKind::Suspended).await.unwrap_err().to_string(), "rule term_stands_still");
    world.clock.forward(Duration::days(60));
    assert_eq!(told(&world, &anna, owner).await, ["plan_review suspended 2026-06-18"]);
    go(13, StepKind::Resumed).await.unwrap();
    assert_eq!(told(&world, &anna, owner).await, ["plan_review running 2026-08-17"]);
    assert_eq!(go(14, StepKind::Met).await.unwrap_err().to_string(), "rule term_met_by_itself");

    world.clock.forward(Duration::days(50));
    assert_eq!(told(&world, &anna, owner).await, ["plan_review running 2026-08-17 overdue"]);
    go(15, StepKind::Explained).await.unwrap();
    let seen = of_kind(&world, &anna, owner, TermKind::PlanReview).await;
    assert_eq!((seen.overdue, seen.why_over()), (true, Some("Vader was op reis.")));
    adopted(&world, &case, &anna, 2, 3).await;
    assert_eq!(
        told(&world, &anna, owner).await,
        ["plan_review running 2026-10-06", "plan_review met 2026-08-17 late"]
    );
    let refusal = list(&world.casework, &world.caller(WES).await, owner).await.unwrap_err();
    assert_eq!(refusal.to_string(), "not found");
}

/// What the timeline tells of terms, oldest first: what happened, the last day if it moved or began, and why.
async fn course(world: &World, caller: &Caller, case: CaseId) -> Vec<String> {
    let wanted = ReadTimeline { case, kinds: vec![TimelineKind::Term], after: None, limit: 50 };
    let mut items = timeline::read(&world.casework, caller, &wanted).await.unwrap().items;
    items.reverse();
    let told = |it: TimelineItem| match it.event {
        TimelineEvent::Term(told) => {
            assert_eq!(told.kind, TermKind::PlanReview);
            let due = told.due.map(|day| day.to_string()).unwrap_or_default();
            let words = [
                it.place.at.date_naive().to_string(),
                told.moment.to_string(),
                due,
                told.reason.unwrap_or_default(),
            ];
            words.join(" ").trim().to_owned()
        }
        other => panic!("{other:?}"),
    };
    items.into_iter().map(told).collect()
}

#[tokio::test]
async fn the_timeline_tells_what_became_of_a_term_and_when_it_was_over() {
    let world = World::new().await;
    let (case, anna, bilal) = with_plan(&world).await;
    let owner = TermOwner::Case(case.id);
    let term = of_kind(&world, &anna, owner, TermKind::PlanReview).await.line.id;
    let go = async |key, kind| take(&world.casework, &bilal, &creation(key), step(owner, term, kind)).await;
    assert_eq!(course(&world, &anna, case.id).await, ["2026-05-07 started 2026-06-18"]);

    world.clock.forward(Duration::days(1));
    go(31, StepKind::Extended).await.unwrap();
    world.clock.forward(Duration::days(1));
    go(32, StepKind::Suspended).await.unwrap();
    world.clock.forward(Duration::days(90));
    assert!(!course(&world, &anna, case.id).await.iter().any(|it| it.contains("overdue")), "it stands still");
    go(33, StepKind::Resumed).await.unwrap();
    let due = of_kind(&world, &anna, owner, TermKind::PlanReview).await.line.due;
    world.clock.set(due.at - Duration::seconds(1));
    assert_eq!(course(&world, &anna, case.id).await.len(), 4, "its last day is not over");
    world.clock.set(due.at);
    assert_eq!(course(&world, &anna, case.id).await.len(), 5);
    world.clock.forward(Duration::days(2));
    go(34, StepKind::Explained).await.unwrap();
    adopted(&world, &case, &anna, 2, 3).await;

    let (last, late) = (due.day, (due.at + Duration::days(2)).date_naive());
    let told = course(&world, &anna, case.id).await;
    assert_eq!(
        told[..5],
        [
            "2026-05-07 started".to_owned(),
            "2026-05-08 extended 2026-07-02 Vader was op reis.".to_owned(),
            "2026-05-09 suspended  Vader was op reis.".to_owned(),
            format!("2026-08-07 resumed {last} Vader was op reis."),
            format!("{} overdue {last}", due.at.date_naive()),
        ]
    );
    let mut at_once = told[5..].to_vec();
    at_once.sort();
    assert_eq!(at_once[0], format!("{late} explained  Vader was op reis."));
    assert!(at_once[1].starts_with(&format!("{late} met")), "{at_once:?}");
    assert!(at_once[2].starts_with(&format!("{late} started")), "{at_once:?}");

    let whole = ReadTimeline { case: case.id, kinds: Vec::new(), after: None, limit: 50 };
    let all = timeline::read(&world.casework, &bilal, &whole).await.unwrap().items;
    assert_eq!(
        all.iter().filter(|it| it.event.kind() == TimelineKind::Term).count(),
        8,
        "beside everything else"
    );
}

#[tokio::test]
async fn of_two_who_move_a_term_at_once_one_is_told_so() {
    let world = World::new().await;
    let (case, anna, bilal) = with_plan(&world).await;
    let owner = TermOwner::Case(case.id);
    let term = of_kind(&world, &anna, owner, TermKind::PlanReview).await.line.id;
    let keys = [creation(21), creation(22)];
    let (one, other) = tokio::join!(
        take(&world.casework, &anna, &keys[0], step(owner, term, StepKind::Suspended)),
        take(&world.casework, &bilal, &keys[1], step(owner, term, StepKind::Suspended)),
    );
    assert_eq!(usize::from(one.is_ok()) + usize::from(other.is_ok()), 1);
    assert_eq!(world.count("term_steps").await, 1);
}

#[tokio::test]
async fn the_database_lets_a_term_go_on_only_from_where_it_stands() {
    let world = World::new().await;
    let (case, anna, _) = with_plan(&world).await;
    let term = of_kind(&world, &anna, TermOwner::Case(case.id), TermKind::PlanReview).await.line.id;
    let (by, on_behalf, at) = (anna.user, anna.membership, world.now());
    let added = async |step: i32, kind: &str, due: &str| {
        let mut console = world.acting(&anna).await;
        let sql = format!(
            "INSERT INTO term_steps (term_id, step, kind, reason, happened_at, due_on, due_at, taken_by, membership_id, \
               taken_at) VALUES ('{term}', {step}, '{kind}', 'Waarom', '{at}', {due}, {due}, '{by}', '{on_behalf}', '{at}'); \
             ROLLBACK"
        );
        console.try_run(&sql).await.is_ok()
    };
    assert!(added(1, "suspended", "NULL").await);
    assert!(added(1, "extended", "'2026-07-01'").await);
    for (step, kind, due) in [
        (2, "suspended", "NULL"),
        (1, "resumed", "'2026-07-01'"),
        (1, "extended", "NULL"),
        (1, "met", "'2026-07-01'"),
    ] {
        assert!(!added(step, kind, due).await, "{step} {kind} {due}");
    }
    let mut console = world.acting(&anna).await;
    assert!(
        console.try_run("UPDATE terms SET due_on = '2027-01-01'").await.is_err(),
        "only its steps move it"
    );
}

async fn running(world: &World, caller: &Caller, until: &str, limit: i64) -> Vec<RunningTerm> {
    let reach = Reach {
        cases: case_scope(caller, Permission::ReadCase),
        handling: handling_teams(caller, Permission::ReadReport),
    };
    let until = until.parse().unwrap();
    world
        .casework
        .for_caller(caller, async |tx| Ok(running_for(tx, caller, reach, until, limit).await?))
        .await
        .unwrap()
}

#[tokio::test]
async fn what_runs_for_somebody_is_found_over_all_cases_and_reports_in_one_statement() {
    let world = World::new().await;
    let (case, anna, bilal) = with_plan(&world).await;
    let vera = world.caller(VERA).await;
    let report = report(&world, &vera).await;
    let kinds = |found: &[RunningTerm]| found.iter().map(|it| it.kind.code()).collect::<Vec<_>>();

    let of_anna = running(&world, &anna, "2026-06-18", 50).await;
    assert_eq!(kinds(&of_anna), ["plan_review"]);
    assert_eq!(
        (of_anna[0].of, of_anna[0].due.day.to_string().as_str()),
        (TermOwner::Case(case.id), "2026-06-18")
    );
    assert!(running(&world, &anna, "2026-06-17", 50).await.is_empty(), "not yet");
    assert_eq!(running(&world, &bilal, "2027-01-01", 50).await, of_anna);
    let of_vera = running(&world, &vera, "2026-12-31", 50).await;
    assert_eq!(kinds(&of_vera), ["assessment_regulation", "assessment_protocol", "inform_concerned"]);
    assert!(of_vera.iter().all(|it| it.of == TermOwner::Report(report)));
    assert_eq!(
        kinds(&running(&world, &vera, "2026-12-31", 2).await),
        ["assessment_regulation", "assessment_protocol"]
    );
    for stranger in [WES, ODA] {
        let stranger = world.caller(stranger).await;
        assert!(running(&world, &stranger, "2030-01-01", 50).await.is_empty());
    }

    let wide = Reach {
        cases: CaseScope { in_duo: true, team_takes_part: true, opener: true },
        handling: &vera.teams,
    };
    let susan = world.caller(SUSAN).await;
    let seen = world
        .casework
        .for_caller(&susan, async |tx| {
            Ok(running_for(tx, &susan, wide, "2030-01-01".parse().unwrap(), 50).await?)
        })
        .await
        .unwrap();
    assert_eq!(
        kinds(&seen),
        kinds(&running(&world, &susan, "2030-01-01", 50).await),
        "row level security agrees"
    );

    drop(world.tally.take());
    running(&world, &anna, "2026-06-18", 50).await;
    let asked = world.tally.take().statements;
    assert_eq!(asked.len(), 1, "{asked:?}");
}
