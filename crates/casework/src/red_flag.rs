//! Red flags: writing one down, what was decided on it, that it was a mistake, and all of them. Signs ask people to
//! decide today; nothing here decides for them.

pub mod entry;
pub mod file;
pub mod list;
pub mod record;

pub use entry::{WriteOnFlag, Written, write};
pub use file::{DangerFile, file};
pub use list::list;
pub use record::{RecordFlag, Recorded, record};
pub use store::red_flag::{FlagEntry, FlagLine};
