//! Opening a case as filled in: from an assessed report, or for a household that one registered oneself.

use access::Caller;
use casework::case::open::{OpenFromReport, OpenHere};
use domain::duo::Track;
use domain::id::{HouseholdId, ReportId, TeamId};
use domain::text::ShortText;

use super::at_desk;
use crate::shared::fields::{Body, Fields};

/// A case that follows from a report.
#[derive(Debug, Clone)]
pub struct CaseFromReportBody {
    reason: ShortText,
    track: Option<Track>,
    duo_team: Option<TeamId>,
    local_team: Option<TeamId>,
}

/// A case that a team begins by itself, for a household that is named elsewhere.
#[derive(Debug, Clone)]
pub struct CaseBody {
    team: Option<TeamId>,
    reason: ShortText,
    track: Option<Track>,
    duo_team: Option<TeamId>,
}

/// The same case with its household.
#[derive(Debug, Clone)]
pub struct CaseForHousehold {
    household: HouseholdId,
    case: CaseBody,
}

impl Body for CaseFromReportBody {
    const NAME: &'static str = "NewCaseFromReport";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let reason = fields.required("reason");
        let track = fields.optional("track");
        let duo_team = fields.optional("duoTeam");
        let local_team = fields.optional("localTeam");
        Some(Self { reason: reason?, track, duo_team, local_team })
    }
}

impl CaseFromReportBody {
    /// What the use case is asked to do.
    pub fn command(&self, report: ReportId) -> OpenFromReport {
        OpenFromReport {
            report,
            reason: Some(self.reason.as_str().to_owned()),
            track: self.track.unwrap_or(Track::Regular),
            duo_team: self.duo_team,
            local_team: self.local_team,
        }
    }
}

impl Body for CaseBody {
    const NAME: &'static str = "CaseForm";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let team = fields.optional("team");
        let reason = fields.required("reason");
        let track = fields.optional("track");
        let duo_team = fields.optional("duoTeam");
        Some(Self { team, reason: reason?, track, duo_team })
    }
}

impl CaseBody {
    /// What the use case is asked to do.
    pub fn command(&self, household: HouseholdId, caller: &Caller) -> OpenHere {
        OpenHere {
            household,
            team: at_desk(self.team, caller),
            reason: Some(self.reason.as_str().to_owned()),
            track: self.track.unwrap_or(Track::Regular),
            duo_team: self.duo_team,
        }
    }
}

impl Body for CaseForHousehold {
    const NAME: &'static str = "NewCase";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let household = fields.required("household");
        let case = CaseBody::read(fields);
        Some(Self { household: household?, case: case? })
    }
}

impl CaseForHousehold {
    /// What the use case is asked to do.
    pub fn command(&self, caller: &Caller) -> OpenHere {
        self.case.command(self.household, caller)
    }
}
