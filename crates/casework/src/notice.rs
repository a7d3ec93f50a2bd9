//! Notices as those read them whom they are for, and how everybody wants to be told by mail. Who is told is up to the
//! worker ([`crate::job`]).

pub use store::notice::{About, NoticeLine};

use crate::{Casework, Creation, Refusal};
use access::Caller;
use domain::id::NoticeId;
use domain::notice::MailChoice;
use store::{Tx, notice};

/// A page of notices, the latest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticePage {
    pub items: Vec<NoticeLine>,
    /// The number before which the next page begins.
    pub next: Option<i64>,
}

/// Lists at most `limit` of the caller's own notices, from before this number on.
///
/// # Errors
/// Those of the database.
pub async fn list(
    casework: &Casework,
    caller: &Caller,
    before: Option<i64>,
    limit: usize,
) -> Result<NoticePage, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let most = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
            let mut items = notice::latest(tx, caller, before, most).await?;
            let more = items.len() > limit;
            items.truncate(limit);
            let next = items.last().filter(|_| more).map(|it| it.number);
            Ok(NoticePage { items, next })
        })
        .await
}

/// Notes that the caller has read a notice. Reading it twice is reading it once.
///
/// # Errors
/// [`Refusal::NotFound`] when it is not the caller's own.
pub async fn read(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    id: NoticeId,
) -> Result<NoticeLine, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let line = notice::find(tx, caller, id).await?.ok_or(Refusal::NotFound { asked: None })?;
            if creation.made_before(tx, caller).await?.is_some() {
                return Ok(line);
            }

            notice::mark_read(tx, caller, id).await?;
            creation.remember(tx, caller, id.0).await?;
            Ok(line)
        })
        .await
}

/// Notes that the caller has read everything up to this number, and tells how much that was.
///
/// # Errors
/// Those of the database.
pub async fn read_all(casework: &Casework, caller: &Caller, up_to: i64) -> Result<usize, Refusal> {
    casework.for_caller(caller, async |tx: &mut Tx| Ok(notice::mark_all_read(tx, caller, up_to).await?)).await
}

/// How the caller wants mail.
///
/// # Errors
/// Those of the database.
pub async fn choice(casework: &Casework, caller: &Caller) -> Result<MailChoice, Refusal> {
    casework.for_caller(caller, async |tx: &mut Tx| Ok(notice::choice_of(tx, caller).await?)).await
}

/// Saves how the caller wants mail. It holds for the person, under every membership.
///
/// # Errors
/// Those of the database.
pub async fn choose(casework: &Casework, caller: &Caller, mail: MailChoice) -> Result<(), Refusal> {
    casework.for_caller(caller, async |tx: &mut Tx| Ok(notice::choose(tx, caller, mail).await?)).await
}
