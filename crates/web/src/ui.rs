//! Pages: how they look and which words they use. Never decides anything.

pub mod assets;
pub mod chart;
pub mod error_page;
pub mod field;
pub mod layout;
pub mod words;
