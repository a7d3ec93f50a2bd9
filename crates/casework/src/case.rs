//! Cases: opening one, the caseload, the file of one case, its timeline.

pub mod caseload;
pub mod file;
pub mod list;
pub mod open;
pub mod read;
pub mod timeline;

pub use store::case::line;
