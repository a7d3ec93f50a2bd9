//! A person on pages: where to find this person, and changing what is known.

pub mod edit;
pub mod show;
