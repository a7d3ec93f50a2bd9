//! One part of the plan on a page: what it says, what became of it, what it leaves open, and what can be done with it.

use casework::plan::{MarkLine, PlanFile};
use domain::plan::{Field, ItemKind, Mark, PlanItem, SmartQuestion};
use maud::{Markup, html};

use super::item_path;
use super::told::{self, Titles};
use crate::ui::words::labels::Labelled;
use crate::ui::words::{dates, plan as words};

/// What a part stands in.
pub(super) struct Around<'a> {
    pub(super) file: &'a PlanFile,
    pub(super) titles: Titles,
    /// Whether the reader may work on the plan.
    pub(super) edits: bool,
}

impl<'a> Around<'a> {
    /// A plan as it is shown to who works on it, or who only reads.
    pub(super) fn of(file: &'a PlanFile, edits: bool) -> Self {
        Self { file, titles: Titles::of(&file.standing.plan), edits }
    }
}

/// The part without what hangs under it.
pub(super) fn part(around: &Around<'_>, item: &PlanItem) -> Markup {
    let file = around.file;
    let mark = file.marks.get(&item.id);
    let questions = file.questions.get(&item.id).map_or(&[][..], Vec::as_slice);
    html! {
        div class="tandem-part tandem-stack" id={ "item-" (item.id) } {
            (what(item))
            (facts(around, item))
            @if let Some(mark) = mark { (marked(mark)) }
            @if around.edits && !questions.is_empty() { (open(questions)) }
            @if around.edits { (steps(file, item)) }
        }
    }
}

/// The first words: what it is.
fn what(item: &PlanItem) -> Markup {
    let factor = item.content.get(Field::Factor).is_some();
    html! {
        @if factor { p { strong { (told::title(&item.content)) } } }
        @if let Some(text) = item.content.text(Field::What) {
            @if item.content.kind() == ItemKind::Situation || factor {
                p class="tandem-text" dir="auto" { (text) }
            } @else {
                p class="tandem-text" dir="auto" { strong { (text) } }
            }
        }
    }
}

/// The other fields.
fn facts(around: &Around<'_>, item: &PlanItem) -> Markup {
    let skipped = [Field::Under, Field::Rank, Field::What, Field::Factor];
    let shown: Vec<_> = item.content.values().filter(|(field, _)| !skipped.contains(field)).collect();
    html! {
        @if !shown.is_empty() {
            dl class="tandem-told tandem-told--short" {
                @for (field, value) in shown {
                    div {
                        dt { (words::told(field)) }
                        dd class="tandem-text" dir="auto" { (told::value(value, &around.file.names, &around.titles)) }
                    }
                }
            }
        }
    }
}

/// What became of it, the last.
pub(super) fn marked(line: &MarkLine) -> Markup {
    html! {
        p class="tandem-row" {
            (tag(line.fact.mark))
            span class="tandem-subtle" { "op " (dates::long_day(line.fact.on_day)) }
        }
        @if let Some(note) = &line.note { p class="tandem-text" dir="auto" { (note) } }
    }
}

/// The mark as a label.
pub(super) fn tag(mark: Mark) -> Markup {
    let class = if words::is_worrying(mark) { "tandem-tag tandem-tag--warm" } else { "tandem-tag" };
    html! { span class=(class) { (mark.label()) } }
}

/// What an agreement leaves open: questions, never a refusal.
fn open(questions: &[SmartQuestion]) -> Markup {
    html! {
        details class="tandem-open" {
            summary {
                @if questions.len() == 1 { "Nog 1 vraag bij deze afspraak" }
                @else { "Nog " (questions.len()) " vragen bij deze afspraak" }
            }
            ul class="tandem-bullets" { @for question in questions { li { (question.label()) } } }
        }
    }
}

fn steps(file: &PlanFile, item: &PlanItem) -> Markup {
    let address = item_path(file.case, item.id);
    let about = told::called(&item.content);
    html! {
        p class="tandem-row tandem-steps" {
            a class="utrecht-link tandem-tap" href={ (address) "/edit" } {
                "Wijzigen" span class="tandem-hidden" { " " (about) }
            }
            @if !item.content.kind().marks().is_empty() {
                a class="utrecht-link tandem-tap" href={ (address) "/marks/new" } {
                    "Hoe staat het ermee?" span class="tandem-hidden" { " " (about) }
                }
            }
            a class="utrecht-link tandem-tap" href={ (address) "/removal" } {
                "Weghalen" span class="tandem-hidden" { " " (about) }
            }
        }
    }
}
