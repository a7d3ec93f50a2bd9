//! What the tests share: a world of teams and people, its site, a browser, and the steps that build cases in it.
//!
//! Nothing here may assert a rule; that is for the tests.

pub(crate) mod browser;
pub(crate) mod case;
pub(crate) mod gate;
pub(crate) mod persona;
pub(crate) mod post_office;
pub(crate) mod site;
pub(crate) mod walker;
pub(crate) mod worker;
pub(crate) mod world;

pub(crate) use browser::Browser;
pub(crate) use case::{Case, Household};
pub(crate) use gate::Gate;
pub(crate) use persona::*;
pub(crate) use site::Site;
pub(crate) use walker::Walker;
pub(crate) use world::{World, creation};
