//! Empty text means "not set", so that every setting has a default that can be written down.
//!
//! It reads values only; what is allowed is up to the sections.

use std::fmt::Display;
use std::fs;
use std::path::Path;
use std::str::FromStr;

use secrecy::SecretString;
use serde::{Deserialize, Deserializer, de::Error};

use super::SettingsError;
use super::layers::in_file;

pub(super) fn is_none<'de, D, T>(source: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr<Err: Display>,
{
    let text = String::deserialize(source)?;
    if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(D::Error::custom) }
}

pub(super) fn is_no_secret<'de, D: Deserializer<'de>>(source: D) -> Result<Option<SecretString>, D::Error> {
    let text = String::deserialize(source)?;
    Ok((!text.is_empty()).then(|| SecretString::from(text)))
}

/// The secret itself or the content of the file that holds it, whichever is set.
pub(super) fn or_from_file(
    name: &str,
    secret: Option<SecretString>,
    file: Option<&Path>,
) -> Result<Option<SecretString>, SettingsError> {
    match (secret, file) {
        (Some(_), Some(_)) => {
            let sentence = format!("{name} and {name}_file are both set; keep one of them");
            Err(SettingsError::Invalid(vec![sentence]))
        }
        (None, Some(file)) => {
            let text = fs::read_to_string(file).map_err(in_file(file))?;
            Ok(Some(SecretString::from(text.trim().to_owned())))
        }
        (secret, None) => Ok(secret),
    }
}
