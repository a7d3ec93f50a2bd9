//! The acceptance tests: one program, so that they share one private PostgreSQL.
//!
//! A test here drives Tandem from outside; what concerns one function is tested beside that function.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "the helpers of a test may end it")]

mod access;
mod api;
mod casework;
mod demo;
mod http;
mod openapi;
mod schema;
mod store;
mod support;
mod tidy;
mod ui;
