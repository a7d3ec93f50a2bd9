//! Scoring rounds: everybody involved is asked for a score, nobody sees one before all have answered or the duo closes
//! the round, and then there is something to talk about.

pub mod answer;
pub mod asked;
pub mod candidates;
pub mod close;
pub mod list;
pub mod open;
pub mod read;

pub(crate) mod follow_up;

pub use answer::{AnswerRound, Answered, DeclineRound, answer, decline};
pub use asked::asked;
pub use candidates::candidates;
pub use close::{CloseRound, close};
pub use list::{Rounds, list};
pub use open::{OpenRound, open};
pub use read::{RoundFile, RoundView, read};
pub use store::round::{AskedLine, Card, Closed, Given, PossibleRater, RaterLine, RoundLine, Sheet};

use access::{Permission, Relation, Role, policy};

/// The roles in which a professional can be asked for a score.
fn roles() -> Vec<Role> {
    let answers = |role: &Role| {
        policy::allows(*role, &[Relation::InDuo, Relation::InvitedToRound], Permission::AnswerRound)
    };
    Role::ALL.iter().copied().filter(answers).collect()
}
