//! The scores of a case: who gave what, the lowest, how far they lie apart, and how they went over time. Never an
//! average: a child is not outvoted.

use casework::score::ScoreHistory;
use casework::score::history::{PersonName, RaterName, ScoreLine, Series, SubjectSummary};
use chrono::NaiveDate;
use domain::time::amsterdam_day;
use maud::{Markup, html};

use crate::ui::chart;
use crate::ui::words::dates;

/// The scores by subject, the household as a whole first.
pub(super) fn section(history: &ScoreHistory, today: NaiveDate) -> Markup {
    html! {
        section class="tandem-stack" aria-labelledby="cijfers" {
            h2 class="utrecht-heading-2" id="cijfers" { "Hoe veilig is het" }
            @if history.summaries.is_empty() {
                p class="utrecht-paragraph" { "Er zijn nog geen cijfers. Vraag iedereen om een cijfer van 1 tot en met 10." }
            }
            @for (place, summary) in history.summaries.iter().enumerate() {
                (subject(place, summary, &of_subject(history, summary), today))
            }
        }
    }
}

/// The most raters that are shown at a glance.
const MOST: usize = 6;

/// The latest score of each rater, the lowest first: it counts most.
pub(super) fn now(history: &ScoreHistory, today: NaiveDate) -> Markup {
    let mut latest: Vec<(&Series, &ScoreLine)> =
        history.series.iter().filter_map(|one| Some((one, one.scores.last()?))).collect();
    latest.sort_by_key(|(_, score)| score.scored.value);
    html! {
        section class="tandem-card" aria-labelledby="cijfers-nu" {
            h2 class="utrecht-heading-2" id="cijfers-nu" { "Cijfers nu" }
            @if latest.is_empty() { p class="utrecht-paragraph" { "Er zijn nog geen cijfers." } }
            @else {
                ul class="tandem-raters tandem-plain" {
                    @for (series, score) in latest.iter().take(MOST) {
                        li {
                            span class="tandem-score" { (score.scored.value.get()) }
                            (given(series, score, today))
                        }
                    }
                }
                p { a class="utrecht-link tandem-tap" href="#cijfers" { "Alle cijfers door de tijd" } }
            }
        }
    }
}

fn given(series: &Series, score: &ScoreLine, today: NaiveDate) -> Markup {
    let day = amsterdam_day(score.scored.scored_at);
    html! {
        p {
            strong { (rater(&series.rater)) }
            @if let Some(about) = &series.about { span class="tandem-subtle" { " over " (about.name) } }
            span class="tandem-subtle" { " · " time datetime=(day) { (dates::distance(day, today)) } }
        }
    }
}

/// One score over time is no line yet.
fn is_worth_drawing(series: &[&Series]) -> bool {
    series.iter().map(|one| one.scores.len()).sum::<usize>() > 1
}

fn subject(place: usize, it: &SubjectSummary, series: &[&Series], today: NaiveDate) -> Markup {
    let title = title(it.about.as_ref());
    html! {
      div class="tandem-pair" {
        div class="tandem-card" {
            h3 class="utrecht-heading-3" { (title) }
            dl class="tandem-figures" {
                div { dt { "Laagste" } dd { (it.summary.lowest.get()) } }
                div { dt { "Hoogste" } dd { (it.summary.highest.get()) } }
                div { dt { "Verschil" } dd { (it.summary.spread) } }
            }
            ul class="tandem-raters tandem-plain" {
                @for one in series { @if let Some(last) = one.scores.last() { li { (latest(one, last, today)) } } }
            }
        }
        @if is_worth_drawing(series) {
            (chart::scores(&format!("cijfers-{place}"), &format!("{title} door de tijd"), &drawn(series)))
        }
      }
    }
}

fn latest(series: &Series, last: &ScoreLine, today: NaiveDate) -> Markup {
    let day = amsterdam_day(last.scored.scored_at);
    html! {
        span class="tandem-score" { (last.scored.value.get()) }
        div {
            p {
                strong { (rater(&series.rater)) }
                @if let Some(age) = last.age_at { ", " (age) " jaar" }
                span class="tandem-subtle" { " · " time datetime=(day) { (dates::distance(day, today)) } }
            }
            @if let Some(reason) = &last.reason { p class="tandem-text" dir="auto" { (reason) } }
        }
    }
}

fn of_subject<'a>(history: &'a ScoreHistory, summary: &SubjectSummary) -> Vec<&'a Series> {
    history.series.iter().filter(|it| it.about == summary.about).collect()
}

fn drawn(series: &[&Series]) -> Vec<chart::Series> {
    let point = |line: &ScoreLine| (amsterdam_day(line.scored.scored_at), line.scored.value.get());
    let line = |one: &&Series| chart::Series {
        rater: rater(&one.rater).to_owned(),
        scores: one.scores.iter().map(point).collect(),
    };
    series.iter().map(line).collect()
}

fn rater(rater: &RaterName) -> &str {
    match rater {
        RaterName::Professional(user) => &user.name,
        RaterName::Member(person) => &person.name,
    }
}

fn title(about: Option<&PersonName>) -> String {
    about.map_or_else(|| "Over het hele huishouden".to_owned(), |person| format!("Over {}", person.name))
}
