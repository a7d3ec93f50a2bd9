//! store

pub mod cluster;
