//! A document as part of a page. The style sheet `paper.css` belongs to it and must be on the page.

use maud::{Markup, html};

use crate::document::{Block, Document, Level, Step, Tone, Type};
use crate::picture::{Stroke, THICKNESS, face};

/// The style sheet: how a document looks on a screen and on paper.
pub const STYLE: &str = include_str!("paper.css");

/// The document as an article. Its title is the `h1` of the page.
#[must_use]
pub fn article(document: &Document) -> Markup {
    let class = match document.size {
        Type::Usual => "paper",
        Type::Big => "paper paper--big",
    };
    html! {
        article class=(class) lang=(document.language) {
            h1 { (document.title) }
            @for block in &document.blocks { (part(block)) }
            p class="paper-foot" { (document.foot) }
        }
    }
}

fn part(block: &Block) -> Markup {
    html! {
        @match block {
            Block::Heading(Level::Two, text) => h2 { (text) },
            Block::Heading(Level::Three, text) => h3 { (text) },
            Block::Paragraph(Tone::Plain, text) => p { (text) },
            Block::Paragraph(Tone::Strong, text) => p { strong { (text) } },
            Block::Paragraph(Tone::Small, text) => p class="paper-small" { (text) },
            Block::List(items) => ul { @for item in items { li { (item) } } },
            Block::Facts(facts) => dl { @for (name, it) in facts { dt { (name) } dd { (it) } } },
            Block::Table { caption, header, rows } => (table(caption, header, rows)),
            Block::Group(blocks) => div class="paper-group" { @for block in blocks { (part(block)) } },
            Block::Scale(steps) => (scale(steps)),
            Block::NewPage => div class="paper-new-page" {},
        }
    }
}

fn table(caption: &str, header: &[String], rows: &[Vec<String>]) -> Markup {
    html! {
        div class="paper-scroll" tabindex="0" role="group" aria-label=(caption) {
            table {
                caption { (caption) }
                thead { tr { @for name in header { th scope="col" { (name) } } } }
                tbody {
                    @for row in rows {
                        tr {
                            @for (place, cell) in row.iter().enumerate() {
                                @if place == 0 { th scope="row" { (cell) } } @else { td { (cell) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn scale(steps: &[Step]) -> Markup {
    html! {
        ul class="paper-scale" {
            @for step in steps {
                li {
                    svg viewBox="0 0 100 100" role="img" aria-label=(step.face) {
                        @for stroke in face(step.mood) { (line(stroke)) }
                    }
                    strong { (step.number) }
                    @if !step.words.is_empty() { span { (step.words) } }
                }
            }
        }
    }
}

fn line(stroke: Stroke) -> Markup {
    html! {
        @match stroke {
            Stroke::Circle { x, y, radius } => circle cx=(x) cy=(y) r=(radius) fill="none" stroke="currentColor"
                stroke-width=(THICKNESS) {},
            Stroke::Dot { x, y, radius } => circle cx=(x) cy=(y) r=(radius) fill="currentColor" {},
            Stroke::Curve { from, towards, to } => path
                d={ "M" (from.0) " " (from.1) " Q" (towards.0) " " (towards.1) " " (to.0) " " (to.1) }
                fill="none" stroke="currentColor" stroke-width=(THICKNESS) stroke-linecap="round" {},
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn texts_are_never_markup_and_the_order_is_that_of_the_document() {
        let document = Document {
            title: "Plan <b>".to_owned(),
            language: "nl",
            dated: NaiveDate::default(),
            size: Type::Big,
            foot: "Bewaar dit goed".to_owned(),
            blocks: vec![
                Block::Heading(Level::Two, "Afspraken & cijfers".to_owned()),
                Block::Facts(vec![("Wie".to_owned(), "<script>".to_owned())]),
                Block::Table {
                    caption: "Wie doet wat".to_owned(),
                    header: vec!["Wie".to_owned(), "Wat".to_owned()],
                    rows: vec![vec!["Oma".to_owned(), "belt elke avond".to_owned()]],
                },
            ],
        };
        let text = article(&document).into_string();
        assert!(!text.contains("<script>") && !text.contains("<b>"), "{text}");
        let places: Vec<_> = ["Plan &lt;b&gt;", "Afspraken &amp; cijfers", "&lt;script&gt;", "Oma", "Bewaar"]
            .iter()
            .map(|part| text.find(part).unwrap())
            .collect();
        assert!(places.is_sorted(), "{text}");
        assert!(text.contains("<th scope=\"row\">Oma</th>") && text.contains("paper--big"));
    }
}
