//! The differential test: for every membership of a thousand random worlds, what the policy table says and what row
//! level security shows are the same, and a list holds exactly what can be opened.

use super::sample::{Membership, REGISTERED_AFTER, Sample, facts_of};
use super::sample_handovers::facts_of_offer;
use super::sample_rows;
use crate::support::World;
use access::{Caller, Facts, Permission, case_scope, decide, handling_teams, may, offered_teams};
use casework::Casework;
use chrono::Duration;
use domain::report::ReportState;
use domain::voice::Voice;
use store::testing::{ClusterRole, Console};
use store::{Moment, StoreError, Tx, Who};
use uuid::Uuid;

/// The worlds of a run follow from this number; with another one they are others.
const SEED: u64 = 20_260_507;
const WORLDS: usize = 1_000;
/// So many worlds are written with one statement.
const BATCH: usize = 50;
/// Lists cost a transaction for each membership, so they are asked for in fewer worlds.
const LISTED: usize = 120;
/// In one of so many worlds it is tried as well whether entering the cases first makes a difference.
const ENTERED: usize = 4;

/// A connection of the program that asks what many memberships see with one statement.
pub(crate) struct Eyes(Console);

#[tokio::test]
async fn the_policy_and_the_database_agree() {
    let (world, samples) = worlds(WORLDS).await;
    let mut eyes = Eyes::open(&world).await;
    let mut shown = 0;
    let strangers = samples.iter().cycle().skip(1);
    for (number, (sample, stranger)) in samples.iter().zip(strangers).enumerate() {
        let seen = eyes.0.lines(&look(&world, sample, stranger, number % ENTERED == 0)).await;
        assert_same("row level security shows", &seen, &expected(sample), sample);
        shown += seen.len();
    }
    assert!(shown > 3_000, "the worlds are worth looking at: {shown}");
}

#[tokio::test]
async fn a_list_holds_what_can_be_opened() {
    let (world, samples) = worlds(LISTED).await;
    let mut listed = 0;
    for sample in &samples {
        for membership in &sample.memberships {
            let found = lists(&world.casework, &sample.caller(membership), sample).await.unwrap();
            let mut expected = sample.seen_by(membership);
            let listed_kinds = ["case", "report", "offer"];
            expected.retain(|it| listed_kinds.iter().any(|kind| it.starts_with(kind)));
            assert_same("a list shows", &found, &expected, sample);
            listed += found.len();
        }
    }
    assert!(listed > 100, "the lists are worth reading: {listed}");
}

#[tokio::test]
async fn the_program_reads_the_facts_that_the_rows_say() {
    let (world, samples) = worlds(LISTED).await;
    for sample in &samples {
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
        let offers = store::handover::offers(tx, offered_teams(caller, Permission::ReadOffer), 100).await?;
        Ok::<_, StoreError>((cases, reports, offers))
    };
    let (cases, reports, offers) =
        casework.store.transact(Who::Caller(caller), moment(casework), work).await?;
    assert!(cases.is_sorted_by(|a, b| a > b), "newest first, none twice: seed {}", sample.seed);
    let mut found: Vec<String> = cases.iter().map(|it| format!("case {it}")).collect();
    found.extend(reports.iter().map(|it| format!("report {}", it.report)));
    found.extend(offers.iter().map(|it| format!("offer {}", it.id)));
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
            // Who helps one person only is a confidence of that person.
            let hearing = facts.hearing_of(caller);
            facts.teams.retain(|(team, of)| caller.is_in(*team) || hearing.hears(of.map(Voice::confided)));
            facts.teams.sort();
            assert_eq!(found, may.then_some(facts), "seed {}, {membership:?}", sample.seed);
            for round in &case.rounds {
                let found = store::round::facts(tx, round.id).await?.map(|it| it.value);
                let may = sample.seen_by(membership).contains(&format!("round {}", round.id));
                let reads = found.is_some_and(|it| decide::<may::SeeRound>(caller, &it).is_ok());
                assert_eq!(reads, may, "seed {}, round {}, {membership:?}", sample.seed, round.id);
            }
        }
        let seen = sample.seen_by(membership);
        for it in &sample.handovers {
            let found = store::handover::offer_facts(tx, it.id).await?;
            assert!(found.iter().all(|found| *found == facts_of_offer(it)), "seed {}", sample.seed);
            let reads = found.is_some_and(|it| decide::<may::ReadOffer>(caller, &it).is_ok());
            assert_eq!(
                reads,
                seen.contains(&format!("offer {}", it.id)),
                "seed {}, {membership:?}",
                sample.seed
            );
        }
        Ok::<_, StoreError>(())
    };
    casework.store.transact(Who::Caller(caller), moment(casework), work).await
}

