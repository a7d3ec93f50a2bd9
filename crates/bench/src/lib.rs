//! Measures Tandem on a database with many fictional households, beside `pgbench` with the same SQL: the limit.
//!
//! It uses the program as it is, from outside, and must never hold anything that the program needs.

pub mod generate;
pub mod home;
pub mod measure;
pub mod psql;
