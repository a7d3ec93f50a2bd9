//! For whom a plan goes on paper, and what of it may be on that paper. A paper leaves the house: what is not surely
//! for the reader is left out, with a reason that the duo sees before it prints. It must never guess from a text whom
//! it is about; only who was noted with a part counts.
//!
//! Source: view matrix of the roles (a proposal of the region's partners; school: no plan, police: only that there is
//! one), Wmo 2015 art. 5.3.2 (the interest of a child, the privacy of others), factsheet rode vlaggen (VNG, GHNT).

use std::collections::BTreeSet;

use crate::code::codes;
use crate::id::PersonId;

/// Who reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reader {
    /// The duo itself.
    Duo,
    /// A grown-up of the household.
    Adult {
        person: PersonId,
        /// Children over whom this person has authority.
        answers_for: BTreeSet<PersonId>,
    },
    /// A child of the household.
    Child {
        person: PersonId,
        /// In years; nothing when it is not known.
        age: Option<u16>,
    },
    /// The school of a child.
    School {
        child: PersonId,
    },
    Police,
}

/// What a part of a plan is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Matter {
    Situation,
    Condition,
    Agreement,
    RiskFactor,
    Measure,
    RecoveryGoal,
}

/// Who may see a part at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compartment {
    /// Everybody who may see the plan.
    Shared,
    /// Told by this person in confidence.
    Confided(PersonId),
    /// Only the organisation that wrote it.
    OwnOrganisation,
}

/// A part of a plan, as far as it matters who reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part<'a> {
    pub matter: Matter,
    /// Whom it is about or who does it; with nobody it is about the household.
    pub concerns: &'a BTreeSet<PersonId>,
    pub compartment: Compartment,
}

/// A running suspicion of intieme terreur.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suspicion {
    pub victim: PersonId,
    pub accused: PersonId,
}

codes! {
    /// Why a part is not on the paper.
    pub enum LeftOut {
        /// It is about other people.
        AboutOthers => "about_others",
        /// It would tell who is suspected of intieme terreur something of the victim.
        ShieldsVictim => "shields_victim",
        /// It was told in confidence by somebody else.
        Confided => "confided",
        /// It stays within one organisation.
        OwnOrganisation => "own_organisation",
        /// It is for grown-ups.
        ForGrownUps => "for_grown_ups",
        /// This reader gets agreements only.
        OnlyAgreements => "only_agreements",
        /// This reader only learns that there is a plan.
        OnlyThatItExists => "only_that_it_exists",
    }
}

/// From which age a child reads what grown-ups read about it; a proposal, so a setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReaderPolicy {
    pub reads_from_age: u8,
}

/// Whether a part may be on the paper of a reader.
///
/// # Errors
/// Why it may not.
pub fn may_read(
    reader: &Reader,
    part: Part<'_>,
    suspicions: &[Suspicion],
    policy: ReaderPolicy,
) -> Result<(), LeftOut> {
    match part.compartment {
        Compartment::OwnOrganisation => return Err(LeftOut::OwnOrganisation),
        Compartment::Confided(of) if !reader.is_duo_or(of) => return Err(LeftOut::Confided),
        Compartment::Confided(_) | Compartment::Shared => {}
    }
    match reader {
        Reader::Duo => Ok(()),
        Reader::Police => Err(LeftOut::OnlyThatItExists),
        Reader::School { child } => school(*child, part),
        Reader::Child { person, age } => child(*person, *age, part, policy),
        Reader::Adult { person, answers_for } => adult(*person, answers_for, part, suspicions),
    }
}

/// The part that somebody else is in as well is not for the school, whatever it says of the child.
fn school(child: PersonId, part: Part<'_>) -> Result<(), LeftOut> {
    if part.matter != Matter::Agreement {
        return Err(LeftOut::OnlyAgreements);
    }
    let is_about_the_child = part.concerns.len() == 1 && part.concerns.contains(&child);
    if is_about_the_child { Ok(()) } else { Err(LeftOut::AboutOthers) }
}

fn child(person: PersonId, age: Option<u16>, part: Part<'_>, policy: ReaderPolicy) -> Result<(), LeftOut> {
    let is_about_it = part.concerns.contains(&person);
    let is_about_all = part.concerns.is_empty();
    match part.matter {
        Matter::Condition | Matter::Agreement if is_about_it || is_about_all => Ok(()),
        Matter::Condition | Matter::Agreement => Err(LeftOut::AboutOthers),
        Matter::Situation | Matter::RiskFactor | Matter::Measure | Matter::RecoveryGoal => {
            let is_old_enough = age.is_some_and(|it| it >= policy.reads_from_age.into());
            match (is_old_enough, is_about_it) {
                (false, _) => Err(LeftOut::ForGrownUps),
                (true, false) => Err(LeftOut::AboutOthers),
                (true, true) => Ok(()),
            }
        }
    }
}

fn adult(
    person: PersonId,
    answers_for: &BTreeSet<PersonId>,
    part: Part<'_>,
    suspicions: &[Suspicion],
) -> Result<(), LeftOut> {
    let accused_of: Vec<PersonId> =
        suspicions.iter().filter(|it| it.accused == person).map(|it| it.victim).collect();
    let is_about_the_reader = part.concerns.contains(&person);
    if !accused_of.is_empty() {
        // What is about a child or about nobody in particular may tell where she is or what she plans.
        let tells_of_victim = accused_of.iter().any(|victim| part.concerns.contains(victim));
        return if is_about_the_reader && !tells_of_victim { Ok(()) } else { Err(LeftOut::ShieldsVictim) };
    }
    let is_for_the_reader =
        part.concerns.is_empty() || is_about_the_reader || !part.concerns.is_disjoint(answers_for);
    if is_for_the_reader { Ok(()) } else { Err(LeftOut::AboutOthers) }
}

impl Reader {
    fn is_duo_or(&self, of: PersonId) -> bool {
        match self {
            Self::Duo => true,
            Self::Adult { person, .. } | Self::Child { person, .. } => *person == of,
            Self::School { .. } | Self::Police => false,
        }
    }
}

#[cfg(test)]
mod tests;
