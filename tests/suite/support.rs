//! What the tests share: a world of teams and people, and the steps that build households and cases in it.
//!
//! Nothing here may assert a rule; that is for the tests.

pub mod case;
pub mod persona;
pub mod world;

pub use case::{Case, Household};
pub use persona::*;
pub use world::World;
