//! A round that is closed: what to talk about. The lowest and who gave it come first; there is no mean.

use casework::round::{Given, RaterLine, RoundFile};
use domain::round::conversation::{InPhase, Talk};
use domain::score::{RaterKey, Subject};
use domain::time::amsterdam_day;
use maud::{Markup, html};
use std::collections::BTreeMap;

use super::strip::{self, Row};
use crate::ui::case;
use crate::ui::people::enumerated;
use crate::ui::words::labels::Labelled;
use crate::ui::words::{dates, phases};

/// Differences that are told in words; the table has them all.
const TOLD: usize = 3;

/// Names by what they stand for.
struct Names<'a> {
    raters: BTreeMap<RaterKey, &'a str>,
    subjects: BTreeMap<Subject, &'a str>,
}

/// The page.
pub(super) fn page(file: &RoundFile) -> Markup {
    let line = &file.sheet.line;
    let names = Names::of(file);
    html! {
        h1 class="utrecht-heading-1" { "Het gesprek na de ronde" }
        p class="tandem-subtle" {
            "Ronde van " (dates::day_and_month(amsterdam_day(line.opened_at))) " · " (phases::label(&line.phase))
        }
        @if let Some(closed) = &line.closed {
            p class="utrecht-paragraph" {
                (closed.how.label()) " op " (dates::day_and_month(amsterdam_day(closed.at))) "."
            }
            @if let Some(reason) = &closed.reason { p class="tandem-text" dir="auto" { (reason) } }
        }
        (alarms(file, &names))
        @if file.talks.is_empty() { p class="utrecht-paragraph" { "Niemand gaf een cijfer." } }
        @for (place, talk) in file.talks.iter().enumerate() { (subject(place, talk, file, &names)) }
        (without(&file.sheet.raters))
        (in_phases(&file.phases, &names))
        p { a class="utrecht-link tandem-tap" href=(case::path(line.case)) { "Terug naar de casus" } }
    }
}

impl<'a> Names<'a> {
    fn of(file: &'a RoundFile) -> Self {
        let raters = file.sheet.raters.iter().map(|it| (it.rater, it.name.text())).collect();
        let about = |it: &'a Given| it.about.as_ref().map(|person| (it.subject, person.name.as_str()));
        Self { raters, subjects: file.sheet.scores.iter().filter_map(about).collect() }
    }

    fn rater(&self, rater: RaterKey) -> &'a str {
        self.raters.get(&rater).copied().unwrap_or("Iemand")
    }

    fn raters(&self, raters: &[RaterKey]) -> String {
        enumerated(&raters.iter().map(|it| self.rater(*it)).collect::<Vec<_>>())
    }

    fn subject(&self, subject: Subject) -> &'a str {
        match (subject, self.subjects.get(&subject)) {
            (Subject::Household, _) => "het hele huishouden",
            (Subject::Person(_), Some(name)) => name,
            (Subject::Person(_), None) => "een lid van het huishouden",
        }
    }
}

fn alarms(file: &RoundFile, names: &Names<'_>) -> Markup {
    html! {
        @if !file.alarms.is_empty() {
            section class="tandem-card tandem-stack" aria-labelledby="aandacht" {
                h2 class="utrecht-heading-2" id="aandacht" { "Dit vraagt aandacht" }
                ul {
                    @for alarm in &file.alarms {
                        li {
                            strong { (alarm.kind.label()) }
                            @if matches!(alarm.subject, Subject::Person(_)) {
                                " over " (names.subject(alarm.subject))
                            }
                            ": " (names.raters(&alarm.raters)) "."
                        }
                    }
                }
            }
        }
    }
}

