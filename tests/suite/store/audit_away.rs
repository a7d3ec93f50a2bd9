//! When the audit log cannot be written, nothing is given out and nothing is done: 503, try again.

use crate::support::{ANNA, BILAL, Case, PASSWORD, WES, World, creation};
use access::Caller;
use casework::Refusal;
use casework::account::sign_in::{SignIn, sign_in};
use casework::score::give::{GiveScore, give};
use store::account::session::Door;

/// Ways in which it can be away.
const AWAY: &[&str] = &[
    "REVOKE INSERT ON audit_log FROM tandem_audit",
    "DROP POLICY own_acts ON audit_log",
    "ALTER TABLE audit_log RENAME TO audit_log_elsewhere",
    "ALTER TABLE audit_log ADD CONSTRAINT it_is_full CHECK (false) NOT VALID",
    "CREATE TRIGGER it_is_full BEFORE INSERT ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
    KILLED,
];

/// Everything has been read, and at the moment at which it shall be recorded the process of PostgreSQL ends.
pub(crate) const KILLED: &str = "CREATE FUNCTION end_it() RETURNS trigger LANGUAGE plpgsql AS $$ \
     BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$; \
     CREATE TRIGGER it_ends BEFORE INSERT ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION end_it()";

#[tokio::test]
async fn nobody_sees_a_case() {
    for away in AWAY {
        let (world, anna, case) = world_without_audit(away).await;
        let read = casework::case::read::read(&world.casework, &anna, case.id).await;
        assert!(matches!(read, Err(Refusal::Unavailable)), "{away}: {read:?}");
        let list = casework::case::list::list(&world.casework, &anna, None).await;
        assert!(matches!(list, Err(Refusal::Unavailable)), "{away}: {list:?}");
    }
}

#[tokio::test]
async fn nobody_changes_one() {
    for away in AWAY {
        let (world, anna, case) = world_without_audit(away).await;
        let score = GiveScore {
            case: case.id,
            value: Some(6),
            rater: None,
            asked_how: None,
            about: None,
            reason: None,
            scored_at: None,
        };
        let given = give(&world.casework, &anna, &creation(1), score).await;
        assert!(matches!(given, Err(Refusal::Unavailable)), "{away}: {given:?}");
        assert_eq!(world.count("safety_scores").await, 0, "{away}");
        assert_eq!(world.count("idempotency_keys").await, 0, "{away}");
    }
}

/// A refusal is recorded as well, so without the log not even that is said.
#[tokio::test]
async fn nobody_learns_that_there_is_nothing() {
    for away in [AWAY[0], KILLED] {
        let (world, _, case) = world_without_audit(away).await;
        let wes = world.caller(WES).await;
        let read = casework::case::read::read(&world.casework, &wes, case.id).await;
        assert!(matches!(read, Err(Refusal::Unavailable)), "{away}: {read:?}");
    }
}

#[tokio::test]
async fn nobody_signs_in() {
    for away in [AWAY[0], KILLED] {
        nobody_signs_in_while(away).await;
    }
}

async fn nobody_signs_in_while(away: &str) {
    let (world, anna, _) = world_without_audit(away).await;
    for password in [PASSWORD, "not the password"] {
        let wish = SignIn {
            name: ANNA.name.to_owned(),
            password: password.to_owned().into(),
            door: Door::Page,
            membership: Some(anna.membership),
        };
        let refused = sign_in(&world.casework, wish).await.err().unwrap();
        assert!(matches!(refused, Refusal::Unavailable), "{refused}");
    }
    assert_eq!(world.count("sessions").await, 0);
}

async fn world_without_audit(away: &str) -> (World, Caller, Case) {
    let world = World::new().await;
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let case = world.case().with_duo(&anna, &bilal).build().await;
    world.database.owner().await.run(away).await;
    (world, anna, case)
}
