//! The one safety plan of a case: unsafe situations, what must be so, who does what, what keeps it going, which help
//! there is and what must recover. It is worked on through all phases and must never close with one of them.
//!
//! What a part holds is said in one table, [`ItemKind::fields`]. Reading, merging, comparing and storing all go by
//! it, so that none of them can forget a field.

pub mod adoption;
pub mod compare;
pub mod content;
pub mod mark;
pub mod merge;
pub mod smart;
pub mod working;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::code::{codes, rules};
use crate::id::{OrganisationId, PersonId, PlanItemId, UserId};
use crate::text::{LongText, Name, ShortText};

pub use adoption::{Consent, NewVoice, Opinion, VoiceDraft, Voter, check_voices};
pub use compare::{Change, Difference, compare};
pub use content::{Content, ContentDraft, DoerDraft};
pub use mark::{Mark, MarkDraft, MarkFact, NewMark};
pub use merge::{Conflict, going_on, merge};
pub use smart::SmartQuestion;
pub use working::{Around, PlanItem, Revision, Standing, WorkingPlan};

codes! {
    /// What a part of the plan is.
    pub enum ItemKind {
        /// One of the three most unsafe situations (Top-3).
        Situation => "situation",
        /// What must at least be so for it to be safe now (veiligheidsvoorwaarde).
        Condition => "condition",
        /// Who does what, under a condition (veiligheidsafspraak).
        Agreement => "agreement",
        /// What keeps a situation going.
        RiskFactor => "risk_factor",
        /// Help that makes a risk factor smaller.
        Measure => "measure",
        /// What must recover, and for whom.
        RecoveryGoal => "recovery_goal",
    }
}

codes! {
    /// One field of a part, by its name in the API.
    pub enum Field {
        /// The part that this one belongs to.
        Under => "under",
        /// Place in the Top-3, from 1; changed by ranking only.
        Rank => "rank",
        /// Whose recovery it is.
        Person => "person",
        /// Who does it.
        Who => "who",
        /// What it is: who does what to whom, what must be so, what is done.
        What => "what",
        /// A risk factor from the list.
        Factor => "factor",
        /// Where it happens.
        Place => "place",
        /// How often it happens.
        HowOften => "howOften",
        /// How long it has been happening.
        HowLong => "howLong",
        /// How bad it can get.
        Worst => "worst",
        /// The organisation that set it.
        SetBy => "setBy",
        /// The day on which it was set.
        SetOn => "setOn",
        /// The day on which it must be done.
        ByWhen => "byWhen",
        /// The last day on which it holds.
        ValidUntil => "validUntil",
        /// Who looks whether it is done.
        CheckedBy => "checkedBy",
        /// How one sees that it is done.
        CheckedHow => "checkedHow",
        /// Who gives the help.
        Provider => "provider",
        /// The day on which the help should start.
        PlannedStart => "plannedStart",
        /// Whether a screening for trauma was considered.
        Screening => "screening",
        /// The day of that screening.
        ScreenedOn => "screenedOn",
        /// Whom it is about.
        Concerns => "concerns",
    }
}

/// What one field holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// A text.
    Text(LongText),
    /// A day.
    Day(NaiveDate),
    /// A place in the Top-3.
    Rank(Rank),
    /// A risk factor from the list.
    Factor(Factor),
    /// Whether a screening was considered.
    Screening(Screening),
    /// Another part.
    Item(PlanItemId),
    /// Somebody of the household.
    Person(PersonId),
    /// An organisation.
    Organisation(OrganisationId),
    /// Who does something.
    Doer(Doer),
    /// Some people of the household, at least one.
    Persons(BTreeSet<PersonId>),
}

/// Who does what was agreed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doer {
    /// A member of the household.
    Member(PersonId),
    /// A professional with an account.
    Professional(UserId),
    /// Somebody of the network, or a professional without an account.
    Network {
        /// What this person is called.
        name: Name,
        /// What this person is to the household: grandmother, neighbour, teacher.
        role: Option<ShortText>,
    },
}

