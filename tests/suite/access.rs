//! Who sees what: the policy in Rust and the policies in the database, written apart, say the same.

mod agree;
mod cross_link;
mod dice;
mod ended;
mod mutants;
mod questions;
mod sample;
mod sample_handovers;
mod sample_rows;
mod writing;
