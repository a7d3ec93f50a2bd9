//! The relationships of a household, as sentences.

use access::Permission;
use casework::household::{HouseholdFile, Stored};
use domain::relationship::{RelationKind, Relationship};
use maud::{Markup, html};

use super::{name_of, path};
use crate::ui::here::Here;
use crate::ui::words::dates;
use crate::ui::words::labels::Labelled;

/// The relationships, those that ended last.
pub fn list(here: &Here, file: &HouseholdFile) -> Markup {
    let home = path(file.household);
    let edits = here.may(Permission::EditHousehold);
    let (ended, lasting): (Vec<&Stored>, Vec<&Stored>) =
        file.relationships.iter().partition(|it| it.value.until.is_some());
    html! {
        section class="tandem-card" aria-labelledby="relaties" {
            h2 class="utrecht-heading-2" id="relaties" { "Relaties" }
            @if file.relationships.is_empty() { p { "Er zijn nog geen relaties vastgelegd." } }
            ul class="tandem-lines" {
                @for stored in lasting {
                    li {
                        div { (sentence(file, &stored.value)) }
                        @if edits {
                            a class="utrecht-link tandem-tap" href={ (home) "/relationships/" (stored.id) "/ending/new" } {
                                "Beëindigen"
                                span class="tandem-hidden" { ": " (sentence(file, &stored.value)) }
                            }
                        }
                    }
                }
                @for stored in ended { li class="tandem-subtle" { (sentence(file, &stored.value)) } }
            }
            @if edits && file.members.len() > 1 {
                p { a class="utrecht-link tandem-tap" href={ (home) "/relationships/new" } { "Relatie toevoegen" } }
            }
        }
    }
}

/// `Sara Blom is ouder van Mila Blom. Heeft ouderlijk gezag.`
pub fn sentence(file: &HouseholdFile, relationship: &Relationship) -> String {
    let (from, to) = (name_of(file, relationship.from), name_of(file, relationship.to));
    let ended = relationship.until.is_some();
    let verb = if ended { "was" } else { "is" };
    let mut sentence = match relationship.kind {
        RelationKind::Other => format!("{from} en {to}: een andere relatie."),
        kind => format!("{from} {verb} {} {to}.", lowered(kind.label())),
    };
    match relationship.parental_authority {
        Some(true) => sentence.push_str(" Ouderlijk gezag: ja."),
        Some(false) => sentence.push_str(" Ouderlijk gezag: nee."),
        None => {}
    }
    match (relationship.since, relationship.until) {
        (Some(since), None) => sentence.push_str(&format!(" Sinds {}.", dates::day_and_month(since))),
        (_, Some(until)) => sentence.push_str(&format!(" Tot en met {}.", dates::day_and_month(until))),
        (None, None) => {}
    }
    sentence
}

fn lowered(label: &str) -> String {
    label.to_lowercase()
}
