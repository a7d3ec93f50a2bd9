//! One test's world: a database with the reference data of the release, a clock that stands still, and people.

use super::persona::{PASSWORD, Persona};
use access::Caller;
use casework::account::{PasswordCost, Passwords, SessionPolicy};
use casework::ports::{HandClock, SeededIds, SystemIds};
use casework::reference::{organisation_id, team_id};
use casework::term::definitions;
use casework::{Casework, Clock, Ids, Refusal};
use chrono::{DateTime, Duration, TimeZone, Utc};
use domain::id::{MembershipId, SessionId, UserId};
use std::collections::HashMap;
use std::sync::Arc;
use store::account::{NewAccount, NewMembership};
use store::testing::{ClusterRole, Console, Tally, TestDatabase};
use store::{Commits, Errand, Keys, StoreOptions, Tx};
use tokio::sync::{Mutex, OnceCell};
use uuid::Uuid;

/// A database with reference data, the use cases on it, and everybody who acts in it.
pub(crate) struct World {
    pub(crate) casework: Casework,
    pub(crate) clock: Arc<HandClock>,
    /// What the use cases ask of the database.
    pub(crate) tally: Tally,
    /// Dropped after the connections above and below have been told to end.
    pub(crate) database: TestDatabase,
    pub(super) builder: Mutex<Console>,
    callers: Mutex<HashMap<&'static str, Caller>>,
    /// A user whose membership has ended, who did what a test does not care about.
    pub(crate) nobody: UserId,
}

/// Where the clock of every world starts: a Thursday morning, 11:00 in Amsterdam.
pub(crate) fn start() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 5, 7, 9, 0, 0).unwrap()
}

impl World {
    /// A world with the reference data and nobody in it yet.
    pub(crate) async fn new() -> Self {
        static ORIGINAL: OnceCell<TestDatabase> = OnceCell::const_new();
        let original = ORIGINAL.get_or_init(async || {
            let database = TestDatabase::new().await;
            casework::reference::load(&database.migrator_url()).await.unwrap();
            database
        });
        let database = TestDatabase::copy_of(original.await).await;
        let clock = Arc::new(HandClock::at(self::start()));
        let tally = Tally::default();
        let parts = DatabaseParts {
            url: database.url(),
            clock: Arc::clone(&clock),
            ids: Arc::new(SystemIds),
            tally: tally.clone(),
        };
        let casework = parts.casework(4);
        let mut builder = database.console(ClusterRole::Builder).await;
        let (nobody, membership) = (UserId(SystemIds.random()), SystemIds.random());
        let (start, organisation) = (start(), organisation_id("blijvend-veilig"));
        builder
            .run(&format!(
                "INSERT INTO users (id, name, display_name, created_at) \
                 VALUES ('{nobody}', 'niemand', 'Niemand', '{start}'); \
                 INSERT INTO memberships (id, user_id, organisation_id, role, starts_at, ends_at) \
                 VALUES ('{membership}', '{nobody}', '{organisation}', 'org_admin', '{start}', '{start}')"
            ))
            .await;
        Self {
            casework,
            clock,
            tally,
            database,
            builder: Mutex::new(builder),
            callers: Mutex::default(),
            nobody,
        }
    }

    /// The same world once more: the same rows, the same sessions, the same moment, and from here on the same new
    /// identifiers as every other twin. Whoever is connected to this one is thrown out.
    pub(crate) async fn twin(&self) -> Self {
        // A database is copied only while nobody is connected to it.
        *self.builder.lock().await = TestDatabase::new().await.console(ClusterRole::Builder).await;
        let out = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity \
                   WHERE datname = current_database() AND usename = 'tandem_app'";
        self.database.console(ClusterRole::Migrator).await.lines(out).await;
        let database = TestDatabase::copy_of(&self.database).await;
        let builder = database.console(ClusterRole::Builder).await;
        *self.builder.lock().await = self.database.console(ClusterRole::Builder).await;
        let (clock, tally) = (Arc::new(HandClock::at(self.now())), Tally::default());
        let parts = DatabaseParts {
            url: database.url(),
            clock: Arc::clone(&clock),
            ids: Arc::new(SeededIds::new(7)),
            tally: tally.clone(),
        };
        Self {
            casework: parts.casework(4),
            clock,
            tally,
            database,
            builder: Mutex::new(builder),
            callers: Mutex::new(self.callers.lock().await.clone()),
            nobody: self.nobody,
        }
    }

    /// The moment by the clock of this world.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// The use cases on this world's database with a pool of another size.
    pub(crate) fn casework_with_pool(&self, size: usize) -> Casework {
        self.parts().casework(size)
    }

    /// What a server in another thread needs to make its own use cases on this world.
    pub(crate) fn parts(&self) -> DatabaseParts {
        DatabaseParts {
            url: self.database.url(),
            clock: Arc::clone(&self.clock),
            ids: Arc::clone(&self.casework.ids),
            tally: self.tally.clone(),
        }
    }

    /// The same, by another way.
    pub(crate) fn parts_through(&self, gate: &super::Gate) -> DatabaseParts {
        DatabaseParts { url: gate.url(), ..self.parts() }
    }

    /// Somebody who acts; the account and the membership are made when first asked for.
    pub(crate) async fn caller(&self, persona: Persona) -> Caller {
        let mut callers = self.callers.lock().await;
        if let Some(caller) = callers.get(persona.name) {
            return caller.clone();
        }
        let caller = self.enrol(persona).await.unwrap();
        callers.insert(persona.name, caller.clone());
        caller
    }

