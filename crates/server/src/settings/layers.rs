//! Lays the sources of settings over each other: defaults, file, environment, flags of the command line.
//!
//! It knows names and kinds of values, and must never know what a setting means.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use super::{DEFAULTS, SettingsError};

/// Variables with this prefix are settings; a misspelt one is an error.
const PREFIX: &str = "TANDEM__";

/// The file that is read, when it exists, if none is named.
const USUAL_FILE: &str = "config/local.toml";

/// Where settings come from. Not printable, because values may be secrets.
#[derive(Clone, Default)]
pub struct Sources {
    /// A file named by the operator; it must exist.
    pub file: Option<PathBuf>,
    /// The environment, as read at the start.
    pub environment: BTreeMap<String, String>,
    /// Flags of the command line; they win.
    pub changes: Vec<Change>,
}

/// One setting given as text.
#[derive(Clone)]
pub struct Change {
    /// The name of the setting, as `section.key`.
    pub setting: String,
    /// Its value.
    pub value: String,
    /// The variable or flag that it stands in, for messages.
    pub origin: String,
}

impl Sources {
    /// The sources of this process. Variables that are not UTF-8 are left out.
    pub fn of_this_process(file: Option<PathBuf>) -> Self {
        let file = file.or_else(|| Path::new(USUAL_FILE).is_file().then(|| PathBuf::from(USUAL_FILE)));
        let text = |(name, value): (_, std::ffi::OsString)| {
            Some((std::ffi::OsString::into_string(name).ok()?, value.into_string().ok()?))
        };
        Self { file, environment: env::vars_os().filter_map(text).collect(), changes: Vec::new() }
    }

    /// The same with a flag of the command line on top.
    #[must_use]
    pub fn with(mut self, setting: &str, value: impl Into<String>, flag: &str) -> Self {
        self.changes.push(Change {
            setting: setting.to_owned(),
            value: value.into(),
            origin: flag.to_owned(),
        });
        self
    }
}

/// All layers as one table of sections.
pub(super) fn merge(sources: &Sources) -> Result<Table, SettingsError> {
    let mut table = parse(DEFAULTS, Path::new("config/default.toml"))?;
    if let Some(file) = &sources.file {
        lay_file(&mut table, file)?;
    }
    for change in of_environment(&sources.environment).iter().chain(&sources.changes) {
        let slot = slot(&mut table, &change.setting, &change.origin)?;
        *slot = parse_like(slot, change)?;
    }
    Ok(table)
}

fn lay_file(table: &mut Table, file: &Path) -> Result<(), SettingsError> {
    let text = fs::read_to_string(file).map_err(in_file(file))?;
    let origin = file.display().to_string();
    for (section, content) in parse(&text, file)? {
        let Value::Table(content) = content else {
            return Err(SettingsError::Unknown { setting: section, origin });
        };
        for (key, value) in content {
            *slot(table, &format!("{section}.{key}"), &origin)? = value;
        }
    }
    Ok(())
}

fn of_environment(environment: &BTreeMap<String, String>) -> Vec<Change> {
    let change = |(name, value): (&String, &String)| {
        let setting = name.strip_prefix(PREFIX)?.to_ascii_lowercase().replace("__", ".");
        Some(Change { setting, value: value.clone(), origin: name.clone() })
    };
    environment.iter().filter_map(change).collect()
}

/// The place of a setting; it has one because every setting has a default.
fn slot<'a>(table: &'a mut Table, setting: &str, origin: &str) -> Result<&'a mut Value, SettingsError> {
    let unknown = || SettingsError::Unknown { setting: setting.to_owned(), origin: origin.to_owned() };
    let (section, key) = setting.split_once('.').ok_or_else(unknown)?;
    let section = table.get_mut(section).and_then(Value::as_table_mut).ok_or_else(unknown)?;
    section.get_mut(key).ok_or_else(unknown)
}

/// Reads a text as the kind of value that stands there now. The text is not repeated: it may be a secret.
fn parse_like(now: &Value, change: &Change) -> Result<Value, SettingsError> {
    let text = change.value.trim();
    let (value, kind) = match now {
        Value::Integer(_) => (text.parse().ok().map(Value::Integer), "a whole number"),
        Value::Boolean(_) => (text.parse().ok().map(Value::Boolean), "true or false"),
        _ => (Some(Value::String(text.to_owned())), "text"),
    };
    let wrong =
        || SettingsError::Invalid(vec![format!("{} ({}) must be {kind}", change.setting, change.origin)]);
    value.ok_or_else(wrong)
}

fn parse(text: &str, file: &Path) -> Result<Table, SettingsError> {
    text.parse().map_err(|error: toml::de::Error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        SettingsError::Syntax { path: file.to_owned(), line, message: error.message().to_owned() }
    })
}

/// Says which file an error of the system is about; for `map_err`.
pub(super) fn in_file(path: &Path) -> impl FnOnce(io::Error) -> SettingsError {
    let path = path.to_owned();
    move |source| SettingsError::File { path, source }
}
