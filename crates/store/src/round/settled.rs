//! Which scores may be seen at all: those outside rounds, and those of rounds that are closed. The same as row level
//! security says, said a second time.

use crate::schema::{safety_scores, scoring_rounds};
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use uuid::Uuid;

/// For every query that reads scores.
#[diesel::dsl::auto_type]
pub(crate) fn settled() -> _ {
    let closed = scoring_rounds::table
        .filter(scoring_rounds::id.nullable().eq(safety_scores::round_id))
        .filter(scoring_rounds::closed_at.is_not_null());
    safety_scores::round_id.is_null().or(exists(closed))
}

/// The scores of a case that nobody may see yet, for lists that hold scores among other things.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn blind_in(case: Uuid) -> _ {
    let of_case = safety_scores::table.filter(safety_scores::case_id.eq(case));
    of_case.filter(not(settled())).select(safety_scores::id)
}
