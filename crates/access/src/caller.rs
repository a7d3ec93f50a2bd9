//! Who is asking, and on whose behalf. A caller is one membership; a role says nothing about any case.

use domain::duo::OrganisationKind;
use domain::id::{MembershipId, OrganisationId, SessionId, TeamId, UserId};

domain::codes! {
    /// What kind of professional a membership makes of somebody.
    pub enum Role {
        /// Worker of a local team.
        CaseWorker => "case_worker",
        /// Safety expert of Blijvend Veilig.
        SafetyExpert => "safety_expert",
        /// Worker of Veilig Thuis.
        VtWorker => "vt_worker",
        /// Lead of a team.
        TeamLead => "team_lead",
        /// Supervisor (gedragswetenschapper) who assigns duos and escalates.
        Supervisor => "supervisor",
        /// Process director of MDA++.
        MdaDirector => "mda_director",
        /// Chair of the spoednetwerkberaad.
        NetworkChair => "network_chair",
        /// Worker of police, prosecution, probation, mental health care or a shelter.
        ChainPartner => "chain_partner",
        /// Official who decides on a Tijdelijk huisverbod.
        ThvAuthority => "thv_authority",
        /// Policy officer of the region, who sees figures and never a person.
        PolicyOfficer => "policy_officer",
        /// Privacy officer, who reviews who saw what.
        PrivacyOfficer => "privacy_officer",
        /// Administrator of the accounts of an organisation, who never sees a case.
        OrgAdmin => "org_admin",
    }
}

/// A signed-in professional, acting under exactly one membership.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    pub user: UserId,
    pub membership: MembershipId,
    pub organisation: OrganisationId,
    pub organisation_kind: OrganisationKind,
    pub role: Role,
    /// The teams of the membership, sorted.
    pub teams: Vec<TeamId>,
    pub session: SessionId,
    /// Name on the page.
    pub display_name: String,
    /// Name of the organisation on the page.
    pub organisation_name: String,
}

impl Caller {
    /// Whether the caller is in the team.
    #[must_use]
    pub fn is_in(&self, team: TeamId) -> bool {
        self.teams.contains(&team)
    }
}
