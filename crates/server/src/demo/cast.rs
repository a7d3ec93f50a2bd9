//! The cast of the demonstration: accounts to sign in with, and colleagues who only fill the teams.

use access::Role;
use casework::Casework;
use casework::account::admin::{self, NewUser, Post};
use casework::reference::{organisation_id, team_id};
use domain::id::MembershipId;
use secrecy::SecretString;
use serde::Deserialize;
use web::ui::words::roles;

use crate::failure::Failure;
use crate::settings::demo::Scale;

/// The password of all accounts; it is shown on the sign-in page.
pub const PASSWORD: &str = "samen-verder-in-de-demo";

/// Everybody who works in the demonstration.
#[derive(Debug, Clone, Deserialize)]
pub struct Cast {
    #[serde(rename = "account")]
    pub accounts: Vec<Account>,
    pub colleagues: Vec<Colleagues>,
}

/// An account to sign in with.
#[derive(Debug, Clone, Deserialize)]
pub struct Account {
    pub username: String,
    given: String,
    infix: Option<String>,
    family: String,
    organisation: String,
    teams: Vec<String>,
    role: String,
    expertise: Vec<String>,
    capacity: i32,
}

/// Colleagues without a story of their own.
#[derive(Debug, Clone, Deserialize)]
pub struct Colleagues {
    team: String,
    organisation: String,
    role: String,
    expertise: Vec<String>,
    capacity: i32,
    count: Count,
}

/// How many, at each scale.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Count {
    duo: usize,
    region: usize,
}

impl Cast {
    /// Reads the cast that is built into the program.
    ///
    /// # Errors
    /// When the file is not as it should be.
    pub fn read() -> Result<Self, Failure> {
        toml::from_str(include_str!("../../../../seeds/demo/cast.toml"))
            .map_err(|error| Failure::Usage(format!("seeds/demo/cast.toml: {error}")))
    }
}

impl Colleagues {
    /// A supervisor signs in under another name than the workers of the team.
    fn username(&self, number: usize) -> String {
        let of_role = if self.role == Role::Supervisor.code() { "supervisor." } else { "" };
        format!("{of_role}{}.{number}", self.team)
    }
}

impl Account {
    /// The name to sign in with, and who that is.
    #[must_use]
    pub fn introduction(&self) -> (String, String) {
        let role = Role::from_code(&self.role).map_or("", roles::label);
        (self.username.clone(), format!("{}, {role}", self.display_name()))
    }

    fn display_name(&self) -> String {
        let parts = [Some(self.given.as_str()), self.infix.as_deref(), Some(self.family.as_str())];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// Enters everybody and tells under which name and membership. One hash serves all accounts, since they share one
/// password that everybody knows.
///
/// # Errors
/// When the database does not allow it.
pub async fn enter(
    cast: &Cast,
    casework: &Casework,
    scale: Scale,
    mut names: impl FnMut() -> String,
) -> Result<Vec<(String, MembershipId)>, Failure> {
    let hash = casework.passwords.hash(SecretString::from(PASSWORD)).await?;
    let mut entered = Vec::new();
    for account in &cast.accounts {
        let new = new_user(&account.username, account.display_name(), &account.expertise, account.capacity);
        let post = post(&account.organisation, &account.role, &account.teams)?;
        let membership = admin::add_hashed(casework, &new, hash.clone(), post).await?;
        entered.push((new.name, membership));
    }
    for colleagues in &cast.colleagues {
        let count = match scale {
            Scale::Duo => colleagues.count.duo,
            Scale::Region => colleagues.count.region,
        };
        for number in 1..=count {
            let name = colleagues.username(number);
            let new = new_user(&name, names(), &colleagues.expertise, colleagues.capacity);
            let teams = std::slice::from_ref(&colleagues.team);
            let post = post(&colleagues.organisation, &colleagues.role, teams)?;
            let membership = admin::add_hashed(casework, &new, hash.clone(), post).await?;
            entered.push((name, membership));
        }
    }
    Ok(entered)
}

fn new_user(name: &str, display_name: String, expertise: &[String], capacity: i32) -> NewUser {
    NewUser {
        name: name.to_owned(),
        display_name,
        password: SecretString::from(PASSWORD),
        expertise: expertise.to_vec(),
        capacity,
        demo: true,
    }
}

fn post(organisation: &str, role: &str, teams: &[String]) -> Result<Post, Failure> {
    let unknown = || Failure::Usage(format!("seeds/demo/cast.toml: the role {role} is not known"));
    Ok(Post {
        organisation: organisation_id(organisation),
        role: Role::from_code(role).ok_or_else(unknown)?,
        teams: teams.iter().map(|team| team_id(team)).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_in_the_cast_has_a_known_role() {
        let cast = Cast::read().unwrap();
        for account in &cast.accounts {
            assert!(
                post(&account.organisation, &account.role, &account.teams).is_ok(),
                "{}",
                account.username
            );
        }
        for colleagues in &cast.colleagues {
            assert!(Role::from_code(&colleagues.role).is_some(), "{}", colleagues.team);
        }
    }
}
