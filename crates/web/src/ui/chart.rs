//! Scores over time: a drawing for the eye and a table for everyone. It never shows a mean; every rater keeps a
//! line of his or her own.

use chrono::NaiveDate;
use maud::{Markup, html};

use super::words::dates;

/// The scores of one rater, oldest first.
#[derive(Debug, Clone)]
pub struct Series {
    /// Who gave them.
    pub rater: String,
    /// Day and score, 1 to 10.
    pub scores: Vec<(NaiveDate, u8)>,
}

/// Lines that can be told apart; more raters than this share a look and are told apart in the table.
const LOOKS: usize = 4;
/// Small, so that the figures beside the lines stay legible on a phone.
const WIDTH: f64 = 420.0;
const HEIGHT: f64 = 220.0;
const LEFT: f64 = 34.0;
const RIGHT: f64 = 16.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 32.0;

/// The drawing with its legend, and the table beside it; a sentence when there is nothing to draw.
///
/// `id` names the chart among the other things on the page.
pub fn scores(id: &str, title: &str, series: &[Series]) -> Markup {
    let Some(span) = Span::of(series) else {
        return html! { p class="utrecht-paragraph" { "Er zijn nog geen cijfers." } };
    };
    html! {
        figure class="tandem-card" {
            (drawing(id, title, series, &span))
            (legend(series))
            details open {
                summary { "Alle cijfers in een tabel" }
                div class="tandem-scroll" tabindex="0" role="region" aria-label=(title) { (table(title, series)) }
            }
        }
    }
}

/// First and last day of all series.
struct Span {
    first: NaiveDate,
    last: NaiveDate,
}

impl Span {
    fn of(series: &[Series]) -> Option<Self> {
        let days = || series.iter().flat_map(|it| &it.scores).map(|(day, _)| *day);
        Some(Self { first: days().min()?, last: days().max()? })
    }

    fn x(&self, day: NaiveDate) -> f64 {
        let whole = days_between(self.first, self.last).max(1.0);
        let part = if self.first == self.last { 0.5 } else { days_between(self.first, day) / whole };
        part.mul_add(WIDTH - LEFT - RIGHT, LEFT)
    }
}

fn drawing(id: &str, title: &str, series: &[Series], span: &Span) -> Markup {
    html! {
        svg class="tandem-chart" viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img"
            aria-labelledby={ (id) "-title " (id) "-text" } xmlns="http://www.w3.org/2000/svg" {
            title id={ (id) "-title" } { (title) }
            desc id={ (id) "-text" } { (in_words(series)) }
            @for score in [1_u8, 5, 10] {
                line class="grid" x1=(LEFT) x2=(WIDTH - RIGHT) y1=(y(score)) y2=(y(score)) {}
                text x=(LEFT - 8.0) y=(y(score) + 4.0) text-anchor="end" { (score) }
            }
            text x=(LEFT) y=(HEIGHT - 8.0) { (dates::short_day(span.first)) }
            text x=(WIDTH - RIGHT) y=(HEIGHT - 8.0) text-anchor="end" { (dates::short_day(span.last)) }
            @for (place, one) in series.iter().enumerate() {
                polyline class={ "line " (look(place)) } points=(points(one, span)) {}
                @for (day, score) in &one.scores {
                    circle class={ "dot " (look(place)) } cx={ (round(span.x(*day))) } cy=(y(*score)) r="5" {}
                }
            }
        }
    }
}

fn legend(series: &[Series]) -> Markup {
    html! {
        ul class="tandem-row tandem-plain" aria-hidden="true" {
            @for (place, one) in series.iter().enumerate() {
                li class="tandem-row" {
                    svg class="tandem-chart tandem-legend" viewBox="0 0 40 12" width="40" height="12" {
                        line class={ "line " (look(place)) } x1="0" x2="40" y1="6" y2="6" {}
                    }
                    (one.rater)
                }
            }
        }
    }
}

