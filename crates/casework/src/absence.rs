//! Being away: one act covers all seats of somebody, and one act ends that early. Rights come and go with the covers,
//! which are facts that each transaction reads.

pub mod arrange;
pub mod end;
pub mod list;

pub use arrange::{ArrangeAbsence, Arranged, arrange};
pub use end::end;
pub use list::{Away, Colleagues, colleagues, list};
pub use store::absence::{AbsenceLine, Colleague};

use crate::Refusal;
use crate::desk::ask_at_desk;
use access::{Caller, Named, Permit, may};
use domain::id::{MembershipId, TeamId};

/// What lets somebody say that this membership is away: its own, or one of a team of the caller.
enum Leave {
    Own(Permit<may::BeAway>),
    OfTeam(Permit<may::ArrangeAbsence>),
}

impl Leave {
    /// Asks for it. `teams` are those of the caller in which the other works.
    fn ask(caller: &Caller, who: MembershipId, teams: &[TeamId]) -> Result<Self, Refusal> {
        if who == caller.membership {
            return Ok(Self::Own(ask_at_desk(caller, None)?));
        }
        let hidden = || Refusal::hidden(may::ArrangeAbsence::PERMISSION, ("membership", Some(who.0)));
        let team = teams.first().ok_or_else(hidden)?;
        Ok(Self::OfTeam(ask_at_desk(caller, Some(*team))?))
    }
}
