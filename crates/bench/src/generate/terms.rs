//! By when something had to be done: on each report, and in each open case. One in a hundred of what was due is over.

use casework::reference::team_id;

use super::Ground;
use super::reports::of_desk;

/// The clocks over each report: met with its assessment, or running; and what Veilig Thuis looks at after it.
pub(super) fn of_reports(ground: &Ground) -> String {
    let (desk, by, as_member, now) = (team_id("vt-intake"), of_desk(0), of_desk(1), &ground.now);
    format!(
        "CREATE TEMPORARY TABLE clock AS \
           SELECT r.id AS report, r.received_at, r.state IN ('received', 'in_assessment') AS waits, k.kind, k.from_day, \
             ((r.received_at AT TIME ZONE 'Europe/Amsterdam')::date + k.days) AS due, \
             ('x' || substr(md5(r.id::text), 1, 7))::bit(28)::int AS n \
           FROM reports r JOIN (VALUES ('assessment_protocol', 7, '2019-01-01'::date), ('assessment_regulation', 5, '2015-01-01'), \
             ('inform_concerned', 28, '2015-01-01'), ('monitor_first', 92, '2019-01-01'), ('monitor_second', 365, '2019-01-01'), \
             ('monitor_third', 548, '2019-01-01')) AS k (kind, days, from_day) \
             ON r.state = 'in_monitoring' OR k.kind !~ '^monitor';\n\
         INSERT INTO terms (id, report_id, team_id, kind, defined_from, origin_id, started_at, due_on, due_at, recorded_by, \
           membership_id, recorded_at) \
         SELECT gen_random_uuid(), report, '{desk}', kind, from_day, report, received_at, due, \
           (due + 1)::timestamp AT TIME ZONE 'Europe/Amsterdam', {by}, {as_member}, received_at FROM clock;\n\
         INSERT INTO term_steps (term_id, step, kind, reason, happened_at, taken_by, membership_id, taken_at) \
         SELECT t.id, 1, 'met', CASE WHEN c.kind !~ '^assessment' THEN 'Gebeld en verteld wat er volgt.' END, t.due_at, \
           t.recorded_by, t.membership_id, t.due_at FROM clock c JOIN terms t ON t.report_id = c.report AND t.kind = c.kind \
         WHERE t.due_at < '{now}'::timestamptz AND (NOT c.waits OR c.kind !~ '^assessment') AND c.n % 100 > 0;\n\
         DROP TABLE clock;\n"
    )
}

/// The term for looking at the plan again, in each open case: one in twenty is over.
pub(super) fn of_cases(ground: &Ground) -> String {
    let now = &ground.now;
    format!(
        "INSERT INTO terms (id, case_id, kind, defined_from, origin_id, started_at, due_on, due_at, recorded_by, membership_id, \
           recorded_at) \
         SELECT gen_random_uuid(), id, 'plan_review', '2019-06-01', pg_temp.any_id('origin', n, 1), at, due, \
           (due + 1)::timestamp AT TIME ZONE 'Europe/Amsterdam', pg_temp.any_id('expert', expert, 0), \
           pg_temp.any_id('expert', expert, 1), at \
         FROM plan CROSS JOIN LATERAL (SELECT '{now}'::timestamptz - interval '1 day' * (pg_temp.dice(n, 60, 44)) AS at) AS started \
           CROSS JOIN LATERAL (SELECT (at AT TIME ZONE 'Europe/Amsterdam')::date + 42 AS due) AS ends WHERE open;\n"
    )
}