impl Eyes {
    /// Connects, with a function of this test that has the rights of whoever calls it.
    pub(crate) async fn open(world: &World) -> Self {
        world.database.owner().await.run(LOOK).await;
        Self(world.database.console(ClusterRole::App).await)
    }

    /// Whether in any world the database shows something else than the policy says; what showed something comes first
    /// the next time.
    pub(crate) async fn see_a_difference(&mut self, world: &World, samples: &mut Vec<Sample>) -> bool {
        for (place, sample) in samples.iter().enumerate() {
            let query = look(world, sample, &samples[(place + 1) % samples.len()], false);
            // A guard that breaks is a difference too.
            if self.0.try_lines(&query).await.ok() != Some(expected(sample)) {
                let telling = samples.remove(place);
                samples.insert(0, telling);
                return true;
            }
        }
        false
    }
}

/// What the policy says of every membership of a world, each with its number in front.
fn expected(sample: &Sample) -> Vec<String> {
    let numbered = (1..).zip(&sample.memberships);
    numbered
        .flat_map(|(number, it)| sample.seen_by(it).into_iter().map(move |it| format!("{number} {it}")))
        .collect()
}

/// The first worlds of the series, and the database that holds them.
pub(crate) async fn worlds(count: usize) -> (World, Vec<Sample>) {
    let world = World::new().await;
    let samples: Vec<Sample> = (SEED..).take(count).map(Sample::of).collect();
    for (batch, samples) in (0..).zip(samples.chunks(BATCH)) {
        world.build(&sample_rows::sql(samples, batch, world.now())).await;
    }
    (world, samples)
}

/// Everything of one world, and a little of a stranger to it; with `entered` a second time, once the cases were entered.
/// The last to look acts under a membership of somebody else, for whom there is nothing to see.
fn look(world: &World, sample: &Sample, stranger: &Sample, entered: bool) -> String {
    let [forged, forger, ..] = sample.memberships.as_slice() else { panic!("two people at least") };
    assert_ne!(forged.user, forger.user);
    let things =
        |of: fn(&Sample) -> Vec<Uuid>| array(of(sample).into_iter().chain(of(stranger).into_iter().take(1)));
    format!(
        "SELECT * FROM look('{}', '{}', {}, {}, {}, {}, {}, {}, {}, {}, {}, {entered})",
        world.now(),
        world.now() + Duration::hours(REGISTERED_AFTER),
        array(sample.memberships.iter().map(|it| it.user.0).chain([forger.user.0])),
        array(sample.memberships.iter().map(|it| it.id.0).chain([forged.id.0])),
        things(|it| it.cases.iter().map(|case| case.id.0).collect()),
        things(|it| it.households.iter().map(|household| household.id.0).collect()),
        things(|it| it.persons.iter().map(|person| person.id.0).collect()),
        things(|it| it.reports.iter().map(|report| report.id.0).collect()),
        things(|it| it.cases.iter().flat_map(|case| case.rounds.iter().map(|round| round.id.0)).collect()),
        things(|it| it.handovers.iter().map(|handover| handover.id.0).collect()),
        array(sample.persons.iter().map(|person| person.id.0)),
    )
}

