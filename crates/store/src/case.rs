//! Cases: facts for the policy, lines for lists, and the file of one case.

pub mod facts;
pub mod line;

pub use facts::{facts, lock_facts};
pub use line::{CaseLine, LatestScore, MemberLine, SeatLine, lines, page};
