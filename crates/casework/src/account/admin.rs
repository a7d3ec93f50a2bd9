//! Accounts as an operator administers them: no case can be seen from here.

use crate::{Casework, Refusal};
use access::{Caller, Role};
use domain::fault::{FaultCode, Faults};
use domain::id::{MembershipId, OrganisationId, SessionId, TeamId, UserId};
use domain::password::NewPassword;
use secrecy::{ExposeSecret, SecretString};
use store::account::{self, NewAccount, NewMembership};
use store::audit::{self, Act, Outcome};
use store::{Errand, Tx, mail};

/// A new account as it is asked for.
pub struct NewUser {
    /// What the person signs in with; lower case letters, digits, dots and hyphens.
    pub name: String,
    pub display_name: String,
    pub password: SecretString,
    pub expertise: Vec<String>,
    /// Households at once.
    pub capacity: i32,
    /// Made by a demonstration.
    pub demo: bool,
}

/// A place in an organisation.
#[derive(Debug, Clone)]
pub struct Post {
    pub organisation: OrganisationId,
    pub role: Role,
    pub teams: Vec<TeamId>,
}

/// Makes an account with its first membership.
///
/// # Errors
/// [`Refusal::Invalid`] with all faults; a rule when the name is taken.
pub async fn add(casework: &Casework, new: NewUser, post: Post) -> Result<MembershipId, Refusal> {
    check(&new)?;
    let password_hash = casework.passwords.hash(new.password.clone()).await?;
    add_hashed(casework, &new, password_hash, post).await
}

/// The same for a password that was hashed before: a demonstration gives all its accounts one.
///
/// # Errors
/// Those of [`add`].
pub async fn add_hashed(
    casework: &Casework,
    new: &NewUser,
    password_hash: String,
    post: Post,
) -> Result<MembershipId, Refusal> {
    let user = UserId(casework.ids.random());
    let account = NewAccount {
        user,
        name: new.name.to_lowercase(),
        display_name: new.display_name.clone(),
        password_hash,
        expertise: new.expertise.clone(),
        capacity: new.capacity,
        demo: new.demo,
    };
    casework
        .on_errand(Errand::Accounts, async |tx: &mut Tx| {
            account::add(tx, &account).await?;
            join(casework, tx, user, &post).await
        })
        .await
}

/// Gives an existing account a role in an organisation.
///
/// # Errors
/// [`Refusal::NotFound`] when there is no such account.
pub async fn give_role(casework: &Casework, name: &str, post: Post) -> Result<MembershipId, Refusal> {
    casework
        .on_errand(Errand::Accounts, async |tx: &mut Tx| {
            let user = account::user_by_name(tx, &name.to_lowercase())
                .await?
                .ok_or(Refusal::NotFound { asked: None })?;
            join(casework, tx, user, &post).await
        })
        .await
}

/// Ends what somebody may do on behalf of an organisation; sessions under it end at once.
///
/// # Errors
/// [`Refusal::NotFound`] when there is no such account, or it does nothing for this organisation.
pub async fn leave(casework: &Casework, name: &str, organisation: OrganisationId) -> Result<(), Refusal> {
    casework
        .on_errand(Errand::Accounts, async |tx: &mut Tx| {
            let absent = || Refusal::NotFound { asked: None };
            let user = account::user_by_name(tx, &name.to_lowercase()).await?.ok_or_else(absent)?;
            if account::end_memberships(tx, user, organisation).await? == 0 {
                return Err(absent());
            }
            record(tx, "end_membership", user).await
        })
        .await
}

/// Who acts under a membership, without a session that anybody could use: for the generator of the demonstration,
/// which lives through the histories of fictional people.
///
/// # Errors
/// [`Refusal::NotFound`] when the membership has not begun or has ended.
pub async fn acting_as(casework: &Casework, membership: MembershipId) -> Result<Caller, Refusal> {
    let session = SessionId(casework.ids.random());
    casework
        .on_errand(Errand::Accounts, async |tx: &mut Tx| {
            account::caller(tx, membership, session).await?.ok_or(Refusal::NotFound { asked: None })
        })
        .await
}

