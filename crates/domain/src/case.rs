//! A case: one stretch of joint work for a household, the teams that take part in it, and who holds the view
//! on safety. A case must never be without a holder, nor with two, at any moment since it opened.

pub mod opening;

use chrono::{DateTime, Utc};

use crate::code::{codes, rules};
use crate::id::{PersonId, TeamId};

pub use opening::OpeningRule;

codes! {
    /// Where a case stands.
    pub enum CaseState {
        /// Work goes on.
        Open => "open",
        /// Ended; kept for reading.
        Closed => "closed",
    }
}

codes! {
    /// How a case came about.
    pub enum CaseOrigin {
        /// A safety assessment by Veilig Thuis asked for it.
        Assessment => "assessment",
        /// A local team began it by itself.
        LocalTeam => "local_team",
    }
}

codes! {
    /// What a team is there for in a case.
    pub enum ParticipationTask {
        /// The statutory task of Veilig Thuis. Source: Wmo 2015 art. 4.1.1.
        VeiligThuis => "veilig_thuis",
        /// Expertise on safety beside a local team.
        SafetyExpertise => "safety_expertise",
        /// The long-term help of a local team.
        LocalHelp => "local_help",
        /// Shelter and what comes with it.
        Shelter => "shelter",
        /// A child protection measure.
        ChildProtection => "child_protection",
        /// Police.
        Police => "police",
        /// Probation.
        Probation => "probation",
        /// Health care, mental health included.
        Health => "health",
        /// Anything else, to be explained.
        Other => "other",
    }
}

codes! {
    /// The law that lets a team process data in a case.
    pub enum LegalGround {
        /// College or local team, for its own tasks under the act; combining with other fields needs explicit
        /// consent. Source: Wmo 2015 art. 5.1.1.
        Wmo511 => "wmo_5_1_1",
        /// Veilig Thuis, once a report reasonably yields a suspicion, as far as needed for its tasks. Source:
        /// Wmo 2015 art. 5.1.6.
        Wmo516 => "wmo_5_1_6",
        /// Any professional may tell Veilig Thuis what is needed to end or investigate violence, without
        /// consent and breaking secrecy; a right, not a duty. Source: Wmo 2015 art. 5.2.6.
        Wmo526 => "wmo_5_2_6",
        /// Youth help, among those who give this help directly, as far as needed. Source: Jeugdwet art. 7.3.11.
        Youth7311 => "youth_7_3_11",
        /// Any professional to the Council for Child Protection, as far as its task needs. Source: BW 1:240.
        Bw1240 => "bw_1_240",
        /// Consent of the person. Source: GDPR art. 6(1)(a) and 9(2)(a).
        Consent => "consent",
    }
}

rules! {
    /// A rule about cases that a step would have broken.
    pub enum CaseRule {
        /// The case is closed.
        Closed => "case_closed",
        /// A case cannot close before it opened.
        ClosedBeforeOpening => "case_closed_before_opening",
        /// A new holder cannot begin before the last one did.
        HolderBeforeLast => "holder_before_last",
        /// The team already holds the view on safety.
        HolderUnchanged => "holder_unchanged",
        /// A history of holders needs at least one.
        WithoutHolder => "without_holder",
        /// A participation cannot end before it starts.
        ParticipationEndBeforeStart => "participation_end_before_start",
        /// The team already takes part in this time.
        AlreadyTakesPart => "already_takes_part",
        /// The participation ended before.
        ParticipationHasEnded => "participation_has_ended",
        /// Who ends the part of an own team would lose sight of the case by it: somebody else does that.
        OwnTeamStays => "own_team_stays",
    }
}

/// Who held the view on safety since when: a history without gaps or overlaps, oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HolderTrack(Vec<(DateTime<Utc>, TeamId)>);

/// Another team takes over the view on safety.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HolderChange {
    /// From this moment on.
    pub since: DateTime<Utc>,
    /// The team that holds it from then on.
    pub team: TeamId,
}

/// The moments between which a case is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseSpan {
    /// When the case opened.
    pub opened_at: DateTime<Utc>,
    /// When it closed; nothing while it is open.
    pub closed_at: Option<DateTime<Utc>>,
}

/// A team's dated task in a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Participation {
    /// The team that takes part.
    pub team: TeamId,
    /// What it is there for.
    pub task: ParticipationTask,
    /// The law that it acts under.
    pub ground: LegalGround,
    /// The one person whom it works for; nothing for the household as a whole.
    pub works_for: Option<PersonId>,
    /// From when.
    pub from: DateTime<Utc>,
    /// Until when; nothing while it lasts.
    pub until: Option<DateTime<Utc>>,
}

impl HolderTrack {
    /// The track of a case that just opened.
    #[must_use]
    pub fn opened(at: DateTime<Utc>, team: TeamId) -> Self {
        Self(vec![(at, team)])
    }

