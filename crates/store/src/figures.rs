//! Counting for the figures of the region: numbers, never a row of anybody.
//!
//! The functions of the database that count look past row level security, and decide for themselves who may ask.

use crate::audit;
use crate::error::StoreError;
use crate::tx::Tx;
use access::{Permit, may};
use chrono::{DateTime, Utc};
use diesel::sql_types::{Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;
use domain::report::SourceCategory;

#[diesel::declare_sql_function]
extern "SQL" {
    #[sql_name = "guard.count_reports"]
    fn count_reports(
        source: Nullable<Text>,
        since: Timestamptz,
        before: Timestamptz,
    ) -> diesel::sql_types::Nullable<diesel::sql_types::BigInt>;
    #[sql_name = "guard.count_advice_requests"]
    fn count_advice_requests(
        source: Nullable<Text>,
        since: Timestamptz,
        before: Timestamptz,
    ) -> diesel::sql_types::Nullable<diesel::sql_types::BigInt>;
}

/// How many came in, by category of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BySource {
    /// Every source, also one that has no category of its own.
    pub all: i64,
    pub resident: i64,
    pub police: i64,
    pub other_professional: i64,
}

/// What came in at Veilig Thuis in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counted {
    pub reports: BySource,
    pub advice_requests: BySource,
}

/// The numbers of one function: all, resident, police, other professional. Null where the database refuses.
type Four = (Option<i64>, Option<i64>, Option<i64>, Option<i64>);

/// Counts what came in from a moment on and before another; nothing when the database does not let the caller.
///
/// # Errors
/// Those of the database.
pub async fn count(
    tx: &mut Tx,
    permit: &Permit<may::ReadFigures>,
    (since, before): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Option<Counted>, StoreError> {
    let [resident, police, other] =
        [SourceCategory::Resident, SourceCategory::Police, SourceCategory::OtherProfessional]
            .map(|it| Some(it.code()));
    let reports = |source| count_reports(source, since, before);
    let all = None::<&str>;
    let reports: Four = diesel::select((reports(all), reports(resident), reports(police), reports(other)))
        .get_result(tx.conn()?)
        .await?;
    let asked = |source| count_advice_requests(source, since, before);
    let asked: Four = diesel::select((asked(all), asked(resident), asked(police), asked(other)))
        .get_result(tx.conn()?)
        .await?;
    audit::record(tx, permit, &[]).await?;
    Ok(by_source(reports)
        .zip(by_source(asked))
        .map(|(reports, advice_requests)| Counted { reports, advice_requests }))
}

fn by_source((all, resident, police, other): Four) -> Option<BySource> {
    Some(BySource { all: all?, resident: resident?, police: police?, other_professional: other? })
}
