//! What a professional sees of notices: the own ones of this membership, and the own choice of mail.

use super::About;
use crate::error::StoreError;
use crate::row;
use crate::schema::{notice_choices, notices};
use crate::tx::Tx;
use access::Caller;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::id::{CaseId, ConsultationId, NoticeId};
use domain::notice::{MailChoice, NoticeKind, Rung};
use uuid::Uuid;

/// A notice as whom it is for reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeLine {
    pub id: NoticeId,
    /// Its place among all notices; later ones have a higher number.
    pub number: i64,
    pub kind: NoticeKind,
    pub about: About,
    /// What people call the case or the consultation without naming anybody.
    pub code: String,
    pub origin: Uuid,
    pub rung: Rung,
    pub told_at: DateTime<Utc>,
    pub read_at: Option<DateTime<Utc>>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = notices, check_for_backend(diesel::pg::Pg))]
struct Row {
    id: Uuid,
    number: i64,
    kind: String,
    case_id: Option<Uuid>,
    consultation_id: Option<Uuid>,
    code: String,
    origin_id: Uuid,
    rung: i16,
    told_at: DateTime<Utc>,
    read_at: Option<DateTime<Utc>>,
}

/// The caller's own notices, the latest first, from before this number on.
///
/// # Errors
/// Those of the database.
pub async fn latest(
    tx: &mut Tx,
    caller: &Caller,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<NoticeLine>, StoreError> {
    let rows = notices::table
        .filter(notices::user_id.eq(caller.user.0).and(notices::membership_id.eq(caller.membership.0)))
        .filter(notices::number.lt(before.unwrap_or(i64::MAX)))
        .order(notices::number.desc())
        .limit(limit)
        .select(Row::as_select())
        .load::<Row>(tx.conn()?)
        .await?;
    rows.into_iter().map(Row::into_line).collect()
}

/// One of the caller's own notices.
///
/// # Errors
/// Those of the database.
pub async fn find(tx: &mut Tx, caller: &Caller, notice: NoticeId) -> Result<Option<NoticeLine>, StoreError> {
    let row = notices::table
        .find(notice.0)
        .filter(notices::user_id.eq(caller.user.0).and(notices::membership_id.eq(caller.membership.0)))
        .select(Row::as_select())
        .first::<Row>(tx.conn()?)
        .await
        .optional()?;
    row.map(Row::into_line).transpose()
}

/// Notes that the caller has read a notice. Reading twice is reading once.
///
/// # Errors
/// Those of the database.
pub async fn mark_read(tx: &mut Tx, caller: &Caller, notice: NoticeId) -> Result<(), StoreError> {
    let now = tx.now();
    let unread = notices::table
        .find(notice.0)
        .filter(notices::user_id.eq(caller.user.0).and(notices::membership_id.eq(caller.membership.0)))
        .filter(notices::read_at.is_null());
    diesel::update(unread).set(notices::read_at.eq(now)).execute(tx.conn()?).await?;
    Ok(())
}

/// Notes that the caller has read everything up to this number, and tells how much that was.
///
/// # Errors
/// Those of the database.
pub async fn mark_all_read(tx: &mut Tx, caller: &Caller, up_to: i64) -> Result<usize, StoreError> {
    let now = tx.now();
    let unread = notices::table
        .filter(notices::user_id.eq(caller.user.0).and(notices::membership_id.eq(caller.membership.0)))
        .filter(notices::number.le(up_to))
        .filter(notices::read_at.is_null());
    Ok(diesel::update(unread).set(notices::read_at.eq(now)).execute(tx.conn()?).await?)
}

/// How the caller wants mail; once a day without a choice.
///
/// # Errors
/// Those of the database.
pub async fn choice_of(tx: &mut Tx, caller: &Caller) -> Result<MailChoice, StoreError> {
    let found = notice_choices::table
        .find(caller.user.0)
        .select(notice_choices::mail)
        .first::<String>(tx.conn()?)
        .await
        .optional()?;
    let Some(code) = found else { return Ok(MailChoice::Daily) };
    row::code("notice_choices", "mail", caller.user.0, MailChoice::from_code(&code))
}

/// Saves how the caller wants mail.
///
/// # Errors
/// Those of the database.
pub async fn choose(tx: &mut Tx, caller: &Caller, mail: MailChoice) -> Result<(), StoreError> {
    let now = tx.now();
    diesel::insert_into(notice_choices::table)
        .values((
            notice_choices::user_id.eq(caller.user.0),
            notice_choices::mail.eq(mail.code()),
            notice_choices::chosen_at.eq(now),
        ))
        .on_conflict(notice_choices::user_id)
        .do_update()
        .set((notice_choices::mail.eq(mail.code()), notice_choices::chosen_at.eq(now)))
        .execute(tx.conn()?)
        .await?;
    Ok(())
}

impl Row {
    fn into_line(self) -> Result<NoticeLine, StoreError> {
        let consultation = self.consultation_id.map(|it| About::Consultation(ConsultationId(it)));
        let about = self.case_id.map(|it| About::Case(CaseId(it))).or(consultation);
        Ok(NoticeLine {
            id: NoticeId(self.id),
            number: self.number,
            kind: row::code("notices", "kind", self.id, NoticeKind::from_code(&self.kind))?,
            about: row::code("notices", "case_id", self.id, about)?,
            code: self.code,
            origin: self.origin_id,
            rung: row::code("notices", "rung", self.id, Rung::from_number(self.rung))?,
            told_at: self.told_at,
            read_at: self.read_at,
        })
    }
}
