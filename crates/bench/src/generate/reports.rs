//! What came in at Veilig Thuis: reports that became a case, reports that wait, requests for advice.

use casework::reference::team_id;

use super::Ground;
use super::numbers::{AT_DESK, ONE_ADVICE_IN, ONE_REPORT_IN};

/// Whoever of the desk has turn `n`.
pub(super) fn of_desk(part: u32) -> String {
    format!("pg_temp.any_id('desk', n % {AT_DESK}, {part})")
}

/// The report of each case that began with one; its involvement ended with the case.
pub(super) fn reports(_: &Ground) -> String {
    let (desk, by) = (team_id("vt-intake"), of_desk(0));
    format!(
        "INSERT INTO reports (id, household_id, team_id, kind, source_category, violence_types, acute, received_at, \
           state, recorded_by, recorded_at) \
         SELECT pg_temp.any_id('report', n, 0), household, '{desk}', 'report', \
           CASE pg_temp.dice(n, 20, 10) WHEN 0 THEN 'resident' WHEN 1 THEN 'other_professional' ELSE 'police' END, \
           CASE WHEN n % 2 = 0 THEN '{{partner_physical,child_witness}}'::text[] ELSE '{{partner_psychological}}' END, \
           pg_temp.dice(n, 21, 10) = 0, opened_at - interval '20 hours', \
           CASE WHEN open THEN 'in_monitoring' ELSE 'closed' END, {by}, opened_at - interval '19 hours' \
         FROM plan WHERE reported;\n\
         INSERT INTO report_contents (report_id, narrative, source_name, source_contact, source_shielded) \
         SELECT pg_temp.any_id('report', n, 0), 'De melder hoorde geschreeuw en gebonk en zag een kind bij het raam staan.', \
           'Agent van dienst', '020 000 00 00', false FROM plan WHERE reported;\n"
    )
}

/// Reports of the last two weeks on households whose case was closed.
pub(super) fn inbox(ground: &Ground) -> String {
    let (desk, by, now) = (team_id("vt-intake"), of_desk(0), &ground.now);
    let waiting = format!(
        "plan CROSS JOIN LATERAL (SELECT '{now}'::timestamptz - interval '1 minute' * (1 + pg_temp.dice(n, 22, 20160)) AS at) AS came \
         WHERE NOT open AND pg_temp.dice(n, 23, {ONE_REPORT_IN}) = 0"
    );
    format!(
        "INSERT INTO reports (id, household_id, team_id, kind, source_category, violence_types, acute, received_at, \
           state, recorded_by, recorded_at) \
         SELECT pg_temp.any_id('report', n, 1), household, '{desk}', 'report', 'police', '{{partner_physical}}', \
           pg_temp.dice(n, 24, 10) = 0, at, \
           CASE WHEN n % 3 = 0 THEN 'in_assessment' ELSE 'received' END, {by}, at FROM {waiting};\n\
         INSERT INTO report_contents (report_id, narrative, source_shielded) \
         SELECT pg_temp.any_id('report', n, 1), 'Weer een melding over hetzelfde adres.', true FROM {waiting};\n"
    )
}

/// The assessment of each report that became a case.
pub(super) fn assessments(_: &Ground) -> String {
    let (by, as_member) = (of_desk(0), of_desk(1));
    format!(
        "INSERT INTO assessments (id, report_id, finding, outcome, rationale, late, decided_at, decided_by, membership_id) \
         SELECT pg_temp.ordered_id(opened_at, 'assessment', n, 0), pg_temp.any_id('report', n, 0), 'structural', \
           'transfer_local_team', 'Er is al langer spanning; het lokale team kan nu beginnen.', false, \
           opened_at - interval '1 hour', {by}, {as_member} FROM plan WHERE reported;\n"
    )
}

pub(super) fn advice_requests(ground: &Ground) -> String {
    let (desk, by, now) = (team_id("vt-intake"), of_desk(0), &ground.now);
    let count = ground.size.households / ONE_ADVICE_IN;
    format!(
        "INSERT INTO advice_requests (id, team_id, source_category, anonymous, question, answer, state, received_at, \
           answered_at, recorded_by, recorded_at) \
         SELECT pg_temp.any_id('advice', n, 0), '{desk}', 'resident', true, 'Mijn buurvrouw durft niet naar huis. Wat kan ik doen?', \
           CASE WHEN n % 10 > 0 THEN 'Vraag haar wat zij nodig heeft en bel bij gevaar 112.' END, \
           CASE WHEN n % 10 > 0 THEN 'answered' ELSE 'asked' END, at, CASE WHEN n % 10 > 0 THEN at END, {by}, at \
         FROM generate_series(1, {count}) AS n \
           CROSS JOIN LATERAL (SELECT '{now}'::timestamptz - interval '1 hour' * n AS at) AS came;\n"
    )
}
