//! Signing in and out, and what a session is worth at this moment.

pub mod admin;
pub mod passwords;
pub mod session;
pub mod sign_in;

pub use passwords::{PasswordCost, Passwords};
pub use session::{SessionPolicy, Tokens};
pub use sign_in::{SignIn, SignedIn};

use sha2::{Digest, Sha256};

/// A secret that a client holds: 256 random bits in text. Only its hash is stored.
#[derive(Clone)]
pub struct Secret(secrecy::SecretString);

impl Secret {
    /// A new secret.
    ///
    /// # Errors
    /// [`crate::Refusal::Unavailable`] when the operating system gives no random bytes.
    pub fn new() -> Result<Self, crate::Refusal> {
        use base64::Engine as _;
        let mut bytes = [0_u8; 32];
        getrandom::fill(&mut bytes).map_err(|_ignored| crate::Refusal::Unavailable)?;
        Ok(Self(base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes).into()))
    }

    /// What goes to the client, once.
    #[must_use]
    pub fn reveal(&self) -> &str {
        use secrecy::ExposeSecret as _;
        self.0.expose_secret()
    }

    /// The hash under which a secret is stored.
    #[must_use]
    pub fn hash(secret: &str) -> [u8; 32] {
        Sha256::digest(secret.as_bytes()).into()
    }
}
