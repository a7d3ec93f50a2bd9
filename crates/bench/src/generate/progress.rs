//! What happened in the cases: contacts and who was there, scores, tasks, and what the audit log says of it.

use super::Ground;
use super::numbers::{ACTS, CONTACTS, SCORES};

/// The moment of the `k`th of so many things in a case, spread evenly over its life.
fn spread(of: &str) -> String {
    format!("date_trunc('milliseconds', p.opened_at + (p.ended_at - p.opened_at) * ((k - 0.5) / {of}))")
}

/// Six in ten are by the safety expert, one in ten is for the own organisation only.
pub(super) fn contact_entries(_: &Ground) -> String {
    let (fewest, span) = (CONTACTS.0, CONTACTS.1 - CONTACTS.0 + 1);
    let at = spread("p.contacts");
    format!(
        "CREATE TEMPORARY TABLE contact AS SELECT p.n, p.id AS case_id, p.members, k, p.at, \
           CASE WHEN pg_temp.dice(p.n * 64 + k, 40, 10) < 6 THEN 'expert' ELSE 'local' END AS kind, p.expert, p.local, \
           pg_temp.ordered_id(p.at, 'contact', p.n, k) AS id \
         FROM (SELECT p.*, k, {at} AS at FROM (SELECT *, {fewest} + pg_temp.dice(n, 41, {span}) AS contacts FROM plan) AS p \
           CROSS JOIN LATERAL generate_series(1, p.contacts) AS k) AS p;\n\
         INSERT INTO contact_entries (id, case_id, kind, happened_at, compartment, observed, agreed, next_step, written_by, \
           membership_id, organisation_id, written_at) \
         SELECT c.id, c.case_id, (ARRAY['visit', 'call', 'meeting', 'message', 'video'])[1 + pg_temp.dice(c.n * 64 + c.k, 42, 5)], \
           c.at, CASE WHEN pg_temp.dice(c.n * 64 + c.k, 43, 10) = 0 THEN 'own_organisation' ELSE 'shared' END, \
           'Moeder vertelt dat het deze week rustiger was. De kinderen speelden buiten en lieten hun kamer zien.', \
           'Bij ruzie gaat vader naar zijn broer; moeder belt ons dezelfde dag.', \
           CASE WHEN c.k % 2 = 0 THEN 'Volgende week samen met de leerkracht aan tafel.' END, m.user_id, m.id, \
           m.organisation_id, c.at + interval '1 second' \
         FROM contact c JOIN memberships m \
           ON m.id = pg_temp.any_id(c.kind, CASE c.kind WHEN 'expert' THEN c.expert ELSE c.local END, 1);\n"
    )
}

/// One member of the household in turn, and every second time another; one in ten was not reached.
pub(super) fn contact_presences(_: &Ground) -> String {
    "INSERT INTO contact_presences (contact_id, person_id, presence, alone) \
     SELECT c.id, pg_temp.any_id('person', c.n, 1 + (c.k + more) % c.members), \
       CASE WHEN pg_temp.dice(c.n * 64 + c.k, 44, 10) = 0 THEN 'not_reached' ELSE 'seen' END, \
       c.k % 2 = 1 AND pg_temp.dice(c.n * 64 + c.k, 44, 10) > 4 \
     FROM contact c CROSS JOIN LATERAL generate_series(0, 1 - c.k % 2) AS more;\n\
     DROP TABLE contact;\n"
        .to_owned()
}

/// By turns the first member, the safety expert, the third member where there is one, and the local professional.
pub(super) fn safety_scores(_: &Ground) -> String {
    let at = spread(&SCORES.to_string());
    format!(
        "INSERT INTO safety_scores (id, case_id, value, scale_version, rater_user_id, rater_person_id, age_at, asked_how, \
           about_person_id, phase, reason, scored_at, entered_by, membership_id, organisation_id, entered_at) \
         SELECT pg_temp.ordered_id(s.at, 'score', s.n, s.k), s.id, s.value, 1, CASE WHEN s.k % 2 = 0 THEN m.user_id END, \
           s.person, CASE WHEN s.k % 2 = 1 THEN extract(year FROM age(s.at, r.born_from)) END, \
           CASE WHEN s.k % 2 = 1 THEN 'in_person' END, CASE WHEN s.k % 4 = 0 AND s.members > 2 THEN pg_temp.any_id('person', s.n, 3) END, \
           'direct', CASE WHEN s.value <= 5 THEN 'Er was weer ruzie met de kinderen erbij.' END, s.at, m.user_id, m.id, \
           m.organisation_id, s.at \
         FROM (SELECT p.n, p.id, k, p.members, 1 + pg_temp.dice(p.n * 16 + k, 45, 10) AS value, {at} AS at, \
             CASE WHEN k % 4 = 0 THEN 'local' ELSE 'expert' END AS kind, CASE WHEN k % 4 = 0 THEN p.local ELSE p.expert END AS who, \
             CASE WHEN k % 2 = 1 THEN pg_temp.any_id('person', p.n, CASE WHEN k % 4 = 3 AND p.members > 2 THEN 3 ELSE 1 END) END AS person \
           FROM plan p CROSS JOIN LATERAL generate_series(1, {SCORES}) AS k) AS s \
         JOIN memberships m ON m.id = pg_temp.any_id(s.kind, s.who, 1) LEFT JOIN persons r ON r.id = s.person;\n"
    )
}

/// One for each case; it was done where the case is closed, and in half of the others.
pub(super) fn tasks(_: &Ground) -> String {
    "INSERT INTO tasks (id, case_id, kind, cause, origin_id, person_id, opened_by, membership_id, opened_at, due_on) \
     SELECT pg_temp.any_id('task', n, 0), id, 'low_score', 'score', pg_temp.any_id('origin', n, 0), pg_temp.any_id('person', n, 1), \
       pg_temp.any_id('expert', expert, 0), pg_temp.any_id('expert', expert, 1), at, at::date + 7 \
     FROM plan p CROSS JOIN LATERAL (SELECT p.opened_at + (p.ended_at - p.opened_at) * 0.5 AS at) AS asked;\n\
     INSERT INTO task_completions (task_id, case_id, ending, outcome, done_by, membership_id, done_at) \
     SELECT pg_temp.any_id('task', n, 0), id, 'done', 'Gebeld en samen besproken wat er nodig is.', pg_temp.any_id('expert', expert, 0), \
       pg_temp.any_id('expert', expert, 1), opened_at + (ended_at - opened_at) * 0.75 \
     FROM plan WHERE NOT open OR n % 2 = 0;\n"
        .to_owned()
}

/// The safety expert opened the case so many times and saw one person in it.
pub(super) fn audit_log(_: &Ground) -> String {
    let at = spread(&ACTS.to_string());
    format!(
        "INSERT INTO audit_log (at, moment, act, request_id, actor_id, membership_id, role, errand, action, outcome, subject, \
           subject_id, case_id, person_id) \
         SELECT s.at, s.at, pg_temp.any_id('act', s.n, s.k), pg_temp.any_id('request', s.n, s.k), \
           pg_temp.any_id('expert', s.expert, 0), pg_temp.any_id('expert', s.expert, 1), 'safety_expert', '', 'read_case', \
           'done', 'case', s.id, s.id, CASE WHEN shown = 1 THEN pg_temp.any_id('person', s.n, 1) END \
         FROM (SELECT p.n, p.id, p.expert, k, {at} AS at FROM plan p CROSS JOIN LATERAL generate_series(1, {ACTS}) AS k) AS s \
           CROSS JOIN generate_series(0, 1) AS shown;\n"
    )
}
