//! Prints `schema.rs` from what a migrated database says of itself.
//!
//! The committed file is this text; a test compares the two.

use crate::testing::Console;
use secrecy::SecretString;

/// The text of `schema.rs` for the database at this address, which a role reads that may read the catalogue.
///
/// # Panics
/// When the database does not answer.
pub async fn print(url: &SecretString) -> String {
    let mut console = Console::open(url).await;
    let tables = console.lines(TABLES).await.join("\n");
    let joinable = console.lines(JOINABLE).await.join("\n");
    let names: String = console.lines(NAMES).await.iter().map(|name| format!("    {name},\n")).collect();
    format!("{HEADER}\n{tables}\n{joinable}\n\ndiesel::allow_tables_to_appear_in_same_query!(\n{names});\n")
}

const HEADER: &str = "\
//! The tables as diesel sees them, with what the database says of each column.
//! A test prints this file from a migrated database and compares; never edit it by hand.
#![cfg_attr(rustfmt, rustfmt_skip)]
";

/// A block for each table and view. A view has no key and no constraints: its column `id` stands for a key, and
/// none of its columns is null.
const TABLES: &str = r"
SELECT format(E'diesel::table! {\n    /// %s\n    %s (%s) {\n%s\n    }\n}\n',
  obj_description(c.oid, 'pg_class'), c.relname,
  coalesce((SELECT string_agg(a.attname, ', ' ORDER BY k.place)
    FROM pg_index i, unnest(i.indkey::smallint[]) WITH ORDINALITY AS k (number, place), pg_attribute a
    WHERE i.indrelid = c.oid AND i.indisprimary AND a.attrelid = c.oid AND a.attnum = k.number), 'id'),
  (SELECT string_agg(concat('        /// ' || col_description(c.oid, a.attnum) || E'\n', '        ', a.attname, ' -> ',
      CASE WHEN a.attnotnull OR c.relkind = 'v' THEN named.type ELSE format('Nullable<%s>', named.type) END, ','),
      E'\n' ORDER BY a.attnum)
    FROM pg_attribute a, LATERAL (SELECT CASE format_type(a.atttypid, a.atttypmod)
        WHEN 'bigint' THEN 'BigInt'
        WHEN 'boolean' THEN 'Bool'
        WHEN 'bytea' THEN 'Bytea'
        WHEN 'date' THEN 'Date'
        WHEN 'integer' THEN 'Integer'
        WHEN 'jsonb' THEN 'Jsonb'
        WHEN 'smallint' THEN 'SmallInt'
        WHEN 'text' THEN 'Text'
        WHEN 'text[]' THEN 'Array<Text>'
        WHEN 'timestamp with time zone' THEN 'Timestamptz'
        WHEN 'uuid' THEN 'Uuid'
        WHEN 'uuid[]' THEN 'Array<Uuid>'
        ELSE format_type(a.atttypid, a.atttypmod) END) AS named (type)
    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped))
FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v') AND c.relname NOT LIKE E'\\_\\_%'
ORDER BY c.relname";

/// Foreign keys of one column, unless there are several between the same two tables: then diesel cannot choose.
const JOINABLE: &str = r"
SELECT format('diesel::joinable!(%s -> %s (%s));', conrelid::regclass, confrelid::regclass, min(a.attname))
FROM pg_constraint f JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
WHERE f.contype = 'f' AND f.connamespace = 'public'::regnamespace AND cardinality(f.conkey) = 1
  AND f.conrelid <> f.confrelid
GROUP BY f.conrelid, f.confrelid
HAVING count(*) = 1
ORDER BY f.conrelid::regclass::text, f.confrelid::regclass::text";

const NAMES: &str = r"
SELECT c.relname FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v') AND c.relname NOT LIKE E'\\_\\_%'
ORDER BY c.relname";
