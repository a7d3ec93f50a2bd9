//! The working rules of the region as `config/policy.toml` writes them. Never decides what a value means.

use domain::policy::{Parameter, PolicyBook, PolicyFault, PolicyValue};
use serde::Deserialize;

use crate::written_day::Day;

/// The working rules that come with the release.
pub const RELEASED: &str = include_str!("../../../config/policy.toml");

/// Why a file of working rules cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    #[error("{}", .0.to_string().trim())]
    Syntax(#[from] toml::de::Error),
    #[error("there is no parameter `{0}`")]
    Unknown(String),
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Faults(Vec<PolicyFault>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    value: Vec<Record>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    parameter: String,
    value: u8,
    from: Day,
    why: String,
    source: String,
}

/// Reads a file of working rules.
///
/// # Errors
/// When it is not TOML, names something that is no parameter, or leaves one out.
pub fn read(text: &str) -> Result<PolicyBook, PolicyError> {
    let file: File = toml::from_str(text)?;
    let values = file.value.into_iter().map(Record::value).collect::<Result<_, _>>()?;
    PolicyBook::new(values).map_err(PolicyError::Faults)
}

impl Record {
    fn value(self) -> Result<PolicyValue, PolicyError> {
        let Self { parameter, value, from, why, source } = self;
        let parameter = Parameter::from_code(&parameter).ok_or(PolicyError::Unknown(parameter))?;
        Ok(PolicyValue { parameter, value, from: from.0, why, source })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn the_released_rules_can_be_used() {
        let book = read(RELEASED).unwrap();
        assert_eq!(book.on(NaiveDate::from_ymd_opt(2026, 5, 7).unwrap()).score.reason_at_most, 5);
    }

    #[test]
    fn a_file_that_cannot_be_used_says_why() {
        let unknown = RELEASED.replace("\"scale_version\"", "\"scale\"");
        assert_eq!(read(&unknown).unwrap_err().to_string(), "there is no parameter `scale`");
        let twice = format!("{RELEASED}\n{RELEASED}");
        assert!(read(&twice).unwrap_err().to_string().contains("has two values from 2019-06-01"));
        assert!(read("value = 3").unwrap_err().to_string().contains("expected"));
    }
}
