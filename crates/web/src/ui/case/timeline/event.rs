//! One thing in the timeline, in words. What somebody wrote is shown as it was written.

use casework::case::timeline::{
    GivenScore, LoggedContact, Present, SeatTaken, Step, TermMoment, TermTold, TimelineEvent, TimelineItem,
};
use domain::case::CaseOrigin;
use domain::contact::{Compartment, Presence};
use domain::id::{CaseId, OrganisationId};
use domain::term::TermBook;
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::Timeline;
use crate::ui::people::enumerated;
use crate::ui::words::{dates, labels::Labelled, phases, steps};

/// One item of this timeline.
pub(super) fn item(timeline: &Timeline<'_>, item: &TimelineItem) -> Markup {
    let by = &item.by.name;
    let (case, corrects) = (timeline.case, timeline.corrects);
    html! {
        article class="tandem-event" id={ (item.event.kind().code()) "-" (item.place.id) } {
            p class="tandem-subtle" {
                time datetime=(item.place.at.to_rfc3339()) { (dates::moment(item.place.at)) }
            }
            @match &item.event {
                TimelineEvent::CaseOpened { reason } => {
                    (heading("Casus geopend", by))
                    p class="tandem-text" dir="auto" { (reason) }
                },
                TimelineEvent::HolderChanged { team_name, reason, .. } => {
                    (heading("Zicht op veiligheid", by))
                    p {
                        (team_name) " heeft vanaf nu het zicht op veiligheid."
                        @if let Some(origin) = CaseOrigin::from_code(reason) { " Begin: " (origin.label().to_lowercase()) "." }
                    }
                },
                TimelineEvent::ParticipationStarted { team_name, task, ground, works_for, .. } => {
                    (heading("Betrokkenheid", by))
                    p {
                        (team_name) " doet mee: " (task.label()) "."
                        @if let Some(person) = works_for { " Werkt alleen voor " (person.name) "." }
                    }
                    p class="tandem-subtle" { "Grondslag: " (ground.label()) }
                },
                TimelineEvent::DuoSeatTaken(taken) => { (heading("Duo", by)) (seat(taken)) },
                TimelineEvent::Contact(contact) => { (self::contact(case, contact, by, corrects)) },
                TimelineEvent::Score(score) => { (self::score(score, by)) },
                TimelineEvent::Term(told) => { (self::term(told, by, timeline.terms)) },
                TimelineEvent::Step(step) => { (self::step(step, by)) },
            }
        }
    }
}

fn heading(what: &str, by: &str) -> Markup {
    html! {
        h3 class="tandem-what" { (what) span class="tandem-subtle" { " · door " (by) } }
    }
}

fn seat(taken: &SeatTaken) -> Markup {
    html! {
        p {
            (taken.member) " kwam in het duo: " (taken.kind.label().to_lowercase())
            @if let Some(until) = taken.until { ", tot " (dates::day_and_month(amsterdam_day(until))) }
            "."
        }
        @if let Some(reason) = &taken.reason { p class="tandem-text" dir="auto" { (reason) } }
    }
}

fn contact(case: CaseId, it: &LoggedContact, by: &str, corrects: Option<OrganisationId>) -> Markup {
    let correctable = it.corrected_by.is_none() && corrects == Some(it.organisation);
    html! {
        (heading(it.kind.label(), by))
        p class="tandem-row" {
            @match it.compartment {
                Compartment::Shared => span class="tandem-tag" { "Gedeeld" },
                Compartment::OwnOrganisation => span class="tandem-tag" { "Alleen eigen organisatie" },
                Compartment::PerPerson => span class="tandem-tag" {
                    "In vertrouwen"
                    @if let Some(person) = &it.person { ": alleen voor wie met " (person.name) " werkt" }
                },
            }
            @if it.corrects.is_some() { span class="tandem-tag" { "Verbetering" } }
            @if it.corrected_by.is_some() { span class="tandem-tag tandem-tag--warm" { "Later verbeterd" } }
        }
        @if it.corrected_by.is_some() {
            details { summary { "Toon het oude verslag" } (told(it)) }
        } @else {
            (told(it))
        }
        @if correctable {
            p { a class="utrecht-link tandem-tap" href={ "/cases/" (case) "/contacts/" (it.id) "/correction/new" } { "Verbeteren" } }
        }
    }
}

fn told(it: &LoggedContact) -> Markup {
    let texts = [
        ("Gezien en gehoord", &it.observed),
        ("Afgesproken", &it.agreed),
        ("Hierna", &it.next),
        ("Waarom beiden samen", &it.joint_reason),
    ];
    html! {
        @for presence in Presence::ALL { (met(*presence, &it.present)) }
        dl class="tandem-told" {
            @for (label, text) in texts {
                @if let Some(text) = text { div { dt { (label) } dd class="tandem-text" dir="auto" { (text) } } }
            }
        }
    }
}

/// Everybody who was met in this way, on one line.
fn met(presence: Presence, present: &[Present]) -> Markup {
    let name =
        |met: &Present| if met.alone { format!("{} (alleen)", met.who.name) } else { met.who.name.clone() };
    let names: Vec<String> = present.iter().filter(|met| met.presence == presence).map(name).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let label = match presence {
        Presence::Seen => "Gezien",
        Presence::Spoken => "Gesproken",
        Presence::NotReached => "Niet bereikt",
    };
    html! { @if !names.is_empty() { p { (label) ": " (enumerated(&names)) } } }
}

fn step(it: &Step, by: &str) -> Markup {
    html! {
        (heading(it.kind.label(), by))
        p {
            (steps::label(it.kind, &it.code))
            @if let Some(person) = &it.about { " · " (person.name) }
        }
        @if let Some(text) = &it.text { p class="tandem-text" dir="auto" { (text) } }
    }
}

/// One line: what happened to which term, and until when it runs. That one was over, nobody did.
fn term(it: &TermTold, by: &str, terms: &TermBook) -> Markup {
    let name = terms.version(it.kind, it.defined_from).map_or("Termijn", |found| found.name.as_str());
    let until = it.due.map(|day| match it.moment {
        TermMoment::Overdue => format!(". Dat moest uiterlijk {}", dates::long_day(day)),
        _ => format!(", tot en met {}", dates::long_day(day)),
    });
    html! {
        @if it.moment == TermMoment::Overdue {
            h3 class="tandem-what" { (it.moment.label()) }
        } @else {
            (heading(it.moment.label(), by))
        }
        p { (name) (until.unwrap_or_default()) "." }
        @if let Some(reason) = &it.reason { p class="tandem-text" dir="auto" { (reason) } }
    }
}

fn score(it: &GivenScore, by: &str) -> Markup {
    html! {
        (heading("Cijfer", by))
        div class="tandem-given" {
            span class="tandem-score" { (it.value.get()) }
            div {
                p {
                    @match &it.rater {
                        Some(rater) => { (rater.name) @if let Some(age) = it.age_at { " (" (age) " jaar)" } },
                        None => (by),
                    }
                    " over "
                    @match &it.about { Some(person) => (person.name), None => "het hele huishouden" }
                }
                p class="tandem-subtle" {
                    @if let Some(asked) = it.asked_how { (asked.label()) " · " }
                    "Fase: " (phases::label(&it.phase).to_lowercase())
                }
            }
        }
        @if let Some(reason) = &it.reason { p class="tandem-text" dir="auto" { (reason) } }
    }
}
