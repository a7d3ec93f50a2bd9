//! Cases: opening one, the caseload, the file of one case.

pub mod list;
pub mod open;
pub mod read;

pub use store::case::line;
