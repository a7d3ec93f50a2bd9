//! Scoring rounds: blind until all have answered or the round is closed.

mod alarms;
mod answer;
mod blind;
mod close;
mod open;
mod outsider;

use crate::support::world::creation;
use crate::support::{ANNA, BILAL, BV_NOORD, Case, OKT_NOORD, Persona, World};
use access::Caller;
use casework::round::read::{RoundFile, Shown, read};
use casework::round::{AnswerRound, OpenRound};
use casework::{Casework, Refusal};
use domain::id::{PersonId, RoundId};
use domain::round::RoundDraft;
use domain::round::answer::Part;
use domain::score::AskedHow;

/// Works in a team that takes part, outside the duo.
pub(crate) const LUC: Persona = Persona { name: "luc", display_name: "Luc Bosman", ..BILAL };

/// A case of Anna and Bilal, whose teams take part, and what happens in a round of it.
struct Table {
    world: World,
    case: Case,
    anna: Caller,
    bilal: Caller,
}

impl Table {
    async fn new() -> Self {
        let world = World::new().await;
        let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
        let case =
            world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).with_team(OKT_NOORD).build().await;
        Self { world, case, anna, bilal }
    }

    /// A round of the duo and the child.
    async fn usual(&self) -> RoundId {
        self.asking(&[&self.anna, &self.bilal], &[self.case.household.child]).await
    }

    /// A round that asks these.
    async fn asking(&self, users: &[&Caller], persons: &[PersonId]) -> RoundId {
        self.open(users, persons).await.unwrap()
    }

    async fn open(&self, users: &[&Caller], persons: &[PersonId]) -> Result<RoundId, Refusal> {
        let raters =
            RoundDraft { users: users.iter().map(|it| it.user).collect(), persons: persons.to_vec() };
        let command = OpenRound { case: self.case.id, raters };
        casework::round::open(&self.world.casework, &self.anna, &self.fresh(), command).await
    }

    /// The caller's own answer about the household.
    async fn own(&self, caller: &Caller, round: RoundId, value: i64) -> Result<(), Refusal> {
        self.say(&self.world.casework, caller, answered(round, None, value)).await
    }

    /// What a member of the household answered, as Anna writes it down.
    async fn of_member(&self, round: RoundId, person: PersonId, value: i64) -> Result<(), Refusal> {
        self.say(&self.world.casework, &self.anna, answered(round, Some(person), value)).await
    }

    async fn say(&self, casework: &Casework, caller: &Caller, command: AnswerRound) -> Result<(), Refusal> {
        casework::round::answer(casework, caller, &self.fresh(), command).await.map(|_| ())
    }

    /// The round as somebody who sees the case reads it.
    async fn file(&self, caller: &Caller, round: RoundId) -> RoundFile {
        match read(&self.world.casework, caller, round).await.unwrap().shown {
            Shown::File(file) => *file,
            Shown::Card(card) => panic!("only the question: {card:?}"),
        }
    }

    /// Rows of the audit log from here on.
    async fn audit_of(&self, work: impl Future<Output = ()>) -> Vec<String> {
        let before = self.world.audit().await.len();
        work.await;
        self.world.audit().await.split_off(before)
    }

    fn fresh(&self) -> casework::Creation {
        use std::sync::atomic::{AtomicU32, Ordering};
        static NEXT: AtomicU32 = AtomicU32::new(1);
        creation(NEXT.fetch_add(1, Ordering::SeqCst))
    }
}

/// An answer about the household with a reason; of a member, asked with a card.
fn answered(round: RoundId, person: Option<PersonId>, value: i64) -> AnswerRound {
    AnswerRound {
        round,
        person,
        asked_how: person.map(|_| AskedHow::WithCard),
        household: Part { value: Some(value), reason: Some("Zo voelt het".to_owned()) },
        about: Vec::new(),
    }
}
