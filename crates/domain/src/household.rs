//! A household: a system of people with dated memberships, ex-partners outside the home included. Somebody may
//! belong to several households. The past is never changed here, only ended.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::code::{codes, rules};
use crate::id::PersonId;

/// Everybody who belongs or belonged to one household.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Household {
    members: Vec<Membership>,
}

/// One dated stay of a person in a household.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Membership {
    /// Who.
    pub person: PersonId,
    /// As what.
    pub role: MemberRole,
    /// Whether this person lives in the home.
    pub lives_here: bool,
    /// The first day.
    pub from: NaiveDate,
    /// The last day; nothing while it lasts.
    pub until: Option<NaiveDate>,
    /// Why it ended; present exactly when it did.
    pub left_because: Option<LeaveReason>,
}

/// Some members begin a household of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// Who goes.
    pub leaving: BTreeSet<PersonId>,
    /// The first day of the new household, and the last day in the old one.
    pub on: NaiveDate,
    /// Why.
    pub reason: LeaveReason,
}

codes! {
    /// As what somebody belongs to a household.
    pub enum MemberRole {
        /// A grown-up.
        Adult => "adult",
        /// A child.
        Child => "child",
        /// A child that is yet to be born.
        UnbornChild => "unborn_child",
        /// A former partner of a member.
        ExPartner => "ex_partner",
        /// Somebody else.
        Other => "other",
    }
}

codes! {
    /// Why somebody left a household.
    pub enum LeaveReason {
        /// Moved out.
        MovedOut => "moved_out",
        /// The partners separated.
        Separated => "separated",
        /// Died.
        Deceased => "deceased",
        /// Was placed in a foster family, a home or a shelter.
        PlacedElsewhere => "placed_elsewhere",
        /// Something else.
        Other => "other",
    }
}

rules! {
    /// A rule about households that a step would have broken.
    pub enum HouseholdRule {
        /// The person already belongs to this household on one of these days.
        AlreadyMember => "already_member",
        /// The person does not belong to this household.
        NotAMember => "not_a_member",
        /// Somebody cannot leave before joining.
        LeaveBeforeJoin => "leave_before_join",
        /// Joining, leaving and splitting are noted when they happen, not before.
        InTheFuture => "household_in_the_future",
        /// A household splits when somebody goes.
        NobodyLeaves => "nobody_leaves",
        /// A household splits when somebody stays; else it moves.
        NobodyStays => "nobody_stays",
        /// Somebody who died cannot begin a new household.
        DeceasedCannotMove => "deceased_cannot_move",
    }
}

impl Household {
    /// The household as it was stored.
    ///
    /// # Errors
    /// `already_member`, `leave_before_join`.
    pub fn from_rows(members: Vec<Membership>) -> Result<Self, HouseholdRule> {
        let mut household = Self::default();
        for member in members {
            household = household.add(member)?;
        }
        Ok(household)
    }

    /// The household with one more member.
    ///
    /// # Errors
    /// `already_member`, `leave_before_join`, `household_in_the_future`.
    pub fn join(self, member: Membership, today: NaiveDate) -> Result<Self, HouseholdRule> {
        if member.from > today || member.until.is_some_and(|it| it > today) {
            return Err(HouseholdRule::InTheFuture);
        }
        self.add(member)
    }

    /// The household after a member left; `on` is the last day.
    ///
    /// # Errors
    /// `not_a_member`, `leave_before_join`, `household_in_the_future`.
    pub fn leave(mut self, leaving: Leaving, today: NaiveDate) -> Result<Self, HouseholdRule> {
        if leaving.on > today {
            return Err(HouseholdRule::InTheFuture);
        }
        let is_present = |it: &&mut Membership| it.person == leaving.person && it.until.is_none();
        let member = self.members.iter_mut().find(is_present).ok_or(HouseholdRule::NotAMember)?;
        if leaving.on < member.from {
            return Err(HouseholdRule::LeaveBeforeJoin);
        }
        member.until = Some(leaving.on);
        member.left_because = Some(leaving.reason);
        Ok(self)
    }

    /// Two households: the one that stays and the new one, in which the leavers keep their roles and live.
    ///
    /// # Errors
    /// `nobody_leaves`, `nobody_stays`, `deceased_cannot_move`, `not_a_member`, `leave_before_join`,
    /// `household_in_the_future`.
    pub fn split(self, split: &Split, today: NaiveDate) -> Result<(Self, Self), HouseholdRule> {
        if split.leaving.is_empty() {
            return Err(HouseholdRule::NobodyLeaves);
        }
        if split.reason == LeaveReason::Deceased {
            return Err(HouseholdRule::DeceasedCannotMove);
        }
        let mut present = self.members.iter().filter(|it| it.until.is_none());
        if present.all(|it| split.leaving.contains(&it.person)) {
            return Err(HouseholdRule::NobodyStays);
        }
        let (mut old, mut new) = (self, Self::default());
        for person in &split.leaving {
            let member = *old.present(*person).ok_or(HouseholdRule::NotAMember)?;
            let leaving = Leaving { person: *person, on: split.on, reason: split.reason };
            old = old.leave(leaving, today)?;
            new = new.join(Membership { from: split.on, lives_here: true, ..member }, today)?;
        }
        Ok((old, new))
    }

    /// The members on this day.
    pub fn members_on(&self, day: NaiveDate) -> impl Iterator<Item = &Membership> {
        self.members.iter().filter(move |it| it.from <= day && it.until.is_none_or(|until| day <= until))
    }

    /// Every stay, past and present, in the order in which it was noted.
    #[must_use]
    pub fn members(&self) -> &[Membership] {
        &self.members
    }

    fn present(&self, person: PersonId) -> Option<&Membership> {
        self.members.iter().find(|it| it.person == person && it.until.is_none())
    }

    fn add(mut self, member: Membership) -> Result<Self, HouseholdRule> {
        if member.until.is_some_and(|it| it < member.from) {
            return Err(HouseholdRule::LeaveBeforeJoin);
        }
        if self.members.iter().any(|it| it.person == member.person && it.overlaps(&member)) {
            return Err(HouseholdRule::AlreadyMember);
        }
        self.members.push(member);
        Ok(self)
    }
}

/// Somebody leaves a household.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leaving {
    /// Who.
    pub person: PersonId,
    /// The last day.
    pub on: NaiveDate,
    /// Why.
    pub reason: LeaveReason,
}

impl Membership {
    fn overlaps(&self, other: &Self) -> bool {
        let ends_after = |until: Option<NaiveDate>, from: NaiveDate| until.is_none_or(|it| from <= it);
        ends_after(self.until, other.from) && ends_after(other.until, self.from)
    }
}

#[cfg(test)]
mod tests;
