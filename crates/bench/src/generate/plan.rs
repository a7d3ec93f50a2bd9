//! What every table is filled from: a line for each case with who works on it, and a few functions.
//!
//! All of it is temporary. The same number always throws the same dice, so that tables agree without asking each other.

use super::Ground;
use super::numbers::{FROM_REPORT, MEMBERS, ONE_WAITS_IN, OPEN, TEAM, YEARS};

/// Functions of this session: dice, identifiers that tell nothing, identifiers that sort by time, codes of cases.
pub(super) fn means() -> String {
    "CREATE FUNCTION pg_temp.dice(number bigint, salt bigint, sides bigint) RETURNS bigint LANGUAGE sql IMMUTABLE \
       RETURN (hashint8extended(number, salt) & 9223372036854775807) % sides;\n\
     CREATE FUNCTION pg_temp.any_id(kind text, number bigint, part bigint) RETURNS uuid LANGUAGE sql IMMUTABLE \
       RETURN md5(kind || '/' || number || '/' || part)::uuid;\n\
     CREATE FUNCTION pg_temp.ordered_id(at timestamptz, kind text, number bigint, part bigint) RETURNS uuid \
       LANGUAGE sql IMMUTABLE RETURN (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' \
       || substr(md5(kind || '/' || number || '/' || part), 1, 3) || 'a' \
       || substr(md5(kind || '/' || number || '/' || part), 4, 15))::uuid;\n\
     CREATE FUNCTION pg_temp.case_code(number bigint) RETURNS text LANGUAGE sql IMMUTABLE \
       RETURN (SELECT string_agg(substr('23456789ABCDEFGHJKLMNPQRSTUVWXYZ', \
         1 + (((number * 654435761) % 1073741824) >> (5 * place) & 31)::integer, 1), '' ORDER BY place) \
         FROM generate_series(0, 5) AS place);\n"
        .to_owned()
}

/// The table `plan`: a line for each household with its one case.
pub(super) fn cases(ground: &Ground) -> String {
    let (size, now) = (ground.size, &ground.now);
    let (all, experts) = (size.households, size.teams() * TEAM);
    let (fewest, span) = (MEMBERS.0, MEMBERS.1 - MEMBERS.0 + 1);
    let (new, old) = OPEN;
    format!(
        "CREATE TEMPORARY TABLE plan AS WITH \
         opened AS (SELECT n, '{now}'::timestamptz - interval '{YEARS} years' * (({all} - n + 0.5) / {all}) AS opened_at, \
           CASE WHEN n > 0.7 * {all} THEN n > 0.98 * {all} OR pg_temp.dice(n, 1, 100) < {new} \
             ELSE pg_temp.dice(n, 1, 100) < {old} END AS open \
           FROM generate_series(1, {all}) AS n), \
         closed AS (SELECT *, CASE WHEN NOT open THEN least(opened_at + interval '1 day' * (60 + pg_temp.dice(n, 2, 300)), \
             opened_at + ('{now}'::timestamptz - opened_at) * 0.9) END AS closed_at, \
           row_number() OVER (PARTITION BY open ORDER BY n) AS turn FROM opened), \
         worked AS (SELECT *, turn % {experts} AS expert FROM closed) \
         SELECT n, opened_at, open, closed_at, coalesce(closed_at, '{now}') AS ended_at, expert, \
           expert / {TEAM} AS team, \
           expert / {TEAM} * {TEAM} + (turn / {experts} + expert) % {TEAM} AS local, \
           open AND turn % {ONE_WAITS_IN} = 1 AS waits, \
           {fewest} + pg_temp.dice(n, 3, {span}) AS members, \
           pg_temp.dice(n, 4, 100) < {FROM_REPORT} AS reported, \
           pg_temp.ordered_id(opened_at - interval '1 day', 'household', n, 0) AS household, \
           pg_temp.ordered_id(opened_at, 'case', n, 0) AS id \
         FROM worked;\n\
         CREATE UNIQUE INDEX ON plan (n);\n\
         ANALYZE plan;\n"
    )
}
