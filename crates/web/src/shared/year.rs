//! The year in a query string, for both doors.

use super::fields::values::Whole;
use super::fields::{Body, Fields};

/// Which year is asked for; nothing for the one that the page shows by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Year(pub Option<i32>);

impl Body for Year {
    const NAME: &'static str = "Year";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        // Veilig Thuis began in 2015.
        let year = fields.optional::<Whole<2015, 2099>>("year");
        Some(Self(year.and_then(|it| i32::try_from(it.0).ok())))
    }
}
