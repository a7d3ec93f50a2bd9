//! Notices: that something waits for somebody. The worker tells them; each professional sees the own ones and no others.

mod own;

use crate::error::StoreError;
use crate::row;
use crate::schema::{mails, notice_choices, notices};
use crate::tx::Tx;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::{count_star, exists, not};
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Date, Record, SmallInt, Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use domain::consultation::queue::best;
use domain::consultation::{Expertise, Load};
use domain::id::{CaseId, ConsultationId, MembershipId, NoticeId, UserId};
use domain::notice::{MailChoice, NoticeKind, Rung};
use uuid::Uuid;

pub use own::{NoticeLine, choice_of, choose, find, latest, mark_all_read, mark_read};

/// Somebody as the database calls them: code of the case, rung, user, membership, choice of mail.
type CalledRecord = Record<(Text, SmallInt, SqlUuid, SqlUuid, Text)>;
/// The same for a consultation, in which nobody comes after whom it is for: the code, user, membership, choice of mail, what
/// was asked about, and what this one knows of and has in hand.
type ConsultedRecord = Record<(Text, SqlUuid, SqlUuid, Text, Text, Array<Text>, BigInt, BigInt)>;

type CalledRow = (String, i16, Uuid, Uuid, String);
type ConsultedRow = (String, Uuid, Uuid, String, String, Vec<String>, i64, i64);

#[diesel::declare_sql_function]
extern "SQL" {
    /// Whom something that waits in a case is for, and who comes after them.
    #[sql_name = "guard.called_for"]
    fn called_for(about: Text, wanted: SqlUuid, origin: SqlUuid) -> CalledRecord;

    /// The same for a handover, whose receiver has no part in the case.
    #[sql_name = "guard.called_to_handover"]
    fn called_to_handover(about: Text, wanted: SqlUuid, origin: SqlUuid) -> CalledRecord;

    /// Whom the last step in a consultation is for.
    #[sql_name = "guard.called_in_consultation"]
    fn called_in_consultation(about: Text, wanted: SqlUuid, entry: SqlUuid) -> ConsultedRecord;

    /// What a notice says, the case and the term.
    #[sql_name = "guard.terms_to_tell"]
    fn terms_to_tell(until: Date, most: BigInt) -> Record<(Text, SqlUuid, SqlUuid)>;
}

/// What a notice is about: the same for everybody who is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Matter {
    pub kind: NoticeKind,
    pub about: About,
    /// The task, round, seat, proposal or term that waits, or the step in a consultation.
    pub origin: Uuid,
}

/// In what it waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    Case(CaseId),
    /// Whoever advises sees no case.
    Consultation(ConsultationId),
}

/// Somebody who can be told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Called {
    pub rung: Rung,
    pub user: UserId,
    pub membership: MembershipId,
    pub mail: MailChoice,
    /// What people call the case without naming anybody.
    pub code: String,
}

/// A notice to tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNotice {
    pub id: NoticeId,
    pub matter: Matter,
    pub called: Called,
}

/// An urgent notice that nobody has read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnreadLine {
    pub id: NoticeId,
    pub matter: Matter,
    pub told_at: DateTime<Utc>,
    pub climbed: Rung,
    /// Whether somebody else who was told of the same has read it.
    pub read_by_another: bool,
}

