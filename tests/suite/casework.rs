//! Each use case on a real database: what it does, what it records, and every way in which it refuses.

mod absence;
mod advice;
mod board;
mod calendar;
mod case;
mod contact;
pub(crate) mod disclosure;
mod duo;
mod figures;
mod handover;
pub(crate) mod household;
mod incident;
mod job;
mod notice;
pub(crate) mod person;
mod phase;
pub(crate) mod plan;
mod reliability;
pub(crate) mod report;
pub(crate) mod round;
mod score;
mod silence;
mod steps;
mod task;
mod term;
pub(crate) mod vignette;
pub(crate) mod voices;
