//! Scoring rounds: who is asked, who has answered, and, once a round is closed, what was answered.
//!
//! Nothing here gives out a score of an open round: row level security hides it, and every query that reads scores
//! says so by itself ([`settled`]).

mod answer;
mod around;
mod asked;
mod candidates;
mod evidence;
mod facts;
mod line;
mod open;
mod sheet;

pub mod settled;

pub use answer::{Decline, close, save_answer, save_decline};
pub use around::{Around, around};
pub use asked::{AskedLine, asked_of, last_opened};
pub use candidates::{PossibleRater, candidates};
pub use evidence::{Evidence, evidence};
pub use facts::{facts, lock_facts};
pub use line::{Closed, RoundLine, list};
pub use open::{NewRound, open, runs};
pub use sheet::{Card, Given, RaterLine, Sheet, card, sheet};

use access::{Named, may};

/// A permission with which an answer is written down: one's own, or that of a member of the household.
pub trait Answers: Named {}

impl Answers for may::AnswerRound {}
impl Answers for may::HoldRound {}
