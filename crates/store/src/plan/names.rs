//! Names for the identifiers in a plan: one statement for each kind. Whoever shows them records the people.

use super::VersionLine;
use crate::error::StoreError;
use crate::names::{of_persons, of_users};
use crate::schema::organisations;
use crate::tx::Tx;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::id::{OrganisationId, PersonId, UserId};
use domain::plan::{Content, Doer, Value};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// The names of everybody and everything that a plan names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlanNames {
    pub persons: BTreeMap<PersonId, String>,
    pub users: BTreeMap<UserId, String>,
    pub organisations: BTreeMap<OrganisationId, String>,
}

/// The identifiers of which the names are asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    pub persons: BTreeSet<PersonId>,
    pub users: BTreeSet<UserId>,
    pub organisations: BTreeSet<OrganisationId>,
}

impl Asked {
    /// Asks for everybody and everything that a part names.
    pub fn add(&mut self, content: &Content) {
        content.values().for_each(|(_, value)| self.add_value(value));
    }

    /// Asks for everybody and everything in a field.
    pub fn add_value(&mut self, value: &Value) {
        self.persons.extend(value.persons());
        match value {
            Value::Doer(Doer::Professional(user)) => {
                self.users.insert(*user);
            }
            Value::Organisation(organisation) => {
                self.organisations.insert(*organisation);
            }
            Value::Text(_)
            | Value::Day(_)
            | Value::Rank(_)
            | Value::Factor(_)
            | Value::Screening(_)
            | Value::Item(_)
            | Value::Person(_)
            | Value::Persons(_)
            | Value::Doer(Doer::Member(_) | Doer::Network { .. }) => {}
        }
    }

    /// Asks for everybody who had a say in a version.
    pub fn add_version(&mut self, version: &VersionLine) {
        self.users.insert(version.adopted_by);
        self.users.extend(version.consents.iter().map(|it| it.given_by));
        self.organisations.extend(version.consents.iter().map(|it| it.organisation));
        self.persons.extend(version.voices.iter().map(|it| it.person));
    }
}

/// Reads the names. The caller of this function records the people.
///
/// # Errors
/// Those of the database.
pub async fn names(tx: &mut Tx, asked: &Asked) -> Result<PlanNames, StoreError> {
    let persons: Vec<PersonId> = asked.persons.iter().copied().collect();
    let users: Vec<UserId> = asked.users.iter().copied().collect();
    let wanted: Vec<Uuid> = asked.organisations.iter().map(|it| it.0).collect();
    let person_names = of_persons(tx, &persons).await?;
    let user_names = of_users(tx, &users).await?;
    let organisations = if wanted.is_empty() {
        Vec::new()
    } else {
        organisations::table
            .filter(organisations::id.eq_any(wanted))
            .select((organisations::id, organisations::name))
            .load::<(Uuid, String)>(tx.conn()?)
            .await?
    };
    let persons = persons.into_iter().map(|it| Ok((it, person_names.find(it)?.name)));
    let users = users.into_iter().map(|it| Ok((it, user_names.find(it)?.name)));
    Ok(PlanNames {
        persons: persons.collect::<Result<_, StoreError>>()?,
        users: users.collect::<Result<_, StoreError>>()?,
        organisations: organisations.into_iter().map(|(id, name)| (OrganisationId(id), name)).collect(),
    })
}
