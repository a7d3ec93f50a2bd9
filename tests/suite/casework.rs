//! Each use case on a real database: what it does, what it records, and every way in which it refuses.

mod advice;
mod case;
mod contact;
mod duo;
mod figures;
pub(crate) mod household;
pub(crate) mod person;
pub(crate) mod report;
mod score;
