//! The timeline of a case: everything that happened, newest first, page by page, all of it or one kind.

mod event;

use casework::case::timeline::{TimelineItem, TimelineKind};
use domain::id::{CaseId, OrganisationId};
use domain::term::TermBook;
use maud::{Markup, html};

/// What of the timeline stands on the page.
pub(super) struct Timeline<'a> {
    pub(super) case: CaseId,
    pub(super) items: &'a [TimelineItem],
    pub(super) shown: Shown<'a>,
    /// On behalf of whom the reader may correct contacts, if at all.
    pub(super) corrects: Option<OrganisationId>,
    /// What terms are called.
    pub(super) terms: &'a TermBook,
}

/// Which part of it is shown.
pub(super) struct Shown<'a> {
    /// Kinds that are shown; none for all.
    pub(super) kinds: &'a [TimelineKind],
    pub(super) first_page: bool,
    /// The cursor of the next page, if there is one.
    pub(super) next: Option<&'a str>,
}

/// The filters: what they are called and which kinds they show.
const FILTERS: [(&str, &[TimelineKind]); 9] = [
    ("Alles", &[]),
    ("Contacten", &[TimelineKind::Contact]),
    ("Cijfers", &[TimelineKind::Score, TimelineKind::RoundOpened, TimelineKind::RoundClosed]),
    (
        "Casus en duo",
        &[
            TimelineKind::CaseOpened,
            TimelineKind::HolderChanged,
            TimelineKind::ParticipationStarted,
            TimelineKind::DuoSeatTaken,
            TimelineKind::ParticipationEnded,
            TimelineKind::Handover,
        ],
    ),
    (
        "Fase en gebeurtenissen",
        &[TimelineKind::PhaseChanged, TimelineKind::Incident, TimelineKind::LifeEvent, TimelineKind::CheckIn],
    ),
    ("Taken", &[TimelineKind::TaskDone]),
    ("Termijnen", &[TimelineKind::Term]),
    ("Veiligheidsplan", &[TimelineKind::PlanAdopted, TimelineKind::PlanMark]),
    (
        "Gevaar en bereikbaarheid",
        &[TimelineKind::RedFlag, TimelineKind::TerrorSuspicion, TimelineKind::SafeContact],
    ),
];

impl Timeline<'_> {
    pub(super) fn section(&self) -> Markup {
        html! {
            section class="tandem-stack" id="tijdlijn" aria-labelledby="tijdlijn-kop" {
                h2 class="utrecht-heading-2" id="tijdlijn-kop" { "Tijdlijn" }
                nav aria-label="Wat de tijdlijn laat zien" {
                    ul class="tandem-filters tandem-plain" {
                        @for (label, kinds) in FILTERS {
                            li {
                                a href=(self.address(kinds, None)) aria-current=[self.is_shown(kinds)] { (label) }
                            }
                        }
                    }
                }
                @if self.items.is_empty() {
                    p class="utrecht-paragraph" { (self.nothing()) }
                } @else {
                    ol class="tandem-timeline" {
                        @for item in self.items { li { (event::item(self, item)) } }
                    }
                }
                (self.pages())
            }
        }
    }

    fn pages(&self) -> Markup {
        html! {
            p class="tandem-row" {
                @if !self.shown.first_page {
                    a class="utrecht-link tandem-tap" href=(self.address(self.shown.kinds, None)) { "Naar het nieuwste" }
                }
                @if self.shown.next.is_some() {
                    a class="utrecht-link tandem-tap" rel="next" href=(self.address(self.shown.kinds, self.shown.next)) {
                        "Wat eerder gebeurde"
                    }
                }
            }
        }
    }

    fn nothing(&self) -> &'static str {
        if self.shown.kinds.is_empty() { "Er is nog niets gebeurd." } else { "Hiervan is er nog niets." }
    }

    fn is_shown(&self, kinds: &[TimelineKind]) -> Option<&'static str> {
        let same =
            kinds.len() == self.shown.kinds.len() && kinds.iter().all(|it| self.shown.kinds.contains(it));
        same.then_some("true")
    }

    fn address(&self, kinds: &[TimelineKind], cursor: Option<&str>) -> String {
        let mut parts: Vec<String> = kinds.iter().map(|kind| format!("kind={}", kind.code())).collect();
        parts.extend(cursor.map(|cursor| format!("cursor={cursor}")));
        let query = if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) };
        format!("/cases/{}{query}#tijdlijn", self.case)
    }
}
