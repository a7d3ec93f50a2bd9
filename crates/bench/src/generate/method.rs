//! How the duo works in an open case: a plan in two versions, a scoring round that is closed and sometimes one that is
//! open, and the phases it came through. Closed cases have none of it, as those of before Tandem.

use casework::reference::organisation_id;

use super::Ground;

/// The parts of a plan: number, kind, the part it belongs to, what it says, and whether a member of the household does it.
/// The fourth part is written anew for the second version.
const PARTS: &str = "(1, 'situation', NULL, '{\"rank\": 1, \"what\": \"Vader scheldt en gooit met spullen.\", \
       \"place\": \"In de woonkamer\", \"howOften\": \"Bijna elke week\", \"worst\": \"Moeder wordt geraakt.\"}'::jsonb, false), \
     (2, 'situation', NULL, '{\"rank\": 2, \"what\": \"De kinderen zijn bij de ruzies.\", \"place\": \"Thuis\"}', false), \
     (3, 'condition', 1, '{\"what\": \"Niemand slaat en niemand dreigt.\", \"setOn\": \"2026-01-05\"}', false), \
     (4, 'agreement', 3, '{\"what\": \"Vader gaat naar buiten als hij boos wordt.\", \"checkedBy\": \"Het duo\", \
       \"checkedHow\": \"Wij vragen het allebei apart.\"}', true), \
     (5, 'agreement', 3, '{\"what\": \"Oma haalt de kinderen op vrijdag.\", \"who\": {\"name\": \"Wil\", \"role\": \"oma\"}, \
       \"checkedBy\": \"De mentor\", \"checkedHow\": \"De mentor vraagt het op maandag.\"}', false), \
     (6, 'risk_factor', 1, '{\"factor\": \"much_conflict\"}', false), \
     (7, 'measure', 6, '{\"what\": \"Een cursus over omgaan met boosheid\", \"provider\": \"De Waag\"}', false), \
     (8, 'recovery_goal', NULL, '{\"what\": \"Slaapt weer een hele nacht door.\"}', true)";

/// The parts of the plan, as they were written first and once more.
pub(super) fn plan_parts(ground: &Ground) -> String {
    let (now, safety) = (&ground.now, organisation_id("blijvend-veilig"));
    format!(
        "CREATE TEMPORARY TABLE guided AS SELECT *, least(opened_at + interval '6 days', ended_at) AS planned_at, \
           least(opened_at + interval '40 days', ended_at) AS revised_at FROM plan WHERE open AND NOT waits;\n\
         CREATE TEMPORARY TABLE part AS SELECT g.*, p.number, p.kind, p.under, p.says, p.by_member, r.revision, \
             CASE r.revision WHEN 1 THEN planned_at ELSE revised_at END AS at \
           FROM guided g CROSS JOIN (VALUES {PARTS}) AS p (number, kind, under, says, by_member) \
             JOIN (VALUES (1), (2)) AS r (revision) ON r.revision = 1 OR p.number = 4;\n\
         INSERT INTO plan_items (id, case_id, kind) \
         SELECT pg_temp.any_id('part', n, number), id, kind FROM part WHERE revision = 1;\n\
         INSERT INTO plan_revisions (item_id, revision, case_id, content, under_id, person_id, organisation_id, removed, made_by, \
           membership_id, made_at) \
         SELECT pg_temp.any_id('part', n, number), revision, id, \
           CASE WHEN kind = 'agreement' THEN says || jsonb_build_object('byWhen', \
             '{now}'::date - 10 + pg_temp.dice(n * 8 + number, 70, 60)::integer) ELSE says END, \
           pg_temp.any_id('part', n, under), CASE WHEN by_member THEN pg_temp.any_id('person', n, 1) END, \
           CASE WHEN kind = 'condition' THEN '{safety}'::uuid END, false, pg_temp.any_id('expert', expert, 0), \
           pg_temp.any_id('expert', expert, 1), at FROM part;\n\
         INSERT INTO plan_marks (id, case_id, item_id, mark, on_day, made_by, membership_id, made_at) \
         SELECT gen_random_uuid(), id, pg_temp.any_id('part', n, 5), 'kept', '{now}'::date - 1, \
           pg_temp.any_id('local', local, 0), pg_temp.any_id('local', local, 1), '{now}'::timestamptz - interval '1 day' \
         FROM guided WHERE n % 4 > 0;\n"
    )
}

/// Both versions of the plan, with what everybody thought of it.
pub(super) fn plan_versions(_: &Ground) -> String {
    "INSERT INTO plan_versions (id, case_id, number, adopted_at, adopted_by, membership_id) \
     SELECT pg_temp.any_id('version', n, number), id, number, CASE number WHEN 1 THEN planned_at ELSE revised_at END, \
       pg_temp.any_id('expert', expert, 0), pg_temp.any_id('expert', expert, 1) \
     FROM guided CROSS JOIN generate_series(1, 2) AS number;\n\
     INSERT INTO plan_version_items (version_id, item_id, revision) \
     SELECT pg_temp.any_id('version', n, version), pg_temp.any_id('part', n, number), \
       CASE WHEN number = 4 THEN version ELSE 1 END \
     FROM part CROSS JOIN generate_series(1, 2) AS version WHERE revision = 1;\n\
     INSERT INTO plan_voices (version_id, person_id, opinion, asked_how) \
     SELECT pg_temp.any_id('version', n, version), pg_temp.any_id('person', n, person), 'agrees', 'in_person' \
     FROM guided CROSS JOIN generate_series(1, 2) AS version CROSS JOIN LATERAL generate_series(1, members) AS person;\n\
     DROP TABLE part;\n"
        .to_owned()
}

