//! Writing people. A number that is given is sealed for the row of its person before it goes to the database.

use super::read::{bsn_index, bsn_place};
use super::{PersonRow, PersonView};
use crate::audit;
use crate::error::StoreError;
use crate::kept::Keep;
use crate::schema::{household_members, persons};
use crate::tx::Tx;
use access::{Permit, may};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::bsn::Bsn;
use domain::id::{PersonId, UserId};
use domain::person::Person;
use domain::search_key::{given_key, surname_key};
use domain::time::amsterdam_day;
use domain::version::Version;

/// What happens to the number of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BsnChange {
    /// It stays what it is, also when there is none.
    Keep,
    /// It is taken away.
    Clear,
    /// It becomes this one.
    Set(Bsn),
}

/// The columns of a person that follow from the rules; the number is apart.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = persons, treat_none_as_null = true)]
struct Columns {
    given_name: Option<String>,
    infix: Option<String>,
    family_name: String,
    surname_key: String,
    given_key: String,
    birth: String,
    expected: bool,
    born_from: Option<chrono::NaiveDate>,
    born_until: Option<chrono::NaiveDate>,
    pronouns: &'static str,
    died_on: Option<chrono::NaiveDate>,
    address_shielded: bool,
}

/// Reads a person who belongs to the permit's household now, and locks it until the end of the transaction.
///
/// # Errors
/// Those of the database.
pub async fn lock(
    tx: &mut Tx,
    permit: &Permit<may::EditHousehold>,
    person: PersonId,
) -> Result<Option<PersonView>, StoreError> {
    let household = permit.household().ok_or(StoreError::Stale)?;
    let stays = household_members::table
        .filter(household_members::household_id.eq(household.0))
        .filter(household_members::person_id.eq(person.0))
        .filter(household_members::left_on.is_null());
    let found = persons::table
        .find(person.0)
        .filter(diesel::dsl::exists(stays))
        .select(PersonRow::as_select())
        .for_no_key_update()
        .first(tx.conn()?)
        .await
        .optional()?;
    let today = amsterdam_day(tx.now());
    found.map(|row| row.view(&tx.keys, today)).transpose()
}

/// Writes a person of the permit's household anew, unless somebody else did since `seen`.
///
/// # Errors
/// [`StoreError::Stale`] when the version is another one; those of the database.
pub async fn change(
    tx: &mut Tx,
    permit: &Permit<may::EditHousehold>,
    (person, seen): (PersonId, Version),
    (new, bsn): (&Person, &BsnChange),
) -> Result<Version, StoreError> {
    let row = persons::table.find(person.0).filter(persons::version.eq(seen.0));
    let changed = diesel::update(row)
        .set((Columns::of(new), persons::version.eq(persons::version + 1)))
        .kept()
        .execute(tx.conn()?)
        .await?;
    if changed == 0 {
        return Err(StoreError::Stale);
    }
    let number = match bsn {
        BsnChange::Keep => None,
        BsnChange::Clear => Some((None, None)),
        BsnChange::Set(bsn) => Some(sealed(tx, person, bsn)?),
    };
    if let Some((sealed, index)) = number {
        diesel::update(persons::table.find(person.0))
            .set((persons::bsn.eq(sealed), persons::bsn_index.eq(index)))
            .kept()
            .execute(tx.conn()?)
            .await?;
    }
    audit::record(tx, permit, &[person]).await?;
    Ok(Version(seen.0 + 1))
}

/// Adds people. Nobody sees them until they belong to a household, which the caller of this function arranges and
/// records.
pub(crate) async fn insert(tx: &mut Tx, by: UserId, new: &[(PersonId, &Person)]) -> Result<(), StoreError> {
    let now = tx.now();
    let row = |(id, person): &(PersonId, &Person)| {
        let (bsn, index) = match &person.bsn {
            Some(bsn) => sealed(tx, *id, bsn)?,
            None => (None, None),
        };
        Ok((
            persons::id.eq(id.0),
            Columns::of(person),
            (persons::bsn.eq(bsn), persons::bsn_index.eq(index)),
            (persons::registered_by.eq(by.0), persons::registered_at.eq(now)),
        ))
    };
    let rows = new.iter().map(row).collect::<Result<Vec<_>, StoreError>>()?;
    if !rows.is_empty() {
        diesel::insert_into(persons::table).values(rows).execute(tx.conn()?).await?;
    }
    Ok(())
}

type Sealed = (Option<Vec<u8>>, Option<Vec<u8>>);

fn sealed(tx: &Tx, person: PersonId, bsn: &Bsn) -> Result<Sealed, StoreError> {
    let sealed = tx.keys.seal(bsn_place(person.0), bsn.digits().as_bytes())?;
    Ok((Some(sealed), Some(bsn_index(&tx.keys, bsn))))
}

impl Columns {
    fn of(person: &Person) -> Self {
        let text = |it: &domain::text::Name| it.as_str().to_owned();
        let name = &person.name;
        Self {
            given_name: name.given.as_ref().map(text),
            infix: name.infix.as_ref().map(text),
            family_name: text(&name.family),
            surname_key: surname_key(name.family.as_str()),
            given_key: name.given.as_ref().map(|it| given_key(it.as_str())).unwrap_or_default(),
            birth: person.birth.to_text(),
            expected: person.birth.is_expected(),
            born_from: person.birth.earliest(),
            born_until: person.birth.latest(),
            pronouns: person.pronouns.code(),
            died_on: person.died_on,
            address_shielded: person.address_shielded,
        }
    }
}
