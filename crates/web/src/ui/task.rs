//! Pages about tasks: what has to be done in a case because something happened.

pub mod complete;
pub mod new;
pub mod owner;
pub mod pass_on;
pub mod section;
pub mod why;
