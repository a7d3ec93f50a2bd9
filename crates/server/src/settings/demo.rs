//! Settings for showing Tandem with fictional people.
//!
//! They must never be on where the people are real.

use serde::Deserialize;

/// Whether the data are fictional, and how many there are.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoSettings {
    /// True when all people are fictional; only then example secrets and weak hashes are taken.
    pub enabled: bool,
    /// How much there is to see.
    pub scale: Scale,
    /// The number from which the histories are drawn.
    pub seed: u64,
}

/// How much a demo shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scale {
    /// A hundred households.
    Duo,
    /// The year of a region.
    Region,
}
