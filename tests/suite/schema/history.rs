//! History is append-only, twice: nobody has the right to change it, and a trigger stops whoever has.

use store::testing::{ClusterRole, TestDatabase};

/// Tables that only grow. This list may only grow as well.
const APPEND_ONLY: &[&str] = &[
    "absence_covers",
    "assessments",
    "audit_log",
    "check_in_answers",
    "check_ins",
    "consultation_entries",
    "consultation_facts",
    "contact_entries",
    "contact_presences",
    "disclosures",
    "handover_contents",
    "handover_steps",
    "incident_people",
    "incidents",
    "joint_meetings",
    "life_event_people",
    "life_event_withdrawals",
    "life_events",
    "phase_changes",
    "phase_proposals",
    "plan_consents",
    "plan_items",
    "plan_marks",
    "plan_revision_persons",
    "plan_revisions",
    "plan_version_items",
    "plan_versions",
    "plan_voices",
    "red_flag_entries",
    "red_flags",
    "report_contents",
    "safe_contacts",
    "safety_scores",
    "scoring_round_declines",
    "search_terms",
    "task_completions",
    "task_turns",
    "tasks",
    "term_steps",
    "view_holders",
    "vignette_scores",
];

#[tokio::test]
async fn the_list_is_that_of_the_triggers() {
    let database = TestDatabase::new().await;
    let mut inspector = database.console(ClusterRole::Inspector).await;
    // Before each UPDATE, DELETE and TRUNCATE, once per statement (the bits of pg_trigger.h), and switched on.
    let guarded = "SELECT tgrelid::regclass FROM pg_trigger WHERE tgname = 'append_only' AND tgtype = 2 + 8 + 16 + 32 \
                   AND tgenabled = 'O' AND tgfoid = 'refuse_change'::regproc ORDER BY 1::text";
    let mut found = inspector.lines(guarded).await;
    found.sort();
    assert_eq!(found, APPEND_ONLY);
}

#[tokio::test]
async fn nobody_who_signs_in_can_change_it() {
    let database = TestDatabase::new().await;
    let roles = [ClusterRole::App, ClusterRole::Migrator, ClusterRole::Builder, ClusterRole::Inspector];
    for role in roles {
        let mut console = database.console(role).await;
        for table in APPEND_ONLY {
            let column =
                console.line(&format!("SELECT min(attname) FROM pg_attribute WHERE attrelid = '{table}'::regclass AND attnum = 2")).await;
            for statement in [
                format!("UPDATE {table} SET {column} = {column}"),
                format!("DELETE FROM {table}"),
                format!("TRUNCATE {table} CASCADE"),
            ] {
                assert!(console.try_run(&statement).await.is_err(), "{role:?}: {statement}");
            }
        }
    }
}

#[tokio::test]
async fn the_program_has_no_right_that_it_would_need() {
    let database = TestDatabase::new().await;
    let mut inspector = database.console(ClusterRole::Inspector).await;
    for table in APPEND_ONLY {
        let rights = inspector
            .line(&format!(
                "SELECT concat_ws(' ', has_any_column_privilege('tandem_app', '{table}', 'UPDATE'), \
                   has_table_privilege('tandem_app', '{table}', 'DELETE'), \
                   has_table_privilege('tandem_app', '{table}', 'TRUNCATE'))"
            ))
            .await;
        assert_eq!(rights, "f f f", "{table}");
    }
}

#[tokio::test]
async fn the_program_cannot_read_who_saw_what() {
    let database = TestDatabase::new().await;
    let mut app = database.console(ClusterRole::App).await;
    assert!(app.try_lines("SELECT action FROM audit_log").await.is_err());
}
