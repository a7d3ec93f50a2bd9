//! Reading people. The functions here show somebody, so who calls them records everybody who is in the answer.

use crate::error::StoreError;
use crate::keys::{Keys, Place};
use crate::row;
use crate::schema::persons;
use crate::tx::Tx;
use access::{Permit, may};
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::birth::{Age, BirthDate};
use domain::bsn::Bsn;
use domain::id::PersonId;
use domain::person::{PersonName, Pronouns};
use domain::text::Name;
use domain::time::amsterdam_day;
use domain::version::Version;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A person as it is shown.
#[derive(Clone, PartialEq, Eq)]
pub struct PersonView {
    pub person: PersonId,
    pub version: Version,
    pub name: PersonName,
    pub birth: BirthDate,
    /// The age today, or on the day of death, as far as the birth date is known.
    pub age: Option<Age>,
    /// The citizen service number with only its last three digits.
    pub masked_bsn: Option<String>,
    pub pronouns: Pronouns,
    pub died_on: Option<NaiveDate>,
    /// Whether the address is kept from others.
    pub address_shielded: bool,
}

/// What a rule needs of a person who is known already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    pub birth: BirthDate,
    pub died_on: Option<NaiveDate>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = persons, check_for_backend(diesel::pg::Pg))]
pub(crate) struct PersonRow {
    id: Uuid,
    given_name: Option<String>,
    infix: Option<String>,
    family_name: String,
    birth: String,
    expected: bool,
    bsn: Option<Vec<u8>>,
    pronouns: String,
    died_on: Option<NaiveDate>,
    address_shielded: bool,
    version: i64,
}

impl std::fmt::Debug for PersonView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PersonView({}, …)", self.person)
    }
}

/// The person, when row level security shows it.
///
/// # Errors
/// Those of the database; [`StoreError::Sealed`] when the number cannot be opened.
pub async fn view(tx: &mut Tx, person: PersonId) -> Result<Option<PersonView>, StoreError> {
    let found =
        persons::table.find(person.0).select(PersonRow::as_select()).first(tx.conn()?).await.optional()?;
    let today = amsterdam_day(tx.now());
    found.map(|row| row.view(&tx.keys, today)).transpose()
}

/// The person of whom a permit for one of its households was given.
///
/// # Errors
/// Those of [`view`].
pub async fn read(
    tx: &mut Tx,
    permit: &Permit<may::ReadHousehold>,
    person: PersonId,
) -> Result<Option<PersonView>, StoreError> {
    let found = view(tx, person).await?;
    crate::audit::record(tx, permit, &[person]).await?;
    Ok(found)
}

/// What the rules need of these people, those that row level security hides left out.
///
/// # Errors
/// Those of the database.
pub async fn known(tx: &mut Tx, wanted: &[PersonId]) -> Result<BTreeMap<PersonId, Known>, StoreError> {
    if wanted.is_empty() {
        return Ok(BTreeMap::new());
    }
    let ids: Vec<Uuid> = wanted.iter().map(|person| person.0).collect();
    let rows = persons::table
        .filter(persons::id.eq_any(ids))
        .select((persons::id, persons::birth, persons::expected, persons::died_on))
        .load::<(Uuid, String, bool, Option<NaiveDate>)>(tx.conn()?)
        .await?;
    rows.into_iter()
        .map(|(id, birth, expected, died_on)| {
            Ok((PersonId(id), Known { birth: birth_date(id, &birth, expected)?, died_on }))
        })
        .collect()
}

/// Which of these numbers belong to somebody else whom row level security shows.
///
/// # Errors
/// Those of the database.
pub async fn taken_numbers(
    tx: &mut Tx,
    numbers: &[Bsn],
    but_of: Option<PersonId>,
) -> Result<Vec<Bsn>, StoreError> {
    if numbers.is_empty() {
        return Ok(Vec::new());
    }
    let keyed: Vec<(Vec<u8>, &Bsn)> = numbers.iter().map(|it| (bsn_index(&tx.keys, it), it)).collect();
    let indexes: Vec<&Vec<u8>> = keyed.iter().map(|(index, _)| index).collect();
    let found = persons::table
        .filter(persons::bsn_index.eq_any(indexes))
        .filter(persons::id.ne(but_of.map_or(Uuid::nil(), |it| it.0)))
        .select(persons::bsn_index.assume_not_null())
        .distinct()
        .load::<Vec<u8>>(tx.conn()?)
        .await?;
    Ok(keyed.into_iter().filter(|(index, _)| found.contains(index)).map(|(_, bsn)| bsn.clone()).collect())
}

impl PersonRow {
    pub(crate) fn view(self, keys: &Keys, today: NaiveDate) -> Result<PersonView, StoreError> {
        let birth = birth_date(self.id, &self.birth, self.expected)?;
        Ok(PersonView {
            person: PersonId(self.id),
            version: Version(self.version),
            name: self.name()?,
            birth,
            age: birth.age_on(self.died_on.unwrap_or(today)),
            masked_bsn: self.bsn(keys)?.map(|bsn| bsn.masked()),
            pronouns: row::code("persons", "pronouns", self.id, Pronouns::from_code(&self.pronouns))?,
            died_on: self.died_on,
            address_shielded: self.address_shielded,
        })
    }

    pub(crate) fn name(&self) -> Result<PersonName, StoreError> {
        let part = |column, text: &str| row::code("persons", column, self.id, Name::parse(text).ok());
        Ok(PersonName {
            given: self.given_name.as_deref().map(|it| part("given_name", it)).transpose()?,
            infix: self.infix.as_deref().map(|it| part("infix", it)).transpose()?,
            family: part("family_name", &self.family_name)?,
        })
    }

    fn bsn(&self, keys: &Keys) -> Result<Option<Bsn>, StoreError> {
        let Some(sealed) = &self.bsn else { return Ok(None) };
        let failed = || StoreError::Sealed { table: "persons", column: "bsn" };
        let digits =
            String::from_utf8(keys.open(bsn_place(self.id), sealed)?).map_err(|_ignored| failed())?;
        Bsn::parse(&digits).map(Some).map_err(|_ignored| failed())
    }
}

/// Where the number of a person lives.
pub(super) fn bsn_place(person: Uuid) -> Place {
    Place { table: "persons", column: "bsn", row: person }
}

/// What finds the number without reading it.
pub(super) fn bsn_index(keys: &Keys, bsn: &Bsn) -> Vec<u8> {
    keys.index("bsn", bsn.digits().as_bytes())
}

/// A birth date as it is stored.
pub(crate) fn birth_date(id: Uuid, text: &str, expected: bool) -> Result<BirthDate, StoreError> {
    let parsed = if expected { BirthDate::parse_expected(text) } else { BirthDate::parse(text) };
    row::code("persons", "birth", id, parsed.ok())
}