/// Gives an account the address that its mail goes to, instead of the one before.
///
/// # Errors
/// [`Refusal::NotFound`] when there is no such account; [`Refusal::Invalid`] for what is no address.
pub async fn set_mail_address(casework: &Casework, name: &str, address: SecretString) -> Result<(), Refusal> {
    let mut faults = Faults::none();
    if !is_address(address.expose_secret()) {
        faults.add("address", FaultCode::UnknownChoice);
    }
    faults.into_result(())?;
    casework
        .on_errand(Errand::Accounts, async |tx: &mut Tx| {
            let user = account::user_by_name(tx, &name.to_lowercase())
                .await?
                .ok_or(Refusal::NotFound { asked: None })?;
            mail::set_address(tx, user, &address).await?;
            record(tx, "set_mail_address", user).await
        })
        .await
}

/// Blocks an account.
///
/// # Errors
/// [`Refusal::NotFound`] when there is no such account.
pub async fn block(casework: &Casework, name: &str) -> Result<(), Refusal> {
    casework
        .on_errand(Errand::Accounts, async |tx: &mut Tx| {
            let user =
                account::block(tx, &name.to_lowercase()).await?.ok_or(Refusal::NotFound { asked: None })?;
            record(tx, "block_account", user).await
        })
        .await
}

/// Whether accounts of a demonstration exist.
///
/// # Errors
/// Those of the database.
pub async fn has_demo_accounts(casework: &Casework) -> Result<bool, Refusal> {
    has_accounts(casework, true).await
}

/// Whether accounts of real people exist.
///
/// # Errors
/// Those of the database.
pub async fn has_real_accounts(casework: &Casework) -> Result<bool, Refusal> {
    has_accounts(casework, false).await
}

async fn has_accounts(casework: &Casework, demo: bool) -> Result<bool, Refusal> {
    casework.on_errand(Errand::Accounts, async |tx: &mut Tx| Ok(account::has_accounts(tx, demo).await?)).await
}

async fn join(casework: &Casework, tx: &mut Tx, user: UserId, post: &Post) -> Result<MembershipId, Refusal> {
    let membership = MembershipId(casework.ids.random());
    let new = NewMembership {
        membership,
        user,
        organisation: post.organisation,
        role: post.role,
        teams: post.teams.clone(),
    };
    account::add_membership(tx, &new).await?;
    record(tx, "give_role", user).await?;
    Ok(membership)
}

async fn record(tx: &mut Tx, action: &'static str, user: UserId) -> Result<(), Refusal> {
    let act = Act { action, outcome: Outcome::Done, subject: "user", subject_id: Some(user.0) };
    Ok(audit::record_act_of(tx, &act).await?)
}

/// Whether this can be the address of a mailbox; whether it is one, only a mail tells.
fn is_address(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | ',' | ';' | '"' | '(' | ')');
    let whole = text
        .split_once('@')
        .is_some_and(|(box_, host)| !box_.is_empty() && host.contains('.') && !host.contains('@'));
    whole && text.len() <= 254 && text.chars().all(fits)
}

fn check(new: &NewUser) -> Result<(), Refusal> {
    let mut faults = Faults::none();
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-');
    if new.name.is_empty() || !new.name.chars().all(fits) {
        faults.add("name", FaultCode::UnknownChoice);
    }
    if new.display_name.trim().is_empty() {
        faults.add("displayName", FaultCode::Missing);
    }
    let words: Vec<&str> = new.name.split(['.', '-']).chain(new.display_name.split_whitespace()).collect();
    if let Err(refused) = NewPassword::parse(new.password.expose_secret(), &words) {
        faults.merge(refused);
    }
    Ok(faults.into_result(())?)
}
