//! What the tests share: a world of teams and people, and the steps that build households and cases in it.
//!
//! Nothing here may assert a rule; that is for the tests.

pub mod browser;
pub mod case;
pub mod persona;
pub mod site;
pub mod world;

pub use browser::Browser;
pub use persona::*;
pub use site::Site;
pub use world::World;
