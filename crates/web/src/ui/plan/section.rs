//! The safety plan on the page of a case: the Top-3, and the agreements that hold, the first that must be done first.

use casework::plan::{PlanNames, PlanSummary};
use chrono::NaiveDate;
use domain::id::CaseId;
use domain::plan::{Field, ItemKind, PlanItem};
use maud::{Markup, html};

use super::path;
use super::told::{self, Titles};
use crate::ui::words::dates;

/// The most agreements that are shown here; the page of the plan has them all.
const MOST: usize = 5;

/// The section.
pub fn section(case: CaseId, summary: &PlanSummary, today: NaiveDate) -> Markup {
    let situations: Vec<&PlanItem> = summary.plan.of_kind(ItemKind::Situation).collect();
    let agreements = summary.plan.open_agreements(today);
    html! {
        section class="tandem-card tandem-stack" aria-labelledby="plan" {
            h2 class="utrecht-heading-2" id="plan" { "Veiligheidsplan" }
            p class="tandem-row" {
                @match summary.adopted {
                    Some(number) => span class="tandem-tag" { "Versie " (number) " geldt" },
                    None => span class="tandem-tag tandem-tag--warm" { "Nog niet vastgesteld" },
                }
            }
            @if !situations.is_empty() {
                h3 class="utrecht-heading-3" { "Top-3" }
                ol class="tandem-bullets" {
                    @for item in &situations { li dir="auto" { (told::title(&item.content)) } }
                }
            }
            @if !agreements.is_empty() {
                h3 class="utrecht-heading-3" { "Afspraken die gelden" }
                ul class="tandem-lines" {
                    @for item in agreements.iter().take(MOST) { li { (agreement(item, &summary.names, today)) } }
                }
                @if agreements.len() > MOST {
                    p class="tandem-subtle" { "En nog " (agreements.len() - MOST) " in het plan." }
                }
            }
            p { a class="utrecht-link tandem-tap" href=(path(case)) { "Naar het veiligheidsplan" } }
        }
    }
}

/// One agreement: what, who and by when.
pub(in crate::ui) fn agreement(item: &PlanItem, names: &PlanNames, today: NaiveDate) -> Markup {
    let who = item.content.get(Field::Who).map(|it| told::value(it, names, &Titles::default()));
    let due = item.content.day(Field::ByWhen);
    html! {
        p dir="auto" { (told::title(&item.content)) }
        p class="tandem-row tandem-subtle" {
            @if let Some(who) = who { span { (who) } }
            @match (due, item.content.day(Field::ValidUntil)) {
                (Some(day), _) if day < today => span class="tandem-tag tandem-tag--warm" { "Had klaar moeten zijn op " (dates::short_day(day)) },
                (Some(day), _) => span { "Klaar op " (dates::short_day(day)) },
                (None, Some(day)) => span { "Geldt tot en met " (dates::short_day(day)) },
                (None, None) => span { "Zonder datum" },
            }
        }
    }
}
