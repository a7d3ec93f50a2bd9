//! Stamps that only this installation can make: on forms and on cursors. A stamp says that we wrote something;
//! it never hides what was written.

use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretBox};
use sha2::Sha256;

/// The key behind the stamps; part of the app data.
#[derive(Debug)]
pub struct StampKey(SecretBox<[u8; 32]>);

/// What a stamp is for: a stamp for one purpose is worth nothing for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The token in a form.
    Form,
    /// The place in a list.
    Cursor,
    /// The page where somebody was.
    WayBack,
}

impl StampKey {
    /// A key of 32 random bytes, from the settings.
    pub fn new(key: [u8; 32]) -> Self {
        Self(SecretBox::new(Box::new(key)))
    }

    /// The stamp over these parts, in this order.
    pub fn stamp(&self, purpose: Purpose, parts: &[&[u8]]) -> Vec<u8> {
        self.mac(purpose, parts).finalize().into_bytes().to_vec()
    }

    /// Whether this is our stamp over these parts; takes the same time whatever the answer.
    pub fn is_ours(&self, purpose: Purpose, parts: &[&[u8]], stamp: &[u8]) -> bool {
        self.mac(purpose, parts).verify_slice(stamp).is_ok()
    }

    #[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
    fn mac(&self, purpose: Purpose, parts: &[&[u8]]) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.0.expose_secret()).expect("any length will do");
        mac.update(match purpose {
            Purpose::Form => b"form",
            Purpose::Cursor => b"list",
            Purpose::WayBack => b"back",
        });
        for part in parts {
            // The length keeps ("ab", "c") and ("a", "bc") apart.
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_holds_for_its_own_purpose_key_and_parts_only() {
        let key = StampKey::new([1; 32]);
        let stamp = key.stamp(Purpose::Form, &[b"ab", b"c"]);
        assert!(key.is_ours(Purpose::Form, &[b"ab", b"c"], &stamp));
        assert!(!key.is_ours(Purpose::Form, &[b"a", b"bc"], &stamp));
        assert!(!key.is_ours(Purpose::Cursor, &[b"ab", b"c"], &stamp));
        assert!(!StampKey::new([2; 32]).is_ours(Purpose::Form, &[b"ab", b"c"], &stamp));
        assert!(!key.is_ours(Purpose::Form, &[b"ab", b"c"], &[]));
    }
}
