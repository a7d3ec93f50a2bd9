//! The plan as a document for a reader. It holds what the preview shows and nothing else: a part that is left out is not
//! named either, not even as what another part belongs to. Titles never hold a name.

use casework::disclosure::Preview;
use casework::plan::PlanNames;
use domain::disclosure::{ReaderKind, Sheet};
use domain::plan::{Field, ItemKind, PlanItem};
use domain::reader::LeftOut;
use domain::time::amsterdam_day;
use paper::{Block, Document, Level, Tone, Type};

use crate::ui::plan::told::{self, Titles};
use crate::ui::words::dates;
use crate::ui::words::plan as words;

/// The document.
pub fn document(preview: &Preview) -> Document {
    let version = &preview.version.line;
    let adopted = dates::day_and_month(amsterdam_day(version.adopted_at));
    let (title, size, blocks) = match (preview.wanted.sheet, preview.wanted.reader) {
        (Sheet::Fridge, _) => ("Onze afspraken", Type::Big, fridge(preview)),
        // A handover is read in Tandem and never printed.
        (Sheet::Handover, _) | (Sheet::Plan, ReaderKind::Police) => {
            ("Veiligheidsplan", Type::Usual, exists())
        }
        (Sheet::Plan, _) => ("Veiligheidsplan", Type::Usual, whole(preview)),
    };
    let foot =
        format!("Versie {} van {adopted}. Geprint op {}.", version.number, dates::short_day(preview.day));
    let blocks = Vec::from([Block::Paragraph(Tone::Small, who(preview))]).into_iter().chain(blocks).collect();
    Document { title: title.to_owned(), language: "nl", dated: preview.day, size, foot, blocks }
}

/// Why a part is not on the paper, for the duo.
pub const fn why(left_out: LeftOut) -> &'static str {
    match left_out {
        LeftOut::AboutOthers => "Gaat over anderen.",
        LeftOut::ShieldsVictim => "Kan iemand in gevaar brengen.",
        LeftOut::Confided => "In vertrouwen verteld.",
        LeftOut::OwnOrganisation => "Blijft binnen de organisatie.",
        LeftOut::ForGrownUps => "Is voor volwassenen.",
        LeftOut::OnlyAgreements => "Hierop staan alleen afspraken.",
        LeftOut::OnlyThatItExists => "Deze lezer hoort alleen dat er een plan is.",
    }
}

/// For whom it is.
fn who(preview: &Preview) -> String {
    let name = preview.wanted.person.and_then(|it| preview.names.persons.get(&it));
    let name = name.map(String::as_str).unwrap_or_default();
    match preview.wanted.reader {
        ReaderKind::Duo => "Voor het duo.".to_owned(),
        ReaderKind::Adult | ReaderKind::Child => format!("Voor {name}."),
        ReaderKind::School => format!("Voor de school van {name}."),
        ReaderKind::Police => "Voor de politie.".to_owned(),
        ReaderKind::Team => "Voor een team.".to_owned(),
    }
}

fn exists() -> Vec<Block> {
    let plain = |text: &str| Block::Paragraph(Tone::Plain, text.to_owned());
    vec![
        plain("Voor dit huishouden geldt een veiligheidsplan."),
        plain("Over de inhoud staat hier niets. Bel het duo als u iets moet weten om iemand te beschermen."),
    ]
}

const HEADINGS: [(ItemKind, &str); 6] = [
    (ItemKind::Situation, "Wat er onveilig is"),
    (ItemKind::Condition, "Wat er in elk geval zo moet zijn"),
    (ItemKind::Agreement, "Wat er is afgesproken"),
    (ItemKind::RiskFactor, "Wat het moeilijk maakt"),
    (ItemKind::Measure, "Welke hulp er is"),
    (ItemKind::RecoveryGoal, "Wat er moet herstellen"),
];

fn whole(preview: &Preview) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (kind, heading) in HEADINGS {
        let items: Vec<_> = preview.shown.iter().filter(|it| it.content.kind() == kind).collect();
        if items.is_empty() {
            continue;
        }
        blocks.push(Block::Heading(Level::Two, heading.to_owned()));
        blocks.extend(items.into_iter().map(|it| Block::Group(part(it, &preview.names))));
    }
    if blocks.is_empty() {
        blocks.push(Block::Paragraph(Tone::Plain, "Op dit papier staat niets uit het plan.".to_owned()));
    }
    blocks.push(Block::Heading(Level::Two, "Wie u belt".to_owned()));
    blocks.push(telephones());
    blocks
}

/// What it says, and below it who, when and how. What it belongs to may be left out, so it is not named.
fn part(item: &PlanItem, names: &PlanNames) -> Vec<Block> {
    let skipped = [Field::Under, Field::Rank, Field::What, Field::Concerns];
    let nothing = Titles::default();
    let facts: Vec<_> = item
        .content
        .values()
        .filter(|(field, _)| !skipped.contains(field))
        .map(|(field, value)| (words::told(field).to_owned(), told::value(value, names, &nothing)))
        .collect();
    let what = item.content.text(Field::What).map(|it| Block::Paragraph(Tone::Strong, it.to_owned()));
    let facts = (!facts.is_empty()).then_some(Block::Facts(facts));
    what.into_iter().chain(facts).collect()
}

/// Only agreements and telephone numbers.
fn fridge(preview: &Preview) -> Vec<Block> {
    let agreements = preview.shown.iter().filter_map(|it| {
        let what = it.content.text(Field::What)?;
        let who = it.content.get(Field::Who).map(|who| told::value(who, &preview.names, &Titles::default()));
        Some(who.map_or_else(|| what.to_owned(), |who| format!("{who}: {what}")))
    });
    vec![
        Block::List(agreements.collect()),
        Block::Heading(Level::Two, "Wie je belt".to_owned()),
        telephones(),
    ]
}

fn telephones() -> Block {
    let number = |who: &str, number: &str| (who.to_owned(), number.to_owned());
    Block::Facts(vec![
        number("Bij gevaar", "112"),
        number("Veilig Thuis, dag en nacht, gratis", "0800 2000"),
        number("Kindertelefoon, gratis", "0800 0432"),
    ])
}
