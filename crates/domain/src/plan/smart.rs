//! What an agreement leaves open, as questions to ask. It must never refuse anything: a plan that is half clear is
//! better than none.

use chrono::NaiveDate;

use super::{Content, Field, ItemKind};
use crate::code::codes;

codes! {
    /// A question about an agreement that is not yet specific, measurable and bound to a time.
    pub enum SmartQuestion {
        /// Nobody is named.
        WhoDoesIt => "who_does_it",
        /// It is too short or too vague to know what is done.
        WhatExactly => "what_exactly",
        /// No day is named.
        ByWhen => "by_when",
        /// Nobody looks whether it is done.
        WhoChecks => "who_checks",
        /// It is not said how one sees that it is done.
        HowChecked => "how_checked",
        /// It holds no longer.
        StillValid => "still_valid",
        /// It ends before it must be done.
        EndsTooSoon => "ends_too_soon",
    }
}

/// Fewer letters than this tell little.
const SHORT: usize = 15;

/// Words after which two people expect different things.
const VAGUE: [&str; 9] = [
    "proberen",
    "probeert",
    "zoveel mogelijk",
    "zo snel mogelijk",
    "regelmatig",
    "vaker",
    "soms",
    "waar nodig",
    "beter",
];

/// The questions that an agreement leaves open on this day; none for other parts.
#[must_use]
pub fn questions(content: &Content, today: NaiveDate) -> Vec<SmartQuestion> {
    if content.kind() != ItemKind::Agreement {
        return Vec::new();
    }
    let (by_when, until) = (content.day(Field::ByWhen), content.day(Field::ValidUntil));
    let open = |it: &SmartQuestion| match it {
        SmartQuestion::WhoDoesIt => content.get(Field::Who).is_none(),
        SmartQuestion::WhatExactly => content.text(Field::What).is_none_or(is_vague),
        SmartQuestion::ByWhen => by_when.or(until).is_none(),
        SmartQuestion::WhoChecks => content.text(Field::CheckedBy).is_none(),
        SmartQuestion::HowChecked => content.text(Field::CheckedHow).is_none(),
        SmartQuestion::StillValid => until.is_some_and(|it| it < today),
        SmartQuestion::EndsTooSoon => by_when.zip(until).is_some_and(|(by, until)| until < by),
    };
    SmartQuestion::ALL.iter().copied().filter(open).collect()
}

fn is_vague(text: &str) -> bool {
    let text = text.to_lowercase();
    let words = format!(" {} ", text.replace(|it: char| !it.is_alphanumeric(), " "));
    text.chars().count() < SHORT || VAGUE.iter().any(|it| words.contains(&format!(" {it} ")))
}
