//! Names to draw from, with the keys under which the program finds them.

use domain::person::Pronouns;
use domain::search_key::{given_key, surname_key};
use server::demo::dice::Dice;
use server::demo::names::Names;
use server::failure::Failure;

/// So many names are drawn; a given name of one and a family name of another make a person.
pub(super) const POOL: u32 = 2000;

/// The table `pool` with names and their keys.
pub(super) fn pool() -> Result<String, Failure> {
    let names = Names::read()?;
    let mut dice = Dice::new(2022, "pool", 0);
    let rows: Vec<String> = (0..POOL)
        .map(|number| {
            let pronouns = if dice.chance(50) { Pronouns::SheHer } else { Pronouns::HeHim };
            let (given, family) = (names.given(&mut dice, pronouns), names.family(&mut dice));
            let infix = family.infix.as_deref().map_or_else(|| "NULL".to_owned(), quoted);
            let keys = (quoted(&given_key(&given)), quoted(&surname_key(&family.name)));
            let (given, family) = (quoted(&given), quoted(&family.name));
            format!("({number}, {given}, {}, {infix}, {family}, {}, '{pronouns}')", keys.0, keys.1)
        })
        .collect();
    let rows = rows.join(",\n");
    Ok(format!(
        "CREATE TEMPORARY TABLE pool (number integer PRIMARY KEY, given text, given_key text, infix text, family text, \
           surname_key text, pronouns text);\nINSERT INTO pool VALUES {rows};\nANALYZE pool;\n"
    ))
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
