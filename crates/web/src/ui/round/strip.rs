//! The scores about one subject on one line from 1 to 10: a row for each rater, the round before in grey. Never a mean.

use maud::{Markup, html};

/// One rater's row.
pub(super) struct Row {
    pub(super) name: String,
    pub(super) value: u8,
    /// In the round before.
    pub(super) before: Option<u8>,
}

const WIDTH: f64 = 420.0;
const LEFT: f64 = 140.0;
const RIGHT: f64 = 16.0;
const TOP: f64 = 10.0;
const STEP: f64 = 30.0;
const BOTTOM: f64 = 26.0;
/// So many characters of a name fit beside the dots; the table has all of it.
const NAME: usize = 18;

/// The drawing; `id` names it among the other things on the page.
pub(super) fn drawing(id: &str, title: &str, rows: &[Row]) -> Markup {
    let height = TOP + BOTTOM + STEP * count(rows.len());
    let foot = height - BOTTOM;
    html! {
        svg class="tandem-chart" viewBox={ "0 0 " (WIDTH) " " (height) } role="img"
            aria-labelledby={ (id) "-title " (id) "-text" } xmlns="http://www.w3.org/2000/svg" {
            title id={ (id) "-title" } { (title) }
            desc id={ (id) "-text" } { (in_words(rows)) }
            @for score in 1..=10_u8 {
                line class="grid" x1=(x(score)) x2=(x(score)) y1=(TOP) y2=(foot) {}
                text x=(x(score)) y=(foot + 18.0) text-anchor="middle" { (score) }
            }
            @for (place, row) in rows.iter().enumerate() {
                @let y = TOP + STEP * (count(place) + 0.5);
                text x="0" y=(y + 4.0) { (short(&row.name)) }
                @if let Some(before) = row.before {
                    line class="line past" x1=(x(before)) x2=(x(row.value)) y1=(y) y2=(y) {}
                    circle class="dot past" cx=(x(before)) cy=(y) r="6" {}
                }
                circle class="dot s0" cx=(x(row.value)) cy=(y) r="8" {}
            }
        }
    }
}

/// What the drawing shows, for those who do not see it.
fn in_words(rows: &[Row]) -> String {
    let told = |row: &Row| match row.before {
        Some(before) => format!("{}: {}, vorige ronde {before}.", row.name, row.value),
        None => format!("{}: {}.", row.name, row.value),
    };
    rows.iter().map(told).collect::<Vec<_>>().join(" ")
}

fn short(name: &str) -> String {
    if name.chars().count() <= NAME {
        return name.to_owned();
    }
    name.chars().take(NAME - 1).chain(['…']).collect()
}

fn x(score: u8) -> f64 {
    let part = f64::from(score.clamp(1, 10) - 1) / 9.0;
    let place = part.mul_add(WIDTH - LEFT - RIGHT, LEFT);
    (place * 10.0).round() / 10.0
}

fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(0.0, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_score_is_drawn_and_written_and_the_one_before_it_in_grey() {
        let rows = [
            Row { name: "Mila Blom".to_owned(), value: 1, before: Some(4) },
            Row { name: "Een heel lange naam <b>".to_owned(), value: 10, before: None },
        ];
        let text = drawing("strip", "Cijfers", &rows).into_string();
        for part in [
            "Mila Blom: 1, vorige ronde 4.",
            "class=\"dot past\" cx=\"228\"",
            "class=\"dot s0\" cx=\"140\"",
            "class=\"dot s0\" cx=\"404\"",
            "Een heel lange na…",
            "Een heel lange naam &lt;b&gt;: 10.",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
    }
}
