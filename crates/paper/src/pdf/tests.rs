//! What comes out of the writer, read back by another program.

use super::*;
use crate::document::{Block, Level, Step, Tone, Type};
use chrono::NaiveDate;
use lopdf::{Dictionary, Object};

fn sample(size: Type, paragraphs: usize) -> Document {
    let long =
        "Als het thuis onrustig wordt, gaat iedereen naar een eigen plek en belt iemand oma. ".repeat(6);
    let row =
        |who: &str| vec![who.to_owned(), "belt elke avond om zeven uur".to_owned(), "30-11-2026".to_owned()];
    let mut blocks = vec![
        Block::Paragraph(Tone::Strong, "Bel 112 als er nu gevaar is.".to_owned()),
        Block::Heading(Level::Two, "Afspraken".to_owned()),
        Block::List(vec!["Fiets niet alleen naar huis".to_owned(), long.clone()]),
        Block::Table {
            caption: "Wie doet wat".to_owned(),
            header: vec!["Wie".to_owned(), "Wat".to_owned(), "Wanneer".to_owned()],
            rows: vec![row("Oma"), row("Zoë"), vec!["Tante".to_owned(), String::new(), long.clone()]],
        },
        Block::Heading(Level::Two, "Wie u belt".to_owned()),
        Block::Facts(vec![("Veilig Thuis".to_owned(), "0800 2000".to_owned())]),
        Block::Group(vec![
            Block::Heading(Level::Three, "Let op".to_owned()),
            Block::Paragraph(Tone::Small, "Dit is geen echt plan 😀".to_owned()),
        ]),
        Block::NewPage,
        Block::Scale(
            (1..=10)
                .map(|number| Step {
                    number,
                    words: if number == 1 { "Ik ben erg bang".to_owned() } else { String::new() },
                    face: "een gezicht".to_owned(),
                    mood: (number - 1) * 11,
                })
                .collect(),
        ),
    ];
    blocks.extend((0..paragraphs).map(|_| Block::Paragraph(Tone::Plain, long.clone())));
    Document {
        title: "Ons veiligheidsplan".to_owned(),
        language: "nl",
        dated: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(),
        size,
        foot: "Bewaar dit op een veilige plek".to_owned(),
        blocks,
    }
}

fn bytes(document: &Document) -> Vec<u8> {
    pdf(document, &Typeface::built_in().unwrap()).unwrap()
}

/// The parts of the structure, in reading order, as `H1`, `P`, `L`, ….
fn parts(file: &lopdf::Document) -> Vec<String> {
    fn walk(file: &lopdf::Document, node: &Object, found: &mut Vec<String>) {
        let node = file.dereference(node).unwrap().1;
        match node {
            Object::Array(children) => children.iter().for_each(|it| walk(file, it, found)),
            Object::Dictionary(part) => {
                if let Ok(kind) = part.get(b"S").and_then(Object::as_name) {
                    found.push(String::from_utf8_lossy(kind).into_owned());
                }
                if let Ok(children) = part.get(b"K") {
                    walk(file, children, found);
                }
            }
            _ => {}
        }
    }
    let root = catalog(file).get(b"StructTreeRoot").unwrap();
    let mut found = Vec::new();
    walk(file, root, &mut found);
    found
}

fn catalog(file: &lopdf::Document) -> &Dictionary {
    file.catalog().unwrap()
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(bytes(&sample(Type::Usual, 3)), bytes(&sample(Type::Usual, 3)));
}

#[test]
fn it_is_tagged_titled_in_dutch_and_says_that_it_is_accessible() {
    let written = bytes(&sample(Type::Usual, 0));
    let file = lopdf::Document::load_mem(&written).unwrap();
    let marked = catalog(&file).get(b"MarkInfo").unwrap();
    let marked = file.dereference(marked).unwrap().1.as_dict().unwrap();
    assert!(marked.get(b"Marked").unwrap().as_bool().unwrap());
    assert_eq!(catalog(&file).get(b"Lang").unwrap().as_str().unwrap(), b"nl");
    assert!(String::from_utf8_lossy(&written).contains("<pdfuaid:part>1</pdfuaid:part>"));
    assert!(catalog(&file).has(b"Outlines"));
}

#[test]
fn the_metadata_tell_the_title_and_the_day_and_nothing_else() {
    let written = bytes(&sample(Type::Usual, 0));
    let file = lopdf::Document::load_mem(&written).unwrap();
    let info = file.trailer.get(b"Info").unwrap();
    let info = file.dereference(info).unwrap().1.as_dict().unwrap();
    let mut keys: Vec<_> = info.iter().map(|(key, _)| String::from_utf8_lossy(key).into_owned()).collect();
    keys.sort();
    assert_eq!(keys, ["CreationDate", "ModDate", "Title"]);
    let text = String::from_utf8_lossy(&written);
    for leak in ["Producer", "Author", "Creator>", "/work", "krilla"] {
        assert!(!text.contains(leak), "{leak}");
    }
}

#[test]
fn headings_lists_tables_and_figures_are_what_they_are() {
    let file = lopdf::Document::load_mem(&bytes(&sample(Type::Usual, 0))).unwrap();
    let parts = parts(&file);
    assert_eq!(parts[..2], ["Document", "H1"]);
    let many = |kind: &str| parts.iter().filter(|it| *it == kind).count();
    assert_eq!([many("H1"), many("H2"), many("H3")], [1, 2, 1]);
    assert_eq!([many("Table"), many("TR"), many("TH"), many("TD")], [1, 4, 6, 6]);
    assert_eq!([many("L"), many("LI"), many("Figure")], [3, 13, 10]);
}

#[test]
fn the_text_can_be_taken_out_again_word_for_word() {
    let file = lopdf::Document::load_mem(&bytes(&sample(Type::Usual, 0))).unwrap();
    let pages: Vec<u32> = file.get_pages().into_keys().collect();
    assert_eq!(pages.len(), 3, "the scale begins a page");
    let text = file.extract_text(&pages).unwrap();
    let words: Vec<_> = text.split_whitespace().collect();
    let text = words.join(" ");
    for part in [
        "Ons veiligheidsplan",
        "Bel 112 als er nu gevaar is.",
        "Fiets niet alleen naar huis",
        "gaat iedereen naar een eigen plek en belt iemand oma.",
        "Zoë",
        "0800 2000",
        "geen echt plan ?",
        "Ik ben erg bang",
        "1 / 3",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn a_long_document_fills_pages_and_big_letters_more_of_them() {
    let pages = |document: &Document| lopdf::Document::load_mem(&bytes(document)).unwrap().get_pages().len();
    let (usual, big) = (pages(&sample(Type::Usual, 30)), pages(&sample(Type::Big, 30)));
    assert!((5..9).contains(&usual) && big > usual, "{usual} {big}");
}

#[test]
fn what_was_typed_never_keeps_a_document_from_being_written() {
    for text in [
        "",
        " ",
        "\n\n",
        "\u{0}\u{7}",
        "😀👍🏽",
        "العربية 中文",
        &"x".repeat(3_000),
        "a\u{301}\u{AD}b \u{202E}c",
    ] {
        let mut document = sample(Type::Usual, 0);
        document.title = format!("Plan {text}");
        document.blocks.push(Block::Heading(Level::Two, text.to_owned()));
        document.blocks.push(Block::Paragraph(Tone::Plain, text.to_owned()));
        document.blocks.push(Block::List(vec![text.to_owned()]));
        document.blocks.push(Block::Facts(vec![(text.to_owned(), text.to_owned())]));
        assert!(pdf(&document, &Typeface::built_in().unwrap()).is_ok(), "{text:?}");
    }
}
