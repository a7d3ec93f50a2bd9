//! `tandem user`: accounts and what they may do there, from the command line of an operator.

use std::io::{BufRead, stdin};
use std::path::PathBuf;

use access::Role;
use casework::account::admin::{self, NewUser};
use casework::reference;
use clap::Subcommand;
use secrecy::SecretString;

use crate::failure::Failure;
use crate::parts::{Parts, real_looks};
use crate::settings::{Settings, Sources};

/// What to do with an account.
#[derive(Debug, Clone, Subcommand)]
pub enum UserVerb {
    /// Make an account; the password is read from standard input, never from the command line.
    Add {
        /// What the person signs in with.
        name: String,
        /// Name on the page.
        #[arg(long)]
        display_name: String,
        /// Households that the person may guide at the same time, for whoever can be in a duo.
        #[arg(long, default_value_t = 0)]
        capacity: i32,
        /// What the person knows much about; may be given more than once.
        #[arg(long)]
        expertise: Vec<String>,
        #[command(flatten)]
        post: Post,
    },
    /// Give an existing account a role in an organisation.
    Role {
        /// What the person signs in with.
        name: String,
        #[command(flatten)]
        post: Post,
    },
    /// End what somebody does for an organisation; sessions under it end at once.
    End {
        /// What the person signs in with.
        name: String,
        /// Key of the organisation, as in seeds/reference/organisations.toml.
        #[arg(long)]
        organisation: String,
    },
    /// Give an account the address that its mail goes to; it is read from standard input.
    Mail {
        /// What the person signs in with.
        name: String,
    },
    /// Block an account; its sessions end at once.
    Block {
        /// What the person signs in with.
        name: String,
    },
}

/// A place in an organisation.
#[derive(Debug, Clone, clap::Args)]
pub struct Post {
    /// Key of the organisation, as in seeds/reference/organisations.toml.
    #[arg(long)]
    organisation: String,
    /// Code of the role.
    #[arg(long)]
    role: String,
    /// Keys of the teams, as in seeds/reference/teams.toml.
    #[arg(long = "team")]
    teams: Vec<String>,
}

impl UserVerb {
    /// Does it.
    ///
    /// # Errors
    /// When the settings or the database do not allow it, or a word is not known.
    pub async fn run(self, file: Option<PathBuf>) -> Result<(), Failure> {
        let settings = Settings::read(&Sources::of_this_process(file))?;
        if settings.demo.enabled {
            return Err(Failure::DemoSettings);
        }
        let url = settings.database.url.clone().ok_or(Failure::NoDatabase)?;
        let casework = Parts::new(&settings, url, real_looks())?.casework()?;
        match self {
            Self::Add { name, display_name, capacity, expertise, post } => {
                let password = read_line()?;
                let new = NewUser { name, display_name, password, expertise, capacity, demo: false };
                admin::add(&casework, new, post.parse()?).await?;
                crate::say("The account is there.")
            }
            Self::Role { name, post } => {
                admin::give_role(&casework, &name, post.parse()?).await?;
                crate::say("The role has been given.")
            }
            Self::End { name, organisation } => {
                admin::leave(&casework, &name, reference::organisation_id(&organisation)).await?;
                crate::say("The membership has ended.")
            }
            Self::Mail { name } => {
                admin::set_mail_address(&casework, &name, read_line()?).await?;
                crate::say("The address has been set.")
            }
            Self::Block { name } => {
                admin::block(&casework, &name).await?;
                crate::say("The account is blocked.")
            }
        }
    }
}

impl Post {
    fn parse(&self) -> Result<admin::Post, Failure> {
        let known: Vec<&str> = Role::ALL.iter().map(|role| role.code()).collect();
        let role = Role::from_code(&self.role)
            .ok_or_else(|| Failure::Usage(format!("--role must be one of {}", known.join(", "))))?;
        Ok(admin::Post {
            organisation: reference::organisation_id(&self.organisation),
            role,
            teams: self.teams.iter().map(|team| reference::team_id(team)).collect(),
        })
    }
}

fn read_line() -> Result<SecretString, Failure> {
    let mut line = String::new();
    stdin().lock().read_line(&mut line).map_err(Failure::Io)?;
    Ok(SecretString::from(line.trim_end_matches(['\r', '\n']).to_owned()))
}
