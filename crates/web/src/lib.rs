//! The two doors of Tandem: an API for programs and pages for people, on one floor.
//!
//! Reading order: [`shared::router`] (what is mounted), [`shared::floor`] (what every answer has in common),
//! [`shared::problem`] (how a refusal looks), [`shared::fields`] (how input is read), [`ui`] (how pages look).
//! This crate must never talk to the database: it asks `casework`.

pub mod shared;
pub mod ui;