    /// The track as it was stored, in the order in which it was written.
    ///
    /// # Errors
    /// `without_holder` when there is none, `holder_before_last` when the order is not that of time.
    pub fn from_rows(rows: Vec<(DateTime<Utc>, TeamId)>) -> Result<Self, CaseRule> {
        if rows.is_empty() {
            return Err(CaseRule::WithoutHolder);
        }
        if !rows.is_sorted_by_key(|(since, _)| *since) {
            return Err(CaseRule::HolderBeforeLast);
        }
        Ok(Self(rows))
    }

    /// The track with one more holder.
    ///
    /// # Errors
    /// `holder_before_last` when the change lies before the last one, `holder_unchanged` when the team
    /// already holds the view.
    pub fn change(mut self, change: HolderChange) -> Result<Self, CaseRule> {
        if let Some((since, team)) = self.0.last() {
            if change.since < *since {
                return Err(CaseRule::HolderBeforeLast);
            }
            if change.team == *team {
                return Err(CaseRule::HolderUnchanged);
            }
        }
        self.0.push((change.since, change.team));
        Ok(self)
    }

    /// Who held the view on safety at this moment: exactly one team from the opening of the case on, nobody
    /// before.
    #[must_use]
    pub fn at(&self, moment: DateTime<Utc>) -> Option<TeamId> {
        self.0.iter().rev().find(|(since, _)| *since <= moment).map(|(_, team)| *team)
    }

    /// Every holder with the moment since which it holds, oldest first.
    #[must_use]
    pub fn rows(&self) -> &[(DateTime<Utc>, TeamId)] {
        &self.0
    }
}

impl CaseSpan {
    /// A case that opens at this moment.
    #[must_use]
    pub const fn opened(at: DateTime<Utc>) -> Self {
        Self { opened_at: at, closed_at: None }
    }

    /// Where the case stands now.
    #[must_use]
    pub const fn state(&self) -> CaseState {
        match self.closed_at {
            Some(_) => CaseState::Closed,
            None => CaseState::Open,
        }
    }

    /// Nothing when work on the case may go on.
    ///
    /// # Errors
    /// `case_closed`.
    pub const fn require_open(&self) -> Result<(), CaseRule> {
        match self.closed_at {
            Some(_) => Err(CaseRule::Closed),
            None => Ok(()),
        }
    }

    /// The case, ended at this moment.
    ///
    /// # Errors
    /// `case_closed` when it already was, `case_closed_before_opening`.
    pub fn close(self, at: DateTime<Utc>) -> Result<Self, CaseRule> {
        self.require_open()?;
        if at < self.opened_at {
            return Err(CaseRule::ClosedBeforeOpening);
        }
        Ok(Self { closed_at: Some(at), ..self })
    }
}

impl ParticipationTask {
    /// Whether a team with this task always works for the household as a whole: whoever keeps sight of everybody's
    /// safety is on nobody's side.
    #[must_use]
    pub const fn is_for_household(self) -> bool {
        match self {
            Self::VeiligThuis | Self::SafetyExpertise => true,
            Self::LocalHelp
            | Self::Shelter
            | Self::ChildProtection
            | Self::Police
            | Self::Probation
            | Self::Health
            | Self::Other => false,
        }
    }
}

impl Participation {
    /// Whether the team takes part at this moment.
    #[must_use]
    pub fn is_active_at(&self, moment: DateTime<Utc>) -> bool {
        self.from <= moment && self.until.is_none_or(|until| moment < until)
    }

    /// Nothing when this participation may be added to those of the case.
    ///
    /// # Errors
    /// `participation_end_before_start`; `already_takes_part` when the team does so in the same time, also with
    /// another task: a team that works for one person may not be there for everybody as well.
    pub fn check(&self, others: &[Self]) -> Result<(), CaseRule> {
        if self.until.is_some_and(|until| until < self.from) {
            return Err(CaseRule::ParticipationEndBeforeStart);
        }
        if others.iter().any(|it| it.team == self.team && it.overlaps(self)) {
            return Err(CaseRule::AlreadyTakesPart);
        }
        Ok(())
    }

    /// The participation, ended at this moment.
    ///
    /// # Errors
    /// `participation_has_ended`, `participation_end_before_start`.
    pub fn end(self, at: DateTime<Utc>) -> Result<Self, CaseRule> {
        if self.until.is_some_and(|until| until <= at) {
            return Err(CaseRule::ParticipationHasEnded);
        }
        if at < self.from {
            return Err(CaseRule::ParticipationEndBeforeStart);
        }
        Ok(Self { until: Some(at), ..self })
    }

    fn overlaps(&self, other: &Self) -> bool {
        let starts_in_time =
            |from: DateTime<Utc>, until: Option<DateTime<Utc>>| until.is_none_or(|it| from < it);
        starts_in_time(self.from, other.until) && starts_in_time(other.from, self.until)
    }
}

#[cfg(test)]
mod tests;