    async fn enrol(&self, persona: Persona) -> Result<Caller, Refusal> {
        let ids = SystemIds;
        let account = NewAccount {
            user: UserId(ids.random()),
            name: persona.name.to_owned(),
            display_name: persona.display_name.to_owned(),
            password_hash: self.casework.passwords.hash(PASSWORD.to_owned().into()).await?,
            expertise: Vec::new(),
            capacity: 12,
            demo: false,
        };
        let membership = NewMembership {
            membership: MembershipId(ids.random()),
            user: account.user,
            organisation: organisation_id(persona.organisation),
            role: persona.role,
            teams: persona.teams.iter().map(|team| team_id(team)).collect(),
        };
        self.casework
            .on_errand(Errand::Accounts, async |tx: &mut Tx| {
                store::account::add(tx, &account).await?;
                store::account::add_membership(tx, &membership).await?;
                let session = SessionId(ids.random());
                let caller = store::account::caller(tx, membership.membership, session).await?;
                Ok(caller.unwrap())
            })
            .await
    }

    /// A connection of the program in the middle of a transaction of somebody.
    pub(crate) async fn acting(&self, caller: &Caller) -> Console {
        let mut app = self.database.console(ClusterRole::App).await;
        let (now, after) = (self.now(), self.now() - Duration::days(14));
        app.run(&format!(
            "BEGIN; SET LOCAL tandem.actor = '{}'; SET LOCAL tandem.membership = '{}'; \
             SET LOCAL tandem.moment = '{now}'; SET LOCAL tandem.registered_after = '{after}'; \
             SELECT guard.enter()",
            caller.user, caller.membership,
        ))
        .await;
        app
    }

    /// Rows of the audit log, oldest first: `anna read_case done case`, and for each person whom the act showed
    /// `anna read_case done case: Mila`. An act of the program itself begins with its errand in brackets.
    pub(crate) async fn audit(&self) -> Vec<String> {
        self.lines(
            "SELECT concat_ws(' ', coalesce(u.name, '[' || a.errand || ']'), a.action, a.outcome, a.subject) \
               || coalesce(': ' || p.given_name, '') \
             FROM audit_log a LEFT JOIN users u ON u.id = a.actor_id LEFT JOIN persons p ON p.id = a.person_id \
             ORDER BY min(a.id) OVER (PARTITION BY a.act, a.action, a.outcome, a.subject_id), \
               p.given_name NULLS FIRST, a.id",
        )
        .await
    }

    /// How many rows a table has, whoever may see them.
    pub(crate) async fn count(&self, table: &str) -> usize {
        self.lines(&format!("SELECT count(*) FROM {table}")).await[0].parse().unwrap()
    }

    /// How many rows each table has that tells of work: not what is kept of the asking itself.
    pub(crate) async fn all_counts(&self) -> Vec<String> {
        let tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN \
                      ('audit_log', 'sessions', 'refresh_tokens', 'sign_in_failures') ORDER BY 1";
        let mut counts = Vec::new();
        for table in self.lines(tables).await {
            counts.push(format!("{table}: {}", self.count(&table).await));
        }
        counts
    }

    /// The rows of a query with one column, past row level security.
    pub(crate) async fn lines(&self, query: &str) -> Vec<String> {
        self.builder.lock().await.lines(query).await
    }

    /// Writes rows past row level security.
    pub(crate) async fn build(&self, sql: &str) {
        self.builder.lock().await.run(sql).await;
    }
}

/// A key for a create that happens once.
pub(crate) fn creation(key: u32) -> casework::Creation {
    casework::Creation { key: format!("once-and-only-{key:08}"), request_hash: [7; 32] }
}

/// An identifier that sorts by the clock of the world, as those of cases do.
pub(super) fn ordered(now: DateTime<Utc>) -> Uuid {
    SystemIds.ordered(now)
}

/// The way to a world's database and its clock.
#[derive(Clone)]
pub(crate) struct DatabaseParts {
    url: secrecy::SecretString,
    clock: Arc<HandClock>,
    ids: Arc<dyn Ids>,
    tally: Tally,
}

impl DatabaseParts {
    /// The use cases with a pool of this size, for the runtime that calls.
    pub(crate) fn casework(&self, pool_size: usize) -> Casework {
        let options = StoreOptions {
            url: self.url.clone(),
            pool_size,
            patience: std::time::Duration::from_secs(5),
            keys: Arc::new(Keys::new(&[1; 32], &[2; 32])),
            commits: Commits::default(),
        };
        let cost = PasswordCost { memory_kib: 8, iterations: 1, lanes: 1, concurrent: 4 };
        Casework {
            store: self.tally.store(&options).unwrap(),
            clock: Arc::<HandClock>::clone(&self.clock),
            ids: Arc::clone(&self.ids),
            passwords: Passwords::new(cost).unwrap(),
            sessions: SessionPolicy { idle: Duration::minutes(30), absolute: Duration::hours(12) },
            policy: Arc::new(casework::policy::read(casework::policy::RELEASED).unwrap()),
            scales: Arc::new(casework::scale::read(casework::scale::RELEASED).unwrap()),
            terms: Arc::new(definitions::read(definitions::RELEASED).unwrap()),
        }
    }
}
