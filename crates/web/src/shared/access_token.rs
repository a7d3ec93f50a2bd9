//! Access tokens of programs: short-lived, signed with Ed25519, every claim demanded. A token only names a session;
//! what the session is worth is asked of the database at every request.

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use domain::id::SessionId;
use ed25519_dalek::{Signature, SigningKey, VerifyingKey};
use jsonwebtoken::crypto::{CryptoProvider, JwtSigner, JwtVerifier, KeyUtils};
use jsonwebtoken::errors::{Error, ErrorKind, Result};
use jsonwebtoken::signature::{Error as SignatureError, Signer, Verifier};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Who may read the tokens.
const AUDIENCE: &str = "tandem-api";
/// Clocks of one installation may differ by this many seconds.
const LEEWAY: u64 = 2;

/// Signs and reads access tokens.
#[derive(Clone)]
pub struct AccessTokens(Arc<Inner>);

struct Inner {
    signing: EncodingKey,
    verifying: DecodingKey,
    issuer: String,
    lasts: Duration,
}

/// Everything that stands in a token. There is no name and no role in it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Claims {
    iss: String,
    aud: String,
    sub: Uuid,
    iat: i64,
    nbf: i64,
    exp: i64,
    jti: Uuid,
}

impl AccessTokens {
    /// Tokens of this issuer (the public address), signed with this key, valid for so long.
    pub fn new(key: &[u8; 32], issuer: String, lasts: Duration) -> Self {
        // A second call finds the same provider in place, which is what we want.
        let _ = PROVIDER.install_default();
        let public = SigningKey::from_bytes(key).verifying_key();
        let inner = Inner {
            signing: EncodingKey::from_ed_der(key),
            verifying: DecodingKey::from_ed_der(public.as_bytes()),
            issuer,
            lasts,
        };
        Self(Arc::new(inner))
    }

    /// The address of the site, without a slash at the end: whoever signs a token is the site.
    pub fn issuer(&self) -> &str {
        &self.0.issuer
    }

    /// How long a token is valid, in seconds.
    pub fn seconds(&self) -> i64 {
        self.0.lasts.num_seconds()
    }

    /// A token for a session; `id` names the token itself.
    ///
    /// # Errors
    /// When it cannot be signed.
    pub fn sign(&self, session: SessionId, id: Uuid, now: DateTime<Utc>) -> Result<String> {
        let claims = Claims {
            iss: self.0.issuer.clone(),
            aud: AUDIENCE.to_owned(),
            sub: session.0,
            iat: now.timestamp(),
            nbf: now.timestamp(),
            exp: (now + self.0.lasts).timestamp(),
            jti: id,
        };
        encode(&Header::new(Algorithm::EdDSA), &claims, &self.0.signing)
    }

    /// The session that a token names; nothing when the token is not ours or not valid at this moment.
    pub fn read(&self, token: &str, now: DateTime<Utc>) -> Option<SessionId> {
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_audience(&[AUDIENCE]);
        validation.set_issuer(&[&self.0.issuer]);
        validation.set_required_spec_claims(&["exp", "nbf", "aud", "iss", "sub"]);
        // Time is checked below, against the clock of the program.
        validation.validate_exp = false;
        validation.validate_nbf = false;
        let claims = decode::<Claims>(token, &self.0.verifying, &validation).ok()?.claims;
        let leeway = LEEWAY as i64;
        let now = now.timestamp();
        let valid = claims.nbf <= now + leeway && claims.iat <= now + leeway && now < claims.exp;
        valid.then_some(SessionId(claims.sub))
    }
}

static PROVIDER: CryptoProvider = CryptoProvider {
    signer_factory: |algorithm, key| {
        Ok(Box::new(EdSigner(SigningKey::from_bytes(&seed(algorithm, key.as_bytes())?))))
    },
    verifier_factory: |algorithm, key| {
        let bytes = seed(algorithm, key.try_get_as_bytes()?)?;
        let key =
            VerifyingKey::from_bytes(&bytes).map_err(|_ignored| Error::from(ErrorKind::InvalidEddsaKey))?;
        Ok(Box::new(EdVerifier(key)))
    },
    key_utils: KeyUtils::new_unimplemented(),
};

