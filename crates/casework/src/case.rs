//! Cases: the caseload, the file of one case.

pub mod list;
pub mod read;

pub use store::case::line;
