//! Scores on the Veiligheidschaal.

pub mod give;

pub use give::{GiveScore, Given, give};
