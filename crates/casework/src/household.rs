//! Households: registering one, opening its file, and changing who belongs to it and how they are related.

pub mod join;
pub mod leave;
pub mod member;
pub mod read;
pub mod register;
pub mod relate;
pub mod split;
pub mod unrelate;

pub use join::{JoinHousehold, Joined, join};
pub use leave::{LeaveHousehold, leave};
pub use member::{MemberDraft, Whom};
pub use read::read;
pub use register::{RegisterHousehold, register};
pub use relate::{RelateMembers, Related, relate};
pub use split::{SplitHousehold, SplitOff, split};
pub use store::household::{CaseLine, FormerMember, HouseholdFile, HouseholdLine, MemberFile, ReportLine};
pub use store::relationship::Stored;
pub use unrelate::{Unrelate, unrelate};
