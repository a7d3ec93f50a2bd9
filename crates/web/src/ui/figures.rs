//! The figures of the region: published beside counted, equal or not, with what is to be known about the source.

use actix_web::HttpResponse;
use casework::figures::{self, Category, Kind, Measure, Row, Table, YearFigures};
use maud::{Markup, html};

use super::here::Here;
use super::layout::Place;
use super::words::{dates, numbers};
use crate::shared::body::Query;
use crate::shared::problem::Problem;
use crate::shared::year::Year;

/// The address of the page.
pub const PATH: &str = "/figures";

/// The page.
///
/// # Errors
/// 404 when figures are not for the caller.
pub async fn show(here: Here, Query(Year(year)): Query<Year>) -> Result<HttpResponse, Problem> {
    let found = figures::read(&here.casework, &here.caller, year).await?;
    Ok(here.show("Cijfers", Some(Place::Figures), content(&found)))
}

fn content(found: &YearFigures) -> Markup {
    html! {
        h1 class="utrecht-heading-1" { "Cijfers over " (found.year) }
        p class="utrecht-paragraph" {
            "Naast elkaar: wat de regio publiceerde en wat Tandem telt van "
            (dates::day_and_month(found.from)) " tot en met " (dates::day_and_month(found.until))
            ". Geteld zijn meldingen en adviesvragen, niet mensen."
        }
        p { a class="utrecht-link tandem-tap" href=(super::reliability::PATH) { "Overeenstemming over het cijfer" } }
        (choose_year(found))
        @for table in &found.tables { (section(table, found)) }
    }
}

fn choose_year(found: &YearFigures) -> Markup {
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

fn section(table: &Table, found: &YearFigures) -> Markup {
    let id = table.key.to_lowercase();
    html! {
        section aria-labelledby=(id) {
            h2 class="utrecht-heading-2" id=(id) { (table.title) }
            div class="tandem-scroll" tabindex="0" role="group" aria-labelledby=(id) {
                table class="utrecht-table tandem-compare" {
                    thead class="utrecht-table__header" {
                        tr class="utrecht-table__row" {
                            th class="utrecht-table__header-cell" scope="col" { "Wat" }
                            th class="utrecht-table__header-cell tandem-number" scope="col" { "Gepubliceerd" }
                            th class="utrecht-table__header-cell tandem-number" scope="col" { "Geteld" }
                            th class="utrecht-table__header-cell" scope="col" { "Verschil" }
                        }
                    }
                    tbody class="utrecht-table__body" {
                        @for row in &table.rows {
                            (line("", &label(row), row.published.as_ref().map(|it| it.value), row.counted))
                            @if row.category == Category::All { (rest(found, row.measure)) }
                        }
                    }
                }
            }
            (source(table))
            @if !table.notes.is_empty() {
                h3 class="utrecht-heading-3" { "Wat u over de bron moet weten" }
                ul class="utrecht-unordered-list" {
                    @for note in &table.notes { li class="utrecht-unordered-list__item" { (note) } }
                }
            }
        }
    }
}

fn line(class: &str, label: &str, published: Option<i64>, counted: i64) -> Markup {
    let difference = published.map(|it| counted - it);
    html! {
        tr class={ "utrecht-table__row " (class) } {
            th class="utrecht-table__cell" scope="row" { (label) }
            td class="utrecht-table__cell tandem-number" { (published.map_or("–".to_owned(), numbers::whole)) }
            td class="utrecht-table__cell tandem-number" { (numbers::whole(counted)) }
            td class="utrecht-table__cell" { (difference.map_or("–".to_owned(), numbers::difference)) }
        }
    }
}

/// The line for what no part explains; left out when the parts make up the total in both.
fn rest(found: &YearFigures, measure: Measure) -> Markup {
    let (published, counted) = figures::remainder(found, measure);
    let label = match measure {
        Measure::Reports => "waarvan meldingen die niet zijn uitgesplitst",
        Measure::AdviceRequests => "waarvan adviesvragen die niet zijn uitgesplitst",
    };
    html! {
        @if published.unwrap_or(0) != 0 || counted != 0 { (line("tandem-compare-rest", label, published, counted)) }
    }
}

fn label(row: &Row) -> String {
    let what = match row.measure {
        Measure::Reports => "Meldingen",
        Measure::AdviceRequests => "Adviesvragen",
    };
    match row.category {
        Category::All => format!("{what}, alle"),
        Category::Resident => format!("{what} van inwoners"),
        Category::Police => format!("{what} van de politie"),
        Category::OtherProfessional => format!("{what} van andere professionals"),
    }
}

/// Where the numbers come from, and what other publications say about the same days.
fn source(table: &Table) -> Markup {
    let mut sources: Vec<&str> =
        table.rows.iter().filter_map(|it| Some(it.published.as_ref()?.vintage.title.as_str())).collect();
    sources.dedup();
    let others = || table.rows.iter().flat_map(|row| row.others.iter().map(move |other| (row, other)));
    html! {
        p class="tandem-subtle" {
            @if sources.is_empty() { "Over dit jaar is niets gepubliceerd." }
            @else { "Bron: " (sources.join("; ")) "." }
        }
        @if others().next().is_some() {
            ul class="tandem-subtle" {
                @for (row, other) in others() {
                    li {
                        (label(row)) ": " (numbers::whole(other.value))
                        @if other.kind == Kind::Forecast { " als prognose" }
                        " in " (other.vintage.title) "."
                    }
                }
            }
        }
    }
}
