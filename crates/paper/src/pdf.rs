//! A document as a tagged PDF that is checked against PDF/UA-1 while it is made. The same document gives the same
//! bytes; the metadata tell its title, language and day and nothing else.

mod draw;
mod layout;
mod lines;
mod pages;
mod strips;
mod tags;

use crate::document::Document;
use crate::typeface::Typeface;

/// Why a document cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// The writer or its check of PDF/UA-1 refused it.
    #[error("the document could not be written as PDF/UA-1: {0}")]
    Refused(String),
    /// The page, the letters or a number in them cannot be used.
    #[error("the document does not fit on a page")]
    Unfit,
}

/// The bytes of the file.
///
/// # Errors
/// When the document breaks a rule of PDF/UA-1.
pub fn pdf(document: &Document, typeface: &Typeface) -> Result<Vec<u8>, PaperError> {
    let layout = layout::of(document, typeface);
    let pages = pages::fill(layout.strips);
    draw::write(document, typeface, &layout.tree, &pages)
}

#[cfg(test)]
mod tests;
