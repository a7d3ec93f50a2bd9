//! How far raters agree on the safety scale: a measure with its interval, in plain words. Teams stand in the order of
//! the alphabet and have no colours, because this is about the scale and never a ranking.

use actix_web::HttpResponse;
use casework::reliability::{self, Measured, OnScale, Reliability};
use domain::agreement::Agreement;
use maud::{Markup, html};

use super::here::Here;
use super::layout::Place;
use super::words::{dates, numbers};
use crate::shared::body::Query;
use crate::shared::problem::Problem;
use crate::shared::year::Year;

/// The address of the page.
pub const PATH: &str = "/reliability";

const TITLE: &str = "Overeenstemming over het cijfer";

/// The page.
///
/// # Errors
/// 404 when figures are not for the caller.
pub async fn show(here: Here, Query(Year(year)): Query<Year>) -> Result<HttpResponse, Problem> {
    let found = reliability::read(&here.casework, &here.caller, year).await?;
    Ok(here.show(TITLE, Some(Place::Figures), content(&found)))
}

fn content(found: &Reliability) -> Markup {
    html! {
        h1 class="utrecht-heading-1" { (TITLE) }
        p class="utrecht-paragraph" {
            "Geven mensen in dezelfde situatie hetzelfde cijfer? De regio zelf zegt dat nog niet vaststaat "
            "hoe betrouwbaar de cijfers zijn. Deze pagina laat zien wat we daarover weten van "
            (dates::day_and_month(found.from)) " tot en met " (dates::day_and_month(found.until)) "."
        }
        (choose_year(found))
        (meaning(found))
        (kind("rondes", "Bij huishoudens", &found.rounds, found))
        (kind("voorbeelden", "Bij verzonnen situaties", &found.vignettes, found))
    }
}

fn choose_year(found: &Reliability) -> Markup {
    html! {
        nav class="tandem-years" aria-label="Jaar" {
            ul {
                @for year in &found.years {
                    li {
                        a class="utrecht-link" href={ (PATH) "?year=" (year) }
                            aria-current=[(*year == found.year).then_some("page")] { (year) }
                    }
                }
            }
        }
    }
}

/// What the numbers say and what they do not say.
fn meaning(found: &Reliability) -> Markup {
    html! {
        section class="tandem-card" aria-labelledby="uitleg" {
            h2 class="utrecht-heading-2" id="uitleg" { "Wat deze getallen zeggen" }
            p class="utrecht-paragraph" {
                strong { "Alfa" } " zegt hoe gelijk alle beoordelaars zijn. 1 is: altijd hetzelfde cijfer. "
                "0 is: niet beter dan toeval. Onder de 0 is: vaker oneens dan door toeval."
            }
            p class="utrecht-paragraph" {
                strong { "Kappa" } " vergelijkt de experts van Blijvend Veilig met de andere professionals. "
                "Ook daar is 1 volledig gelijk en 0 toeval. Een groot verschil telt zwaarder dan een klein."
            }
            p class="utrecht-paragraph" {
                "Bij huishoudens tellen de cijfers van professionals in gesloten rondes. Achter elk getal staat een marge. "
                "Met andere huishoudens of situaties had het getal daartussen kunnen liggen, "
                "95 van de 100 keer. Is de marge breed, dan weten we het nog niet."
            }
            p class="utrecht-paragraph" {
                "Een verschil in cijfers is geen fout. Het is het begin van een gesprek. Deze pagina gaat over "
                "de schaal, niet over mensen of teams. Met minder dan " (found.least.least_units)
                " beoordelingen of " (found.least.least_raters) " beoordelaars staat er niets."
            }
        }
    }
}

fn kind(id: &str, title: &str, scales: &[OnScale], found: &Reliability) -> Markup {
    html! {
        section aria-labelledby=(id) {
            h2 class="utrecht-heading-2" id=(id) { (title) }
            @if scales.is_empty() {
                p class="utrecht-paragraph" { "Over " (found.year) " zijn er geen cijfers." }
            }
            @for scale in scales {
                @let name = format!("{id}-{}", scale.scale.0);
                h3 class="utrecht-heading-3" id=(name) { "Schaal, versie " (scale.scale.0) }
                (table(&name, scale))
            }
        }
    }
}

fn table(id: &str, scale: &OnScale) -> Markup {
    html! {
        div class="tandem-scroll" tabindex="0" role="group" aria-labelledby=(id) {
            table class="utrecht-table tandem-compare tandem-agreement" {
                thead class="utrecht-table__header" {
                    tr class="utrecht-table__row" {
                        th class="utrecht-table__header-cell" scope="col" { "Wie" }
                        th class="utrecht-table__header-cell" scope="col" { "Alfa" }
                        th class="utrecht-table__header-cell" scope="col" { "Kappa" }
                    }
                }
                tbody class="utrecht-table__body" {
                    (line("De hele regio", scale.region))
                    @for team in &scale.teams { (line(&team.name, team.measured)) }
                }
            }
        }
    }
}

fn line(who: &str, measured: Measured) -> Markup {
    html! {
        tr class="utrecht-table__row" {
            th class="utrecht-table__cell" scope="row" { (who) }
            td class="utrecht-table__cell" { (measure(measured.alpha)) }
            td class="utrecht-table__cell" { (measure(measured.kappa)) }
        }
    }
}

fn measure(agreement: Option<Agreement>) -> Markup {
    html! {
        @match agreement {
            None => span class="tandem-subtle" { "Te weinig gegevens" },
            Some(it) => {
                strong { (numbers::hundredths(it.value)) }
                @if let Some((low, high)) = it.interval {
                    " (" (numbers::hundredths(low)) " tot " (numbers::hundredths(high)) ")"
                }
                br;
                span class="tandem-subtle" { (it.units) " keer beoordeeld, " (it.raters) " beoordelaars" }
            }
        }
    }
}
