//! Scores on the Veiligheidschaal.

mod give;
mod history;

use crate::support::{ANNA, BILAL, Case, World};
use access::Caller;
use casework::score::GiveScore;

async fn case_of_anna_and_bilal(world: &World) -> (Case, Caller, Caller) {
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let case = world.case().with_duo(&anna, &bilal).build().await;
    (case, anna, bilal)
}

/// One's own score about the household as a whole, with a reason.
fn score(case: &Case, value: i64) -> GiveScore {
    GiveScore {
        case: case.id,
        value: Some(value),
        rater: None,
        asked_how: None,
        about: None,
        reason: Some("Zo voelt het".to_owned()),
        scored_at: None,
    }
}
