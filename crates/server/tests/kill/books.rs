//! What the database holds in the end, laid beside what the writers were told.

use crate::house::House;
use crate::ledger::{Entry, Kind, Ledger};
use store::testing::{ClusterRole, Console};

/// Lifts row level security for the owner of the tables until the connection ends, because nobody else may look at
/// everything. It is never committed.
const LOOK_AT_EVERYTHING: &str = "SET ROLE tandem_owner; BEGIN; \
     DO $$ DECLARE held regclass; BEGIN \
       FOR held IN SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relforcerowsecurity LOOP \
         EXECUTE format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY', held); \
       END LOOP; END $$";

/// Everything that writers make, with its mark and how many people are in it.
const THINGS: &str = "SELECT concat_ws('|', 'contact', e.observed, e.id, \
       (SELECT count(*) FROM contact_presences p WHERE p.contact_id = e.id)) FROM contact_entries e \
     UNION ALL SELECT concat_ws('|', 'score', s.reason, s.id, num_nonnulls(s.about_person_id)) FROM safety_scores s \
     UNION ALL SELECT concat_ws('|', 'household', \
       (SELECT string_agg(DISTINCT p.family_name, '/') FROM household_members m JOIN persons p ON p.id = m.person_id \
          WHERE m.household_id = h.id), h.id, \
       (SELECT count(*) FROM household_members m WHERE m.household_id = h.id)) FROM households h \
     UNION ALL SELECT concat_ws('|', 'report', c.narrative, r.id, 0) \
       FROM reports r LEFT JOIN report_contents c ON c.report_id = r.id \
     UNION ALL SELECT concat_ws('|', 'key', k.key, k.resource_id) FROM idempotency_keys k WHERE k.key LIKE 'kill-%'";

/// What the audit log must say, and what it says: one row for the act, and one for each person.
const TRAIL: &str = "WITH things (action, actor, moment, subject, acts, persons) AS ( \
       SELECT 'log_contact', e.written_by, e.written_at, e.case_id, 1::bigint, \
           ARRAY(SELECT p.person_id FROM contact_presences p WHERE p.contact_id = e.id ORDER BY 1) \
         FROM contact_entries e \
       UNION ALL SELECT 'give_score', entered_by, entered_at, case_id, 1, array_remove(ARRAY[about_person_id], NULL) \
         FROM safety_scores \
       UNION ALL SELECT 'register', h.registered_by, h.registered_at, h.id, 1, \
           ARRAY(SELECT m.person_id FROM household_members m WHERE m.household_id = h.id ORDER BY 1) FROM households h \
       UNION ALL SELECT 'take_in', recorded_by, recorded_at, team_id, 1, '{}' FROM reports \
     ), acts AS ( \
       SELECT action, actor_id, moment, subject_id, count(*) FILTER (WHERE person_id IS NULL), \
           coalesce(array_agg(person_id ORDER BY person_id) FILTER (WHERE person_id IS NOT NULL), '{}') \
         FROM audit_log WHERE outcome = 'done' AND action IN (SELECT DISTINCT action FROM things) \
         GROUP BY act, action, actor_id, moment, subject_id \
     ) SELECT 'without a trail: ' || t::text FROM (TABLE things EXCEPT ALL TABLE acts) AS t \
     UNION ALL SELECT 'a trail of nothing: ' || t::text FROM (TABLE acts EXCEPT ALL TABLE things) AS t";

/// Parts without the whole.
const HALVES: &str = "SELECT 'a person of no household: ' || p.family_name FROM persons p \
       WHERE NOT EXISTS (SELECT FROM household_members m WHERE m.person_id = p.id) \
     UNION ALL SELECT 'a household that a report showed to nobody: ' || r.id FROM reports r WHERE NOT EXISTS ( \
       SELECT FROM audit_log a WHERE a.action = 'read_household' AND a.subject_id = r.household_id \
         AND a.moment = r.recorded_at AND a.person_id IS NOT NULL)";

/// Everything acknowledged is there exactly once and whole, and nothing else is.
pub(crate) async fn compare(house: &House, ledger: &Ledger) {
    let mut books = house.console(ClusterRole::Migrator).await;
    books.run(LOOK_AT_EVERYTHING).await;
    let acknowledged: Vec<String> = ledger.entries().iter().flat_map(lines).collect();
    assert_same(acknowledged, books.lines(THINGS).await);
    assert_nothing(&mut books, TRAIL).await;
    assert_nothing(&mut books, HALVES).await;
}

/// How an entry stands in the database: the thing, and the key that made it.
fn lines(entry: &Entry) -> [String; 2] {
    let Entry { kind, mark, key, id, people, .. } = entry;
    let people = if *kind == Kind::Report { 0 } else { *people };
    [format!("{}|{mark}|{id}|{people}", kind.code()), format!("key|{key}|{id}")]
}

fn assert_same(mut told: Vec<String>, mut found: Vec<String>) {
    told.sort();
    found.sort();
    let lost: Vec<_> = told.iter().filter(|it| found.binary_search(it).is_err()).collect();
    let unasked: Vec<_> = found.iter().filter(|it| told.binary_search(it).is_err()).collect();
    assert!(lost.is_empty() && unasked.is_empty(), "lost: {lost:#?}\nnever acknowledged: {unasked:#?}");
    assert_eq!(told.len(), found.len(), "something is there twice");
}

async fn assert_nothing(books: &mut Console, query: &str) {
    let found = books.lines(query).await;
    assert!(found.is_empty(), "{} of them: {:#?}", found.len(), &found[..found.len().min(10)]);
}
