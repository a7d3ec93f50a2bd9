//! The calendar by which terms are counted: holidays follow from the law, equated days are rows.

use crate::error::StoreError;
use crate::schema::equated_days;
use crate::tx::Tx;
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::workday::Calendar;

/// Reads the calendar. It holds no personal data, so it needs no permit.
///
/// # Errors
/// Those of the database.
pub async fn calendar(tx: &mut Tx) -> Result<Calendar, StoreError> {
    let days = equated_days::table.select(equated_days::day).load::<NaiveDate>(tx.conn()?).await?;
    Ok(Calendar::new(days))
}
