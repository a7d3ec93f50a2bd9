//! A connection never carries anything from one transaction into the next, however the first one ended.

use crate::support::{ANNA, BILAL, WES, World};
use access::Caller;
use casework::{Casework, Refusal};
use domain::id::CaseId;
use store::audit::{self, Act, Outcome};
use store::{Errand, Moment, StoreError, Tx, Who};
use uuid::Uuid;

const ROUNDS: u128 = 1_000;

/// How the transaction before the one that is looked at ends.
#[derive(Debug, Clone, Copy)]
enum End {
    Well,
    Refused,
    BrokenStatement,
    Panicked,
    /// The request went away after the work was polled so many times.
    Cancelled(u32),
}

#[tokio::test]
async fn nothing_is_left_on_a_connection() {
    let world = World::new().await;
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let wes = world.caller(WES).await;
    let case = world.case().with_duo(&anna, &bilal).build().await;
    let casework = world.casework_with_pool(1);

    for round in 0..ROUNDS {
        let end = match round % 8 {
            0 => End::Well,
            1 => End::Refused,
            2 => End::BrokenStatement,
            3 => End::Panicked,
            // A different number of polls each time, so that the cut falls everywhere.
            _ => End::Cancelled(u32::try_from(round * 7 % 61).unwrap()),
        };
        before(&casework, &anna, case.id, end).await;
        after(&casework, &wes, case.id, round).await;
    }

    let errand =
        world.lines("SELECT count(*) FROM audit_log WHERE errand = 'figures' AND actor_id IS NULL").await;
    assert_eq!(errand, [ROUNDS.to_string()], "the program acted on its own account, in nobody's name");
    let foreign = world
        .lines(&format!("SELECT count(*) FROM audit_log WHERE errand <> '' AND (actor_id IS NOT NULL OR role IS NOT NULL) OR actor_id = '{}'", wes.user))
        .await;
    assert_eq!(foreign, ["0"]);
    let open = "SELECT state FROM pg_stat_activity WHERE datname = current_database() AND usename = 'tandem_app' \
                AND state <> 'idle'";
    assert!(world.database.console(store::testing::ClusterRole::Migrator).await.lines(open).await.is_empty());
}

#[tokio::test]
async fn a_connection_that_the_database_closed_is_given_to_nobody() {
    let world = World::new().await;
    let casework = world.casework_with_pool(2);
    let read = async || {
        let look = async |_: &mut Tx| Ok::<_, StoreError>(());
        casework.store.transact(Who::Errand(Errand::Reference), moment(&casework, 1), look).await
    };
    let (one, two) = tokio::join!(read(), read());
    one.unwrap();
    two.unwrap();

    let close = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity \
                 WHERE datname = current_database() AND usename = 'tandem_app'";
    let closed = world.database.console(store::testing::ClusterRole::Migrator).await.lines(close).await;
    assert!(closed.len() >= 2, "{closed:?}");
    read().await.unwrap();
}

/// A transaction of Anna, who sees the case and writes to the log, with some end.
async fn before(casework: &Casework, anna: &Caller, case: CaseId, end: End) {
    let work = async |tx: &mut Tx| {
        assert!(store::case::lock_facts(tx, case).await?.is_some(), "her own case");
        let act = Act { action: "look", outcome: Outcome::Done, subject: "case", subject_id: Some(case.0) };
        audit::record_act_of(tx, &act).await?;
        match end {
            End::Well | End::Cancelled(_) => Ok(()),
            End::Refused => Err(Refusal::Stale),
            // A key that is too short for the log of creates, which breaks the transaction.
            End::BrokenStatement => {
                Ok(store::idempotency::remember(tx, anna, "short", &[0; 32], case.0).await?)
            }
            End::Panicked => panic!("a handler panics"),
        }
    };
    let transaction = casework.store.transact(Who::Caller(anna), moment(casework, 1), work);
    match end {
        End::Well => transaction.await.unwrap(),
        End::Refused | End::BrokenStatement => assert!(transaction.await.is_err()),
        End::Panicked => {
            let caught =
                futures_util::FutureExt::catch_unwind(std::panic::AssertUnwindSafe(transaction)).await;
            assert!(caught.is_err());
        }
        End::Cancelled(polls) => {
            tokio::select! {
                biased;
                () = turns(polls) => {}
                done = transaction => done.unwrap(),
            }
        }
    }
}

/// The next one in line: the program itself, and a stranger to the case.
async fn after(casework: &Casework, wes: &Caller, case: CaseId, round: u128) {
    let act = Act { action: "count", outcome: Outcome::Done, subject: "round", subject_id: None };
    let count = async |tx: &mut Tx| audit::record_act_of(tx, &act).await;
    casework.store.transact(Who::Errand(Errand::Figures), moment(casework, round), count).await.unwrap();
    let look = async |tx: &mut Tx| {
        assert!(store::case::facts(tx, case).await?.is_none(), "a stranger sees nothing");
        Ok::<_, StoreError>(())
    };
    casework.store.transact(Who::Caller(wes), moment(casework, round), look).await.unwrap();
}

/// Ends after so many turns of the runtime.
async fn turns(count: u32) {
    for _ in 0..count {
        tokio::task::yield_now().await;
    }
}

fn moment(casework: &Casework, act: u128) -> Moment {
    let now = casework.clock.now();
    Moment { now, act: Uuid::from_u128(act), registered_after: now }
}