fn table(title: &str, series: &[Series]) -> Markup {
    let mut rows: Vec<(NaiveDate, &str, u8)> = series
        .iter()
        .flat_map(|it| it.scores.iter().map(|(day, score)| (*day, it.rater.as_str(), *score)))
        .collect();
    rows.sort_by(|one, other| other.cmp(one));
    html! {
        table class="utrecht-table" {
            caption class="utrecht-table__caption" { (title) }
            thead class="utrecht-table__header" {
                tr class="utrecht-table__row" {
                    th class="utrecht-table__header-cell" scope="col" { "Dag" }
                    th class="utrecht-table__header-cell" scope="col" { "Wie" }
                    th class="utrecht-table__header-cell tandem-number" scope="col" { "Cijfer" }
                }
            }
            tbody class="utrecht-table__body" {
                @for (day, rater, score) in rows {
                    tr class="utrecht-table__row" {
                        td class="utrecht-table__cell" { (dates::day_and_month(day)) }
                        td class="utrecht-table__cell" { (rater) }
                        td class="utrecht-table__cell tandem-number" { (score) }
                    }
                }
            }
        }
    }
}

/// What the drawing shows, for those who do not see it.
fn in_words(series: &[Series]) -> String {
    let last = |one: &Series| {
        let (day, score) = one.scores.last()?;
        Some(format!("{}: laatste cijfer {score} op {}.", one.rater, dates::day_and_month(*day)))
    };
    series.iter().filter_map(last).collect::<Vec<_>>().join(" ")
}

fn points(series: &Series, span: &Span) -> String {
    let point = |(day, score): &(NaiveDate, u8)| format!("{},{}", round(span.x(*day)), y(*score));
    series.scores.iter().map(point).collect::<Vec<_>>().join(" ")
}

fn look(place: usize) -> String {
    format!("s{}", place % LOOKS)
}

fn y(score: u8) -> f64 {
    let part = f64::from(score.clamp(1, 10) - 1) / 9.0;
    round(part.mul_add(-(HEIGHT - TOP - BOTTOM), HEIGHT - BOTTOM))
}

/// Tenths are finer than any screen, and keep the page small.
fn round(place: f64) -> f64 {
    (place * 10.0).round() / 10.0
}

fn days_between(first: NaiveDate, last: NaiveDate) -> f64 {
    i32::try_from((last - first).num_days()).map_or(0.0, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn series() -> Vec<Series> {
        vec![
            Series {
                rater: "Noor".to_owned(),
                scores: vec![(day("2026-01-01"), 1), (day("2026-03-02"), 10)],
            },
            Series { rater: "Moeder <k>".to_owned(), scores: vec![(day("2026-01-31"), 4)] },
        ]
    }

    #[test]
    fn the_lowest_and_the_highest_score_lie_on_the_edges() {
        let text = scores("chart", "Cijfers over het huishouden", &series()).into_string();
        assert!(text.contains("points=\"34,188 404,12\""), "{text}");
        assert!(text.contains("cx=\"219\" cy=\"129.3\""), "{text}");
    }

    #[test]
    fn everything_drawn_is_also_written() {
        let text = scores("chart", "Cijfers", &series()).into_string();
        for part in [
            "<title id=\"chart-title\">Cijfers</title>",
            "Noor: laatste cijfer 10 op 2 maart 2026.",
            "Moeder &lt;k&gt;",
            "<td class=\"utrecht-table__cell\">31 januari 2026</td>",
            "<caption",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert_eq!(text.matches("<tr").count(), 4);
    }

    #[test]
    fn one_day_or_no_score_at_all_can_be_shown() {
        let one = [Series { rater: "Noor".to_owned(), scores: vec![(day("2026-01-01"), 5)] }];
        assert!(scores("chart", "Cijfers", &one).into_string().contains("cx=\"219\""));
        assert!(scores("chart", "Cijfers", &[]).into_string().contains("nog geen cijfers"));
    }
}
