//! Sealing fields that the database may not read, and finding them again without reading them.
//!
//! A sealed value is bound to its table, column and row, so that a ciphertext copied into another row does not open.

use crate::error::StoreError;
use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use uuid::Uuid;

const FORMAT: u8 = 1;
const NONCE_LENGTH: usize = 12;

/// The keys of one installation: one seals, the other makes the index for exact search.
pub struct Keys {
    seal: Aes256Gcm,
    index: Hmac<Sha256>,
}

/// Where a sealed value lives; a value opens nowhere else.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    pub table: &'static str,
    pub column: &'static str,
    pub row: Uuid,
}

impl Keys {
    /// Takes both keys, 32 random bytes each.
    #[must_use]
    pub fn new(seal: &[u8; 32], index: &[u8; 32]) -> Self {
        // A key shorter than the block of the hash is padded with zeros (RFC 2104).
        let mut block = [0_u8; 64];
        block.iter_mut().zip(index).for_each(|(to, from)| *to = *from);
        Self { seal: Aes256Gcm::new(seal.into()), index: Hmac::new(&block.into()) }
    }

    /// Seals a value for its place.
    ///
    /// # Errors
    /// When the operating system gives no random bytes.
    pub fn seal(&self, place: Place, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        let failed = || StoreError::Sealed { table: place.table, column: place.column };
        let mut nonce = [0_u8; NONCE_LENGTH];
        getrandom::fill(&mut nonce).map_err(|_ignored| failed())?;
        let payload = Payload { msg: plain, aad: &place.bound() };
        let sealed = self.seal.encrypt(&Nonce::from(nonce), payload).map_err(|_ignored| failed())?;
        Ok([&[FORMAT], nonce.as_slice(), &sealed].concat())
    }

    /// Opens a value that was sealed for this place.
    ///
    /// # Errors
    /// [`StoreError::Sealed`] when it was sealed elsewhere, with another key, or was changed.
    pub fn open(&self, place: Place, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
        let failed = || StoreError::Sealed { table: place.table, column: place.column };
        let (format, rest) = sealed.split_first().ok_or_else(failed)?;
        let (nonce, body) = rest.split_at_checked(NONCE_LENGTH).ok_or_else(failed)?;
        if *format != FORMAT {
            return Err(failed());
        }
        let nonce = <[u8; NONCE_LENGTH]>::try_from(nonce).map_err(|_ignored| failed())?;
        let payload = Payload { msg: body, aad: &place.bound() };
        self.seal.decrypt(&Nonce::from(nonce), payload).map_err(|_ignored| failed())
    }

    /// A keyed hash of a value, equal for equal values of one field.
    #[must_use]
    pub fn index(&self, field: &str, value: &[u8]) -> Vec<u8> {
        let mut mac = self.index.clone();
        mac.update(field.as_bytes());
        mac.update(&[0]);
        mac.update(value);
        mac.finalize().into_bytes().to_vec()
    }
}

impl Place {
    fn bound(self) -> Vec<u8> {
        [self.table.as_bytes(), b"\0", self.column.as_bytes(), b"\0", self.row.as_bytes()].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> Keys {
        Keys::new(&[7; 32], &[9; 32])
    }

    fn place(row: u128) -> Place {
        Place { table: "persons", column: "bsn", row: Uuid::from_u128(row) }
    }

    #[test]
    fn a_sealed_value_opens_in_its_own_place_only() {
        let sealed = keys().seal(place(1), b"111222333").unwrap();
        assert_eq!(keys().open(place(1), &sealed).unwrap(), b"111222333");
        assert!(keys().open(place(2), &sealed).is_err(), "copied into another row");
    }

    #[test]
    fn a_flipped_bit_anywhere_is_noticed() {
        let sealed = keys().seal(place(1), b"111222333").unwrap();
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(keys().open(place(1), &changed).is_err(), "byte {at}");
        }
    }

    #[test]
    fn the_index_tells_fields_apart() {
        assert_eq!(keys().index("bsn", b"1"), keys().index("bsn", b"1"));
        assert_ne!(keys().index("bsn", b"1"), keys().index("phone", b"1"));
    }
}
