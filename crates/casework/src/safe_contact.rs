//! How people are reached safely: noting it, and what was noted last of each.

pub mod list;
pub mod note;

pub use list::{list, of_person};
pub use note::{NoteSafeContact, Noted, note};
pub use store::safe_contact::SafeContactLine;
