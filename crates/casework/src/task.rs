//! Tasks of a case: what has to be done because something happened.

pub mod complete;
pub mod list;

pub use complete::{CompleteTask, complete};
pub use list::{list, read};
pub use store::task::{TaskDone, TaskLine};
