//! Finding people: inside what the caller may see by name and birth date, outside it by hit or no hit only.
//!
//! Conditions are equalities and comparisons that the database may use before row level security, so an index
//! answers. What was sought is kept sealed, for a review of who searched for whom.

use crate::audit;
use crate::error::StoreError;
use crate::keys::Place;
use crate::person::{PersonRow, PersonView};
use crate::schema::{organisations, persons, search_terms, teams};
use crate::tx::Tx;
use access::{Permit, may};
use chrono::{Datelike, NaiveDate};
use diesel::prelude::*;
use diesel::sql_types::{Date, Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use domain::birth::BirthDate;
use domain::id::{PersonId, TeamId};
use domain::search_key::{given_key, surname_key};
use domain::text::{LongText, Name};
use domain::time::amsterdam_day;
use serde_json::json;
use uuid::Uuid;

#[diesel::declare_sql_function]
extern "SQL" {
    #[sql_name = "guard.recognise"]
    fn recognise_beyond_sight(surname: Text, born: Date, given: Text) -> Record<(SqlUuid, SqlUuid)>;
}

/// Whom somebody searches for. A family name, a full birth date, or both.
#[derive(Clone, PartialEq, Eq)]
pub struct Sought {
    pub family: Option<Name>,
    pub given: Option<Name>,
    pub birth: BirthDate,
}

/// Who was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub people: Vec<PersonView>,
    /// Whether more people meet it than were asked for.
    pub more: bool,
}

/// Three things that identify somebody, and why it must be known.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    pub family: Name,
    pub given: Name,
    pub born: NaiveDate,
    pub reason: LongText,
}

/// Whom to call about somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    pub team: TeamId,
    pub team_name: String,
    pub organisation_name: String,
    /// How the organisation is reached.
    pub contact: String,
}

/// People whom the caller may see, by name, at most `limit`. Everybody who is shown is recorded, and what was sought
/// is kept sealed.
///
/// # Errors
/// Those of the database; [`StoreError::Sealed`] when a number cannot be opened.
pub async fn find(
    tx: &mut Tx,
    permit: &Permit<may::Register>,
    sought: &Sought,
    limit: usize,
) -> Result<Found, StoreError> {
    let today = amsterdam_day(tx.now());
    let mut rows = matching(sought)
        .order((persons::family_name, persons::given_name, persons::born_from, persons::id))
        .limit(i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1))
        .select(PersonRow::as_select())
        .load::<PersonRow>(tx.conn()?)
        .await?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let people: Vec<PersonView> =
        rows.into_iter().map(|row| row.view(&tx.keys, today)).collect::<Result<_, _>>()?;
    let shown: Vec<_> = people.iter().map(|it| it.person).collect();
    audit::record_list(tx, permit.permission(), "search", &shown).await?;
    let terms = json!({
        "familyName": sought.family.as_ref().map(Name::as_str),
        "givenName": sought.given.as_ref().map(Name::as_str),
        "birthDate": sought.birth.to_text(),
    });
    keep(tx, permit, Terms { kind: "search", terms, reason: None, hits: people.len() }).await?;
    Ok(Found { people, more })
}

/// Whom to call about a person in a household that the caller may not see; empty when there is none. Always
/// recorded, found or not, and what was sought and why is kept sealed.
///
/// # Errors
/// Those of the database.
pub async fn recognise(
    tx: &mut Tx,
    permit: &Permit<may::Register>,
    identity: &Identity,
) -> Result<Vec<Contact>, StoreError> {
    let (surname, given) = (surname_key(identity.family.as_str()), given_key(identity.given.as_str()));
    let found: Vec<(Uuid, Uuid)> =
        diesel::select(recognise_beyond_sight(surname, identity.born, given)).load(tx.conn()?).await?;
    let (teams, persons): (Vec<Uuid>, Vec<PersonId>) =
        found.into_iter().map(|(team, person)| (team, PersonId(person))).unzip();
    let contacts = contacts_of(tx, teams).await?;
    // Who was hit goes into the log and nowhere else.
    audit::record_list(tx, permit.permission(), "recognition", &persons).await?;
    let terms = json!({
        "familyName": identity.family.as_str(),
        "givenName": identity.given.as_str(),
        "birthDate": identity.born.to_string(),
    });
    let reason = Some(&identity.reason);
    keep(tx, permit, Terms { kind: "recognition", terms, reason, hits: contacts.len() }).await?;
    Ok(contacts)
}

/// Names by their key. A name without a readable letter has no key and is compared as it is. Who has no given name
/// on record may be the one who is sought. A birth date meets every date that says less.
fn matching(sought: &Sought) -> persons::BoxedQuery<'static, diesel::pg::Pg> {
    let mut query = persons::table.into_boxed();
    if let Some(family) = &sought.family {
        let key = surname_key(family.as_str());
        if key.is_empty() {
            query = query.filter(persons::family_name.eq(family.as_str().to_owned()));
        }
        query = query.filter(persons::surname_key.eq(key));
    }
    if let Some(given) = &sought.given {
        let keys = vec![given_key(given.as_str()), String::new()];
        query = query.filter(persons::given_key.eq_any(keys));
    }
    match (sought.birth.earliest(), sought.birth.latest()) {
        (Some(first), Some(last)) if first == last => {
            query.filter(persons::born_from.eq_any(starts_of(first))).filter(persons::born_until.ge(first))
        }
        (Some(first), Some(last)) => {
            query.filter(persons::born_from.le(last)).filter(persons::born_until.ge(first))
        }
        _ => query,
    }
}

/// The days on which a period that holds this day can begin: the day itself, its month, its year.
fn starts_of(day: NaiveDate) -> Vec<NaiveDate> {
    let month = day.with_day(1);
    [Some(day), month, month.and_then(|it| it.with_month(1))].into_iter().flatten().collect()
}

async fn contacts_of(tx: &mut Tx, found: Vec<Uuid>) -> Result<Vec<Contact>, StoreError> {
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let rows = teams::table
        .inner_join(organisations::table)
        .filter(teams::id.eq_any(found))
        .order((organisations::name, teams::name))
        .select((teams::id, teams::name, organisations::name, organisations::contact))
        .load::<(Uuid, String, String, String)>(tx.conn()?)
        .await?;
    let contact = |(team, team_name, organisation_name, contact)| Contact {
        team: TeamId(team),
        team_name,
        organisation_name,
        contact,
    };
    Ok(rows.into_iter().map(contact).collect())
}

struct Terms<'a> {
    kind: &'static str,
    terms: serde_json::Value,
    reason: Option<&'a LongText>,
    hits: usize,
}

async fn keep(tx: &mut Tx, permit: &Permit<may::Register>, kept: Terms<'_>) -> Result<(), StoreError> {
    let (act, now) = (tx.act(), tx.now());
    let place = |column| Place { table: "search_terms", column, row: act };
    let terms = tx.keys.seal(place("terms"), kept.terms.to_string().as_bytes())?;
    let reason = kept.reason.map(|it| tx.keys.seal(place("reason"), it.as_str().as_bytes())).transpose()?;
    diesel::insert_into(search_terms::table)
        .values((
            (search_terms::act.eq(act), search_terms::kind.eq(kept.kind), search_terms::at.eq(now)),
            search_terms::user_id.eq(permit.caller().user.0),
            search_terms::membership_id.eq(permit.caller().membership.0),
            (search_terms::terms.eq(terms), search_terms::reason.eq(reason)),
            search_terms::hits.eq(i32::try_from(kept.hits).unwrap_or(i32::MAX)),
        ))
        .execute(tx.conn()?)
        .await?;
    Ok(())
}
