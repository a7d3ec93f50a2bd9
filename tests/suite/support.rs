//! What the tests share: a world of teams and people, and the steps that build households and cases in it.
//!
//! Nothing here may assert a rule; that is for the tests.

pub(crate) mod case;
pub(crate) mod persona;
pub(crate) mod world;

pub(crate) use case::{Case, Household};
pub(crate) use persona::*;
pub(crate) use world::World;
