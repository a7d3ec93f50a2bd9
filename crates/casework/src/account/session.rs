//! What a session is worth at this moment. Asked anew for every request, so that an ended membership, a blocked
//! account or a sign-out elsewhere counts at once.

use crate::account::Secret;
use crate::{Casework, Refusal};
use access::Caller;
use chrono::Duration;
use domain::id::SessionId;
use store::account;
use store::account::session::{self, OpenSession};
use store::audit::{self, Act, Outcome};
use store::{Errand, Tx};

/// How long sessions last.
#[derive(Debug, Clone, Copy)]
pub struct SessionPolicy {
    /// Without a request for so long, a session of a page ends.
    pub idle: Duration,
    /// A session never lasts longer than this.
    pub absolute: Duration,
}

/// A renewed right to use the API.
pub struct Tokens {
    pub caller: Caller,
    /// The next refresh token, for the client, once.
    pub refresh: Secret,
}

/// How precisely the last request is remembered.
const TOUCH_EVERY: Duration = Duration::seconds(60);

/// The caller behind the secret of a page.
///
/// # Errors
/// [`Refusal::SignedOut`] when the session has ended.
pub async fn of_page(casework: &Casework, secret: &str) -> Result<Caller, Refusal> {
    let hash = Secret::hash(secret);
    casework
        .on_errand(Errand::SignIn, async |tx: &mut Tx| {
            let open = session::find_by_secret(tx, hash).await?.ok_or(Refusal::SignedOut)?;
            use_now(casework, tx, open).await
        })
        .await
}

/// The caller behind the session of a program.
///
/// # Errors
/// [`Refusal::SignedOut`] when the session has ended.
pub async fn of_program(casework: &Casework, session: SessionId) -> Result<Caller, Refusal> {
    casework
        .on_errand(Errand::SignIn, async |tx: &mut Tx| {
            let open = session::find_of_program(tx, session).await?.ok_or(Refusal::SignedOut)?;
            account::caller(tx, open.membership, session).await?.ok_or(Refusal::SignedOut)
        })
        .await
}

/// Gives a program its first refresh token.
///
/// # Errors
/// Those of the database.
pub async fn first_refresh(casework: &Casework, session: SessionId) -> Result<Secret, Refusal> {
    let refresh = Secret::new()?;
    let hash = Secret::hash(refresh.reveal());
    casework
        .on_errand(Errand::SignIn, async |tx: &mut Tx| {
            Ok::<_, Refusal>(session::issue_refresh(tx, session, hash).await?)
        })
        .await?;
    Ok(refresh)
}

/// Exchanges a refresh token for the next one. A token that was used before ends the whole session: either the
/// client or a thief has used it, and we cannot tell which.
///
/// # Errors
/// [`Refusal::SignedOut`] when the token is unknown, used or of an ended session.
pub async fn renew(casework: &Casework, token: &str) -> Result<Tokens, Refusal> {
    let used = Secret::hash(token);
    let refresh = Secret::new()?;
    let next = Secret::hash(refresh.reveal());
    let renewed = casework
        .on_errand(Errand::SignIn, async |tx: &mut Tx| {
            let (session, used_before) = session::lock_refresh(tx, used).await?.ok_or(Refusal::SignedOut)?;
            if used_before {
                session::end(tx, session).await?;
                let act = Act {
                    action: "refresh_token_reused",
                    outcome: Outcome::Refused,
                    subject: "session",
                    subject_id: Some(session.0),
                };
                audit::record_act_of(tx, &act).await?;
                return Ok(None);
            }
            let open = session::find_of_program(tx, session).await?.ok_or(Refusal::SignedOut)?;
            session::use_refresh(tx, used).await?;
            session::issue_refresh(tx, session, next).await?;
            Ok(account::caller(tx, open.membership, session).await?)
        })
        .await?;
    let caller = renewed.ok_or(Refusal::SignedOut)?;
    Ok(Tokens { caller, refresh })
}

/// Signs out: the session ends here and everywhere.
///
/// # Errors
/// Those of the database.
pub async fn end(casework: &Casework, caller: &Caller) -> Result<(), Refusal> {
    let session = caller.session;
    casework
        .on_errand(Errand::SignIn, async |tx: &mut Tx| {
            session::end(tx, session).await?;
            let act = Act {
                action: "sign_out",
                outcome: Outcome::Done,
                subject: "user",
                subject_id: Some(caller.user.0),
            };
            Ok::<_, Refusal>(audit::record_act_of(tx, &act).await?)
        })
        .await
}

async fn use_now(casework: &Casework, tx: &mut Tx, open: OpenSession) -> Result<Caller, Refusal> {
    let idle = tx.now() - open.seen_at;
    if idle >= casework.sessions.idle {
        return Err(Refusal::SignedOut);
    }
    if idle >= TOUCH_EVERY {
        session::touch(tx, open.session).await?;
    }
    account::caller(tx, open.membership, open.session).await?.ok_or(Refusal::SignedOut)
}
