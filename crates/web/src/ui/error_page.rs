//! A refusal as a page. It shows no more than the API does: title, sentence, request id.

use maud::{DOCTYPE, Markup, html};

use crate::shared::problem::Problem;

/// The page for a refusal. It needs nothing that could itself be away.
pub fn error_page(problem: &Problem, request_id: &str) -> Markup {
    html! {
        (DOCTYPE)
        html lang="nl" {
            head { meta charset="utf-8"; title { (problem.title()) " - Tandem" } }
            body {
                main {
                    h1 { (problem.title()) }
                    p { (problem.detail()) }
                    p { "Kenmerk: " (request_id) }
                }
            }
        }
    }
}
