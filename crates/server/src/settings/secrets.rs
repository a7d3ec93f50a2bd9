//! The keys: which file holds which, and reading them. A demo makes its own.
//!
//! Keys must never be printed, and a key made by a demo must never protect real people.

use std::fs::{DirBuilder, OpenOptions, read_to_string};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret, SecretBox};
use serde::Deserialize;

use super::layers::in_file;
use super::{SettingsError, blank};

/// Every secret in our documents and in a demo holds this word, so that it can be refused elsewhere.
const EXAMPLE: &str = "example";

/// A key of 32 bytes.
pub type Key = SecretBox<[u8; 32]>;

/// Which file holds which key.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SecretSettings {
    #[serde(deserialize_with = "blank::is_none")]
    signing_key_file: Option<PathBuf>,
    #[serde(deserialize_with = "blank::is_none")]
    field_key_file: Option<PathBuf>,
    #[serde(deserialize_with = "blank::is_none")]
    index_key_file: Option<PathBuf>,
    #[serde(deserialize_with = "blank::is_none")]
    form_key_file: Option<PathBuf>,
}

/// The keys themselves.
#[derive(Debug)]
pub struct Keys {
    /// Signs access tokens.
    pub signing: Key,
    /// Encrypts fields.
    pub field: Key,
    /// Makes encrypted fields findable.
    pub index: Key,
    /// Protects forms.
    pub form: Key,
}

impl SecretSettings {
    /// Reads the keys. In a demo, a key without a file of its own lives in the data folder and is made when missing.
    ///
    /// # Errors
    /// When a key is missing, malformed, used twice, or an example outside a demo.
    pub fn read_keys(&self, data: &Path, demo: bool) -> Result<Keys, SettingsError> {
        let read = |(name, file): (&'static str, &Option<PathBuf>)| match file {
            Some(file) => read_key(name, file, demo),
            None => read_or_make_key(name, data, demo),
        };
        let [signing, field, index, form] = self.named().map(read);
        let keys = Keys { signing: signing?, field: field?, index: index?, form: form? };
        keys.refuse_twins()?;
        Ok(keys)
    }

    pub(super) fn faults(&self, demo: bool) -> Vec<String> {
        let missing = self.named().into_iter().filter(|(_, file)| !demo && file.is_none());
        let sentence = |(name, _)| {
            format!(
                "secrets.{name} must be set while demo.enabled is false (make one with `openssl rand -hex 32`)"
            )
        };
        missing.map(sentence).collect()
    }

    fn named(&self) -> [(&'static str, &Option<PathBuf>); 4] {
        [
            ("signing_key_file", &self.signing_key_file),
            ("field_key_file", &self.field_key_file),
            ("index_key_file", &self.index_key_file),
            ("form_key_file", &self.form_key_file),
        ]
    }
}

impl Keys {
    fn refuse_twins(&self) -> Result<(), SettingsError> {
        let keys = [
            ("signing", &self.signing),
            ("field", &self.field),
            ("index", &self.index),
            ("form", &self.form),
        ];
        for (at, (one, key)) in keys.iter().enumerate() {
            for (other, twin) in keys.iter().skip(at + 1) {
                if key.expose_secret() == twin.expose_secret() {
                    let sentence =
                        format!("secrets.{one}_key_file and secrets.{other}_key_file hold the same key");
                    return Err(SettingsError::Invalid(vec![sentence]));
                }
            }
        }
        Ok(())
    }
}

/// Whether a text is a secret that everybody knows.
pub(super) fn is_example(text: &str) -> bool {
    text.to_ascii_lowercase().contains(EXAMPLE)
}

fn read_or_make_key(name: &str, data: &Path, demo: bool) -> Result<Key, SettingsError> {
    let folder = data.join("keys");
    let file = folder.join(name.replace("_file", ""));
    if demo && !file.exists() {
        // PostgreSQL's user must be able to pass the data folder, but not to enter this one.
        let mut builder = DirBuilder::new();
        builder.recursive(true).mode(0o711).create(data).map_err(in_file(data))?;
        builder.mode(0o700).create(&folder).map_err(in_file(&folder))?;
        make_key(&file).map_err(in_file(&file))?;
    }
    read_key(name, &file, demo)
}

fn make_key(file: &Path) -> io::Result<()> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut new = OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)?;
    writeln!(new, "# An {EXAMPLE} key, made for a demo; refused everywhere else.\n{digits}")
}

fn read_key(name: &str, file: &Path, demo: bool) -> Result<Key, SettingsError> {
    let text = read_to_string(file).map_err(in_file(file))?;
    let wrong = |what: &str| {
        SettingsError::Invalid(vec![format!("secrets.{name}: the file {} {what}", file.display())])
    };
    if !demo && is_example(&text) {
        return Err(wrong("holds an example secret, which is refused while demo.enabled is false"));
    }
    let digits: String = text.lines().map(str::trim).filter(|line| !line.starts_with('#')).collect();
    let bytes = parse_hex(&digits).ok_or_else(|| wrong("must hold 64 hexadecimal digits"))?;
    Ok(SecretBox::new(Box::new(bytes)))
}

fn parse_hex(digits: &str) -> Option<[u8; 32]> {
    if digits.len() != 64 || !digits.bytes().all(|it| it.is_ascii_hexdigit()) {
        return None;
    }
    let mut bytes = [0; 32];
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(digits.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests;
