//! How two people belong to each other: dated, typed, with parental authority where it can exist. A relationship
//! says nothing about a household, and nobody may become an ancestor of oneself.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::birth::BirthDate;
use crate::code::codes;
use crate::fault::{FaultCode, Faults};
use crate::id::PersonId;

/// A relationship as it was typed. Fields in faults: `from`, `to`, `kind`, `parentalAuthority`, `since`,
/// `until`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RelationshipDraft {
    /// The one who is something of the other.
    pub from: Option<PersonId>,
    /// The other.
    pub to: Option<PersonId>,
    /// What `from` is of `to`.
    pub kind: Option<RelationKind>,
    /// Whether `from` has parental authority over `to`; nothing when unknown.
    pub parental_authority: Option<bool>,
    /// The first day; nothing when unknown.
    pub since: Option<NaiveDate>,
    /// The last day; nothing while it lasts.
    pub until: Option<NaiveDate>,
}

/// A relationship that may be stored. In a symmetric one the lower identifier comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relationship {
    /// The one who is something of the other.
    pub from: PersonId,
    /// The other.
    pub to: PersonId,
    /// What `from` is of `to`.
    pub kind: RelationKind,
    /// Whether `from` has parental authority over `to`; nothing when unknown or impossible.
    pub parental_authority: Option<bool>,
    /// The first day; nothing when unknown.
    pub since: Option<NaiveDate>,
    /// The last day; nothing while it lasts.
    pub until: Option<NaiveDate>,
}

/// What is already known about the people involved.
#[derive(Debug, Clone, Copy)]
pub struct Kin<'a> {
    /// Their relationships.
    pub relationships: &'a [Relationship],
    /// Their birth dates.
    pub births: &'a BTreeMap<PersonId, BirthDate>,
}

codes! {
    /// What somebody is of another.
    pub enum RelationKind {
        /// Parent, by birth, law or adoption.
        ParentOf => "parent_of",
        /// Step-parent.
        StepParentOf => "step_parent_of",
        /// Foster parent.
        FosterParentOf => "foster_parent_of",
        /// Partner.
        PartnerOf => "partner_of",
        /// Former partner.
        ExPartnerOf => "ex_partner_of",
        /// Brother or sister.
        SiblingOf => "sibling_of",
        /// Grandparent.
        GrandparentOf => "grandparent_of",
        /// Carer, such as of an older person.
        CarerOf => "carer_of",
        /// Guardian. Source: BW 1:279 and further.
        GuardianOf => "guardian_of",
        /// Something else.
        Other => "other",
    }
}

impl RelationKind {
    /// Whether both are the same to each other.
    #[must_use]
    pub const fn is_symmetric(self) -> bool {
        matches!(self, Self::PartnerOf | Self::ExPartnerOf | Self::SiblingOf)
    }

    /// Whether parental authority can come with it.
    #[must_use]
    pub const fn may_hold_authority(self) -> bool {
        matches!(self, Self::ParentOf | Self::StepParentOf | Self::FosterParentOf | Self::GuardianOf)
    }

    /// Whether the first is an ancestor of the second by blood or law, and so the elder.
    #[must_use]
    pub const fn makes_ancestor(self) -> bool {
        matches!(self, Self::ParentOf | Self::GrandparentOf)
    }
}

impl RelationshipDraft {
    /// Checks a relationship against the calendar and what is known.
    ///
    /// # Errors
    /// All faults at once, among which `same_person`, `circular_parent`, `parent_not_older` and `duplicate` on
    /// `to`.
    pub fn check(self, kin: Kin<'_>, today: NaiveDate) -> Result<Relationship, Faults> {
        let mut faults = Faults::none();
        let from = faults.need("from", self.from);
        let to = faults.need("to", self.to);
        let kind = faults.need("kind", self.kind);
        if self.parental_authority.is_some() && kind.is_some_and(|it| !it.may_hold_authority()) {
            faults.add("parentalAuthority", FaultCode::DoesNotFit);
        }
        self.check_dates(today, &mut faults);
        let (Some((from, to)), Some(kind)) = (from.zip(to), kind) else { return Err(faults) };
        let relationship = self.ordered(from, to, kind);
        if from == to {
            faults.add("to", FaultCode::SamePerson);
            return Err(faults);
        }
        relationship.check_against(kin, &mut faults);
        faults.into_result(relationship)
    }

    fn check_dates(&self, today: NaiveDate, faults: &mut Faults) {
        for (field, day) in [("since", self.since), ("until", self.until)] {
            if day.is_some_and(|it| it > today) {
                faults.add(field, FaultCode::InTheFuture);
            }
        }
        if self.since.zip(self.until).is_some_and(|(since, until)| until < since) {
            faults.add("until", FaultCode::EndBeforeStart);
        }
    }

    fn ordered(self, from: PersonId, to: PersonId, kind: RelationKind) -> Relationship {
        let (from, to) = if kind.is_symmetric() && to < from { (to, from) } else { (from, to) };
        let Self { parental_authority, since, until, .. } = self;
        Relationship { from, to, kind, parental_authority, since, until }
    }
}

impl Relationship {
    /// The relationship with a last day.
    ///
    /// # Errors
    /// On `until`: `in_the_future`, `end_before_start`, and `duplicate` when it has ended already.
    pub fn end(self, until: NaiveDate, today: NaiveDate) -> Result<Self, Faults> {
        let mut faults = Faults::none();
        if self.until.is_some() {
            faults.add("until", FaultCode::Duplicate);
        }
        if until > today {
            faults.add("until", FaultCode::InTheFuture);
        }
        if self.since.is_some_and(|since| until < since) {
            faults.add("until", FaultCode::EndBeforeStart);
        }
        faults.into_result(Self { until: Some(until), ..self })
    }

    fn check_against(&self, kin: Kin<'_>, faults: &mut Faults) {
        if kin.relationships.iter().any(|it| it.is_same_as(self) && it.overlaps(self)) {
            faults.add("to", FaultCode::Duplicate);
        }
        if !self.kind.makes_ancestor() {
            return;
        }
        if is_ancestor(self.to, self.from, kin.relationships) {
            faults.add("to", FaultCode::CircularParent);
        }
        let elder = kin.births.get(&self.from).and_then(|it| it.earliest());
        let younger = kin.births.get(&self.to).and_then(|it| it.latest());
        if elder.zip(younger).is_some_and(|(elder, younger)| younger <= elder) {
            faults.add("to", FaultCode::ParentNotOlder);
        }
    }

    fn is_same_as(&self, other: &Self) -> bool {
        (self.from, self.to, self.kind) == (other.from, other.to, other.kind)
    }

    fn overlaps(&self, other: &Self) -> bool {
        let ends_before =
            |one: &Self, next: &Self| one.until.zip(next.since).is_some_and(|(it, next)| it < next);
        !ends_before(self, other) && !ends_before(other, self)
    }
}

/// Whether one is an ancestor of the other through any number of steps. Ended relationships count: nobody stops
/// being a parent.
fn is_ancestor(elder: PersonId, younger: PersonId, known: &[Relationship]) -> bool {
    let mut visited = BTreeSet::new();
    let mut waiting = vec![elder];
    while let Some(person) = waiting.pop() {
        if person == younger {
            return true;
        }
        if visited.insert(person) {
            let below = known.iter().filter(|it| it.from == person && it.kind.makes_ancestor());
            waiting.extend(below.map(|it| it.to));
        }
    }
    false
}

#[cfg(test)]
mod tests;
