//! Scores on the Veiligheidschaal.

pub mod give;
pub mod history;

pub use give::{GiveScore, Given, give};
pub use history::{ScoreHistory, history};
