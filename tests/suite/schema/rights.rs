//! Who may do what in the database itself, whatever the program does.

use store::testing::{ClusterRole, TestDatabase};

#[tokio::test]
async fn the_roles_are_no_more_than_they_must_be() {
    let roles = lines(
        "SELECT concat_ws(' ', rolname, CASE WHEN rolcanlogin THEN 'login' END, \
           CASE WHEN rolbypassrls THEN 'bypassrls' END, CASE WHEN rolsuper THEN 'superuser' END, \
           CASE WHEN rolcreaterole THEN 'createrole' END, CASE WHEN rolreplication THEN 'replication' END) \
         FROM pg_roles WHERE rolname LIKE 'tandem%' \
           AND rolname NOT IN ('tandem_builder', 'tandem_inspector') ORDER BY 1",
    )
    .await;
    assert_eq!(
        roles,
        [
            "tandem_app login",
            "tandem_audit",
            "tandem_guard bypassrls",
            "tandem_migrator login",
            "tandem_owner",
        ]
    );
}

#[tokio::test]
async fn tables_belong_to_the_owner_who_never_signs_in() {
    let wrong = lines(
        "SELECT format('%s of %s', c.oid::regclass, c.relowner::regrole) FROM pg_class c \
         WHERE c.relnamespace = 'public'::regnamespace AND c.relowner <> 'tandem_owner'::regrole",
    )
    .await;
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn the_program_owns_nothing_and_makes_nothing() {
    let owned = lines(
        "SELECT format('%s %s', classid::regclass, objid) FROM pg_shdepend \
         WHERE deptype = 'o' AND refobjid IN ('tandem_app'::regrole, 'tandem_audit'::regrole)",
    )
    .await;
    assert!(owned.is_empty(), "{owned:#?}");
    let may = lines(
        "SELECT format('%s on %s', wish, nspname) FROM pg_namespace, unnest(ARRAY['CREATE']) AS wish \
           WHERE has_schema_privilege('tandem_app', oid, wish) \
         UNION ALL SELECT format('%s on the database', wish) FROM unnest(ARRAY['CREATE', 'TEMP']) AS wish \
           WHERE has_database_privilege('tandem_app', current_database(), wish)",
    )
    .await;
    assert!(may.is_empty(), "{may:#?}");
}

#[tokio::test]
async fn the_program_never_empties_a_table_or_hangs_something_on_it() {
    let wrong = lines(
        "SELECT format('%s on %s', wish, c.relname) \
         FROM pg_class c, unnest(ARRAY['TRUNCATE', 'REFERENCES', 'TRIGGER']) AS wish \
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v') \
           AND has_table_privilege('tandem_app', c.oid, wish) ORDER BY 1",
    )
    .await;
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Nothing of people is ever deleted by a request; ending a draft or a wrong password is, and what was done long ago is
/// swept out of the queue and the outbox, as what was read long ago is out of the notices.
#[tokio::test]
async fn the_program_deletes_in_few_places() {
    let found = lines(
        "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') \
           AND has_table_privilege('tandem_app', c.oid, 'DELETE') ORDER BY 1",
    )
    .await;
    assert_eq!(found, ["contact_drafts", "jobs", "mails", "membership_teams", "notices", "sign_in_failures"]);
}

#[tokio::test]
async fn nothing_is_granted_to_everybody() {
    let wrong = lines(
        "SELECT c.relname FROM pg_class c, aclexplode(c.relacl) AS acl \
         WHERE c.relnamespace = 'public'::regnamespace AND acl.grantee = 0 \
         UNION ALL SELECT datname FROM pg_database d, aclexplode(d.datacl) AS acl \
           WHERE datname = current_database() AND acl.grantee = 0",
    )
    .await;
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What others do at this moment, and what their columns hold on average, is not for the program either.
#[tokio::test]
async fn the_program_learns_nothing_from_the_statistics() {
    let database = TestDatabase::new().await;
    let mut app = database.console(ClusterRole::App).await;
    let columns = "SELECT tablename FROM pg_stats WHERE schemaname = 'public' AND tablename <> 'areas'";
    assert!(app.lines(columns).await.is_empty());
    let _other = database.console(ClusterRole::Inspector).await;
    let texts = "SELECT query FROM pg_stat_activity WHERE usename = 'tandem_inspector' \
                 AND query <> '<insufficient privilege>'";
    assert!(app.lines(texts).await.is_empty());
}

/// Without a fence PostgreSQL may answer `EXISTS` once for the whole table behind it, and ask the guard about every row.
#[tokio::test]
async fn a_policy_looks_into_another_table_row_by_row() {
    let wrong = lines(
        "SELECT format('%s on %s', policyname, tablename) FROM pg_policies, \
           LATERAL (SELECT concat(qual, ' ', with_check) AS text) AS said \
         WHERE regexp_count(text, 'EXISTS \\(') <> regexp_count(text, 'OFFSET 0') ORDER BY 1",
    )
    .await;
    assert!(wrong.is_empty(), "{wrong:#?}");
}

async fn lines(query: &str) -> Vec<String> {
    let database = TestDatabase::new().await;
    database.console(ClusterRole::Inspector).await.lines(query).await
}
