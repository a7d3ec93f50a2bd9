//! Checking a name and a password, and beginning a session.
//!
//! An unknown name, a wrong password and a blocked account get the same answer after the same time.

use crate::account::Secret;
use crate::{Casework, Refusal};
use access::Caller;
use chrono::Duration;
use domain::id::{MembershipId, SessionId, UserId};
use secrecy::SecretString;
pub use store::account::session::Door;
use store::account::session::{self, NewSession};
use store::account::{self, Account};
use store::audit::{self, Act, Outcome};
use store::{Errand, Tx};

/// What is typed to sign in.
pub struct SignIn {
    pub name: String,
    pub password: SecretString,
    pub door: Door,
    /// Which membership, when there are several; the oldest if nothing is said.
    pub membership: Option<MembershipId>,
}

/// A session that has begun.
pub struct SignedIn {
    pub caller: Caller,
    /// For the client, once.
    pub secret: Secret,
}

/// From this many wrong passwords on, the next try has to wait.
const FREE_TRIES: i64 = 5;
/// So long wrong passwords count.
const MEMORY: Duration = Duration::minutes(60);

/// Checks the password and begins a session.
///
/// # Errors
/// [`Refusal::SignedOut`] when it is not right, [`Refusal::TryLater`] after too many tries.
pub async fn sign_in(casework: &Casework, command: SignIn) -> Result<SignedIn, Refusal> {
    let SignIn { name, password, door, membership } = command;
    let name = name.trim().to_lowercase();
    let account = casework
        .on_errand(Errand::SignIn, async |tx: &mut Tx| {
            // One at a time, and counted before the password is checked: guessing side by side gains nothing.
            account::lock_tries(tx, &name).await?;
            wait_out_failures(tx, &name).await?;
            let forget_before = tx.now() - MEMORY;
            account::add_try(tx, &name, forget_before).await?;
            Ok::<_, Refusal>(account::find_by_name(tx, &name).await?)
        })
        .await?;

    let known = account.as_ref().map(|account| account.user);
    let hash = account.as_ref().map(|account| account.password_hash.clone());
    let matches = casework.passwords.check(password, hash).await?;
    let chosen = account.filter(|_| matches).and_then(|account| choose(&account, membership));

    match chosen {
        Some((account, membership)) => begin(casework, &name, (account.user, membership), door).await,
        None => refuse(casework, known).await,
    }
}

fn choose(account: &Account, wanted: Option<MembershipId>) -> Option<(Account, MembershipId)> {
    let membership = match wanted {
        Some(wanted) => account.memberships.iter().find(|it| **it == wanted),
        None => account.memberships.first(),
    };
    membership.filter(|_| !account.blocked).map(|membership| (account.clone(), *membership))
}

async fn begin(
    casework: &Casework,
    name: &str,
    (user, membership): (UserId, MembershipId),
    door: Door,
) -> Result<SignedIn, Refusal> {
    let secret = Secret::new()?;
    let session = SessionId(casework.ids.random());
    let new = NewSession {
        session,
        door,
        secret_hash: Secret::hash(secret.reveal()),
        user,
        membership,
        ends_at: casework.clock.now() + casework.sessions.absolute,
    };
    let caller = casework
        .on_errand(Errand::SignIn, async |tx: &mut Tx| {
            account::forget_tries(tx, name).await?;
            session::begin(tx, &new).await?;
            let act = Act {
                action: "sign_in",
                outcome: Outcome::Done,
                subject: "user",
                subject_id: Some(new.user.0),
            };
            audit::record_act_of(tx, &act).await?;
            account::caller(tx, membership, session).await?.ok_or(Refusal::SignedOut)
        })
        .await?;
    Ok(SignedIn { caller, secret })
}

/// Whose account was tried is kept, where there is one: whoever is attacked should be able to see it.
async fn refuse(casework: &Casework, known: Option<UserId>) -> Result<SignedIn, Refusal> {
    casework
        .on_errand(Errand::SignIn, async |tx: &mut Tx| {
            let subject_id = known.map(|it| it.0);
            let act = Act { action: "sign_in", outcome: Outcome::Refused, subject: "user", subject_id };
            Ok::<_, Refusal>(audit::record_act_of(tx, &act).await?)
        })
        .await?;
    Err(Refusal::SignedOut)
}

/// After the free tries each further one doubles the wait, from 30 seconds up to 15 minutes.
async fn wait_out_failures(tx: &mut Tx, name: &str) -> Result<(), Refusal> {
    let now = tx.now();
    let (failures, last) = account::failures_since(tx, name, now - MEMORY).await?;
    let Some(last) = last.filter(|_| failures >= FREE_TRIES) else {
        return Ok(());
    };
    let doublings = u32::try_from(failures - FREE_TRIES).unwrap_or(u32::MAX).min(5);
    let wait = Duration::seconds((30 * 2_i64.pow(doublings)).min(900));
    let left = (last + wait - now).num_seconds();
    if left > 0 { Err(Refusal::TryLater { seconds: left }) } else { Ok(()) }
}