/// Whom something that waits is for and who comes after them, the first rung first; nobody when it no longer waits.
/// Where a case has no team lead, the supervisor is in that place.
///
/// # Errors
/// Those of the database.
pub async fn called(tx: &mut Tx, matter: Matter) -> Result<Vec<Called>, StoreError> {
    let case = match matter.about {
        About::Case(case) => case.0,
        About::Consultation(consultation) => return consulted(tx, matter, consultation).await,
    };
    let (kind, origin) = (matter.kind.code(), matter.origin);
    let of_handover = matches!(matter.kind, NoticeKind::HandoverOffered | NoticeKind::HandoverEnded);
    let rows = if of_handover {
        diesel::select(called_to_handover(kind, case, origin)).load::<CalledRow>(tx.conn()?).await?
    } else {
        diesel::select(called_for(kind, case, origin)).load::<CalledRow>(tx.conn()?).await?
    };
    let has_lead = rows.iter().any(|(_, rung, ..)| *rung == Rung::Lead.number());
    let mut called = Vec::with_capacity(rows.len());
    for (code, number, user, membership, mail) in rows {
        let stands_in = number > Rung::Lead.number();
        if stands_in && has_lead {
            continue;
        }
        let rung = Rung::from_number(number.min(Rung::Lead.number()));
        called.push(Called {
            rung: row::code("notices", "rung", matter.origin, rung)?,
            user: UserId(user),
            membership: MembershipId(membership),
            mail: row::code("notice_choices", "mail", user, MailChoice::from_code(&mail))?,
            code,
        });
    }
    Ok(called)
}

/// Whom a step in a consultation is for. Of a question that fits somebody best, only that one.
async fn consulted(
    tx: &mut Tx,
    matter: Matter,
    consultation: ConsultationId,
) -> Result<Vec<Called>, StoreError> {
    let rows = diesel::select(called_in_consultation(matter.kind.code(), consultation.0, matter.origin))
        .load::<ConsultedRow>(tx.conn()?)
        .await?;
    let mut called = Vec::with_capacity(rows.len());
    let mut loads = Vec::with_capacity(rows.len());
    let mut wanted = Expertise::Other;
    for (code, user, membership, mail, expertise, subjects, consultations, cases) in rows {
        let mail = row::code("notice_choices", "mail", user, MailChoice::from_code(&mail))?;
        wanted = row::code("consultations", "expertise", consultation.0, Expertise::from_code(&expertise))?;
        let (user, membership) = (UserId(user), MembershipId(membership));
        loads.push(Load { membership, subjects, consultations, cases });
        called.push(Called { rung: Rung::Addressee, user, membership, mail, code });
    }
    if matter.kind == NoticeKind::ConsultationFits {
        let best = best(&loads, wanted);
        called.retain(|it| Some(it.membership) == best);
    }
    Ok(called)
}

/// The terms of cases that end by this day or are over and were not told of yet, at most so many.
///
/// # Errors
/// Those of the database.
pub async fn terms_due(tx: &mut Tx, until: NaiveDate, most: i64) -> Result<Vec<Matter>, StoreError> {
    let rows = diesel::select(terms_to_tell(until, most)).load::<(String, Uuid, Uuid)>(tx.conn()?).await?;
    rows.into_iter()
        .map(|(about, case, origin)| {
            let kind = row::code("notices", "kind", origin, NoticeKind::from_code(&about))?;
            Ok(Matter { kind, about: About::Case(CaseId(case)), origin })
        })
        .collect()
}

/// Tells notices, in this order, and says which are new: somebody who was told of a matter is not told again.
///
/// # Errors
/// Those of the database.
pub async fn tell(tx: &mut Tx, new: &[NewNotice]) -> Result<Vec<NoticeId>, StoreError> {
    if new.is_empty() {
        return Ok(Vec::new());
    }
    let now = tx.now();
    let rows: Vec<_> = new
        .iter()
        .map(|NewNotice { id, matter, called }| {
            (
                (notices::id.eq(id.0), notices::kind.eq(matter.kind.code())),
                notices::case_id.eq(matter.about.case().map(|it| it.0)),
                notices::consultation_id.eq(matter.about.consultation().map(|it| it.0)),
                (notices::code.eq(&called.code), notices::origin_id.eq(matter.origin)),
                (notices::user_id.eq(called.user.0), notices::membership_id.eq(called.membership.0)),
                (notices::rung.eq(called.rung.number()), notices::urgent.eq(matter.kind.is_urgent())),
                notices::told_at.eq(now),
            )
        })
        .collect();
    let told = diesel::insert_into(notices::table)
        .values(rows)
        .on_conflict_do_nothing()
        .returning(notices::id)
        .load::<Uuid>(tx.conn()?)
        .await?;
    Ok(told.into_iter().map(NoticeId).collect())
}

