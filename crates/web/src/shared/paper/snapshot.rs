//! A document as it is kept with a disclosure, and back. A snapshot that cannot be read gives nothing, never a document
//! with holes.

use chrono::NaiveDate;
use paper::{Block, Document, Level, Tone, Type};
use serde_json::{Value, json};

/// The text to keep.
pub fn keep(document: &Document) -> String {
    let size = if document.size == Type::Big { "big" } else { "usual" };
    let blocks: Vec<Value> = document.blocks.iter().map(kept).collect();
    json!({
        "title": document.title, "dated": document.dated.to_string(), "size": size, "foot": document.foot,
        "blocks": blocks,
    })
    .to_string()
}

/// The document again.
pub fn read(text: &str) -> Option<Document> {
    let value: Value = serde_json::from_str(text).ok()?;
    let size = if value.get("size")?.as_str()? == "big" { Type::Big } else { Type::Usual };
    Some(Document {
        title: text_of(value.get("title")?)?,
        language: "nl",
        dated: value.get("dated")?.as_str()?.parse::<NaiveDate>().ok()?,
        size,
        foot: text_of(value.get("foot")?)?,
        blocks: blocks(value.get("blocks")?)?,
    })
}

/// Only what a plan is made of; nothing else is ever given.
fn kept(block: &Block) -> Value {
    match block {
        Block::Heading(level, text) => json!({"heading": level.number(), "text": text}),
        Block::Paragraph(tone, text) => json!({"paragraph": tone_code(*tone), "text": text}),
        Block::List(items) => json!({"list": items}),
        Block::Facts(facts) => json!({"facts": facts}),
        Block::Group(inside) => json!({"group": inside.iter().map(kept).collect::<Vec<_>>()}),
        Block::Table { .. } | Block::Scale(_) | Block::NewPage => Value::Null,
    }
}

fn blocks(value: &Value) -> Option<Vec<Block>> {
    value.as_array()?.iter().map(block).collect()
}

fn block(value: &Value) -> Option<Block> {
    if let Some(level) = value.get("heading") {
        let level = if level.as_u64()? == 3 { Level::Three } else { Level::Two };
        return Some(Block::Heading(level, text_of(value.get("text")?)?));
    }
    if let Some(tone) = value.get("paragraph") {
        return Some(Block::Paragraph(tone_of(tone.as_str()?), text_of(value.get("text")?)?));
    }
    if let Some(items) = value.get("list") {
        return Some(Block::List(items.as_array()?.iter().map(text_of).collect::<Option<_>>()?));
    }
    if let Some(facts) = value.get("facts") {
        let fact = |it: &Value| Some((text_of(it.get(0)?)?, text_of(it.get(1)?)?));
        return Some(Block::Facts(facts.as_array()?.iter().map(fact).collect::<Option<_>>()?));
    }
    Some(Block::Group(blocks(value.get("group")?)?))
}

fn text_of(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

const fn tone_code(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "plain",
        Tone::Strong => "strong",
        Tone::Small => "small",
    }
}

fn tone_of(code: &str) -> Tone {
    match code {
        "strong" => Tone::Strong,
        "small" => Tone::Small,
        _ => Tone::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_the_document_again() {
        let document = Document {
            title: "Veiligheidsplan".to_owned(),
            language: "nl",
            dated: NaiveDate::from_ymd_opt(2026, 5, 7).unwrap(),
            size: Type::Big,
            foot: "Versie 1".to_owned(),
            blocks: vec![
                Block::Heading(Level::Three, "Kop".to_owned()),
                Block::List(vec!["een \"aanhaling\"".to_owned()]),
                Block::Group(vec![
                    Block::Paragraph(Tone::Strong, "Wat\nnog".to_owned()),
                    Block::Facts(vec![("Wie".to_owned(), "Oma".to_owned())]),
                ]),
            ],
        };
        assert_eq!(read(&keep(&document)), Some(document));
        for broken in ["", "{}", "[]", "{\"title\": 1}"] {
            assert_eq!(read(broken), None);
        }
    }
}
