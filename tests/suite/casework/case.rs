//! Cases.

mod open;
