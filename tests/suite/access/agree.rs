//! The differential test: for every membership of a thousand random worlds, what the policy table says and what row
//! level security shows are the same, and a list holds exactly what can be opened.

use super::sample::{Membership, Sample, facts_of};
use super::sample_rows;
use crate::support::World;
use access::{Caller, Permission, case_scope, decide, handling_teams, may};
use casework::{Casework, Clock};
use domain::report::ReportState;
use store::testing::ClusterRole;
use store::{Moment, StoreError, Tx, Who};
use uuid::Uuid;

/// The worlds of a run follow from this number; with another one they are others.
const SEED: u64 = 20_260_507;
const WORLDS: u64 = 1_000;
/// So many worlds are written with one statement.
const BATCH: usize = 50;
/// Lists cost a transaction for each membership, so they are asked for in fewer worlds.
const LISTED: usize = 120;

#[tokio::test]
async fn the_policy_and_the_database_agree() {
    let (world, samples) = worlds().await;
    // Asks for many memberships in one statement, with the rights of whoever calls it.
    world.database.owner().await.run(LOOK).await;
    let mut app = world.database.console(ClusterRole::App).await;
    let mut shown = 0;
    let strangers = samples.iter().cycle().skip(1);
    for (sample, stranger) in samples.iter().zip(strangers) {
        let seen = app.lines(&look(&world, sample, stranger)).await;
        let mut expected = Vec::new();
        for (number, membership) in (1..).zip(&sample.memberships) {
            expected.extend(sample.seen_by(membership).into_iter().map(|it| format!("{number} {it}")));
        }
        assert_same("row level security shows", &seen, &expected, sample);
        shown += seen.len();
    }
    assert!(shown > 3_000, "the worlds are worth looking at: {shown}");
}

#[tokio::test]
async fn a_list_holds_what_can_be_opened() {
    let (world, samples) = worlds().await;
    let mut listed = 0;
    for sample in &samples[..LISTED] {
        for membership in &sample.memberships {
            let found = lists(&world.casework, &sample.caller(membership), sample).await.unwrap();
            let mut expected = sample.seen_by(membership);
            expected.retain(|it| it.starts_with("case") || it.starts_with("report"));
            assert_same("a list shows", &found, &expected, sample);
            listed += found.len();
        }
    }
    assert!(listed > 200, "the lists are worth reading: {listed}");
}

#[tokio::test]
async fn the_program_reads_the_facts_that_the_rows_say() {
    let (world, samples) = worlds().await;
    for sample in &samples[..LISTED] {
        for membership in &sample.memberships {
            opens(&world.casework, sample, membership).await.unwrap();
        }
    }
}

/// Both pages, as long as they get.
async fn lists(casework: &Casework, caller: &Caller, sample: &Sample) -> Result<Vec<String>, StoreError> {
    let work = async |tx: &mut Tx| {
        let scope = case_scope(caller, Permission::ReadCase);
        let cases = store::case::page(tx, caller, scope, None, 100).await?;
        let teams = handling_teams(caller, Permission::ReadReport);
        let reports = store::report::page(tx, teams, ReportState::ALL, None, 100).await?;
        Ok((cases, reports))
    };
    let (cases, reports) = casework.store.transact(Who::Caller(caller), moment(casework), work).await?;
    assert!(cases.is_sorted_by(|a, b| a > b), "newest first, none twice: seed {}", sample.seed);
    let mut found: Vec<String> = cases.iter().map(|it| format!("case {it}")).collect();
    found.extend(reports.iter().map(|it| format!("report {}", it.report)));
    found.sort();
    Ok(found)
}

/// What the store gathers about a case is what its rows say, or nothing when the case is not for this membership.
async fn opens(casework: &Casework, sample: &Sample, membership: &Membership) -> Result<(), StoreError> {
    let caller = &sample.caller(membership);
    let work = async |tx: &mut Tx| {
        for case in &sample.cases {
            let found = store::case::facts(tx, case.id).await?.map(|it| it.value);
            let mut facts = facts_of(case);
            let may = membership.span.is_now() && decide::<may::ReadCase>(caller, &facts).is_ok();
            let found = found.map(|mut found| {
                found.seats.sort();
                found.teams.sort();
                found
            });
            facts.seats.sort();
            facts.teams.sort();
            assert_eq!(found, may.then_some(facts), "seed {}, {membership:?}", sample.seed);
        }
        Ok(())
    };
    casework.store.transact(Who::Caller(caller), moment(casework), work).await
}

async fn worlds() -> (World, Vec<Sample>) {
    let world = World::new().await;
    let samples: Vec<Sample> = (0..WORLDS).map(|number| Sample::of(SEED + number)).collect();
    for (batch, samples) in (0..).zip(samples.chunks(BATCH)) {
        world.build(&sample_rows::sql(samples, batch, world.now())).await;
    }
    (world, samples)
}

/// Everything of one world, and of a stranger to it.
fn look(world: &World, sample: &Sample, stranger: &Sample) -> String {
    let things = |of: fn(&Sample) -> Vec<Uuid>| array(of(sample).into_iter().chain(of(stranger)));
    format!(
        "SELECT * FROM look('{}', {}, {}, {}, {}, {}, {})",
        world.now(),
        array(sample.memberships.iter().map(|it| it.user.0)),
        array(sample.memberships.iter().map(|it| it.id.0)),
        things(|it| it.cases.iter().map(|case| case.id.0).collect()),
        things(|it| it.households.iter().map(|household| household.id.0).collect()),
        things(|it| it.persons.iter().map(|person| person.id.0).collect()),
        things(|it| it.reports.iter().map(|report| report.id.0).collect()),
    )
}

const LOOK: &str = "
CREATE FUNCTION look(moment timestamptz, users uuid[], memberships uuid[], some_cases uuid[], some_households uuid[],
  some_persons uuid[], some_reports uuid[]) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('tandem.moment', moment::text, true);
  FOR i IN 1..cardinality(users) LOOP
    PERFORM set_config('tandem.actor', users[i]::text, true);
    PERFORM set_config('tandem.membership', memberships[i]::text, true);
    RETURN QUERY SELECT concat(i, ' ', kind, ' ', id) FROM (
      SELECT 'case' AS kind, id FROM cases WHERE id = ANY (some_cases)
      UNION ALL SELECT 'household', id FROM households WHERE id = ANY (some_households)
      UNION ALL SELECT 'person', id FROM persons WHERE id = ANY (some_persons)
      UNION ALL SELECT 'report', id FROM reports WHERE id = ANY (some_reports)) AS seen ORDER BY kind, id;
  END LOOP;
END $$";

fn array(ids: impl Iterator<Item = Uuid>) -> String {
    let ids: Vec<String> = ids.map(|id| id.to_string()).collect();
    format!("'{{{}}}'::uuid[]", ids.join(","))
}

fn moment(casework: &Casework) -> Moment {
    Moment { now: casework.clock.now(), act: Uuid::nil() }
}

fn assert_same(who: &str, found: &[String], expected: &[String], sample: &Sample) {
    let more: Vec<_> = found.iter().filter(|it| !expected.contains(it)).collect();
    let less: Vec<_> = expected.iter().filter(|it| !found.contains(it)).collect();
    let (seed, same) = (sample.seed, more.is_empty() && less.is_empty() && found.len() == expected.len());
    assert!(same, "seed {seed}: {who} more than the policy: {more:#?}\nand less: {less:#?}\n{sample:#?}");
}
