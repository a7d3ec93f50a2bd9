//! Practice on the safety scale, on pages: the situations, scoring one, and how the numbers of all lie.

pub mod list;
pub mod score;
pub mod show;

use domain::id::VignetteId;

/// Address of a situation.
pub fn path(vignette: VignetteId) -> String {
    format!("{}/{vignette}", list::PATH)
}
