//! People: how a person is read from and written to its row. The citizen service number is sealed for its row and
//! found through a keyed index; it leaves this module masked only.

pub mod read;
pub mod save;

pub use read::{Known, PersonView, known, read, taken_numbers, view};
pub use save::{BsnChange, change, lock};

pub(crate) use read::PersonRow;
pub(crate) use save::insert;
