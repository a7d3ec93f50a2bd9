//! What only signing in needs is out of reach for everybody who has signed in, whatever statement they manage to say.

use crate::support::{ANNA, BEA, PASSWORD, WES, World};
use casework::account::sign_in::{SignIn, sign_in};
use store::account::session::Door;
use store::testing::ClusterRole;

/// Tables that only the program looks into, while nobody acts yet.
const SECRETS: [&str; 4] = ["passwords", "sessions", "refresh_tokens", "sign_in_failures"];

#[tokio::test]
async fn nobody_who_is_signed_in_reads_a_password_or_a_session() {
    let world = world_with_secrets().await;
    for persona in [ANNA, BEA, WES] {
        let caller = world.caller(persona).await;
        let (actor, membership, now) = (caller.user, caller.membership, world.now());
        let context = format!(
            "SET LOCAL tandem.actor = '{actor}'; SET LOCAL tandem.membership = '{membership}'; \
             SET LOCAL tandem.moment = '{now}'; SELECT guard.enter()"
        );
        assert_eq!(seen(&world, &context).await, ["0", "0", "0", "0"], "{}", persona.name);
        let pretending = seen(&world, &format!("{context}; SET LOCAL tandem.errand = 'sign_in'")).await;
        assert_eq!(pretending[0], "0", "{} pretends to sign in", persona.name);
    }
}

#[tokio::test]
async fn an_errand_reads_no_password_but_that_of_signing_in() {
    let world = world_with_secrets().await;
    for (errand, passwords) in
        [("", "0"), ("accounts", "0"), ("reference", "0"), ("figures", "0"), ("sign_in", "3")]
    {
        let seen = seen(&world, &format!("SET LOCAL tandem.errand = '{errand}'")).await;
        assert_eq!(seen[0], passwords, "errand {errand:?}");
    }
}

/// A password is replaced by nobody, and stored by who administers accounts.
#[tokio::test]
async fn only_the_errand_of_accounts_stores_one() {
    let world = world_with_secrets().await;
    let (anna, nobody) = (world.caller(ANNA).await, world.nobody);
    let mut app = world.database.console(ClusterRole::App).await;
    for context in [format!("tandem.actor = '{}'", anna.user), "tandem.errand = 'sign_in'".to_owned()] {
        let stored = format!("INSERT INTO passwords (user_id, hash) VALUES ('{nobody}', 'mine')");
        let replaced = format!("UPDATE passwords SET hash = 'mine' WHERE user_id = '{}'", anna.user);
        for statement in [stored, replaced] {
            let tried = app.try_run(&format!("BEGIN; SET LOCAL {context}; {statement}; COMMIT")).await;
            assert!(tried.is_err(), "{context}: {statement}");
            app.run("ROLLBACK").await;
        }
    }
    assert_eq!(world.lines("SELECT hash FROM passwords WHERE hash = 'mine'").await, [""; 0]);
}

/// How many rows of each of the secret tables the program sees in this context.
async fn seen(world: &World, context: &str) -> Vec<String> {
    let mut app = world.database.console(ClusterRole::App).await;
    app.run(&format!("BEGIN; {context}")).await;
    let mut counts = Vec::new();
    for table in SECRETS {
        counts.push(app.line(&format!("SELECT count(*) FROM {table}")).await);
    }
    app.run("ROLLBACK").await;
    counts
}

/// Three people with passwords, one of whom is signed in after one wrong try.
async fn world_with_secrets() -> World {
    let world = World::new().await;
    let caller = world.caller(ANNA).await;
    for persona in [BEA, WES] {
        world.caller(persona).await;
    }
    for password in [PASSWORD, "not the password"] {
        let wish = SignIn {
            name: ANNA.name.to_owned(),
            password: password.to_owned().into(),
            door: Door::Api,
            membership: Some(caller.membership),
        };
        let signed_in = sign_in(&world.casework, wish).await;
        assert_eq!(signed_in.is_ok(), password == PASSWORD);
    }
    for table in ["passwords", "sessions", "sign_in_failures"] {
        assert!(world.count(table).await > 0, "{table} is empty, so the test would see nothing");
    }
    world
}
