//! Households: facts for the policy, the file of one household, its members, and every change of who belongs to it.

pub mod facts;
pub mod file;
pub mod line;
pub mod members;
pub mod save;

pub use facts::{facts, facts_of_person, lock_facts};
pub use file::{CaseLine, FormerMember, HouseholdFile, MemberFile, ReportLine, file};
pub use line::{HouseholdLine, lines};
pub use members::{area_exists, members};
pub use save::{Joining, Leavers, NewHousehold, begin_split, join, leave, register, split};
