//! Every column has a class, every reference an index, every table with people in it row level security.

use store::testing::{ClusterRole, TestDatabase};

/// Our tables; diesel's own list of migrations is not one of them.
const OURS: &str =
    "c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname NOT LIKE '\\_\\_%'";

/// `…_id` columns without a foreign key. This list may only shrink.
const POINT_ANYWHERE: &[&str] = &[
    // The audit log outlives what it tells about, and must be written fast.
    "audit_log.actor_id",
    "audit_log.case_id",
    "audit_log.membership_id",
    "audit_log.person_id",
    "audit_log.request_id",
    "audit_log.subject_id",
    // Points into whichever table the request made something in.
    "idempotency_keys.resource_id",
    // Points at whatever waits: a task, a round, a seat, a proposal.
    "notices.origin_id",
    // Points at whatever asked for the task.
    "tasks.origin_id",
    // Points at whatever made the term start.
    "terms.origin_id",
];

#[tokio::test]
async fn every_column_says_how_personal_it_is() {
    let wrong = lines(&format!(
        "SELECT format('%s.%s: %s', c.relname, a.attname, col_description(c.oid, a.attnum)) \
         FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped \
         WHERE {OURS} AND coalesce(col_description(c.oid, a.attnum), '') !~ '^(personal|pseudonymous|plain): .' \
         ORDER BY 1"
    ))
    .await;
    assert!(wrong.is_empty(), "comment begins with personal:, pseudonymous: or plain:\n{wrong:#?}");
}

#[tokio::test]
async fn everything_has_a_comment() {
    let wrong = lines(
        "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace \
           AND c.relkind IN ('r', 'p', 'v') AND c.relname NOT LIKE '\\_\\_%' \
           AND obj_description(c.oid, 'pg_class') IS NULL \
         UNION ALL SELECT p.oid::regprocedure::text FROM pg_proc p \
           WHERE p.pronamespace IN ('public'::regnamespace, 'guard'::regnamespace) \
           AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e') \
           AND obj_description(p.oid, 'pg_proc') IS NULL",
    )
    .await;
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn row_level_security_holds_wherever_people_are() {
    let wrong = lines(&format!(
        "SELECT c.relname FROM pg_class c WHERE {OURS} \
           AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 \
             AND col_description(c.oid, a.attnum) ~ '^(personal|pseudonymous):') \
           AND NOT (c.relrowsecurity AND c.relforcerowsecurity \
             AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid)) ORDER BY 1"
    ))
    .await;
    assert!(wrong.is_empty(), "enabled, forced and with a policy: {wrong:#?}");
}

#[tokio::test]
async fn no_policy_lets_everybody_in() {
    let wrong = lines(
        "SELECT format('%s on %s', polname, polrelid::regclass) FROM pg_policy \
         WHERE 0 = ANY (polroles) OR NOT polpermissive \
           OR coalesce(pg_get_expr(polqual, polrelid), '') IN ('true', '(1 = 1)') \
           OR coalesce(pg_get_expr(polwithcheck, polrelid), '') IN ('true', '(1 = 1)') \
           OR concat(pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) NOT LIKE '%guard.%' \
             AND concat(pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) NOT LIKE '%EXISTS%'",
    )
    .await;
    assert!(wrong.is_empty(), "a policy asks the guard, and is for a role: {wrong:#?}");
}

/// Without one, changing the row that is pointed at reads the whole table. Columns that are unique together need
/// no second index.
#[tokio::test]
async fn every_foreign_key_has_an_index() {
    let wrong = lines(
        "SELECT format('%s: %s', f.conrelid::regclass, pg_get_constraintdef(f.oid)) FROM pg_constraint f \
         WHERE f.contype = 'f' AND f.connamespace = 'public'::regnamespace AND NOT EXISTS ( \
           SELECT FROM pg_index i WHERE i.indrelid = f.conrelid AND i.indpred IS NULL AND ( \
             (i.indkey::smallint[])[0:cardinality(f.conkey) - 1] @> f.conkey \
             OR i.indisunique AND i.indkey::smallint[] <@ f.conkey)) \
           AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = f.conrelid AND cardinality(f.conkey) = 1 \
             AND i.indkey[0] = f.conkey[1] AND pg_get_expr(i.indpred, i.indrelid) LIKE '%IS NOT NULL%') ORDER BY 1",
    )
    .await;
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn every_identifier_points_at_a_row() {
    let found = lines(&format!(
        "SELECT format('%s.%s', c.relname, a.attname) \
         FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped \
         WHERE {OURS} AND (a.attname LIKE '%\\_id' OR a.attname LIKE '%\\_by' OR a.attname LIKE '%\\_from') \
           AND a.atttypid = 'uuid'::regtype AND NOT EXISTS (SELECT FROM pg_constraint f \
             WHERE f.contype = 'f' AND f.conrelid = c.oid AND a.attnum = ANY (f.conkey)) ORDER BY 1"
    ))
    .await;
    assert_eq!(found, POINT_ANYWHERE);
}

#[tokio::test]
async fn views_look_with_the_eyes_of_who_asks() {
    let wrong = lines(
        "SELECT c.relname FROM pg_class c WHERE c.relnamespace NOT IN \
           ('pg_catalog'::regnamespace, 'information_schema'::regnamespace) \
           AND (c.relkind = 'm' OR c.relkind = 'v' \
             AND NOT coalesce(c.reloptions, '{}') @> ARRAY['security_invoker=true'])",
    )
    .await;
    assert!(wrong.is_empty(), "no materialised view, and every view security_invoker: {wrong:#?}");
}

/// An enum cannot be compared before row level security has spoken, so an index on it would not be used.
#[tokio::test]
async fn codes_are_text() {
    let wrong = lines("SELECT typname FROM pg_type WHERE typtype = 'e' ORDER BY 1").await;
    assert!(wrong.is_empty(), "{wrong:#?}");
}

async fn lines(query: &str) -> Vec<String> {
    let database = TestDatabase::new().await;
    database.console(ClusterRole::Inspector).await.lines(query).await
}
