//! Where a case stands: from when until when work goes on, and in which phase.

use crate::error::StoreError;
use crate::schema::cases;
use crate::tx::Tx;
use access::{Named, Permit};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::case::CaseSpan;

/// The span of the case of the permit and the code of its phase. Nobody of the household is in it.
///
/// # Errors
/// Those of the database; [`StoreError::Stale`] when the caller does not see the case.
pub async fn course<P: Named>(tx: &mut Tx, permit: &Permit<P>) -> Result<(CaseSpan, String), StoreError> {
    let case = permit.case().ok_or(StoreError::Stale)?;
    let (phase, opened_at, closed_at) = cases::table
        .find(case.0)
        .select((cases::phase, cases::opened_at, cases::closed_at))
        .first::<(String, DateTime<Utc>, Option<DateTime<Utc>>)>(tx.conn()?)
        .await
        .optional()?
        .ok_or(StoreError::Stale)?;
    Ok((CaseSpan { opened_at, closed_at }, phase))
}
