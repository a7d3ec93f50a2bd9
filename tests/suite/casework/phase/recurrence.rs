//! A household that comes back: its new case, and a new report on it, lead to the earlier case and its safety plan. The
//! whole table: which earlier case counts, and who sees how much of it.

use super::let_pass_to;
use crate::casework::plan::{small_plan, voices};
use crate::support::{
    ANNA, BILAL, BV_NOORD, Case, FEM, Household, LEA, OKT_NOORD, RECLASSERING, SUSAN, VERA, VT_INTAKE, WES,
    World, creation,
};
use access::Caller;
use casework::participation::{AddParticipation, add};
use casework::phase::{EarlierCase, read};
use casework::plan::{AdoptPlan, adopt};
use casework::reference::team_id;
use casework::report;
use chrono::Duration;
use domain::case::{LegalGround, ParticipationTask};
use domain::id::{CaseId, PersonId, ReportId};
use domain::phase::Phase;
use domain::version::Version;

/// A case of this household with Anna and Bilal, closed after a plan was adopted or without one.
async fn lived_through(world: &World, home: &Household, with_plan: bool) -> Case {
    let case = begun(world, home, with_plan).await;
    let_pass_to(world, &case, Phase::Closed).await;
    world.clock.forward(Duration::days(40));
    case
}

async fn begun(world: &World, home: &Household, with_plan: bool) -> Case {
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let case =
        world.case().for_household(home).with_duo(&anna, &bilal).with_team(BV_NOORD).with_team(OKT_NOORD);
    let case = case.build().await;
    if with_plan {
        small_plan(world, &case, &anna).await;
        let command = AdoptPlan { case: case.id, seen: Version(3), voices: voices(&case) };
        adopt(&world.casework, &anna, &creation(1), command).await.unwrap();
    }
    case
}

/// What this caller sees of the time before: the case and the last version of its plan.
async fn seen(world: &World, caller: &Caller, case: CaseId) -> Vec<(CaseId, Option<i32>)> {
    told(read(&world.casework, caller, case).await.unwrap().earlier)
}

fn told(earlier: Vec<EarlierCase>) -> Vec<(CaseId, Option<i32>)> {
    earlier.into_iter().map(|it| (it.case, it.plan)).collect()
}

#[tokio::test]
async fn a_new_case_leads_to_every_earlier_one_and_its_plan_the_newest_first() {
    let world = World::new().await;
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let home = world.household().await;
    let first = lived_through(&world, &home, true).await;
    let second = lived_through(&world, &home, false).await;
    let third = world.case().for_household(&home).with_duo(&anna, &bilal).build().await;

    assert_eq!(seen(&world, &anna, third.id).await, [(second.id, None), (first.id, Some(1))]);
    assert_eq!(seen(&world, &anna, second.id).await, [(first.id, Some(1))], "only what came before");
    assert_eq!(seen(&world, &anna, first.id).await, []);
}

#[tokio::test]
async fn no_time_makes_an_earlier_case_too_old() {
    let world = World::new().await;
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let home = world.household().await;
    let first = lived_through(&world, &home, true).await;
    world.clock.forward(Duration::days(366 * 5));
    let next = world.case().for_household(&home).with_duo(&anna, &bilal).build().await;
    assert_eq!(seen(&world, &anna, next.id).await, [(first.id, Some(1))]);
}

#[tokio::test]
async fn one_person_who_lived_in_both_households_links_nothing() {
    let world = World::new().await;
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let first = lived_through(&world, &world.household().await, true).await;
    let next = world.case().with_duo(&anna, &bilal).build().await;
    let (child, home) = (first.household.child, next.household.id);
    world
        .build(&format!(
            "INSERT INTO household_members (id, household_id, person_id, role, lives_here, joined_on, recorded_by, recorded_at) \
             SELECT gen_random_uuid(), '{home}', '{child}', 'child', true, joined_on, recorded_by, recorded_at \
             FROM household_members WHERE household_id = '{home}' LIMIT 1"
        ))
        .await;
    assert_eq!(seen(&world, &anna, next.id).await, []);
    let report = report_id(world.report_on(&next.household).await);
    let vera = world.caller(VERA).await;
    assert_eq!(told(report::read(&world.casework, &vera, report).await.unwrap().earlier), []);
}

