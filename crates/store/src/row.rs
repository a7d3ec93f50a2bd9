//! From a row to the rules and back: codes and choices that the database keeps as text.

use crate::error::StoreError;
use uuid::Uuid;

/// Reads a code that the rules know; anything else is a row that cannot exist.
pub(crate) fn code<T>(
    table: &'static str,
    column: &'static str,
    id: Uuid,
    found: Option<T>,
) -> Result<T, StoreError> {
    found.ok_or_else(|| StoreError::Row { table, id: id.to_string(), column })
}
