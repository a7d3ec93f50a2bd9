//! Changes that are planned once for each connection. Diesel keeps no plan of an `UPDATE`, because a changeset with
//! optional fields has many texts; planning one under our policies takes one to two milliseconds. Ours have one text each.

use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};

/// A change whose plan is kept. The text is the key, so another text is another plan and never a wrong one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kept<T>(T);

/// Keeps the plan of a change.
pub(crate) trait Keep: Sized {
    /// The same change, planned once for each connection.
    fn kept(self) -> Kept<Self> {
        Kept(self)
    }
}

impl<T: QueryFragment<Pg>> Keep for T {}

impl<T: QueryFragment<Pg>> QueryFragment<Pg> for Kept<T> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        self.0.walk_ast(out)
    }

    fn is_safe_to_cache_prepared(&self, _: &Pg) -> QueryResult<bool> {
        Ok(true)
    }
}

impl<T> QueryId for Kept<T> {
    type QueryId = ();

    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<T: Query> Query for Kept<T> {
    type SqlType = T::SqlType;
}
