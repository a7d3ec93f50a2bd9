//! What the terms are: from which event, how long, by which rule, and where that comes from.

use actix_web::HttpResponse;
use domain::term::{Basis, Definition};
use maud::{Markup, html};

use crate::shared::problem::Problem;
use crate::ui::here::Here;
use crate::ui::words::labels::Labelled;
use crate::ui::words::{dates, terms};

/// Address of the page.
pub const PATH: &str = "/term-definitions";

/// The page.
///
/// # Errors
/// Never.
pub async fn show(here: Here) -> Result<HttpResponse, Problem> {
    let content = content(&here);
    Ok(here.show("Soorten termijnen", None, content))
}

fn content(here: &Here) -> Markup {
    html! {
        h1 class="utrecht-heading-1" { "Soorten termijnen" }
        p class="utrecht-paragraph" {
            "Zo berekent Tandem wanneer iets klaar moet zijn. Bij elke termijn staat waar hij vandaan komt. Een termijn die de "
            "rechter vaststelt, rekent Tandem niet uit: daar geldt de dag van de uitspraak."
        }
        @for basis in Basis::ALL {
            h2 class="utrecht-heading-2" { (heading(*basis)) }
            ul class="tandem-cards" {
                @for it in here.casework.terms.definitions().filter(|it| it.basis == *basis) {
                    li class="tandem-card" { (card(it)) }
                }
            }
        }
    }
}

const fn heading(basis: Basis) -> &'static str {
    match basis {
        Basis::Law => "Uit de wet",
        Basis::Protocol => "Uit een protocol",
        Basis::Proposal => "Voorstel van Tandem",
    }
}

fn card(it: &Definition) -> Markup {
    html! {
        h3 class="utrecht-heading-3" { (it.name) ": " (terms::length(it.length.into(), it.unit)) }
        dl class="tandem-facts" {
            div { dt { "Het begin" } dd { (it.event.label()) } }
            div { dt { "Telt zo" } dd { (rule(it)) } }
            @if let Some(extension) = terms::extension(it) { div { dt { "Verlengen" } dd { (extension) } } }
            @if it.may_pause { div { dt { "Stilzetten" } dd { "Ja" } } }
            div {
                dt { "Geldt vanaf" }
                dd {
                    (dates::day_and_month(it.from))
                    @if let Some(until) = it.until { " tot en met " (dates::day_and_month(until)) }
                }
            }
            div { dt { "Bron" } dd { (it.source) } }
        }
    }
}

/// The rule, and why the law makes an exception, where it does.
fn rule(it: &Definition) -> String {
    match (it.rule, it.exception()) {
        (domain::term::Rule::GeneralTermsAct, Some(why)) => {
            format!(
                "Ook een vrije dag kan de laatste zijn, want {} (Algemene termijnenwet, artikel 4)",
                why.label()
            )
        }
        (rule, _) => rule.label().to_owned(),
    }
}
