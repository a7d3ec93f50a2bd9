//! The figures of the region: what was published beside what is counted here, and where a publication does not
//! agree with itself. Nothing is corrected, and nobody is shown.

pub mod published;

use crate::desk::ask_at_desk;
use crate::{Casework, Refusal, absent};
use access::{Caller, Permit, may};
use chrono::{Datelike, NaiveDate};
use domain::time::{amsterdam_day, end_of_day, start_of_day};
use published::{Cell, PublishedTable};
use store::Tx;
use store::figures::{self, BySource, Counted};

pub use published::{Category, Kind, Measure, Vintage};

/// The figures of a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearFigures {
    pub year: i32,
    /// The first and the last day of what is compared: the whole year, or as much of it as was published.
    pub from: NaiveDate,
    pub until: NaiveDate,
    pub tables: Vec<Table>,
    /// The years to choose from, newest first.
    pub years: Vec<i32>,
}

/// A published table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What we call it, such as `T1`.
    pub key: String,
    pub title: String,
    pub rows: Vec<Row>,
    /// What is to be known about the publication, in the words that stand with it.
    pub notes: Vec<String>,
}

/// A line of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub measure: Measure,
    pub category: Category,
    /// The newest publication about exactly these days, if there is one.
    pub published: Option<Published>,
    /// Other publications about them: older ones, and forecasts.
    pub others: Vec<Published>,
    pub counted: i64,
}

/// A published number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    pub value: i64,
    pub kind: Kind,
    pub vintage: Vintage,
}

impl Row {
    /// How many more are counted than were published; nothing when nothing was published.
    #[must_use]
    pub fn difference(&self) -> Option<i64> {
        Some(self.counted - self.published.as_ref()?.value)
    }
}

/// Reads the figures of a year; of the newest year that was published whole when none is asked for.
///
/// # Errors
/// [`Refusal::NotFound`] when figures are not for the caller.
pub async fn read(casework: &Casework, caller: &Caller, year: Option<i32>) -> Result<YearFigures, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let permit: Permit<may::ReadFigures> = ask_at_desk(caller, None)?;

            let tables = published::tables();
            let year = year.unwrap_or_else(|| newest_whole_year(tables));
            let (from, until) = period(tables, year);
            let since_and_before = (start_of_day(from), end_of_day(until));
            let counted = figures::count(tx, &permit, since_and_before).await?;
            let counted =
                counted.ok_or_else(|| absent::<may::ReadFigures>("figures", caller.membership.0))?;

            let this_year = amsterdam_day(tx.now()).year();
            let tables = tables.iter().map(|table| compare(table, (from, until), &counted)).collect();
            Ok(YearFigures { year, from, until, tables, years: years(this_year) })
        })
        .await
}

/// The days to compare: those of the longest period of the year about which something was published.
fn period(tables: &[PublishedTable], year: i32) -> (NaiveDate, NaiveDate) {
    let of_year = |it: &&Cell| it.from.year() == year && it.until.year() == year && it.kind == Kind::Realised;
    let cells = tables.iter().flat_map(|table| &table.cells).filter(of_year);
    let longest = cells.map(|it| (it.from, it.until)).max_by_key(|(from, until)| (*until - *from, *until));
    let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    longest.unwrap_or((day(1, 1), day(12, 31)))
}

fn newest_whole_year(tables: &[PublishedTable]) -> i32 {
    let cells = tables.iter().flat_map(|table| &table.cells).filter(|it| it.kind == Kind::Realised);
    let is_whole = |it: &&Cell| it.from.ordinal() == 1 && (it.until.month(), it.until.day()) == (12, 31);
    cells.filter(is_whole).map(|it| it.from.year()).max().unwrap_or_default()
}

fn years(this_year: i32) -> Vec<i32> {
    let cells = published::tables().iter().flat_map(|table| &table.cells);
    let mut years: Vec<i32> = cells.map(|it| it.from.year()).chain([this_year]).collect();
    years.sort_unstable_by(|one, other| other.cmp(one));
    years.dedup();
    years
}

fn compare(table: &PublishedTable, days: (NaiveDate, NaiveDate), counted: &Counted) -> Table {
    let of_days: Vec<&Cell> = table.cells.iter().filter(|it| (it.from, it.until) == days).collect();
    let rows = table.lines.iter().map(|line| row(*line, &of_days, counted)).collect();
    let notes = table.notes.iter().filter(|note| note.is_about(&of_days)).map(|it| it.text.clone()).collect();
    Table { key: table.key.clone(), title: table.title.clone(), rows, notes }
}

fn row((measure, category): (Measure, Category), cells: &[&Cell], counted: &Counted) -> Row {
    let by_source = match measure {
        Measure::Reports => counted.reports,
        Measure::AdviceRequests => counted.advice_requests,
    };
    let of_this = cells.iter().filter(|it| it.measure == measure && it.category == category);
    let mut found: Vec<&Cell> = of_this.copied().collect();
    // What happened comes before what was expected, and the newest publication before the older ones.
    found.sort_by_key(|it| (it.kind, std::cmp::Reverse(it.vintage.rank)));
    let mut numbers = found.into_iter().map(Published::from).peekable();
    let published = numbers.next_if(|it| it.kind == Kind::Realised);
    Row { measure, category, published, others: numbers.collect(), counted: number(by_source, category) }
}

fn number(counted: BySource, category: Category) -> i64 {
    match category {
        Category::All => counted.all,
        Category::Resident => counted.resident,
        Category::Police => counted.police,
        Category::OtherProfessional => counted.other_professional,
    }
}

impl From<&Cell> for Published {
    fn from(cell: &Cell) -> Self {
        Self { value: cell.value, kind: cell.kind, vintage: cell.vintage.clone() }
    }
}

/// What the total of a table holds beyond the parts that the tables name: published and counted. A publication whose
/// parts do not make up its total leaves a remainder here, and so does a source without a line of its own.
#[must_use]
pub fn remainder(figures: &YearFigures, measure: Measure) -> (Option<i64>, i64) {
    let rows = || figures.tables.iter().flat_map(|table| &table.rows).filter(|row| row.measure == measure);
    let published = |row: &Row| row.published.as_ref().map(|it| it.value);
    let mut rest = (None, 0);
    if let Some(total) = rows().find(|row| row.category == Category::All) {
        rest = (published(total), total.counted);
    }
    for part in rows().filter(|row| row.category != Category::All) {
        rest = (rest.0.zip(published(part)).map(|(rest, part)| rest - part), rest.1 - part.counted);
    }
    rest
}

#[cfg(test)]
mod tests;
