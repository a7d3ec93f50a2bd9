//! Accounts, memberships and sessions. Runs on the errand of signing in or of administering accounts.

pub mod session;

use crate::error::StoreError;
use crate::kept::Keep;
use crate::row;
use crate::schema::{membership_teams, memberships, organisations, passwords, sign_in_failures, users};
use crate::tx::Tx;
use access::{Caller, Role};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::duo::OrganisationKind;
use domain::id::{MembershipId, OrganisationId, SessionId, TeamId, UserId};
use uuid::Uuid;

#[diesel::declare_sql_function]
extern "SQL" {
    fn pg_advisory_xact_lock(key: diesel::sql_types::BigInt);
}

/// What is needed to check a password.
#[derive(Debug, Clone)]
pub struct Account {
    pub user: UserId,
    pub password_hash: String,
    pub blocked: bool,
    /// Memberships that are active now, oldest first.
    pub memberships: Vec<MembershipId>,
}

/// A new account.
#[derive(Debug, Clone)]
pub struct NewAccount {
    pub user: UserId,
    pub name: String,
    pub display_name: String,
    pub password_hash: String,
    pub expertise: Vec<String>,
    pub capacity: i32,
    pub demo: bool,
}

/// A new membership with its teams.
#[derive(Debug, Clone)]
pub struct NewMembership {
    pub membership: MembershipId,
    pub user: UserId,
    pub organisation: OrganisationId,
    pub role: Role,
    pub teams: Vec<TeamId>,
}

/// The account with this sign-in name, on the errand of signing in: on any other the password cannot be read.
///
/// # Errors
/// Those of the database.
pub async fn find_by_name(tx: &mut Tx, name: &str) -> Result<Option<Account>, StoreError> {
    let found = users::table
        .inner_join(passwords::table)
        .filter(users::name.eq(name))
        .select((users::id, passwords::hash, users::blocked_at))
        .first::<(Uuid, String, Option<DateTime<Utc>>)>(tx.conn()?)
        .await
        .optional()?;
    let Some((user, password_hash, blocked_at)) = found else {
        return Ok(None);
    };
    let memberships = active_memberships(tx, UserId(user)).await?;
    Ok(Some(Account { user: UserId(user), password_hash, blocked: blocked_at.is_some(), memberships }))
}

/// The person with this sign-in name.
///
/// # Errors
/// Those of the database.
pub async fn user_by_name(tx: &mut Tx, name: &str) -> Result<Option<UserId>, StoreError> {
    let found = users::table.filter(users::name.eq(name)).select(users::id).first::<Uuid>(tx.conn()?).await;
    Ok(found.optional()?.map(UserId))
}

/// How many wrong passwords were given for a name since a moment, and when the last one was.
///
/// # Errors
/// Those of the database.
pub async fn failures_since(
    tx: &mut Tx,
    name: &str,
    since: DateTime<Utc>,
) -> Result<(i64, Option<DateTime<Utc>>), StoreError> {
    let hash = tx.keys.index("sign_in_name", name.as_bytes());
    let found = sign_in_failures::table
        .filter(sign_in_failures::name_hash.eq(hash))
        .filter(sign_in_failures::at.gt(since))
        .select((diesel::dsl::count_star(), diesel::dsl::max(sign_in_failures::at)))
        .first(tx.conn()?)
        .await?;
    Ok(found)
}

/// Waits until nobody else tries to sign in under this name; the turn ends with the transaction.
///
/// # Errors
/// Those of the database.
pub async fn lock_tries(tx: &mut Tx, name: &str) -> Result<(), StoreError> {
    let hash = tx.keys.index("sign_in_name", name.as_bytes());
    let key = hash.iter().take(8).fold(0_i64, |key, byte| key << 8 | i64::from(*byte));
    diesel::select(pg_advisory_xact_lock(key)).execute(tx.conn()?).await?;
    Ok(())
}

/// Remembers a try under a name, which counts as a failure until it succeeds; forgets those before a moment.
///
/// # Errors
/// Those of the database.
pub async fn add_try(tx: &mut Tx, name: &str, forget_before: DateTime<Utc>) -> Result<(), StoreError> {
    let hash = tx.keys.index("sign_in_name", name.as_bytes());
    let now = tx.now();
    diesel::delete(sign_in_failures::table.filter(sign_in_failures::at.lt(forget_before)))
        .execute(tx.conn()?)
        .await?;
    diesel::insert_into(sign_in_failures::table)
        .values((sign_in_failures::name_hash.eq(hash), sign_in_failures::at.eq(now)))
        .execute(tx.conn()?)
        .await?;
    Ok(())
}

/// Forgets the tries under a name, once one has succeeded.
///
/// # Errors
/// Those of the database.
pub async fn forget_tries(tx: &mut Tx, name: &str) -> Result<(), StoreError> {
    let hash = tx.keys.index("sign_in_name", name.as_bytes());
    diesel::delete(sign_in_failures::table.filter(sign_in_failures::name_hash.eq(hash)))
        .execute(tx.conn()?)
        .await?;
    Ok(())
}

