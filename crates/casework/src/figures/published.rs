//! The tables that the region published about reports and requests for advice, as `seeds/figures` holds them.
//!
//! They are built into the program. Two publications about one period both stay; nothing is made to add up.

use chrono::NaiveDate;
use serde::Deserialize;
use std::sync::LazyLock;

use crate::written_day::Day;

domain::codes! {
    /// What is counted.
    pub enum Measure {
        /// Reports at Veilig Thuis.
        Reports => "reports",
        /// Requests for advice at Veilig Thuis.
        AdviceRequests => "advice_requests",
    }
}

domain::codes! {
    /// Whose reports or questions.
    pub enum Category {
        /// Everybody's.
        All => "all",
        /// Those of residents.
        Resident => "resident",
        /// Those of the police.
        Police => "police",
        /// Those of other professionals.
        OtherProfessional => "other_professional",
    }
}

domain::codes! {
    /// Whether it happened or was expected.
    pub enum Kind {
        /// It happened.
        Realised => "realised",
        /// It was expected.
        Forecast => "forecast",
    }
}

/// A published table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedTable {
    pub key: String,
    pub title: String,
    /// What it has lines for, in the order of the publication.
    pub lines: Vec<(Measure, Category)>,
    /// Cells about the whole region.
    pub cells: Vec<Cell>,
    pub notes: Vec<Note>,
}

/// A cell as it was printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    pub measure: Measure,
    pub category: Category,
    /// The first and the last day.
    pub from: NaiveDate,
    pub until: NaiveDate,
    pub value: i64,
    pub kind: Kind,
    pub vintage: Vintage,
    notes: Vec<String>,
}

/// The publication that printed it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Vintage {
    pub key: String,
    /// The later one has the higher rank.
    pub rank: u32,
    pub title: String,
}

/// What is to be known about some cells, or about the whole table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Note {
    key: String,
    pub text: String,
    #[serde(skip)]
    about_everything: bool,
}

impl Note {
    /// Whether it is about one of these cells.
    #[must_use]
    pub fn is_about(&self, cells: &[&Cell]) -> bool {
        self.about_everything || cells.iter().any(|cell| cell.notes.contains(&self.key))
    }
}

/// The tables of `seeds/figures` about reports and requests for advice: T1, T2 and T3.
#[must_use]
pub fn tables() -> &'static [PublishedTable] {
    static TABLES: LazyLock<Vec<PublishedTable>> = LazyLock::new(|| {
        // A test reads them too: a file that cannot be read does not get past it.
        read()
            .inspect_err(|error| tracing::error!(%error, "the published figures cannot be read"))
            .unwrap_or_default()
    });
    &TABLES
}

const FILES: [&str; 3] = [
    include_str!("../../../../seeds/figures/t1-reports-and-advice.toml"),
    include_str!("../../../../seeds/figures/t2-residents.toml"),
    include_str!("../../../../seeds/figures/t3-professionals.toml"),
];

const VINTAGES: &str = include_str!("../../../../seeds/figures/vintages.toml");

#[derive(Deserialize)]
struct TableFile {
    table: String,
    title: String,
    cell: Vec<CellRecord>,
    #[serde(default)]
    note: Vec<Note>,
}

#[derive(Deserialize)]
struct CellRecord {
    measure: String,
    source_category: String,
    area: String,
    from: Day,
    until: Day,
    value: i64,
    kind: String,
    vintage: String,
    #[serde(default)]
    notes: Vec<String>,
}

#[derive(Deserialize)]
struct VintageFile {
    vintage: Vec<Vintage>,
}

pub(super) fn read() -> Result<Vec<PublishedTable>, toml::de::Error> {
    let vintages = toml::from_str::<VintageFile>(VINTAGES)?.vintage;
    FILES.into_iter().map(|file| Ok(table(toml::from_str(file)?, &vintages))).collect()
}

fn table(file: TableFile, vintages: &[Vintage]) -> PublishedTable {
    let named: Vec<&String> = file.cell.iter().flat_map(|it| &it.notes).collect();
    let is_named = |note: &Note| named.contains(&&note.key);
    let notes: Vec<Note> =
        file.note.iter().map(|it| Note { about_everything: !is_named(it), ..it.clone() }).collect();
    let cells: Vec<Cell> = file.cell.into_iter().filter_map(|it| it.cell(vintages)).collect();
    let mut lines: Vec<_> = cells.iter().map(|it| (it.measure, it.category)).collect();
    lines.sort_unstable();
    lines.dedup();
    PublishedTable { key: file.table, title: file.title, lines, cells, notes }
}

impl CellRecord {
    /// The cell, when it is about the whole region.
    fn cell(self, vintages: &[Vintage]) -> Option<Cell> {
        if self.area != "region" {
            return None;
        }
        Some(Cell {
            measure: Measure::from_code(&self.measure)?,
            category: Category::from_code(&self.source_category)?,
            from: self.from.0,
            until: self.until.0,
            value: self.value,
            kind: Kind::from_code(&self.kind)?,
            vintage: vintages.iter().find(|it| it.key == self.vintage)?.clone(),
            notes: self.notes,
        })
    }
}
