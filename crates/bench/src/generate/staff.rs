//! Who works there: teams, and everybody in them. All have the same password.

use access::Role;
use casework::reference::{organisation_id, team_id};

use super::Ground;
use super::names::POOL;
use super::numbers::{AT_DESK, TEAM};

/// Teams beside those of the reference data, because that knows one region only: as many of safety experts as local
/// ones, each pair for the same area.
pub(super) fn teams(ground: &Ground) -> String {
    let count = ground.size.teams();
    let experts = organisation_id("blijvend-veilig");
    let (youth, adults) =
        (organisation_id("ouder-en-kindteams-amsterdam"), organisation_id("buurtteams-amsterdam"));
    let team = |kind: &str, name: &str, organisation: &str| {
        format!(
            "INSERT INTO teams (id, key, organisation_id, name, source, valid_from) \
             SELECT pg_temp.any_id('{kind}', n, 0), 'bench-{kind}-' || n, {organisation}, '{name} ' || n + 1, \
               'generated for measuring', '2020-01-01' FROM generate_series(0, {count} - 1) AS n;\n\
             INSERT INTO team_areas (team_id, area_id) SELECT pg_temp.any_id('{kind}', n, 0), area.id \
             FROM generate_series(0, {count} - 1) AS n \
               JOIN (SELECT id, row_number() OVER (ORDER BY key) - 1 AS turn, count(*) OVER () AS areas FROM areas) AS area \
               ON area.turn = n % area.areas;\n"
        )
    };
    team("expert-team", "Veiligheidsteam", &format!("'{experts}'"))
        + &team(
            "local-team",
            "Wijkteam",
            &format!("CASE WHEN n % 2 = 0 THEN '{youth}'::uuid ELSE '{adults}'::uuid END"),
        )
}

/// Everybody with an account. They are called `expert.0`, `local.0`, `supervisor.0` and `desk.0` and so on.
pub(super) fn professionals(ground: &Ground) -> String {
    let (teams, supervisors) = (ground.size.teams(), ground.size.supervisors());
    let local =
        "(SELECT t.organisation_id FROM teams t WHERE t.id = pg_temp.any_id('local-team', n / {TEAM}, 0))"
            .replace("{TEAM}", &TEAM.to_string());
    let of = |key: &str| format!("'{}'", organisation_id(key));
    let (safety, desk) = (of("blijvend-veilig"), of("veilig-thuis-amsterdam-amstelland"));
    let own = |kind: &str| {
        format!(
            "SELECT n, pg_temp.any_id('{kind}', n / {TEAM}, 0) FROM generate_series(0, {teams} * {TEAM} - 1) AS n"
        )
    };
    let under = format!(
        "SELECT team % {supervisors} AS n, pg_temp.any_id('expert-team', team, 0) FROM generate_series(0, {teams} - 1) AS team"
    );
    let at_desk =
        format!("SELECT n, '{}'::uuid FROM generate_series(0, {AT_DESK} - 1) AS n", team_id("vt-intake"));
    [
        people(ground, ("expert", Role::SafetyExpert), teams * TEAM, &safety, &own("expert-team")),
        people(ground, ("local", Role::CaseWorker), teams * TEAM, &local, &own("local-team")),
        people(ground, ("supervisor", Role::Supervisor), supervisors, &safety, &under),
        people(ground, ("desk", Role::VtWorker), AT_DESK, &desk, &at_desk),
    ]
    .concat()
}

/// So many people of a kind; `teams` is a query for number and team.
fn people(
    ground: &Ground,
    (kind, role): (&str, Role),
    count: u32,
    organisation: &str,
    teams: &str,
) -> String {
    let (now, hash) = (&ground.now, &ground.hash);
    let salt = role as u32 + 100;
    let began = format!("'{now}'::timestamptz - interval '5 years'");
    let all = format!("generate_series(0, {count} - 1) AS n");
    format!(
        "INSERT INTO users (id, name, display_name, capacity, demo, created_at) \
         SELECT pg_temp.any_id('{kind}', n, 0), '{kind}.' || n, g.given || ' ' || concat_ws(' ', f.infix, f.family), 60, true, \
           {began} FROM {all} JOIN pool g ON g.number = pg_temp.dice(n, {salt}, {POOL}) \
           JOIN pool f ON f.number = pg_temp.dice(n, {salt} + 50, {POOL});\n\
         INSERT INTO passwords (user_id, hash) SELECT pg_temp.any_id('{kind}', n, 0), '{hash}' FROM {all};\n\
         INSERT INTO memberships (id, user_id, organisation_id, role, starts_at) \
         SELECT pg_temp.any_id('{kind}', n, 1), pg_temp.any_id('{kind}', n, 0), {organisation}, '{role}', {began} \
         FROM {all};\n\
         INSERT INTO membership_teams (membership_id, team_id) \
         SELECT pg_temp.any_id('{kind}', n, 1), team FROM ({teams}) AS part (n, team);\n"
    )
}
