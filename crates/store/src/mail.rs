//! The outbox: one row for each mail, added with what it is about and ended when the post has taken it. Addresses are
//! sealed; only the worker reads them.

use crate::error::StoreError;
use crate::keys::Place;
use crate::schema::{mail_addresses, mails, notices};
use crate::tx::Tx;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::Uuid as SqlUuid;
use diesel_async::RunQueryDsl;
use domain::id::{MailId, MembershipId, NoticeId, UserId};
use secrecy::{ExposeSecret, SecretString};
use uuid::Uuid;

#[diesel::declare_sql_function]
extern "SQL" {
    /// Whether a membership holds and its account is open.
    #[sql_name = "guard.still_works"]
    fn still_works(wanted: SqlUuid) -> Bool;
}

/// A mail to add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMail {
    pub id: MailId,
    /// The same key is never mailed twice.
    pub key: String,
    pub user: UserId,
    pub membership: MembershipId,
    /// The notice that it is about; nothing for a digest.
    pub notice: Option<NoticeId>,
    /// How many notices it is about, 1 or more.
    pub number: i32,
}

/// A mail that has to go out.
#[derive(Debug, Clone)]
pub struct Outgoing {
    pub id: MailId,
    /// Nothing when nobody gave an address.
    pub address: Option<SecretString>,
    /// Whether whom it is for still works under the membership.
    pub still_works: bool,
    /// What people call the case of its notice; nothing for a digest.
    pub code: Option<String>,
    pub urgent: bool,
    pub number: i32,
}

/// What became of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    Sent,
    NoAddress,
    Left,
    SwitchedOff,
}

/// Adds mails to the outbox, and says which are new.
///
/// # Errors
/// Those of the database.
pub async fn add(tx: &mut Tx, new: &[NewMail]) -> Result<Vec<MailId>, StoreError> {
    if new.is_empty() {
        return Ok(Vec::new());
    }
    let now = tx.now();
    let rows: Vec<_> = new
        .iter()
        .map(|mail| {
            (
                (mails::id.eq(mail.id.0), mails::key.eq(&mail.key)),
                (mails::user_id.eq(mail.user.0), mails::membership_id.eq(mail.membership.0)),
                mails::notice_id.eq(mail.notice.map(|it| it.0)),
                mails::number_of_notices.eq(mail.number),
                mails::added_at.eq(now),
            )
        })
        .collect();
    let added = diesel::insert_into(mails::table)
        .values(rows)
        .on_conflict_do_nothing()
        .returning(mails::id)
        .load::<Uuid>(tx.conn()?)
        .await?;
    Ok(added.into_iter().map(MailId).collect())
}

/// Those of these mails that have to go out.
///
/// # Errors
/// [`StoreError::Sealed`] when an address cannot be opened; those of the database.
pub async fn outgoing(tx: &mut Tx, which: &[MailId]) -> Result<Vec<Outgoing>, StoreError> {
    let ids: Vec<Uuid> = which.iter().map(|it| it.0).collect();
    let rows = mails::table
        .left_join(notices::table)
        .left_join(mail_addresses::table.on(mail_addresses::user_id.eq(mails::user_id)))
        .filter(mails::id.eq_any(ids))
        .filter(mails::ended_at.is_null())
        .order(mails::id)
        .select((
            (mails::id, mails::user_id, mails::number_of_notices, still_works(mails::membership_id)),
            (notices::code.nullable(), notices::urgent.nullable(), mail_addresses::address.nullable()),
        ))
        .load::<((Uuid, Uuid, i32, bool), (Option<String>, Option<bool>, Option<Vec<u8>>))>(tx.conn()?)
        .await?;
    rows.into_iter()
        .map(|((id, user, number, still_works), (code, urgent, sealed))| {
            let address = sealed.map(|it| open(tx, UserId(user), &it)).transpose()?;
            let urgent = urgent.unwrap_or_default();
            Ok(Outgoing { id: MailId(id), address, still_works, code, urgent, number })
        })
        .collect()
}

/// Writes down what became of mails.
///
/// # Errors
/// Those of the database.
pub async fn end(tx: &mut Tx, which: &[MailId], ending: Ending) -> Result<(), StoreError> {
    if which.is_empty() {
        return Ok(());
    }
    let now = tx.now();
    let ids: Vec<Uuid> = which.iter().map(|it| it.0).collect();
    diesel::update(mails::table.filter(mails::id.eq_any(ids)))
        .set((mails::ended_at.eq(now), mails::ending.eq(ending.code())))
        .execute(tx.conn()?)
        .await?;
    Ok(())
}

/// Gives somebody the address that mail goes to, instead of the one before.
///
/// # Errors
/// Those of the database.
pub async fn set_address(tx: &mut Tx, user: UserId, address: &SecretString) -> Result<(), StoreError> {
    let now = tx.now();
    let sealed = tx.keys.seal(place(user), address.expose_secret().as_bytes())?;
    diesel::insert_into(mail_addresses::table)
        .values((
            mail_addresses::user_id.eq(user.0),
            mail_addresses::address.eq(&sealed),
            mail_addresses::set_at.eq(now),
        ))
        .on_conflict(mail_addresses::user_id)
        .do_update()
        .set((mail_addresses::address.eq(&sealed), mail_addresses::set_at.eq(now)))
        .execute(tx.conn()?)
        .await?;
    Ok(())
}

/// Removes mails that ended before a moment, and tells how many those were.
///
/// # Errors
/// Those of the database.
pub async fn sweep(tx: &mut Tx, before: DateTime<Utc>) -> Result<usize, StoreError> {
    Ok(diesel::delete(mails::table.filter(mails::ended_at.lt(before))).execute(tx.conn()?).await?)
}

impl Ending {
    const fn code(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::NoAddress => "no_address",
            Self::Left => "left",
            Self::SwitchedOff => "switched_off",
        }
    }
}

fn open(tx: &Tx, user: UserId, sealed: &[u8]) -> Result<SecretString, StoreError> {
    let plain = tx.keys.open(place(user), sealed)?;
    let failed =
        |_: std::string::FromUtf8Error| StoreError::Sealed { table: "mail_addresses", column: "address" };
    Ok(SecretString::from(String::from_utf8(plain).map_err(failed)?))
}

const fn place(user: UserId) -> Place {
    Place { table: "mail_addresses", column: "address", row: user.0 }
}
