//! What the numbers of the safety scale mean, as `config/scale.toml` writes it. Never decides which wording is used:
//! that is a working rule.

use domain::scale::{Anchor, Scale, ScaleBook, ScaleFault};
use domain::score::{SafetyScore, ScaleVersion};
use serde::Deserialize;

/// The wordings that come with the release.
pub const RELEASED: &str = include_str!("../../../config/scale.toml");

/// Why a file of wordings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ScaleError {
    #[error("{}", .0.to_string().trim())]
    Syntax(#[from] toml::de::Error),
    #[error("{0} is no number of the scale")]
    OffScale(i64),
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Faults(Vec<ScaleFault>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    scale: Vec<ScaleRecord>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScaleRecord {
    version: i32,
    source: String,
    anchor: Vec<AnchorRecord>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AnchorRecord {
    from: i64,
    to: i64,
    label: String,
    plain: String,
}

/// Reads a file of wordings.
///
/// # Errors
/// When it is not TOML, or leaves a number without words.
pub fn read(text: &str) -> Result<ScaleBook, ScaleError> {
    let file: File = toml::from_str(text)?;
    let scales = file.scale.into_iter().map(ScaleRecord::scale).collect::<Result<_, _>>()?;
    ScaleBook::new(scales).map_err(ScaleError::Faults)
}

impl ScaleRecord {
    fn scale(self) -> Result<Scale, ScaleError> {
        let anchors = self.anchor.into_iter().map(AnchorRecord::anchor).collect::<Result<_, _>>()?;
        Ok(Scale { version: ScaleVersion(self.version), source: self.source, anchors })
    }
}

impl AnchorRecord {
    fn anchor(self) -> Result<Anchor, ScaleError> {
        let number = |it| SafetyScore::new(it).map_err(|_outside| ScaleError::OffScale(it));
        let (lowest, highest) = (number(self.from)?, number(self.to)?);
        Ok(Anchor { lowest, highest, label: self.label, plain: self.plain })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::policy::Parameter;

    #[test]
    fn every_version_that_is_ever_used_has_its_words() {
        let book = read(RELEASED).unwrap();
        let policy = crate::policy::read(crate::policy::RELEASED).unwrap();
        for value in policy.values().filter(|it| it.parameter == Parameter::ScaleVersion) {
            assert!(book.find(ScaleVersion(value.value.into())).is_some(), "{value:?}");
        }
    }

    #[test]
    fn the_words_say_whose_they_are() {
        let book = read(RELEASED).unwrap();
        let first = book.find(ScaleVersion(1)).unwrap();
        assert_eq!(first.source, "Standaardtekst van Tandem, niet van de eigenaar van de methode");
    }

    #[test]
    fn what_is_no_scale_is_refused() {
        let zero = RELEASED.replacen("from = 1\n", "from = 0\n", 1);
        assert_eq!(read(&zero).unwrap_err().to_string(), "0 is no number of the scale");
        assert!(read("scale = 1").unwrap_err().to_string().contains("expected"));
    }
}
