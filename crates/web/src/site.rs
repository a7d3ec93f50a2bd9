//! The whole site: both doors on one floor, with what they need from outside.

use actix_web::web::{Data, ServiceConfig};
use casework::Casework;

use crate::shared::access_token::AccessTokens;
use crate::shared::floor::BodyLimit;
use crate::shared::router::Router;
use crate::shared::stamp::StampKey;
use crate::ui::layout;
use crate::{api, health, ui};

/// What the site needs from outside; every worker has its own `casework`, the rest is shared.
#[derive(Clone)]
pub struct Site {
    /// The use cases.
    pub casework: Casework,
    /// The key of form tokens and cursors.
    pub stamp_key: Data<StampKey>,
    /// Access tokens of programs.
    pub tokens: AccessTokens,
    /// The largest body that is read.
    pub body_limit: BodyLimit,
    /// What all pages have in common.
    pub looks: Data<Looks>,
}

/// What all pages have in common.
#[derive(Debug, Clone)]
pub struct Looks {
    /// Whether the data are fictional.
    pub data: layout::Data,
    /// Where the quick way out leads.
    pub neutral: String,
    /// What the sign-in page of a demonstration tells.
    pub demo: Option<DemoAccounts>,
}

/// The accounts of a demonstration.
#[derive(Debug, Clone)]
pub struct DemoAccounts {
    /// One password for all of them.
    pub password: String,
    /// Name to sign in with, and what it is for.
    pub accounts: Vec<(String, String)>,
}

impl Site {
    /// Mounts everything.
    pub fn configure(self, config: &mut ServiceConfig) {
        config
            .app_data(Data::new(self.casework))
            .app_data(self.stamp_key)
            .app_data(Data::new(self.tokens))
            .app_data(Data::new(self.body_limit))
            .app_data(self.looks);
        router().mount(config);
    }
}

/// Everything that is mounted: what is here is listed, tested and documented.
pub fn router() -> Router {
    let mut router = Router::new();
    health::mount(&mut router);
    api::mount(&mut router);
    ui::mount(&mut router);
    router
}
