//! Each use case on a real database: what it does, what it records, and every way in which it refuses.

mod advice;
mod case;
mod contact;
pub(crate) mod disclosure;
mod duo;
mod figures;
pub(crate) mod household;
pub(crate) mod person;
pub(crate) mod plan;
mod reliability;
pub(crate) mod report;
pub(crate) mod round;
mod score;
mod task;
pub(crate) mod vignette;
