//! Sudden death: the server and PostgreSQL are killed while people write. Everything that was acknowledged is there
//! once, with its trail, and nothing is half.
//!
//! The program is the real one, PostgreSQL keeps its promises as in an installation, and a kill comes after a number
//! of answers, never after a time.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "the helpers of a test may end it")]

mod books;
mod house;
mod ledger;
mod writer;

use futures_util::future::join_all;
use house::House;
use ledger::Ledger;
use server::demo::dice::Dice;
use std::sync::Arc;
use writer::{Post, Writer};

/// Who dies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Victim {
    /// The program; PostgreSQL finds half a conversation.
    Server,
    /// All of PostgreSQL at once.
    PostgreSql,
    /// The first process of PostgreSQL, without which the others end one by one.
    Postmaster,
    /// One process of PostgreSQL that serves the program; PostgreSQL then ends all others and recovers by itself.
    Backend,
    /// Both, as when the power fails.
    Everything,
}

const VICTIMS: [Victim; 5] =
    [Victim::Server, Victim::PostgreSql, Victim::Backend, Victim::Everything, Victim::Postmaster];

/// Each of the victims dies four times.
const ROUNDS: usize = 20;

/// The series of chances: which answer a kill comes after. Another number is another test.
const SEED: u64 = 2022;

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_outlives_every_kill() {
    let mut house = House::build().await;
    let ledger = Arc::new(Ledger::default());
    let mut writers = Vec::new();
    for name in ["bilal", "bram"] {
        writers.extend(Writer::pair(&house, &ledger, name, Post::LocalTeam).await);
    }
    writers.extend(Writer::pair(&house, &ledger, "vera", Post::Desk).await);
    let at_work = writers.into_iter().map(|writer| tokio::spawn(writer.work()));
    let at_work: Vec<_> = at_work.collect();

    let mut dice = Dice::new(SEED, "kill", 0);
    for round in 0..ROUNDS {
        ledger.acknowledges(1 + dice.below(40)).await;
        let victim = VICTIMS[round % VICTIMS.len()];
        match victim {
            Victim::Server => {
                house.kill_server().await;
                ledger.loses_a_connection().await;
            }
            Victim::PostgreSql => {
                house.kill_postgresql().await;
                ledger.is_told_to_come_back().await;
                house.assert_alive_but_not_ready().await;
                house.start_postgresql().await;
            }
            Victim::Postmaster => {
                house.kill_postmaster().await;
                house.start_postgresql().await;
            }
            Victim::Backend => house.kill_backend().await,
            Victim::Everything => {
                house.kill_postgresql().await;
                house.kill_server().await;
                ledger.loses_a_connection().await;
                house.start_postgresql().await;
            }
        }
        house.start_server_unless_it_runs().await;
    }
    ledger.acknowledges(40).await;
    ledger.close();
    for ended in join_all(at_work).await {
        ended.unwrap();
    }

    eprintln!("{ROUNDS} kills: {}", ledger.summary());
    assert_eq!(house.errors(), [""; 0], "the program met something that nobody expected");
    books::compare(&house, &ledger).await;
}
