//! Cases: facts for the policy, lines for lists, and the file of one case.

pub mod course;
pub mod facts;
pub mod line;
pub mod open;

pub use course::course;
pub use facts::{facts, lock_facts};
pub use line::{CaseLine, LatestScore, MemberLine, SeatLine, lines, page};
pub use open::{Opening, Part, open_from_report, open_here, team_kinds};
