//! The acceptance tests: one program, so that they share one private PostgreSQL.
//!
//! A test here drives Tandem from outside; what concerns one function is tested beside that function.

mod casework;
mod store;
mod support;