/// A place in the Top-3: 1, 2 or 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Rank(u8);

codes! {
    /// A risk factor of the region's list. Source: Regioaanpak 2020-2025, risk factors in households.
    pub enum Factor {
        /// Mental health problems of an adult.
        MentalHealth => "mental_health",
        /// An adult was abused as a child, or saw violence between partners then.
        ViolenceInOwnYouth => "violence_in_own_youth",
        /// A mild intellectual disability of an adult.
        IntellectualDisability => "intellectual_disability",
        /// Alcohol or drugs.
        AlcoholOrDrugs => "alcohol_or_drugs",
        /// Conflicts in a pregnancy, or one that was not wanted.
        TroubledPregnancy => "troubled_pregnancy",
        /// Young parents with children up to three years old.
        YoungParents => "young_parents",
        /// Seeing many problems in a child, or not rejecting physical punishment.
        HarshParenting => "harsh_parenting",
        /// A disability of a child.
        ChildDisability => "child_disability",
        /// Weak health of a child.
        ChildWeakHealth => "child_weak_health",
        /// Poor social skills of a child.
        ChildSocialSkills => "child_social_skills",
        /// Much conflict in the home.
        MuchConflict => "much_conflict",
        /// A divorce full of conflict.
        ComplexDivorce => "complex_divorce",
        /// Aggression from both sides.
        MutualAggression => "mutual_aggression",
        /// Bad health of an elderly person.
        ElderlyBadHealth => "elderly_bad_health",
        /// An elderly person who needs help.
        ElderlyDependent => "elderly_dependent",
        /// Work.
        Work => "work",
        /// Income or debts.
        Income => "income",
        /// Housing.
        Housing => "housing",
        /// Few people to fall back on.
        WeakNetwork => "weak_network",
        /// Who uses violence was a victim before.
        FormerVictim => "former_victim",
        /// Sexuality or gender is not accepted.
        RejectedIdentity => "rejected_identity",
    }
}

codes! {
    /// Whether a screening for trauma was considered.
    pub enum Screening {
        /// It was done.
        Done => "done",
        /// It will be done.
        Planned => "planned",
        /// It was considered and is not needed.
        NotNeeded => "not_needed",
        /// It was not considered yet.
        NotYet => "not_yet",
    }
}

rules! {
    /// A rule about the safety plan that a step would have broken.
    pub enum PlanRule {
        /// There are three unsafe situations already.
        FourthSituation => "fourth_situation",
        /// Other parts belong to this one.
        ItemInUse => "plan_item_in_use",
        /// This part was taken out of the plan.
        ItemRemoved => "plan_item_removed",
        /// A ranking names every situation once.
        RankingIncomplete => "ranking_incomplete",
        /// A plan without an unsafe situation is not adopted.
        NoSituation => "plan_without_situation",
        /// A plan without an agreement is not adopted.
        NoAgreement => "plan_without_agreement",
        /// Consent is given to the version that holds.
        VersionReplaced => "plan_version_replaced",
    }
}

/// Whether a field must be filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Without it there is no such part.
    Must,
    /// It may be left out; a question may ask for it.
    May,
}

impl Rank {
    /// The ranks that there are, first to last. Source: the Top-3 method.
    pub const ALL: [Self; 3] = [Self(1), Self(2), Self(3)];

