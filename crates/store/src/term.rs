//! Terms of cases and reports: started and ended with the step that causes it, in its own transaction; the steps that
//! people take; what runs for somebody. A term is never changed by hand: it follows the steps that are added to it.

pub mod read;
pub mod running;
pub mod start;
pub mod step;

pub use read::{StepLine, TermLine, due_of, find, going_on, of};
pub use running::{Reach, RunningTerm, running_for};
pub use start::NewTerm;
pub use step::{NewStep, take};

pub(crate) use start::insert;
pub(crate) use step::{Ending, end};
