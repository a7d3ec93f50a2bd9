//! A safe way in a few words. Where nothing is known, nobody asked yet: that is never an invitation to call.

use casework::safe_contact::SafeContactLine;
use domain::id::PersonId;
use maud::{Markup, html};

use crate::ui::words::labels::Labelled;

/// What is known of the safe way to this person.
pub fn of(ways: &[SafeContactLine], person: PersonId) -> Markup {
    line(ways.iter().find(|it| it.person.person == person))
}

/// One safe way, or that nobody asked yet.
pub fn line(way: Option<&SafeContactLine>) -> Markup {
    html! {
        @match way {
            None => span class="tandem-tag tandem-tag--warm" { "Veilig contact: nog niet gevraagd" },
            Some(way) => {
                "Veilig contact: " (way.channel.label().to_lowercase())
                @if let Some(reach) = &way.reach { ", " (reach) }
                @if let Some(hours) = &way.hours { " · " (hours) }
                @if let Some(said) = &way.may_be_said { " · u mag zeggen: " (said) }
                @if let Some(overheard) = &way.overheard_by { " · luistert of leest mee: " (overheard) }
                " · " @if way.message_allowed { "bericht achterlaten mag" } @else { "laat geen bericht achter" }
            },
        }
    }
}
