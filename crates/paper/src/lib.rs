//! Documents for people: a model of headings, paragraphs, lists, tables and pictures, written as HTML or as a tagged
//! PDF (PDF/UA-1, checked while it is made). Must never know anything of cases, readers or rights: what may stand on
//! the paper is decided before it comes here.
//!
//! Reading order: [`document`] (what a document is made of), [`picture`] (what is drawn), [`html`], [`pdf`].

pub mod document;
pub mod html;
pub mod pdf;
pub mod picture;
pub mod typeface;

pub use document::{Block, Document, Level, Step, Tone, Type};
pub use pdf::{PaperError, pdf};
pub use typeface::{LICENCE, Typeface};