#[tokio::test]
async fn who_had_no_part_in_the_earlier_case_does_not_learn_of_it() {
    let world = World::new().await;
    let (anna, vera, susan) = (world.caller(ANNA).await, world.caller(VERA).await, world.caller(SUSAN).await);
    let home = world.household().await;
    let first = lived_through(&world, &home, true).await;
    let next =
        world.case().for_household(&home).with_duo(&anna, &vera).with_team(BV_NOORD).with_team(VT_INTAKE);
    let next = next.build().await;
    // Vera sits in the new duo, and her team had no task in the case before.
    assert_eq!(seen(&world, &vera, next.id).await, []);
    assert_eq!(seen(&world, &anna, next.id).await, [(first.id, Some(1))]);
    assert_eq!(seen(&world, &susan, next.id).await, [(first.id, Some(1))]);
    // Lea leads the team of the first case only, and Wes is a stranger to both.
    for persona in [LEA, WES] {
        let caller = world.caller(persona).await;
        let refusal = read(&world.casework, &caller, next.id).await.unwrap_err();
        assert_eq!(refusal.to_string(), "not found");
    }
}

#[tokio::test]
async fn a_new_report_leads_there_too_for_who_took_part() {
    let world = World::new().await;
    let (anna, vera) = (world.caller(ANNA).await, world.caller(VERA).await);
    let home = world.household().await;
    let first = begun(&world, &home, true).await;
    let during = report_id(world.report_on(&home).await);
    let_pass_to(&world, &first, Phase::Closed).await;
    world.clock.forward(Duration::days(40));
    let report = report_id(world.report_on(&home).await);
    let seen = async |id| told(report::read(&world.casework, &vera, id).await.unwrap().earlier);
    assert_eq!(seen(report).await, [], "her team had no task in it");

    let next = begun(&world, &home, false).await;
    takes_part(&world, &anna, &next, (VT_INTAKE, ParticipationTask::VeiligThuis, None)).await;
    world.clock.forward(Duration::days(1));
    let later = report_id(world.report_on(&home).await);
    assert_eq!(seen(later).await, [(next.id, None)], "no plan was adopted in it");
    assert_eq!(seen(during).await, [], "it came in before that case");
}

#[tokio::test]
async fn who_worked_for_one_person_then_learns_of_the_case_and_not_of_its_plan() {
    let world = World::new().await;
    let (anna, fem) = (world.caller(ANNA).await, world.caller(FEM).await);
    let home = world.household().await;
    let first = begun(&world, &home, true).await;
    let part = (RECLASSERING, ParticipationTask::Probation, Some(home.ex_partner));
    takes_part(&world, &anna, &first, part).await;
    let_pass_to(&world, &first, Phase::Closed).await;
    world.clock.forward(Duration::days(40));
    let next = world.case().for_household(&home).with_duo(&anna, &fem).build().await;
    assert_eq!(seen(&world, &anna, next.id).await, [(first.id, Some(1))]);
    assert_eq!(seen(&world, &fem, next.id).await, [(first.id, None)]);
}

/// A team has a task in the case, for the household or for one person.
async fn takes_part(
    world: &World,
    anna: &Caller,
    case: &Case,
    (team, task, works_for): (&str, ParticipationTask, Option<PersonId>),
) {
    let command = AddParticipation {
        case: case.id,
        team: Some(team_id(team)),
        task: Some(task),
        ground: Some(LegalGround::Consent),
        works_for,
    };
    add(&world.casework, anna, &creation(2), command).await.unwrap();
}

fn report_id(text: String) -> ReportId {
    ReportId(text.parse().unwrap())
}
