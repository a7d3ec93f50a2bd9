//! The plan on paper, the same through either door: what it says, and how it is kept with the disclosure.

pub mod plan;
pub mod snapshot;

use casework::disclosure::Preview;

/// What is kept with a disclosure: the document as it is given, word for word.
pub fn kept(preview: &Preview) -> String {
    snapshot::keep(&plan::document(preview))
}
