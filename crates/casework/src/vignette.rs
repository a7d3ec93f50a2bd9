//! Practice on the safety scale: fictional situations that everybody scores on his own.

pub mod list;
pub mod read;
pub mod score;

pub use list::list;
pub use read::{VignetteResult, read};
pub use score::{ScoreVignette, score};
pub use store::vignette::{OwnScore, Told, VignetteFile, VignetteLine};