/// Urgent notices of before a moment that those whom they are for have not read and that can still climb, the oldest
/// first.
///
/// # Errors
/// Those of the database.
pub async fn unread_and_urgent(
    tx: &mut Tx,
    told_before: DateTime<Utc>,
    most: i64,
) -> Result<Vec<UnreadLine>, StoreError> {
    let others = diesel::alias!(notices as others);
    let read_by_another = others
        .filter(others.field(notices::origin_id).eq(notices::origin_id))
        .filter(others.field(notices::kind).eq(notices::kind))
        .filter(others.field(notices::read_at).is_not_null());
    let rows = notices::table
        .filter(notices::urgent)
        .filter(notices::case_id.is_not_null())
        .filter(notices::read_at.is_null())
        .filter(notices::rung.eq(1))
        .filter(notices::climbed.lt(3))
        .filter(notices::told_at.le(told_before))
        .order((notices::told_at, notices::number))
        .limit(most)
        .select((
            (notices::id, notices::kind, notices::case_id.assume_not_null(), notices::origin_id),
            (notices::told_at, notices::climbed, exists(read_by_another)),
        ))
        .load::<((Uuid, String, Uuid, Uuid), (DateTime<Utc>, i16, bool))>(tx.conn()?)
        .await?;
    rows.into_iter()
        .map(|((id, kind, case, origin), (told_at, climbed, read_by_another))| {
            let kind = row::code("notices", "kind", id, NoticeKind::from_code(&kind))?;
            let climbed = row::code("notices", "climbed", id, Rung::from_number(climbed))?;
            let matter = Matter { kind, about: About::Case(CaseId(case)), origin };
            Ok(UnreadLine { id: NoticeId(id), matter, told_at, climbed, read_by_another })
        })
        .collect()
}

impl About {
    /// The case, if it waits in one.
    #[must_use]
    pub const fn case(self) -> Option<CaseId> {
        match self {
            Self::Case(case) => Some(case),
            Self::Consultation(_) => None,
        }
    }

    /// The consultation, if it waits in one.
    #[must_use]
    pub const fn consultation(self) -> Option<ConsultationId> {
        match self {
            Self::Case(_) => None,
            Self::Consultation(consultation) => Some(consultation),
        }
    }
}

/// Notes how high notices have climbed.
///
/// # Errors
/// Those of the database.
pub async fn climbed(tx: &mut Tx, which: &[NoticeId], to: Rung) -> Result<(), StoreError> {
    let ids: Vec<Uuid> = which.iter().map(|it| it.0).collect();
    diesel::update(notices::table.filter(notices::id.eq_any(ids)))
        .set(notices::climbed.eq(to.number()))
        .execute(tx.conn()?)
        .await?;
    Ok(())
}

/// Removes the notices that were read before a moment and of which no mail is in the outbox any more, and tells how many
/// those were. What nobody has read stays.
///
/// # Errors
/// Those of the database.
pub async fn sweep(tx: &mut Tx, before: DateTime<Utc>) -> Result<usize, StoreError> {
    let mailed = mails::table.filter(mails::notice_id.eq(notices::id.nullable()));
    let old = notices::table.filter(notices::read_at.lt(before)).filter(not(exists(mailed)));
    Ok(diesel::delete(old).execute(tx.conn()?).await?)
}

/// Who wants one mail a day and has something unread, with how much that is.
///
/// # Errors
/// Those of the database.
pub async fn digests(tx: &mut Tx) -> Result<Vec<(UserId, MembershipId, i64)>, StoreError> {
    let otherwise = notice_choices::table
        .filter(notice_choices::user_id.eq(notices::user_id))
        .filter(notice_choices::mail.ne(MailChoice::Daily.code()));
    let rows = notices::table
        .filter(notices::read_at.is_null())
        .filter(not(exists(otherwise)))
        .group_by((notices::user_id, notices::membership_id))
        .select((notices::user_id, notices::membership_id, count_star()))
        .load::<(Uuid, Uuid, i64)>(tx.conn()?)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(user, membership, number)| (UserId(user), MembershipId(membership), number))
        .collect())
}
