//! The calendar feed: at a secret address, somebody's calendar program reads when what is due. It tells days, kinds and
//! codes of cases, and nobody of any household.

pub use store::calendar_feed::{DueKind, DueLine};

use crate::account::Secret;
use crate::{Casework, Refusal};
use access::Caller;
use chrono::{DateTime, Utc};
use domain::id::{CalendarFeedId, SessionId};
use store::audit::{self, Act, Outcome};
use store::{Errand, Tx, account, calendar_feed};

/// The most that one feed holds; what is due first comes first.
const MOST: i64 = 500;

/// Since when the caller has a feed; nothing without one.
///
/// # Errors
/// Those of the database.
pub async fn standing(casework: &Casework, caller: &Caller) -> Result<Option<DateTime<Utc>>, Refusal> {
    casework.for_caller(caller, async |tx: &mut Tx| Ok(calendar_feed::running(tx, caller).await?)).await
}

/// Makes a new secret address, which is shown once; the one before ends.
///
/// # Errors
/// Those of the database.
pub async fn make(casework: &Casework, caller: &Caller) -> Result<Secret, Refusal> {
    let secret = Secret::new()?;
    let hash = Secret::hash(secret.reveal());
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            calendar_feed::revoke(tx, caller).await?;
            let id = CalendarFeedId(casework.ids.random());
            calendar_feed::make(tx, caller, id, hash).await?;
            record(tx, "make_calendar_feed").await
        })
        .await?;
    Ok(secret)
}

/// Ends the caller's address; without one nothing happens.
///
/// # Errors
/// Those of the database.
pub async fn revoke(casework: &Casework, caller: &Caller) -> Result<(), Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            if calendar_feed::revoke(tx, caller).await? {
                record(tx, "revoke_calendar_feed").await?;
            }
            Ok(())
        })
        .await
}

/// What is due for whoever has this secret, the first day first. The secret stands for the person: what may be seen is
/// asked anew each time.
///
/// # Errors
/// [`Refusal::NotFound`] for a secret that is not known, was withdrawn, or whose membership has ended.
pub async fn read(casework: &Casework, secret: &str) -> Result<Vec<DueLine>, Refusal> {
    let hash = Secret::hash(secret);
    let session = SessionId(casework.ids.random());
    let caller = casework
        .on_errand(Errand::SignIn, async |tx: &mut Tx| {
            let unknown = || Refusal::NotFound { asked: None };
            let membership = calendar_feed::membership_of(tx, hash).await?.ok_or_else(unknown)?;
            account::caller(tx, membership, session).await?.ok_or_else(unknown)
        })
        .await?;
    casework
        .for_caller(&caller, async |tx: &mut Tx| {
            let due = calendar_feed::due(tx, &caller, MOST).await?;
            record(tx, "read_calendar_feed").await?;
            Ok(due)
        })
        .await
}

async fn record(tx: &mut Tx, action: &'static str) -> Result<(), Refusal> {
    let act = Act { action, outcome: Outcome::Done, subject: "calendar_feed", subject_id: None };
    Ok(audit::record_act_of(tx, &act).await?)
}