/// The only algorithm that this program knows is Ed25519.
fn seed(algorithm: &Algorithm, bytes: &[u8]) -> Result<[u8; 32]> {
    if *algorithm != Algorithm::EdDSA {
        return Err(ErrorKind::InvalidAlgorithm.into());
    }
    bytes.try_into().map_err(|_ignored| ErrorKind::InvalidEddsaKey.into())
}

struct EdSigner(SigningKey);

impl Signer<Vec<u8>> for EdSigner {
    fn try_sign(&self, message: &[u8]) -> std::result::Result<Vec<u8>, SignatureError> {
        use ed25519_dalek::Signer as _;
        Ok(self.0.sign(message).to_bytes().to_vec())
    }
}

impl JwtSigner for EdSigner {
    fn algorithm(&self) -> Algorithm {
        Algorithm::EdDSA
    }
}

struct EdVerifier(VerifyingKey);

impl Verifier<Vec<u8>> for EdVerifier {
    fn verify(&self, message: &[u8], signature: &Vec<u8>) -> std::result::Result<(), SignatureError> {
        let signature = Signature::from_slice(signature).map_err(|_ignored| SignatureError::new())?;
        self.0.verify_strict(message, &signature).map_err(|_ignored| SignatureError::new())
    }
}

impl JwtVerifier for EdVerifier {
    fn algorithm(&self) -> Algorithm {
        Algorithm::EdDSA
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::prelude::BASE64_URL_SAFE_NO_PAD as B64;

    use super::*;

    fn tokens() -> AccessTokens {
        AccessTokens::new(&[5; 32], "https://tandem.test".to_owned(), Duration::minutes(10))
    }

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_780_000_000 + seconds, 0).unwrap()
    }

    fn session() -> SessionId {
        SessionId(Uuid::from_u128(7))
    }

    #[test]
    fn a_token_names_its_session_until_it_expires() {
        let token = tokens().sign(session(), Uuid::from_u128(1), at(0)).unwrap();
        assert_eq!(tokens().read(&token, at(0)), Some(session()));
        assert_eq!(tokens().read(&token, at(599)), Some(session()));
        assert_eq!(tokens().read(&token, at(600)), None, "expired");
        assert_eq!(tokens().read(&token, at(-10)), None, "not valid yet");
    }

    #[test]
    fn a_token_of_another_key_or_issuer_is_not_ours() {
        let other = AccessTokens::new(&[6; 32], "https://tandem.test".to_owned(), Duration::minutes(10));
        let elsewhere = AccessTokens::new(&[5; 32], "https://evil.test".to_owned(), Duration::minutes(10));
        for tokens_of in [other, elsewhere] {
            let token = tokens_of.sign(session(), Uuid::from_u128(1), at(0)).unwrap();
            assert_eq!(tokens().read(&token, at(0)), None);
        }
    }

    #[test]
    fn forged_tokens_are_refused() {
        let good = tokens().sign(session(), Uuid::from_u128(1), at(0)).unwrap();
        let [head, body, signature] = good.split('.').collect::<Vec<_>>()[..] else { panic!("three parts") };
        let part = |json: &str| B64.encode(json);
        let none = part(r#"{"typ":"JWT","alg":"none"}"#);
        let hs256 = part(r#"{"typ":"JWT","alg":"HS256"}"#);
        let rs256 = part(r#"{"typ":"JWT","alg":"RS256"}"#);
        let embedded = part(r#"{"typ":"JWT","alg":"EdDSA","jwk":{"kty":"OKP","crv":"Ed25519","x":"AA"}}"#);
        let without_audience =
            part(r#"{"iss":"https://tandem.test","sub":"00000000-0000-0000-0000-000000000007"}"#);
        for forged in [
            format!("{none}.{body}."),
            format!("{none}.{body}.{signature}"),
            format!("{hs256}.{body}.{signature}"),
            format!("{rs256}.{body}.{signature}"),
            format!("{embedded}.{body}.{signature}"),
            format!("{head}.{without_audience}.{signature}"),
            format!("{head}.{body}."),
            format!("{head}.{body}"),
            format!("{head}.{body}.{signature}.{signature}"),
            format!("{head}.{body}.{}", &signature[..signature.len() - 2]),
            String::new(),
            "x".repeat(10_000),
        ] {
            assert_eq!(tokens().read(&forged, at(0)), None, "{forged:.60}");
        }
    }
}
