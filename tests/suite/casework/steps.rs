//! Random steps by random people in one case, on a real database. Whatever they try, in whatever order: no phase without
//! its gate or a reasoned override, a fallback always, a plan once there was one, no score of an open round, one holder.

mod acts;
mod promises;

use crate::support::{ANNA, BILAL, BV_NOORD, Case, LEA, OKT_NOORD, SUSAN, WES, World};
use access::Caller;
use casework::{Creation, Refusal};
use futures_util::future::join_all;
use server::demo::dice::Dice;
use std::collections::BTreeMap;

/// Sequences that are lived through, and steps in each.
const SEQUENCES: u64 = 40;
const STEPS: usize = 40;
/// Sequences beside each other, each with a clock of its own.
const WORLDS: u64 = 4;
/// Another seed tells other histories; this one is kept so that a failure comes back.
const SEED: u64 = 2_026;

/// A case that is lived through, and who acts in it.
struct Sequence<'world> {
    world: &'world World,
    case: Case,
    dice: Dice,
    /// Anna and Bilal are the duo, Susan is the supervisor, Lea leads the local team, Wes is a stranger.
    people: Vec<Caller>,
    number: u64,
    made: u32,
    /// Versions of the plan that were there after the last step.
    versions: usize,
}

/// How often each kind of step was done, and not refused.
type Done = BTreeMap<&'static str, usize>;

#[tokio::test(flavor = "multi_thread")]
async fn whatever_people_do_the_method_keeps_its_promises() {
    let lived = join_all((0..WORLDS).map(live_in_one_world)).await;
    let mut done = Done::new();
    for (act, times) in lived.into_iter().flatten() {
        *done.entry(act).or_default() += times;
    }
    // Steps that are never done prove nothing: each that is tried, and each way into a phase.
    let tried = acts::KINDS.iter().map(|(act, _)| *act);
    for act in tried.chain(["passage", "override", "fallback", "reopening"]) {
        assert!(done.get(act).is_some_and(|it| *it > 0), "nobody ever managed to {act}: {done:?}");
    }
}

async fn live_in_one_world(first: u64) -> Done {
    let world = World::new().await;
    let mut done = Done::new();
    for number in (first..SEQUENCES).step_by(usize::try_from(WORLDS).unwrap()) {
        let mut sequence = Sequence::begin(&world, number).await;
        let mut told = Vec::new();
        for _ in 0..STEPS {
            let (who, act) = sequence.choose();
            told.push(format!("{} {act}", sequence.people[who].display_name));
            let refusal = sequence.act(who, act).await.err();
            if let Some(refusal @ (Refusal::Broken(_) | Refusal::Unavailable)) = &refusal {
                panic!("sequence {number}: {refusal:?} after {told:#?}");
            }
            if refusal.is_none() {
                *done.entry(act).or_default() += 1;
            }
            let broken = sequence.broken_promises().await;
            assert!(broken.is_empty(), "sequence {number}: {broken:?} after {told:#?}");
        }
        sequence.count(&mut done).await;
    }
    done
}

impl<'world> Sequence<'world> {
    async fn begin(world: &'world World, number: u64) -> Self {
        let mut people = Vec::new();
        for persona in [ANNA, BILAL, SUSAN, LEA, WES] {
            people.push(world.caller(persona).await);
        }
        let case = world.case().with_duo(&people[0], &people[1]).with_team(BV_NOORD).with_team(OKT_NOORD);
        let case = case.build().await;
        Self { world, case, dice: Dice::new(SEED, "steps", number), people, number, made: 0, versions: 0 }
    }

    /// Whoever acts next, most often one of the duo, and what is tried.
    fn choose(&mut self) -> (usize, &'static str) {
        let who = [(0, 36), (1, 36), (2, 14), (3, 6), (4, 8)];
        let act = acts::KINDS;
        (self.dice.weigh(&who).unwrap(), self.dice.weigh(act).unwrap())
    }

    /// A key that was never used.
    fn once(&mut self) -> Creation {
        self.made += 1;
        Creation { key: format!("steps-{:04}-{:08}", self.number, self.made), request_hash: [7; 32] }
    }

    /// The first column of a query about the case, past row level security.
    async fn told(&self, columns: &str, table: &str, and: &str) -> Vec<String> {
        let id = self.case.id;
        self.world.lines(&format!("SELECT {columns} FROM {table} WHERE case_id = '{id}' {and}")).await
    }

    async fn count(&self, done: &mut Done) {
        for kind in self.told("kind", "phase_changes", "").await {
            let known = ["passage", "override", "fallback", "reopening"].into_iter().find(|it| *it == kind);
            *done.entry(known.unwrap()).or_default() += 1;
        }
    }
}

fn is_in_duo(who: usize) -> bool {
    who < 2
}