fn subject(place: usize, talk: &Talk, file: &RoundFile, names: &Names<'_>) -> Markup {
    let title = format!("Over {}", names.subject(talk.subject));
    let rows: Vec<Row> = talk
        .scores
        .iter()
        .map(|it| Row {
            name: names.rater(it.rater).to_owned(),
            value: it.value.get(),
            before: it.before.map(|it| it.get()),
        })
        .collect();
    html! {
        section class="tandem-card tandem-stack" aria-labelledby={ "over-" (place) } {
            h2 class="utrecht-heading-2" id={ "over-" (place) } { (title) }
            dl class="tandem-figures" {
                div { dt { "Laagste" } dd { (talk.summary.lowest.get()) } }
                div { dt { "Hoogste" } dd { (talk.summary.highest.get()) } }
                div { dt { "Verschil" } dd { (talk.summary.spread) } }
            }
            ul {
                li { "Het laagste cijfer is van " (names.raters(&talk.lowest_by)) "." }
                @for it in talk.differences.iter().take(TOLD) {
                    li { (names.rater(it.lower)) " en " (names.rater(it.higher)) " verschillen " (it.distance) "." }
                }
                @if !talk.children_below.is_empty() {
                    li { strong { (names.raters(&talk.children_below)) } " vindt het minder veilig dan de volwassenen thuis." }
                }
            }
            div class="tandem-pair" {
                (strip::drawing(&format!("strook-{place}"), &title, &rows))
                (table(&title, talk, file, names))
            }
        }
    }
}

fn table(title: &str, talk: &Talk, file: &RoundFile, names: &Names<'_>) -> Markup {
    let given = |rater| file.sheet.scores.iter().find(|it| it.rater == rater && it.subject == talk.subject);
    html! {
        div class="tandem-scroll" tabindex="0" role="region" aria-label={ "Tabel: " (title) } {
            table class="utrecht-table" {
                caption class="utrecht-table__caption" { (title) }
                thead class="utrecht-table__header" {
                    tr class="utrecht-table__row" {
                        th class="utrecht-table__header-cell" scope="col" { "Wie" }
                        th class="utrecht-table__header-cell tandem-number" scope="col" { "Nu" }
                        th class="utrecht-table__header-cell tandem-number" scope="col" { "Vorige" }
                        th class="utrecht-table__header-cell" scope="col" { "Waarom" }
                    }
                }
                tbody class="utrecht-table__body" {
                    @for score in &talk.scores {
                        tr class="utrecht-table__row" {
                            td class="utrecht-table__cell" {
                                (names.rater(score.rater)) br;
                                span class="tandem-subtle" { (circumstances(score.kind.label(), given(score.rater))) }
                            }
                            td class="utrecht-table__cell tandem-number" { (score.value.get()) }
                            td class="utrecht-table__cell tandem-number" {
                                @match score.before { Some(before) => (before.get()), None => "–" }
                            }
                            td class="utrecht-table__cell tandem-text" dir="auto" {
                                @if let Some(reason) = given(score.rater).and_then(|it| it.reason.as_ref()) { (reason) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// As what somebody was asked, how old, and how.
fn circumstances(kind: &str, given: Option<&Given>) -> String {
    let age = given.and_then(|it| it.age_at).map(|age| format!("{age} jaar"));
    let how = given.and_then(|it| it.asked_how).map(|it| it.label().to_lowercase());
    [Some(kind.to_lowercase()), age, how].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Those of whom there is no score.
fn without(raters: &[RaterLine]) -> Markup {
    let some = raters.iter().any(|it| it.decline.is_some() || it.answered_at.is_none());
    html! {
        @if some {
            section class="tandem-card tandem-stack" aria-labelledby="geen-cijfer" {
                h2 class="utrecht-heading-2" id="geen-cijfer" { "Geen cijfer" }
                ul {
                    @for rater in raters {
                        @match (&rater.decline, rater.answered_at) {
                            (Some((kind, reason)), _) => li {
                                strong { (rater.name.text()) } ": " (kind.label().to_lowercase()) ". "
                                span dir="auto" { (reason) }
                            },
                            (None, None) => li { strong { (rater.name.text()) } ": geen antwoord toen de ronde sloot." },
                            (None, Some(_)) => {},
                        }
                    }
                }
            }
        }
    }
}

fn in_phases(found: &[InPhase], names: &Names<'_>) -> Markup {
    html! {
        @if !found.is_empty() {
            section class="tandem-card tandem-stack" aria-labelledby="per-fase" {
                h2 class="utrecht-heading-2" id="per-fase" { "Alle rondes tot nu toe, per fase" }
                ul {
                    @for it in found {
                        li {
                            (phases::label(&it.phase)) ", over " (names.subject(it.subject))
                            ": laagste " (it.lowest.get()) ", hoogste " (it.highest.get())
                        }
                    }
                }
            }
        }
    }
}