const LOOK: &str = "
CREATE FUNCTION seen(some_cases uuid[], some_households uuid[], some_persons uuid[], some_reports uuid[],
  some_rounds uuid[], some_handovers uuid[], voices uuid[]) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY SELECT concat(kind, ' ', id) FROM (
    SELECT 'case' AS kind, id::text FROM cases WHERE id = ANY (some_cases)
    UNION ALL SELECT 'household', id::text FROM households WHERE id = ANY (some_households)
    UNION ALL SELECT 'person', id::text FROM persons WHERE id = ANY (some_persons)
    UNION ALL SELECT 'report', id::text FROM reports WHERE id = ANY (some_reports)
    UNION ALL SELECT 'round', id::text FROM scoring_rounds WHERE id = ANY (some_rounds)
    UNION ALL SELECT 'handover', id::text FROM handovers WHERE id = ANY (some_handovers)
    UNION ALL SELECT 'goes along with', handover_id::text FROM handover_contents WHERE handover_id = ANY (some_handovers)
    UNION ALL SELECT 'offer', id::text FROM unnest(some_handovers) AS id WHERE EXISTS (SELECT FROM guard.around_offer(id))
    UNION ALL SELECT 'answers', id::text FROM unnest(some_handovers) AS id WHERE guard.lock_case_of_offer(id)
    UNION ALL SELECT 'became of', id::text FROM unnest(some_handovers) AS id WHERE guard.became_of_offer(id) IS NOT NULL
    UNION ALL SELECT 'edits household', id::text FROM unnest(some_households) AS id WHERE guard.edits_household(id)
    UNION ALL SELECT 'edits person', id::text FROM unnest(some_persons) AS id WHERE guard.edits_person(id)
    UNION ALL SELECT CASE WHEN c THEN 'hears confided' ELSE 'hears said' END, concat(id, ' ', voice)
      FROM unnest(some_cases) AS id, unnest(voices) AS voice, unnest('{t,f}'::boolean[]) AS c
      WHERE guard.hears(id, voice, c)
    UNION ALL SELECT 'hears all', id::text FROM unnest(some_cases) AS id WHERE guard.works_for_all(id)
    -- What is kept for the transaction is never more than what holds.
    UNION ALL SELECT 'deaf', id::text FROM unnest(guard.entered_for_all()) AS id WHERE NOT guard.works_for_all(id)
    UNION ALL SELECT 'hidden', id::text FROM unnest(guard.entered_cases()) AS id WHERE NOT guard.sees_case(id)
    UNION ALL SELECT 'closed', id::text FROM unnest(guard.entered_households()) AS id WHERE NOT guard.sees_household(id)
    UNION ALL SELECT 'unknown', id::text FROM unnest(guard.entered_persons()) AS id WHERE NOT guard.sees_person(id)
  ) AS found ORDER BY kind, id;
END $$;
CREATE FUNCTION look(moment timestamptz, after timestamptz, users uuid[], memberships uuid[], some_cases uuid[],
  some_households uuid[], some_persons uuid[], some_reports uuid[], some_rounds uuid[],
  some_handovers uuid[], voices uuid[], try_entered boolean) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
  plain text[];
  entered text[];
BEGIN
  PERFORM set_config('tandem.moment', moment::text, true);
  PERFORM set_config('tandem.registered_after', after::text, true);
  FOR i IN 1..cardinality(users) LOOP
    PERFORM set_config('tandem.actor', users[i]::text, true);
    PERFORM set_config('tandem.membership', memberships[i]::text, true);
    PERFORM guard.enter();
    plain := ARRAY(SELECT seen(some_cases, some_households, some_persons, some_reports, some_rounds, some_handovers, voices));
    RETURN QUERY SELECT concat(i, ' ', it) FROM unnest(plain) AS it;
    CONTINUE WHEN NOT try_entered;
    -- Whether the cases were entered first may make no difference.
    PERFORM guard.enter_cases(some_cases);
    entered := ARRAY(SELECT seen(some_cases, some_households, some_persons, some_reports, some_rounds, some_handovers, voices));
    RETURN QUERY SELECT concat(i, ' only entered: ', it) FROM unnest(entered) AS it WHERE it <> ALL (plain);
    RETURN QUERY SELECT concat(i, ' not entered: ', it) FROM unnest(plain) AS it WHERE it <> ALL (entered);
  END LOOP;
END $$";

fn array(ids: impl Iterator<Item = Uuid>) -> String {
    let ids: Vec<String> = ids.map(|id| id.to_string()).collect();
    format!("'{{{}}}'::uuid[]", ids.join(","))
}

fn moment(casework: &Casework) -> Moment {
    let now = casework.clock.now();
    Moment { now, act: Uuid::nil(), registered_after: now + Duration::hours(REGISTERED_AFTER) }
}

fn assert_same(who: &str, found: &[String], expected: &[String], sample: &Sample) {
    let more: Vec<_> = found.iter().filter(|it| !expected.contains(it)).collect();
    let less: Vec<_> = expected.iter().filter(|it| !found.contains(it)).collect();
    let (seed, same) = (sample.seed, more.is_empty() && less.is_empty() && found.len() == expected.len());
    assert!(same, "seed {seed}: {who} more than the policy: {more:#?}\nand less: {less:#?}\n{sample:#?}");
}
