//! Households, the people in them, and how they are related: the first two are grown up, the others children.

use super::Ground;
use super::names::POOL;

/// The people of all households, one by one.
const EACH: &str = "FROM plan p CROSS JOIN LATERAL generate_series(1, p.members) AS k";

/// In a hundred households the second member is an ex-partner who lives elsewhere.
const APART: &str = "pg_temp.dice(p.n, 10, 100) < 40";

pub(super) fn households(_: &Ground) -> String {
    "INSERT INTO households (id, area_id, registered_by, registered_as, registered_at) \
     SELECT p.household, (SELECT a.area_id FROM team_areas a WHERE a.team_id = pg_temp.any_id('expert-team', p.team, 0)), \
       pg_temp.any_id('expert', p.expert, 0), pg_temp.any_id('expert', p.expert, 1), p.opened_at - interval '1 day' \
     FROM plan p;\n"
        .to_owned()
}

pub(super) fn persons(_: &Ground) -> String {
    format!(
        "INSERT INTO persons (id, given_name, infix, family_name, surname_key, given_key, birth, born_from, born_until, \
           pronouns, registered_by, registered_at) \
         SELECT pg_temp.any_id('person', x.n, x.k), g.given, f.infix, f.family, f.surname_key, g.given_key, \
           to_char(x.born, 'YYYY-MM-DD'), x.born, x.born, g.pronouns, pg_temp.any_id('expert', x.expert, 0), \
           x.opened_at - interval '1 day' \
         FROM (SELECT p.n, k, p.expert, p.opened_at, p.opened_at::date - CASE WHEN k <= 2 \
             THEN 8000 + pg_temp.dice(p.n * 8 + k, 11, 11000) ELSE 30 + pg_temp.dice(p.n * 8 + k, 11, 6000) END::integer AS born, \
             CASE WHEN k = 2 AND {APART} THEN p.n + 1000000000 ELSE p.n END AS family {EACH}) AS x \
           JOIN pool g ON g.number = pg_temp.dice(x.n * 8 + x.k, 12, {POOL}) \
           JOIN pool f ON f.number = pg_temp.dice(x.family, 13, {POOL});\n"
    )
}

pub(super) fn members(_: &Ground) -> String {
    format!(
        "INSERT INTO household_members (id, household_id, person_id, role, lives_here, joined_on, recorded_by, recorded_at) \
         SELECT pg_temp.ordered_id(p.opened_at - interval '1 day', 'member', p.n, k), p.household, \
           pg_temp.any_id('person', p.n, k), \
           CASE WHEN k > 2 THEN 'child' WHEN k = 2 AND {APART} THEN 'ex_partner' ELSE 'adult' END, \
           NOT (k = 2 AND {APART}), p.opened_at::date - 1, pg_temp.any_id('expert', p.expert, 0), \
           p.opened_at - interval '1 day' {EACH};\n"
    )
}

pub(super) fn relationships(_: &Ground) -> String {
    format!(
        "INSERT INTO relationships (id, household_id, from_person_id, to_person_id, kind, parental_authority, recorded_by, \
           recorded_at) \
         SELECT pg_temp.ordered_id(p.opened_at - interval '1 day', 'relationship', p.n, k), p.household, \
           pg_temp.any_id('person', p.n, 1), pg_temp.any_id('person', p.n, k), \
           CASE WHEN k > 2 THEN 'parent_of' WHEN {APART} THEN 'ex_partner_of' ELSE 'partner_of' END, \
           CASE WHEN k > 2 THEN true END, pg_temp.any_id('expert', p.expert, 0), p.opened_at - interval '1 day' \
         {EACH} WHERE k > 1;\n"
    )
}
