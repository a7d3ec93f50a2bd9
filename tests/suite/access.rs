//! Who sees what: the policy in Rust and the policies in the database, written apart, say the same.

mod agree;
mod sample;
mod sample_rows;
