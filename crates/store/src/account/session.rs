//! Sessions of pages and programs, and the refresh tokens of the latter. Only hashes are stored.

use crate::error::StoreError;
use crate::kept::Keep;
use crate::schema::{refresh_tokens, sessions};
use crate::tx::Tx;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::id::{MembershipId, SessionId, UserId};
use uuid::Uuid;

/// Through which door somebody signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    Page,
    Api,
}

impl Door {
    fn code(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Api => "api",
        }
    }
}

/// A session that begins.
#[derive(Debug, Clone)]
pub struct NewSession {
    pub session: SessionId,
    pub door: Door,
    /// SHA-256 of the secret that the client holds.
    pub secret_hash: [u8; 32],
    pub user: UserId,
    pub membership: MembershipId,
    /// Absolute end.
    pub ends_at: DateTime<Utc>,
}

/// A session that has not ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct OpenSession {
    #[diesel(deserialize_as = Uuid)]
    pub session: SessionId,
    #[diesel(deserialize_as = Uuid)]
    pub membership: MembershipId,
    pub seen_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
}

/// Begins a session.
///
/// # Errors
/// Those of the database.
pub async fn begin(tx: &mut Tx, new: &NewSession) -> Result<(), StoreError> {
    let now = tx.now();
    diesel::insert_into(sessions::table)
        .values((
            sessions::id.eq(new.session.0),
            sessions::door.eq(new.door.code()),
            sessions::secret_hash.eq(new.secret_hash.as_slice()),
            sessions::user_id.eq(new.user.0),
            sessions::membership_id.eq(new.membership.0),
            sessions::started_at.eq(now),
            sessions::seen_at.eq(now),
            sessions::ends_at.eq(new.ends_at),
        ))
        .execute(tx.conn()?)
        .await?;
    Ok(())
}

/// The open session of a page that holds this secret.
///
/// # Errors
/// Those of the database.
pub async fn find_by_secret(tx: &mut Tx, secret_hash: [u8; 32]) -> Result<Option<OpenSession>, StoreError> {
    let now = tx.now();
    let found = sessions::table
        .filter(sessions::secret_hash.eq(secret_hash.to_vec()))
        .filter(sessions::door.eq(Door::Page.code()))
        .filter(sessions::ended_at.is_null())
        .filter(sessions::ends_at.gt(now))
        .select((sessions::id, sessions::membership_id, sessions::seen_at, sessions::ends_at))
        .first(tx.conn()?)
        .await
        .optional()?;
    Ok(found)
}

/// The open session of a program with this identifier.
///
/// # Errors
/// Those of the database.
pub async fn find_of_program(tx: &mut Tx, session: SessionId) -> Result<Option<OpenSession>, StoreError> {
    let now = tx.now();
    let found = sessions::table
        .find(session.0)
        .filter(sessions::door.eq(Door::Api.code()))
        .filter(sessions::ended_at.is_null())
        .filter(sessions::ends_at.gt(now))
        .select((sessions::id, sessions::membership_id, sessions::seen_at, sessions::ends_at))
        .first(tx.conn()?)
        .await
        .optional()?;
    Ok(found)
}

/// Notes that the session was used just now.
///
/// # Errors
/// Those of the database.
pub async fn touch(tx: &mut Tx, session: SessionId) -> Result<(), StoreError> {
    let now = tx.now();
    diesel::update(sessions::table.find(session.0))
        .set(sessions::seen_at.eq(now))
        .kept()
        .execute(tx.conn()?)
        .await?;
    Ok(())
}

/// Ends a session; ending it twice is no error.
///
/// # Errors
/// Those of the database.
pub async fn end(tx: &mut Tx, session: SessionId) -> Result<(), StoreError> {
    let now = tx.now();
    diesel::update(sessions::table.find(session.0).filter(sessions::ended_at.is_null()))
        .set(sessions::ended_at.eq(Some(now)))
        .kept()
        .execute(tx.conn()?)
        .await?;
    Ok(())
}

/// Hands out a refresh token, of which only the hash is kept.
///
/// # Errors
/// Those of the database.
pub async fn issue_refresh(tx: &mut Tx, session: SessionId, token_hash: [u8; 32]) -> Result<(), StoreError> {
    let now = tx.now();
    diesel::insert_into(refresh_tokens::table)
        .values((
            refresh_tokens::token_hash.eq(token_hash.to_vec()),
            refresh_tokens::session_id.eq(session.0),
            refresh_tokens::issued_at.eq(now),
        ))
        .execute(tx.conn()?)
        .await?;
    Ok(())
}

/// Locks a refresh token and gives its session, and whether it was used before.
///
/// # Errors
/// Those of the database.
pub async fn lock_refresh(
    tx: &mut Tx,
    token_hash: [u8; 32],
) -> Result<Option<(SessionId, bool)>, StoreError> {
    let found = refresh_tokens::table
        .find(token_hash.to_vec())
        .select((refresh_tokens::session_id, refresh_tokens::used_at))
        .for_no_key_update()
        .first::<(Uuid, Option<DateTime<Utc>>)>(tx.conn()?)
        .await
        .optional()?;
    Ok(found.map(|(session, used_at)| (SessionId(session), used_at.is_some())))
}

/// Notes that a refresh token was exchanged.
///
/// # Errors
/// Those of the database.
pub async fn use_refresh(tx: &mut Tx, token_hash: [u8; 32]) -> Result<(), StoreError> {
    let now = tx.now();
    diesel::update(refresh_tokens::table.find(token_hash.to_vec()))
        .set(refresh_tokens::used_at.eq(Some(now)))
        .kept()
        .execute(tx.conn()?)
        .await?;
    Ok(())
}
