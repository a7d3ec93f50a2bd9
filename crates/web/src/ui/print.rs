//! Documents on paper: the same model as a page and as a file. What may stand in a document is decided before it comes
//! here; nothing here asks whether a reader may see something.

pub mod give;
pub mod given;
pub mod readers;
pub mod score_card;

use std::sync::LazyLock;

use actix_web::HttpResponse;
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use maud::{Markup, html};
use paper::{Document, Typeface};

use crate::shared::problem::{Kind, Problem};

/// The document as a file; `name` is what it is called when it is kept, without anything about a person.
///
/// # Errors
/// 500 when the document cannot be written, which is logged.
pub(crate) fn as_file(document: &Document, name: &'static str) -> Result<HttpResponse, Problem> {
    static TYPEFACE: LazyLock<Option<Typeface>> = LazyLock::new(Typeface::built_in);
    let typeface = TYPEFACE.as_ref().ok_or(Problem::new(Kind::Broken))?;
    let bytes = paper::pdf(document, typeface).map_err(|error| {
        tracing::error!(%error, name, "a document could not be written");
        Problem::new(Kind::Broken)
    })?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "application/pdf"))
        .insert_header((CONTENT_DISPOSITION, format!("inline; filename=\"{name}.pdf\"")))
        .body(bytes))
}

/// The document on a page, with what one can do with it above it; that part is not printed.
pub(crate) fn on_page(document: &Document, file: &str, beside: Markup) -> Markup {
    html! {
        div class="tandem-beside-paper" {
            (beside)
            div class="tandem-actions" {
                a class="tandem-button-link utrecht-button utrecht-button--primary-action" href=(file) {
                    "Openen als pdf"
                }
            }
        }
        (paper::html::article(document))
    }
}