    /// Reads a rank; nothing outside 1 to 3.
    #[must_use]
    pub fn new(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|it| i64::from(it.0) == number)
    }

    /// The number, 1 to 3.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl ItemKind {
    /// THE TABLE: the fields of each kind, in the order in which they are asked and shown.
    #[must_use]
    pub const fn fields(self) -> &'static [(Field, Need)] {
        use Field::{
            ByWhen, CheckedBy, CheckedHow, Concerns, HowLong, HowOften, Person, Place, PlannedStart,
            Provider, Rank, ScreenedOn, SetBy, SetOn, Under, ValidUntil, What, Who, Worst,
        };
        use Need::{May, Must};
        match self {
            Self::Situation => &[
                (Rank, Must),
                (What, Must),
                (Place, May),
                (HowOften, May),
                (HowLong, May),
                (Worst, May),
                (Concerns, May),
            ],
            Self::Condition => &[(What, Must), (Under, May), (SetBy, Must), (SetOn, May), (Concerns, May)],
            Self::Agreement => &[
                (Under, Must),
                (What, Must),
                (Who, May),
                (ByWhen, May),
                (ValidUntil, May),
                (CheckedBy, May),
                (CheckedHow, May),
                (Concerns, May),
            ],
            Self::RiskFactor => &[(Under, Must), (Field::Factor, May), (What, May), (Concerns, May)],
            Self::Measure => {
                &[(Under, Must), (What, Must), (Provider, May), (PlannedStart, May), (Concerns, May)]
            }
            Self::RecoveryGoal => {
                &[(Person, Must), (What, Must), (Field::Screening, May), (ScreenedOn, May), (Concerns, May)]
            }
        }
    }

    /// The kind of part that this one belongs to, if it belongs to one.
    #[must_use]
    pub const fn belongs_to(self) -> Option<Self> {
        match self {
            Self::Condition | Self::RiskFactor => Some(Self::Situation),
            Self::Agreement => Some(Self::Condition),
            Self::Measure => Some(Self::RiskFactor),
            Self::Situation | Self::RecoveryGoal => None,
        }
    }

    /// Whether a part of this kind has this field.
    #[must_use]
    pub fn has(self, field: Field) -> bool {
        self.fields().iter().any(|(known, _)| *known == field)
    }
}

impl Field {
    /// Whether this field holds a text of some lines, rather than one line.
    #[must_use]
    pub const fn is_story(self) -> bool {
        matches!(self, Self::What | Self::Worst)
    }

    /// Whether this field holds a text.
    #[must_use]
    pub const fn is_text(self) -> bool {
        matches!(
            self,
            Self::What
                | Self::Place
                | Self::HowOften
                | Self::HowLong
                | Self::Worst
                | Self::CheckedBy
                | Self::CheckedHow
                | Self::Provider
        )
    }

    /// Whether this field holds a day.
    #[must_use]
    pub const fn is_day(self) -> bool {
        matches!(self, Self::SetOn | Self::ByWhen | Self::ValidUntil | Self::PlannedStart | Self::ScreenedOn)
    }

    /// Whether a value is of the form that this field has.
    #[must_use]
    pub const fn holds(self, value: &Value) -> bool {
        match value {
            Value::Text(_) => self.is_text(),
            Value::Day(_) => self.is_day(),
            Value::Rank(_) => matches!(self, Self::Rank),
            Value::Factor(_) => matches!(self, Self::Factor),
            Value::Screening(_) => matches!(self, Self::Screening),
            Value::Item(_) => matches!(self, Self::Under),
            Value::Person(_) => matches!(self, Self::Person),
            Value::Organisation(_) => matches!(self, Self::SetBy),
            Value::Doer(_) => matches!(self, Self::Who),
            Value::Persons(_) => matches!(self, Self::Concerns),
        }
    }
}

impl Value {
    /// Everybody of the household in it.
    #[must_use]
    pub fn persons(&self) -> Vec<PersonId> {
        match self {
            Self::Person(person) | Self::Doer(Doer::Member(person)) => vec![*person],
            Self::Persons(persons) => persons.iter().copied().collect(),
            Self::Text(_)
            | Self::Day(_)
            | Self::Rank(_)
            | Self::Factor(_)
            | Self::Screening(_)
            | Self::Item(_)
            | Self::Organisation(_)
            | Self::Doer(Doer::Professional(_) | Doer::Network { .. }) => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests;
