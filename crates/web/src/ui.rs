//! Pages: how they look and which words they use. Never decides anything.

pub mod assets;
pub mod error_page;
pub mod words;
