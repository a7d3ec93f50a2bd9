//! A duo: two different people for one household, at least one of whom knows safety. Which people are fit or
//! have room is decided elsewhere; this module must never let a seat hold two members or one person sit twice.

pub mod seats;

use crate::code::{codes, rules};
use crate::id::{MembershipId, OrganisationId, UserId};

pub use seats::{Occupancy, Seats};

/// Two different people who carry a case together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duo {
    members: [Professional; 2],
}

/// Somebody who works under one membership of one organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Professional {
    /// The person with the account.
    pub user: UserId,
    /// The membership under which this person acts.
    pub membership: MembershipId,
    /// The organisation of that membership.
    pub organisation: OrganisationId,
    /// What kind of organisation that is.
    pub organisation_kind: OrganisationKind,
}

codes! {
    /// What kind of organisation somebody works for. Source: region report 2023 (organisations of the region).
    pub enum OrganisationKind {
        /// Blijvend Veilig: the joint safety teams of the region.
        BlijvendVeilig => "blijvend_veilig",
        /// Veilig Thuis.
        VeiligThuis => "veilig_thuis",
        /// Local team for youth and families (Ouder- en Kindteam).
        LocalTeamYouth => "local_team_youth",
        /// Local team for adults (buurtteam).
        LocalTeamAdults => "local_team_adults",
        /// Local social team of a smaller municipality.
        LocalTeamSocial => "local_team_social",
        /// Shelter for victims.
        Shelter => "shelter",
        /// Certified institution that carries out child protection measures.
        ChildProtection => "child_protection",
        /// Council for Child Protection.
        CouncilChildProtection => "council_child_protection",
        /// Police.
        Police => "police",
        /// Public prosecution.
        Prosecution => "prosecution",
        /// Probation.
        Probation => "probation",
        /// Mental health care.
        MentalHealth => "mental_health",
        /// Municipality.
        Municipality => "municipality",
        /// A network that several organisations form, such as MDA++.
        Network => "network",
        /// Another organisation.
        Other => "other",
    }
}

codes! {
    /// Which way of working a duo follows.
    pub enum Track {
        /// The usual way: at least one member is of Blijvend Veilig.
        Regular => "regular",
        /// Intensive voluntary help: two members of a local youth team may form a duo, with expertise on
        /// safety added from outside. Source: region report 2022, section 3.1.
        Ivh => "ivh",
    }
}

codes! {
    /// One of the two seats of a duo.
    pub enum Seat {
        /// The first seat.
        One => "1",
        /// The second seat.
        Two => "2",
    }
}

codes! {
    /// Why somebody sits in a seat.
    pub enum SeatKind {
        /// Belongs to the duo.
        Member => "member",
        /// Stands in for a member until a known day.
        Cover => "cover",
        /// Left the duo, and stays a while so that the household keeps a known face.
        Overlap => "overlap",
    }
}

rules! {
    /// A rule about duos that a step would have broken.
    pub enum DuoRule {
        /// Both seats would hold the same person.
        OnePerson => "one_person",
        /// Nobody of Blijvend Veilig, nor two of a local youth team for intensive voluntary help.
        WithoutBlijvendVeilig => "without_blijvend_veilig",
        /// Somebody else is member in this seat at that time.
        SeatTaken => "seat_taken",
        /// Both seats are taken.
        ThirdMember => "third_member",
        /// Nobody is member in this seat at that time.
        SeatEmpty => "seat_empty",
        /// The one who leaves would stay longer than the policy allows.
        OverlapTooLong => "overlap_too_long",
        /// A cover needs an end.
        CoverWithoutEnd => "cover_without_end",
        /// A cover ends after it starts.
        CoverEndBeforeStart => "cover_end_before_start",
        /// A change of the duo needs a reason.
        ReasonRequired => "reason_required",
        /// A step that would lie before somebody took the seat.
        BeforeSeatTaken => "before_seat_taken",
    }
}

impl Duo {
    /// A duo on the usual track.
    ///
    /// # Errors
    /// `one_person`, `without_blijvend_veilig`.
    pub fn new(first: Professional, second: Professional) -> Result<Self, DuoRule> {
        Self::on_track(Track::Regular, first, second)
    }

    /// A duo on the given track. Source: region report 2022, section 3.1 (duos of a local team and Blijvend
    /// Veilig, of two of Blijvend Veilig, or of two of a local youth team under intensive voluntary help).
    ///
    /// # Errors
    /// `one_person`, `without_blijvend_veilig`.
    pub fn on_track(track: Track, first: Professional, second: Professional) -> Result<Self, DuoRule> {
        if first.user == second.user {
            return Err(DuoRule::OnePerson);
        }
        let members = [first, second];
        let is_of = |kind| move |it: &Professional| it.organisation_kind == kind;
        let fits = match track {
            Track::Regular => members.iter().any(is_of(OrganisationKind::BlijvendVeilig)),
            Track::Ivh => {
                members.iter().any(is_of(OrganisationKind::BlijvendVeilig))
                    || members.iter().all(is_of(OrganisationKind::LocalTeamYouth))
            }
        };
        if fits { Ok(Self { members }) } else { Err(DuoRule::WithoutBlijvendVeilig) }
    }

    /// The two people, first seat first.
    #[must_use]
    pub const fn members(&self) -> &[Professional; 2] {
        &self.members
    }

    /// Whether this person is one of the two.
    #[must_use]
    pub fn includes(&self, user: UserId) -> bool {
        self.members.iter().any(|it| it.user == user)
    }
}

impl OrganisationKind {
    /// Whether this is a local team of any kind.
    #[must_use]
    pub const fn is_local_team(self) -> bool {
        matches!(self, Self::LocalTeamYouth | Self::LocalTeamAdults | Self::LocalTeamSocial)
    }

    /// Whether its people advise local teams: on safety, or on mental health as social psychiatric nurses.
    #[must_use]
    pub const fn advises(self) -> bool {
        matches!(self, Self::BlijvendVeilig | Self::MentalHealth)
    }
}

impl Seat {
    /// The number of this seat: 1 or 2.
    #[must_use]
    pub const fn number(self) -> i16 {
        match self {
            Self::One => 1,
            Self::Two => 2,
        }
    }

    /// The seat with this number.
    #[must_use]
    pub const fn from_number(number: i16) -> Option<Self> {
        match number {
            1 => Some(Self::One),
            2 => Some(Self::Two),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
