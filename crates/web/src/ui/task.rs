//! Pages about tasks: what has to be done in a case because something happened.

pub mod complete;
pub mod section;
