//! A transaction is all or nothing, and what it shows is in the audit log.

use crate::support::{ANNA, BILAL, BV_NOORD, SUSAN, WES, World};
use casework::Refusal;
use store::audit::{self, Act, Outcome};
use store::{Errand, Tx};

#[tokio::test]
async fn who_opens_a_case_is_recorded_with_everybody_in_it() {
    let world = World::new().await;
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let case = world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).build().await;

    let found = casework::case::read::read(&world.casework, &anna, case.id).await.unwrap();
    assert_eq!(found.line.case, case.id);
    let susan = world.caller(SUSAN).await;
    casework::case::read::read(&world.casework, &susan, case.id).await.unwrap();
    let wes = world.caller(WES).await;
    let refused = casework::case::read::read(&world.casework, &wes, case.id).await.unwrap_err();
    assert!(matches!(refused, Refusal::NotFound { .. }), "{refused}");
    assert_eq!(
        world.audit().await,
        [
            "anna read_case done case",
            "anna read_case done case: Mila",
            "anna read_case done case: Sara",
            "anna read_case done case: Tom",
            "susan read_case done case",
            "susan read_case done case: Mila",
            "susan read_case done case: Sara",
            "susan read_case done case: Tom",
            "wes read_case hidden case",
        ]
    );
}

#[tokio::test]
async fn all_of_it_or_nothing() {
    let world = World::new().await;
    let act = Act { action: "count", outcome: Outcome::Done, subject: "nothing", subject_id: None };
    let kept = world
        .casework
        .on_errand(Errand::Figures, async |tx: &mut Tx| {
            audit::record_act_of(tx, &act).await?;
            Ok(audit::record_act_of(tx, &act).await?)
        })
        .await;
    kept.unwrap();
    assert_eq!(world.count("audit_log").await, 2);

    let refused = world
        .casework
        .on_errand(Errand::Figures, async |tx: &mut Tx| {
            audit::record_act_of(tx, &act).await?;
            Err::<(), _>(Refusal::Stale)
        })
        .await;
    assert!(matches!(refused, Err(Refusal::Stale)));
    assert_eq!(world.count("audit_log").await, 2, "what was written before the refusal is gone");
}
