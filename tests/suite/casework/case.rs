//! Cases: opening one.

mod open;
