//! A scoring round: the raters of one case are asked for a score at the same time, and nobody sees any of them before
//! all have answered or the round is closed. A round never shows a score, never averages one and never counts one
//! twice; what the scores say together is for [`conversation`], what they ask for is for [`alarm`].

pub mod alarm;
pub mod answer;
pub mod conversation;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::birth::BirthDate;
use crate::code::{codes, rules};
use crate::fault::{FaultCode, Faults};
use crate::household::MemberRole;
use crate::id::{PersonId, UserId};
use crate::score::RaterKey;
use crate::text::LongText;

/// Below this age somebody is asked as a child, with care for how. Source: Burgerlijk Wetboek Boek 1, art. 233.
pub const ADULT_AGE: u16 = 18;

codes! {
    /// As what somebody is asked for a score.
    pub enum RaterKind {
        /// Sits in the duo of the case.
        DuoMember => "duo_member",
        /// A professional of a team that takes part, outside the duo.
        Professional => "professional",
        /// A grown-up of the household.
        Adult => "adult",
        /// A child of the household.
        Child => "child",
        /// Somebody around the household.
        Network => "network",
    }
}

codes! {
    /// How a round ended.
    pub enum ClosedHow {
        /// The last of the raters answered.
        AllAnswered => "all_answered",
        /// The duo did not wait for the rest.
        ClosedEarly => "closed_early",
    }
}

codes! {
    /// Why somebody gives no score.
    pub enum DeclineKind {
        /// Would rather not.
        Declined => "declined",
        /// Could not be asked.
        CouldNotBeAsked => "could_not_be_asked",
    }
}

rules! {
    /// A rule that a step with a round may break.
    pub enum RoundRule {
        /// The case has a round that is still open.
        OneOpenRound => "one_open_round",
        /// The round is closed.
        RoundClosed => "round_closed",
        /// The rater was not asked in this round.
        NotAsked => "not_asked",
        /// The rater has answered.
        HasAnswered => "has_answered",
    }
}

/// Who is asked, as it was filled in. Fields in faults: `users`, `persons`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RoundDraft {
    /// Professionals.
    pub users: Vec<UserId>,
    /// Members of the household.
    pub persons: Vec<PersonId>,
}

/// Somebody who can be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    pub rater: RaterKey,
    pub kind: RaterKind,
}

/// How a round stands, without anything that was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// How many have yet to answer.
    pub waiting: u16,
    pub is_closed: bool,
}

/// How somebody who was asked stands in a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Invitation {
    pub has_answered: bool,
}

/// What an answer does to the round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    /// So many have yet to answer.
    Waits(u16),
    /// It was the last one.
    Closes,
}

impl RoundDraft {
    /// The fewest raters of a round: one score has nothing to be compared with.
    pub const FEWEST: usize = 2;
    /// The most raters of one kind, professionals or members of the household.
    pub const MOST: usize = 30;

    /// Those who are asked, each with the kind in which they can be.
    ///
    /// # Errors
    /// All faults at once: somebody twice, somebody who cannot be asked, too few.
    pub fn check(&self, candidates: &[Candidate]) -> Result<Vec<Candidate>, Faults> {
        let mut faults = Faults::none();
        let users: Vec<_> = self.users.iter().copied().map(RaterKey::Professional).collect();
        let persons: Vec<_> = self.persons.iter().copied().map(RaterKey::Member).collect();
        let mut chosen = choose("users", &users, candidates, &mut faults);
        chosen.extend(choose("persons", &persons, candidates, &mut faults));
        if users.len() + persons.len() < Self::FEWEST {
            faults.add_limit("users", FaultCode::TooFew, i64::try_from(Self::FEWEST).unwrap_or(i64::MAX));
        }
        faults.into_result(chosen)
    }
}

impl Standing {
    /// What an answer of this rater, a refusal to score included, does to the round.
    ///
    /// # Errors
    /// When the round is closed, or the rater was not asked or has answered.
    pub fn answer(self, invitation: Option<Invitation>) -> Result<After, RoundRule> {
        let invitation = invitation.ok_or(RoundRule::NotAsked)?;
        if invitation.has_answered {
            return Err(RoundRule::HasAnswered);
        }
        if self.is_closed {
            return Err(RoundRule::RoundClosed);
        }
        match self.waiting.saturating_sub(1) {
            0 => Ok(After::Closes),
            waiting => Ok(After::Waits(waiting)),
        }
    }

    /// Whether the duo may close the round without the rest.
    ///
    /// # Errors
    /// When it is closed already.
    pub const fn close_early(self) -> Result<(), RoundRule> {
        if self.is_closed { Err(RoundRule::RoundClosed) } else { Ok(()) }
    }
}

/// As what a member of the household is asked on a day; nothing for who is not born yet. Somebody of whom nobody knows
/// how old they are is a child when the household says so.
#[must_use]
pub fn kind_of_member(birth: BirthDate, role: MemberRole, day: NaiveDate) -> Option<RaterKind> {
    if birth.is_expected() || role == MemberRole::UnbornChild {
        return None;
    }
    let is_child = match birth.age_on(day) {
        Some(age) => age.years < ADULT_AGE,
        None => role == MemberRole::Child,
    };
    Some(match role {
        _ if is_child => RaterKind::Child,
        MemberRole::Other => RaterKind::Network,
        MemberRole::Adult | MemberRole::Child | MemberRole::UnbornChild | MemberRole::ExPartner => {
            RaterKind::Adult
        }
    })
}

/// Reads why a round is closed early, or why somebody gives no score. Field in faults: `reason`.
///
/// # Errors
/// When it is missing, or no text that may be kept.
pub fn reason(written: Option<&str>) -> Result<LongText, Faults> {
    let mut faults = Faults::none();
    let kept = match written.map(LongText::parse) {
        None | Some(Err((FaultCode::Empty, _))) => {
            faults.add("reason", FaultCode::ReasonRequired);
            None
        }
        Some(parsed) => faults.keep("reason", parsed),
    };
    faults.into_complete(kept)
}

fn choose(field: &str, wanted: &[RaterKey], candidates: &[Candidate], faults: &mut Faults) -> Vec<Candidate> {
    let mut seen = BTreeSet::new();
    let mut chosen = Vec::with_capacity(wanted.len());
    for (position, rater) in wanted.iter().enumerate() {
        if !seen.insert(*rater) {
            faults.add(format!("{field}.{position}"), FaultCode::Duplicate);
            continue;
        }
        match candidates.iter().find(|it| it.rater == *rater) {
            Some(found) => chosen.push(*found),
            None => faults.add(format!("{field}.{position}"), FaultCode::UnknownChoice),
        }
    }
    chosen
}

#[cfg(test)]
mod tests;
