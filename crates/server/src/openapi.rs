//! `tandem openapi`: prints the description of the API, made from the routes that are mounted.

use crate::failure::Failure;

/// Prints the document as it is committed and served.
///
/// # Errors
/// When standard output is closed.
pub fn run() -> Result<(), Failure> {
    let document = web::site::router().document();
    crate::print(&web::shared::document::print(&document))
}
