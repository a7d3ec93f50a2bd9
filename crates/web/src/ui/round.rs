//! Pages of scoring rounds: asking everybody, answering, waiting, and the conversation afterwards. As long as a round is
//! open no page tells what anybody answered, the page of who answered included.

pub mod answer;
pub mod asked;
pub mod closure;
pub mod decline;
pub mod open;
pub mod section;
pub mod show;
pub mod thanks;

mod conversation;
mod strip;
mod waiting;
mod whose;

use domain::id::RoundId;

/// Address of the page of a round.
pub fn path(round: RoundId) -> String {
    format!("/scoring-rounds/{round}")
}
