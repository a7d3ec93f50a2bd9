//! From settings to the parts that the program is put together from. Nothing here is global.

use std::sync::Arc;
use std::time::Duration as StdDuration;

use actix_web::web::Data;
use casework::Casework;
use casework::account::{PasswordCost, Passwords, SessionPolicy};
use casework::ports::{SystemClock, SystemIds};
use chrono::Duration;
use domain::policy::PolicyBook;
use domain::scale::ScaleBook;
use domain::term::TermBook;
use secrecy::{ExposeSecret, SecretString};
use store::{Commits, Keys, Store, StoreError, StoreOptions};
use web::shared::access_token::AccessTokens;
use web::shared::floor::BodyLimit;
use web::shared::stamp::StampKey;
use web::site::{Looks, Site};
use web::ui::layout;

use crate::settings::secrets::Keys as KeyFiles;
use crate::settings::session::SessionSettings;
use crate::settings::{Settings, SettingsError};

/// How long somebody waits for a connection before the database counts as away.
const PATIENCE: StdDuration = StdDuration::from_secs(3);

/// The same for a generator, which has nobody waiting and makes the database work hard.
const PATIENCE_OF_A_GENERATOR: StdDuration = StdDuration::from_secs(60);

/// Everything that the workers share, and what each makes for itself.
#[derive(Clone)]
pub struct Parts {
    options: StoreOptions,
    passwords: Passwords,
    sessions: SessionPolicy,
    policy: Arc<PolicyBook>,
    scales: Arc<ScaleBook>,
    terms: Arc<TermBook>,
    stamp_key: Data<StampKey>,
    tokens: AccessTokens,
    body_limit: BodyLimit,
    looks: Data<Looks>,
}

/// Why the parts cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum PartsError {
    #[error(transparent)]
    Settings(#[from] SettingsError),
    #[error("passwords.memory_kib, iterations and lanes do not go together")]
    Passwords,
    #[error("the database cannot be used")]
    Store(#[from] StoreError),
}

impl Parts {
    /// Makes the parts for the database at this address.
    ///
    /// # Errors
    /// When a key or the cost of passwords cannot be used.
    pub fn new(settings: &Settings, url: SecretString, looks: Looks) -> Result<Self, PartsError> {
        let files = settings.secrets.read_keys(&settings.database.data, settings.demo.enabled)?;
        let tokens = AccessTokens::new(
            files.signing.expose_secret(),
            settings.http.public_url(),
            Duration::minutes(i64::from(settings.session.access_token_minutes)),
        );
        Ok(Self {
            options: StoreOptions {
                url,
                pool_size: settings.database.pool_size_per_worker,
                patience: PATIENCE,
                keys: Arc::new(field_keys(&files)),
                commits: Commits::default(),
            },
            passwords: passwords(settings)?,
            sessions: sessions(&settings.session),
            policy: Arc::new(settings.policy.read()?),
            scales: Arc::new(settings.policy.scales()?),
            terms: Arc::new(settings.policy.terms()?),
            stamp_key: Data::new(StampKey::new(*files.form.expose_secret())),
            tokens,
            body_limit: BodyLimit(settings.http.max_body_kib * 1024),
            looks: Data::new(looks),
        })
    }

    /// The use cases with the clock of the machine; every worker makes its own, with its own connections.
    ///
    /// # Errors
    /// When no pool can be made.
    pub fn casework(&self) -> Result<Casework, StoreError> {
        Ok(Casework {
            store: Store::new(&self.options)?,
            clock: Arc::new(SystemClock),
            ids: Arc::new(SystemIds),
            passwords: self.passwords.clone(),
            sessions: self.sessions,
            policy: Arc::clone(&self.policy),
            scales: Arc::clone(&self.scales),
            terms: Arc::clone(&self.terms),
        })
    }

    /// The use cases for filling a demonstration: a pool of this size, and commits that wait for no disk.
    ///
    /// # Errors
    /// When no pool can be made.
    pub fn casework_for_filling(&self, pool_size: usize) -> Result<Casework, StoreError> {
        let options = StoreOptions {
            pool_size,
            patience: PATIENCE_OF_A_GENERATOR,
            commits: Commits::Relaxed,
            ..self.options.clone()
        };
        Ok(Casework { store: Store::new(&options)?, ..self.casework()? })
    }

    /// The site for one worker.
    ///
    /// # Errors
    /// When no pool can be made.
    pub fn site(&self) -> Result<Site, StoreError> {
        Ok(Site {
            casework: self.casework()?,
            stamp_key: self.stamp_key.clone(),
            tokens: self.tokens.clone(),
            body_limit: self.body_limit,
            looks: self.looks.clone(),
        })
    }
}

/// What the pages of a real installation have in common.
#[must_use]
pub fn real_looks() -> Looks {
    Looks { data: layout::Data::Real, neutral: layout::NEUTRAL.to_owned(), demo: None }
}

fn field_keys(files: &KeyFiles) -> Keys {
    Keys::new(files.field.expose_secret(), files.index.expose_secret())
}

fn passwords(settings: &Settings) -> Result<Passwords, PartsError> {
    let cost = PasswordCost {
        memory_kib: settings.passwords.memory_kib,
        iterations: settings.passwords.iterations,
        lanes: settings.passwords.lanes,
        concurrent: settings.passwords.concurrent_hashes(),
    };
    Passwords::new(cost).map_err(|_ignored| PartsError::Passwords)
}

const fn sessions(settings: &SessionSettings) -> SessionPolicy {
    SessionPolicy {
        idle: Duration::minutes(settings.idle_minutes as i64),
        absolute: Duration::hours(settings.absolute_hours as i64),
    }
}
