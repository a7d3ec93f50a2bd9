//! The figures of the region for programs: published beside counted. They hold no personal data.

use actix_web::HttpResponse;
use actix_web::web::Data;
use casework::Casework;
use casework::figures::{self, Measure, Published, Row, Table, YearFigures};
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use crate::shared::body::Query;
use crate::shared::problem::Problem;
use crate::shared::signed_in::SignedIn;
use crate::shared::year::Year;

/// The figures of a year.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FiguresView {
    year: i32,
    /// De eerste dag die is geteld
    from: NaiveDate,
    /// De laatste dag die is geteld
    until: NaiveDate,
    tables: Vec<FigureTableView>,
    /// Wat het totaal meer heeft dan de delen die de bron noemt
    remainders: Vec<RemainderView>,
    /// De jaren waaruit men kan kiezen
    years: Vec<i32>,
}

/// A published table.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FigureTableView {
    key: String,
    title: String,
    rows: Vec<FigureRowView>,
    /// Wat men over de bron moet weten
    notes: Vec<String>,
}

/// A line of a table.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FigureRowView {
    #[schema(pattern = "^(reports|advice_requests)$")]
    measure: String,
    #[schema(pattern = "^(all|resident|police|other_professional)$")]
    source_category: String,
    published: Option<PublishedView>,
    /// Oudere publicaties en prognoses
    others: Vec<PublishedView>,
    counted: i64,
    /// Hoeveel er meer is geteld dan gepubliceerd
    difference: Option<i64>,
}

/// A published number.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublishedView {
    value: i64,
    #[schema(pattern = "^(realised|forecast)$")]
    kind: String,
    vintage: String,
    source: String,
}

/// What the total of a measure holds beyond its parts.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RemainderView {
    #[schema(pattern = "^(reports|advice_requests)$")]
    measure: String,
    published: Option<i64>,
    counted: i64,
}

/// Reads the figures of a year.
///
/// # Errors
/// 404 when figures are not for the caller.
#[utoipa::path(
    get, path = "/api/v1/figures", tag = "figures", operation_id = "getFigures",
    summary = "Gepubliceerde en getelde cijfers van de regio",
    responses(
        (status = 200, description = "De cijfers van een jaar", body = FiguresView),
        (status = 404, description = "Cijfers zijn er niet voor deze rol"),
    )
)]
pub async fn read(
    casework: Data<Casework>,
    SignedIn(caller): SignedIn,
    Query(Year(year)): Query<Year>,
) -> Result<HttpResponse, Problem> {
    let found = figures::read(&casework, &caller, year).await?;
    Ok(HttpResponse::Ok().json(FiguresView::from(found)))
}

impl From<YearFigures> for FiguresView {
    fn from(found: YearFigures) -> Self {
        let remainders = Measure::ALL.iter().map(|measure| RemainderView::of(&found, *measure)).collect();
        Self {
            year: found.year,
            from: found.from,
            until: found.until,
            tables: found.tables.into_iter().map(FigureTableView::from).collect(),
            remainders,
            years: found.years,
        }
    }
}

impl RemainderView {
    fn of(found: &YearFigures, measure: Measure) -> Self {
        let (published, counted) = figures::remainder(found, measure);
        Self { measure: measure.code().to_owned(), published, counted }
    }
}

impl From<Table> for FigureTableView {
    fn from(table: Table) -> Self {
        let rows = table.rows.into_iter().map(FigureRowView::from).collect();
        Self { key: table.key, title: table.title, rows, notes: table.notes }
    }
}

impl From<Row> for FigureRowView {
    fn from(row: Row) -> Self {
        Self {
            measure: row.measure.code().to_owned(),
            source_category: row.category.code().to_owned(),
            difference: row.difference(),
            published: row.published.map(PublishedView::from),
            others: row.others.into_iter().map(PublishedView::from).collect(),
            counted: row.counted,
        }
    }
}

impl From<Published> for PublishedView {
    fn from(published: Published) -> Self {
        Self {
            value: published.value,
            kind: published.kind.code().to_owned(),
            vintage: published.vintage.key,
            source: published.vintage.title,
        }
    }
}
