//! Names for identifiers, for whatever shows a page of things: one statement for the professionals on it and one
//! for the people. What a transaction has read already it does not read again, because a page of many parts names
//! the same few people in each of them.
//!
//! Whoever shows the names of people records those people.

use crate::error::StoreError;
use crate::schema::{household_members, persons, users};
use crate::tx::Tx;
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::id::{PersonId, UserId};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A person with the name on the page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PersonName {
    pub person: PersonId,
    pub name: String,
}

/// A professional with the name on the page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct UserName {
    pub user: UserId,
    pub name: String,
}

/// The names that a transaction has read.
#[derive(Debug, Default)]
pub(crate) struct Known {
    persons: BTreeMap<Uuid, String>,
    users: BTreeMap<Uuid, String>,
}

/// The names of some people, by identifier.
#[derive(Debug, Default)]
pub(crate) struct PersonNames(BTreeMap<Uuid, String>);

/// The names of some professionals, by identifier.
#[derive(Debug, Default)]
pub(crate) struct UserNames(BTreeMap<Uuid, String>);

/// What a name on the page is made of.
#[derive(Queryable, Selectable)]
#[diesel(table_name = persons, check_for_backend(diesel::pg::Pg))]
pub(crate) struct NameRow {
    pub(crate) id: Uuid,
    given_name: Option<String>,
    infix: Option<String>,
    family_name: String,
    pub(crate) birth: String,
    pub(crate) born_from: Option<NaiveDate>,
}

impl NameRow {
    pub(crate) fn name(&self) -> String {
        [self.given_name.as_deref(), self.infix.as_deref(), Some(self.family_name.as_str())]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// What a stay that ended says of a person: who, and the name of the last day in parts.
type Left = (Uuid, Option<String>, Option<String>, Option<String>);

/// Reads the names of these people. Of those whom row level security hides because they left, it is the name that the
/// household knew.
pub(crate) async fn of_persons(tx: &mut Tx, wanted: &[PersonId]) -> Result<PersonNames, StoreError> {
    let ids = unknown(&tx.names.persons, wanted.iter().map(|it| it.0));
    if !ids.is_empty() {
        let read = read_persons(tx, ids).await?;
        tx.names.persons.extend(read);
    }
    Ok(PersonNames(known(&tx.names.persons, wanted.iter().map(|it| it.0))))
}

async fn read_persons(tx: &mut Tx, ids: Vec<Uuid>) -> Result<BTreeMap<Uuid, String>, StoreError> {
    let rows = persons::table
        .filter(persons::id.eq_any(ids.clone()))
        .select(NameRow::as_select())
        .load::<NameRow>(tx.conn()?)
        .await?;
    let mut names: BTreeMap<Uuid, String> = rows.into_iter().map(|row| (row.id, row.name())).collect();
    let gone = unknown(&names, ids.into_iter());
    if !gone.is_empty() {
        let stays = household_members::table
            .filter(household_members::person_id.eq_any(gone))
            .filter(household_members::left_on.is_not_null())
            .order(household_members::left_on)
            .select((
                household_members::person_id,
                household_members::known_given_name,
                household_members::known_infix,
                household_members::known_family_name,
            ))
            .load::<Left>(tx.conn()?)
            .await?;
        names.extend(
            stays.into_iter().map(|(id, given, infix, family)| (id, joined([given, infix, family].iter()))),
        );
    }
    Ok(names)
}

fn unknown(known: &BTreeMap<Uuid, String>, wanted: impl Iterator<Item = Uuid>) -> Vec<Uuid> {
    wanted.filter(|id| !known.contains_key(id)).collect()
}

fn known(all: &BTreeMap<Uuid, String>, wanted: impl Iterator<Item = Uuid>) -> BTreeMap<Uuid, String> {
    wanted.filter_map(|id| Some((id, all.get(&id)?.clone()))).collect()
}

fn joined<'a>(parts: impl Iterator<Item = &'a Option<String>>) -> String {
    parts.filter_map(Option::as_deref).collect::<Vec<_>>().join(" ")
}

/// Reads the names of these professionals.
pub(crate) async fn of_users(tx: &mut Tx, wanted: &[UserId]) -> Result<UserNames, StoreError> {
    let ids = unknown(&tx.names.users, wanted.iter().map(|it| it.0));
    if !ids.is_empty() {
        let rows = users::table
            .filter(users::id.eq_any(ids))
            .select((users::id, users::display_name))
            .load::<(Uuid, String)>(tx.conn()?)
            .await?;
        tx.names.users.extend(rows);
    }
    Ok(UserNames(known(&tx.names.users, wanted.iter().map(|it| it.0))))
}

impl Known {
    /// Keeps the name of a person that was read beside something else.
    pub(crate) fn person(&mut self, row: &NameRow) -> String {
        self.persons.entry(row.id).or_insert_with(|| row.name()).clone()
    }

    /// Keeps the name of a professional that was read beside something else.
    pub(crate) fn user(&mut self, user: Uuid, name: &str) {
        self.users.entry(user).or_insert_with(|| name.to_owned());
    }
}

impl PersonNames {
    /// The person with the name. Whoever sees a case sees everybody whom it speaks of, or the stay that ended, so a
    /// missing name is a row that cannot exist.
    pub(crate) fn find(&self, person: PersonId) -> Result<PersonName, StoreError> {
        let missing = || StoreError::Row { table: "persons", id: person.to_string(), column: "family_name" };
        let name = self.0.get(&person.0).ok_or_else(missing)?;
        Ok(PersonName { person, name: name.clone() })
    }
}

impl UserNames {
    /// The professional with the name.
    pub(crate) fn find(&self, user: UserId) -> Result<UserName, StoreError> {
        let missing = || StoreError::Row { table: "users", id: user.to_string(), column: "display_name" };
        let name = self.0.get(&user.0).ok_or_else(missing)?;
        Ok(UserName { user, name: name.clone() })
    }
}