/// A round that everybody answered in each case, and in one of ten a round for which the first member is still asked.
pub(super) fn scoring_rounds(ground: &Ground) -> String {
    let now = &ground.now;
    let opened_by = "pg_temp.any_id('expert', expert, 0), pg_temp.any_id('expert', expert, 1)";
    format!(
        "INSERT INTO scoring_rounds (id, case_id, phase, scale_version, waiting, opened_by, opened_as, opened_at, closed_at, \
           closed_by, closed_as, closed_how) \
         SELECT pg_temp.any_id('round', n, 1), id, 'direct', 1, 0, {opened_by}, planned_at, planned_at, {opened_by}, 'all_answered' \
         FROM guided UNION ALL \
         SELECT pg_temp.any_id('round', n, 2), id, 'direct', 1, 1, {opened_by}, '{now}'::timestamptz - interval '9 days', NULL, NULL, \
           NULL, NULL FROM guided WHERE n % 10 = 0;\n\
         CREATE TEMPORARY TABLE rater AS SELECT g.*, r.number, r.kind, r.who, round, round = 1 OR r.number < 3 AS answered, \
             CASE round WHEN 1 THEN planned_at ELSE '{now}'::timestamptz - interval '8 days' END AS at \
           FROM guided g CROSS JOIN LATERAL (VALUES (1, 'expert', expert), (2, 'local', local), (3, NULL, 0)) AS r (number, kind, who) \
             JOIN generate_series(1, 2) AS round ON round = 1 OR n % 10 = 0;\n\
         INSERT INTO scoring_round_raters (id, round_id, case_id, kind, user_id, membership_id, person_id, answered_at, answered_by, \
           answered_as) \
         SELECT gen_random_uuid(), pg_temp.any_id('round', n, round), id, CASE WHEN kind IS NULL THEN 'adult' ELSE 'duo_member' END, \
           pg_temp.any_id(kind, who, 0), pg_temp.any_id(kind, who, 1), CASE WHEN kind IS NULL THEN pg_temp.any_id('person', n, 1) END, \
           CASE WHEN answered THEN at END, CASE WHEN answered THEN pg_temp.any_id(coalesce(kind, 'expert'), \
             CASE WHEN kind IS NULL THEN expert ELSE who END, 0) END, \
           CASE WHEN answered THEN pg_temp.any_id(coalesce(kind, 'expert'), CASE WHEN kind IS NULL THEN expert ELSE who END, 1) END \
         FROM rater;\n\
         INSERT INTO safety_scores (id, case_id, round_id, value, scale_version, rater_user_id, rater_person_id, asked_how, phase, \
           reason, scored_at, entered_by, membership_id, organisation_id, entered_at) \
         SELECT pg_temp.ordered_id(r.at, 'answer', r.n, r.number + 10 * r.round), r.id, pg_temp.any_id('round', r.n, r.round), \
           3 + pg_temp.dice(r.n * 32 + r.number * 4 + r.round, 71, 6), 1, CASE WHEN r.kind IS NOT NULL THEN m.user_id END, \
           CASE WHEN r.kind IS NULL THEN pg_temp.any_id('person', r.n, 1) END, CASE WHEN r.kind IS NULL THEN 'in_person' END, \
           'direct', 'Er was minder ruzie dan eerst.', r.at, m.user_id, m.id, m.organisation_id, r.at \
         FROM rater r JOIN memberships m ON m.id = pg_temp.any_id(coalesce(r.kind, 'expert'), \
           CASE WHEN r.kind IS NULL THEN r.expert ELSE r.who END, 1) WHERE r.answered;\n\
         DROP TABLE rater;\n"
    )
}

/// How a case came into its phase: a supervisor let it pass, because what a gate asks would take pages.
pub(super) fn phase_changes(ground: &Ground) -> String {
    let safety = organisation_id("blijvend-veilig");
    let supervisors = ground.size.supervisors();
    format!(
        "INSERT INTO phase_changes (id, case_id, step, from_phase, to_phase, kind, reason, criteria, plan_version, changed_by, \
           membership_id, organisation_id, changed_at) \
         SELECT gen_random_uuid(), c.id, s.step, s.from_phase, s.to_phase, 'override', 'Overgenomen uit het oude systeem.', '[]', 1, \
           pg_temp.any_id('supervisor', g.team % {supervisors}, 0), pg_temp.any_id('supervisor', g.team % {supervisors}, 1), \
           '{safety}', g.revised_at + interval '1 minute' * s.step \
         FROM guided g JOIN cases c ON c.id = g.id \
           JOIN (VALUES (1, 'direct', 'stable'), (2, 'stable', 'recovery')) AS s (step, from_phase, to_phase) \
             ON c.phase = 'recovery' OR (c.phase = 'stable' AND s.step = 1);\n\
         DROP TABLE guided;\n"
    )
}