/// The caller that a membership makes, unless it has ended or the account is blocked.
///
/// # Errors
/// Those of the database; [`StoreError::Row`] for a role that this build does not know.
pub async fn caller(
    tx: &mut Tx,
    membership: MembershipId,
    session: SessionId,
) -> Result<Option<Caller>, StoreError> {
    let now = tx.now();
    let found = memberships::table
        .inner_join(users::table)
        .inner_join(organisations::table)
        .filter(memberships::id.eq(membership.0))
        .filter(memberships::starts_at.le(now))
        .filter(memberships::ends_at.is_null().or(memberships::ends_at.gt(now)))
        .filter(users::blocked_at.is_null())
        .select((
            users::id,
            users::display_name,
            memberships::role,
            organisations::id,
            organisations::name,
            organisations::kind,
        ))
        .first::<(Uuid, String, String, Uuid, String, String)>(tx.conn()?)
        .await
        .optional()?;
    let Some((user, display_name, role, organisation, organisation_name, kind)) = found else {
        return Ok(None);
    };
    let mut teams: Vec<TeamId> = membership_teams::table
        .filter(membership_teams::membership_id.eq(membership.0))
        .select(membership_teams::team_id)
        .load::<Uuid>(tx.conn()?)
        .await?
        .into_iter()
        .map(TeamId)
        .collect();
    teams.sort();
    Ok(Some(Caller {
        user: UserId(user),
        membership,
        organisation: OrganisationId(organisation),
        organisation_kind: row::code(
            "organisations",
            "kind",
            organisation,
            OrganisationKind::from_code(&kind),
        )?,
        role: row::code("memberships", "role", membership.0, Role::from_code(&role))?,
        teams,
        session,
        display_name,
        organisation_name,
    }))
}

/// Stores a new account with its password.
///
/// # Errors
/// [`StoreError::Conflict`] when the name is taken.
pub async fn add(tx: &mut Tx, account: &NewAccount) -> Result<(), StoreError> {
    let now = tx.now();
    diesel::insert_into(users::table)
        .values((
            users::id.eq(account.user.0),
            users::name.eq(&account.name),
            users::display_name.eq(&account.display_name),
            users::expertise.eq(&account.expertise),
            users::capacity.eq(account.capacity),
            users::demo.eq(account.demo),
            users::created_at.eq(now),
        ))
        .execute(tx.conn()?)
        .await?;
    diesel::insert_into(passwords::table)
        .values((passwords::user_id.eq(account.user.0), passwords::hash.eq(&account.password_hash)))
        .execute(tx.conn()?)
        .await?;
    Ok(())
}

/// Stores a new membership, which starts now.
///
/// # Errors
/// Those of the database.
pub async fn add_membership(tx: &mut Tx, new: &NewMembership) -> Result<(), StoreError> {
    let now = tx.now();
    diesel::insert_into(memberships::table)
        .values((
            memberships::id.eq(new.membership.0),
            memberships::user_id.eq(new.user.0),
            memberships::organisation_id.eq(new.organisation.0),
            memberships::role.eq(new.role.code()),
            memberships::starts_at.eq(now),
        ))
        .execute(tx.conn()?)
        .await?;
    for team in &new.teams {
        diesel::insert_into(membership_teams::table)
            .values((
                membership_teams::membership_id.eq(new.membership.0),
                membership_teams::team_id.eq(team.0),
            ))
            .execute(tx.conn()?)
            .await?;
    }
    Ok(())
}

/// Blocks an account; its sessions stop at once, because every request asks. Gives the person, if there is one.
///
/// # Errors
/// Those of the database.
pub async fn block(tx: &mut Tx, name: &str) -> Result<Option<UserId>, StoreError> {
    let now = tx.now();
    let blocked = diesel::update(users::table.filter(users::name.eq(name)))
        .set(users::blocked_at.eq(Some(now)))
        .returning(users::id)
        .get_result::<Uuid>(tx.conn()?)
        .await
        .optional()?;
    Ok(blocked.map(UserId))
}

/// Ends the active memberships of a person in an organisation.
///
/// # Errors
/// Those of the database.
pub async fn end_memberships(
    tx: &mut Tx,
    user: UserId,
    organisation: OrganisationId,
) -> Result<usize, StoreError> {
    let now = tx.now();
    let open = memberships::table
        .filter(memberships::user_id.eq(user.0))
        .filter(memberships::organisation_id.eq(organisation.0))
        .filter(memberships::ends_at.is_null());
    Ok(diesel::update(open).set(memberships::ends_at.eq(Some(now))).kept().execute(tx.conn()?).await?)
}

/// Whether accounts exist that a demonstration made, or that it did not make.
///
/// # Errors
/// Those of the database.
pub async fn has_accounts(tx: &mut Tx, demo: bool) -> Result<bool, StoreError> {
    let found = diesel::select(diesel::dsl::exists(users::table.filter(users::demo.eq(demo))));
    Ok(found.get_result(tx.conn()?).await?)
}

async fn active_memberships(tx: &mut Tx, user: UserId) -> Result<Vec<MembershipId>, StoreError> {
    let now = tx.now();
    let found = memberships::table
        .filter(memberships::user_id.eq(user.0))
        .filter(memberships::starts_at.le(now))
        .filter(memberships::ends_at.is_null().or(memberships::ends_at.gt(now)))
        .order((memberships::starts_at, memberships::id))
        .select(memberships::id)
        .load::<Uuid>(tx.conn()?)
        .await?;
    Ok(found.into_iter().map(MembershipId).collect())
}
