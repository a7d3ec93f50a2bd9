//! The chosen facts of a case, as they stood when they were frozen.

use casework::consultation::{CaseSnapshot, FrozenFacts, SnapshotMember, SnapshotScore};
use domain::household::MemberRole;
use maud::{Markup, html};

use crate::ui::words::labels::Labelled;
use crate::ui::words::{dates, phases};

/// One version of them.
pub fn frozen(frozen: &FrozenFacts) -> Markup {
    let facts = &frozen.facts;
    html! {
        section class="tandem-card tandem-stack" aria-labelledby={ "gegevens-" (frozen.version) } {
            h2 class="utrecht-heading-3" id={ "gegevens-" (frozen.version) } {
                "Gegevens bij de vraag, versie " (frozen.version)
            }
            p class="tandem-subtle" {
                "Zoals ze stonden op " (dates::moment(frozen.frozen_at))
                @if let Some(ground) = facts.ground { " · grond: " (ground.label()) }
            }
            @if is_empty(frozen) { p class="utrecht-paragraph" { "Er zijn geen gegevens uit de casus gekozen." } }
            @else { dl class="tandem-facts" {
                @if let Some(phase) = &facts.phase { div { dt { "Fase" } dd { (phases::label(phase)) } } }
                @if let Some(members) = &facts.household {
                    div { dt { "Huishouden" } dd { (list(members.iter().map(member))) } }
                }
                @if let Some(situations) = &facts.unsafe_situations {
                    div { dt { "Top-3 van onveilige situaties" } dd { (list(situations.iter().cloned())) } }
                }
                @if let Some(scores) = &facts.scores {
                    div { dt { "Laatste cijfers" } dd { (list(scores.iter().map(score))) } }
                }
            } }
        }
    }
}

fn is_empty(frozen: &FrozenFacts) -> bool {
    let CaseSnapshot { phase, household, unsafe_situations, scores, .. } = &frozen.facts;
    phase.is_none() && household.is_none() && unsafe_situations.is_none() && scores.is_none()
}

fn list(lines: impl Iterator<Item = String>) -> Markup {
    let lines: Vec<String> = lines.collect();
    html! {
        @if lines.is_empty() { "Niets vastgelegd" }
        @else { ul class="tandem-plain" { @for it in &lines { li dir="auto" { (it) } } } }
    }
}

fn member(it: &SnapshotMember) -> String {
    let role = MemberRole::from_code(&it.role).map_or("Iemand", Labelled::label);
    match it.age {
        Some(age) => format!("{role}, {age} jaar"),
        None => role.to_owned(),
    }
}

fn score(it: &SnapshotScore) -> String {
    let by = if it.by_professional { "professional" } else { "iemand uit het huishouden" };
    let about = if it.about_household { "het huishouden" } else { "één persoon" };
    format!("{} over {about}, door {by}, {}", it.value, dates::short_day(it.on))
}
