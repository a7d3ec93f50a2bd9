//! The use cases, one file for each: what it does, whom it refuses, what the audit log says of it.

mod advice;
mod case;
pub(crate) mod report;
