//! A refusal as a page. It shows no more than the API does: title, sentence, request id. It needs nothing that
//! could itself be away.

use maud::{Markup, html};

use super::layout::{Data, Frame, NEUTRAL, page};
use crate::shared::problem::{Kind, Problem};
use crate::site::Looks;

/// The page for a refusal, with the looks of the site when they are known.
pub fn error_page(problem: &Problem, request_id: &str, looks: Option<&Looks>) -> Markup {
    let frame = Frame {
        title: problem.title(),
        who: None,
        current: None,
        csrf: "",
        neutral: looks.map_or(NEUTRAL, |it| &it.neutral),
        data: looks.map_or(Data::Real, |it| it.data),
    };
    page(&frame, content(problem, request_id))
}

fn content(problem: &Problem, request_id: &str) -> Markup {
    html! {
        div class="tandem-card" {
            h1 class="utrecht-heading-1" data-rule=(problem.code()) { (problem.title()) }
            p class="utrecht-paragraph" { (problem.detail()) }
            @if !problem.invalid_params().is_empty() {
                ul { @for wrong in problem.invalid_params() { li { (wrong.reason) } } }
            }
            p class="utrecht-paragraph" {
                @if problem.kind() == Kind::SignInNeeded {
                    a class="utrecht-link" href="/sign-in" { "Naar inloggen" }
                } @else {
                    a class="utrecht-link" href="/" { "Naar het begin" }
                }
            }
            p class="tandem-subtle" { "Kenmerk: " (request_id) }
        }
    }
}
