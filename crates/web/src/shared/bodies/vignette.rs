//! A score for a fictional situation as it is filled in. That there is none yet is for the use case.

use casework::vignette::ScoreVignette;
use domain::id::VignetteId;
use domain::score::SafetyScore;

use crate::shared::fields::{Body, Fields};

/// A score as far as it could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewVignetteScore {
    /// The number.
    pub value: Option<SafetyScore>,
}

impl Body for NewVignetteScore {
    const NAME: &'static str = "NewVignetteScore";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let value = fields.required("value");
        Some(Self { value })
    }
}

impl NewVignetteScore {
    /// What the use case is asked to do.
    pub fn command(self, vignette: VignetteId) -> ScoreVignette {
        ScoreVignette { vignette, value: self.value.map(|it| it.get().into()) }
    }
}
