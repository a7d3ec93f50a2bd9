//! When each member of the household was last seen. Who was never seen stands out; to speak is not to see.

use access::Permission;
use casework::case::file::CaseFile;
use casework::contact::LastSeen;
use chrono::{DateTime, NaiveDate, Utc};
use domain::household::MemberRole;
use domain::time::amsterdam_day;
use maud::{Markup, html};

use crate::ui::safe_contact::{self, told as ways};
use crate::ui::visit;
use crate::ui::words::dates;
use crate::ui::words::labels::Labelled;

/// The members with the day on which each was last seen.
pub(super) fn section(file: &CaseFile, people: &[LastSeen], today: NaiveDate) -> Markup {
    let mut people: Vec<&LastSeen> = people.iter().collect();
    people.sort_by_key(|one| one.role);
    html! {
        section class="tandem-card" aria-labelledby="gezien" {
            h2 class="utrecht-heading-2" id="gezien" { "Wie is wanneer gezien" }
            @if people.is_empty() {
                p class="utrecht-paragraph" { "Er staat niemand in dit huishouden." }
            }
            ul class="tandem-people tandem-plain" {
                @for one in people { li { (person(one, today)) (reach(file, one)) } }
            }
        }
    }
}

fn person(one: &LastSeen, today: NaiveDate) -> Markup {
    html! {
        p {
            strong { (one.name) }
            span class="tandem-subtle" { ", " (one.role.label().to_lowercase()) (birth(one)) }
        }
        @if one.role != MemberRole::UnbornChild {
            p {
                @match one.seen_at {
                    Some(at) => { "Gezien " (told(at, today)) },
                    None => span class="tandem-tag tandem-tag--warm" { "Nog niet gezien" },
                }
                @match one.seen_alone_at {
                    Some(at) => { " · alleen gezien " (told(at, today)) },
                    None if one.is_child_never_seen_alone() && one.seen_at.is_some() => {
                        " " span class="tandem-tag tandem-tag--warm" { "Nog niet alleen gezien" }
                    },
                    None => {},
                }
            }
        }
    }
}

/// How this person is reached safely, and the page for a visit.
fn reach(file: &CaseFile, one: &LastSeen) -> Markup {
    let case = file.line.case;
    html! {
        @if one.role != MemberRole::UnbornChild {
            p { (ways::of(&file.safe_contacts, one.person)) }
            p class="tandem-row" {
                a class="utrecht-link tandem-tap" href=(visit::path(case, one.person)) {
                    "Op bezoek" span class="tandem-hidden" { " bij " (one.name) }
                }
                @if file.line.open && file.may.contains(&Permission::NoteSafeContact) {
                    a class="utrecht-link tandem-tap" href=(safe_contact::path(case, one.person)) {
                        "Veilig contact" span class="tandem-hidden" { " van " (one.name) }
                    }
                }
            }
        }
    }
}

fn birth(one: &LastSeen) -> Markup {
    html! { @if !one.birth.is_empty() { ", geboren " (dates::birth(&one.birth)) } }
}

fn told(at: DateTime<Utc>, today: NaiveDate) -> Markup {
    let day = amsterdam_day(at);
    html! { time datetime=(day) title=(dates::long_day(day)) { (dates::distance(day, today)) } }
}
