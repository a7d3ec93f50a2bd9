//! The cases: who holds the view on safety, which teams take part, who sits in the duo.

use casework::reference::team_id;

use super::Ground;

/// Each case with its first holder, which a constraint asks for by the end of the transaction.
pub(super) fn cases(_: &Ground) -> String {
    "INSERT INTO cases (id, code, household_id, report_id, reason, phase, state, opened_by, opened_as, opened_at, closed_at) \
     SELECT id, pg_temp.case_code(n), household, CASE WHEN reported THEN pg_temp.any_id('report', n, 0) END, \
       'Zorgen over de veiligheid thuis na een melding van de politie.', \
       CASE pg_temp.dice(n, 30, 3) WHEN 0 THEN 'direct' WHEN 1 THEN 'stable' ELSE 'recovery' END, \
       CASE WHEN open THEN 'open' ELSE 'closed' END, pg_temp.any_id('expert', expert, 0), \
       pg_temp.any_id('expert', expert, 1), opened_at, closed_at FROM plan;\n\
     INSERT INTO view_holders (case_id, since, team_id, reason, recorded_by) \
     SELECT id, opened_at, pg_temp.any_id('expert-team', team, 0), \
       CASE WHEN reported THEN 'assessment' ELSE 'local_team' END, pg_temp.any_id('expert', expert, 0) FROM plan;\n"
        .to_owned()
}

/// Two teams for each case, and Veilig Thuis where it began with a report.
pub(super) fn participations(_: &Ground) -> String {
    let desk = team_id("vt-intake");
    format!(
        "INSERT INTO participations (id, case_id, team_id, task, legal_ground, starts_at, ends_at, added_by) \
         SELECT pg_temp.any_id('participation', n, part), id, team_id, task, 'wmo_5_1_1', opened_at, closed_at, \
           pg_temp.any_id('expert', expert, 0) \
         FROM plan CROSS JOIN LATERAL (VALUES (1, pg_temp.any_id('expert-team', team, 0), 'safety_expertise', true), \
           (2, pg_temp.any_id('local-team', team, 0), 'local_help', true), (3, '{desk}', 'veilig_thuis', reported)) \
           AS of_case (part, team_id, task, takes_part) WHERE takes_part;\n"
    )
}

/// Both seats for each case; a case that waits has the first one or none.
pub(super) fn duo_seats(_: &Ground) -> String {
    "INSERT INTO duo_seats (id, case_id, seat, kind, user_id, membership_id, starts_at, ends_at, reason, assigned_by) \
     SELECT pg_temp.ordered_id(opened_at, 'seat', n, seat), id, seat, 'member', pg_temp.any_id(kind, who, 0), \
       pg_temp.any_id(kind, who, 1), opened_at, closed_at, CASE WHEN NOT open THEN 'Casus gesloten' END, \
       pg_temp.any_id('expert', expert, 0) \
     FROM plan CROSS JOIN LATERAL (VALUES (1, 'expert', expert), (2, 'local', local)) AS of_case (seat, kind, who) \
     WHERE NOT waits OR (seat = 1 AND n % 2 = 0);\n"
        .to_owned()
}
