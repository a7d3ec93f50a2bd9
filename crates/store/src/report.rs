//! Reports at Veilig Thuis: facts for the policy, lines for the inbox, the file of one report, and saving.
//!
//! What was told and by whom is in a table of its own, which only [`file`] reads: no line of a list holds it.

pub mod facts;
pub mod file;
pub mod line;
pub mod save;

pub use facts::{Standing, earlier, facts, lock_facts, standing};
pub use file::{ReportFile, read};
pub use line::{ReportLine, ReportPlace, lines, page};
pub use save::{TakenIn, save};
