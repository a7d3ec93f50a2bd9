//! A database that has fallen silent, as behind a broken network, is away: nobody waits for it without end.

use crate::support::{ANNA, BILAL, World};
use casework::{Casework, Refusal};
use std::sync::Arc;
use std::time::{Duration, Instant};
use store::{Commits, Keys, Store, StoreOptions};

/// Whoever records something hears nothing any more; PostgreSQL itself would give up after ten seconds.
const SILENT: &str = "CREATE FUNCTION fall_silent() RETURNS trigger LANGUAGE plpgsql AS $$ \
     BEGIN PERFORM pg_sleep(60); RETURN NULL; END $$; \
     CREATE TRIGGER it_falls_silent BEFORE INSERT ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION fall_silent()";

#[tokio::test]
async fn nobody_waits_for_a_silent_database_without_end() {
    let world = World::new().await;
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let case = world.case().with_duo(&anna, &bilal).build().await;
    let options = StoreOptions {
        url: world.database.url(),
        pool_size: 1,
        patience: Duration::from_millis(500),
        keys: Arc::new(Keys::new(&[1; 32], &[2; 32])),
        commits: Commits::default(),
    };
    let casework = Casework { store: Store::new(&options).unwrap(), ..world.casework.clone() };
    let mut owner = world.database.owner().await;
    owner.run(SILENT).await;

    let begin = Instant::now();
    let read = casework::case::read::read(&casework, &anna, case.id).await;
    assert!(matches!(read, Err(Refusal::Unavailable)), "{read:?}");
    assert!(begin.elapsed() < Duration::from_secs(9), "PostgreSQL gave up, not we: {:?}", begin.elapsed());

    // The connection that fell silent is not the next one's.
    owner.run("DROP TRIGGER it_falls_silent ON audit_log").await;
    let read = casework::case::read::read(&casework, &anna, case.id).await;
    assert_eq!(read.unwrap().line.case, case.id);
}
