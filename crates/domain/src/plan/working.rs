//! The plan as it is being worked on: the newest text of each part. Says which steps are allowed on it; what became
//! of the parts stands beside it, in [`super::mark`].

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};

use super::{Content, Doer, Field, ItemKind, Mark, MarkFact, PlanRule, Rank, Value};
use crate::fault::{FaultCode, Faults};
use crate::id::{OrganisationId, PersonId, PlanItemId, UserId};
use crate::version::Version;

/// Which text of a part it is, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Revision(pub i32);

/// A part of the plan in one of its texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanItem {
    /// Which.
    pub id: PlanItemId,
    /// Which text.
    pub revision: Revision,
    /// What it says.
    pub content: Content,
    /// Whether it was taken out of the plan.
    pub removed: bool,
    /// Who wrote this text.
    pub made_by: UserId,
    /// When.
    pub made_at: DateTime<Utc>,
}

/// The newest text of every part that the plan ever had.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WorkingPlan {
    items: Vec<PlanItem>,
}

/// Who and what a part may name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Around {
    /// Everybody who belongs or ever belonged to the household.
    pub members: BTreeSet<PersonId>,
    /// The professionals who sit or ever sat in a seat of the duo.
    pub professionals: BTreeSet<UserId>,
    /// The organisations that take part or ever took part.
    pub organisations: BTreeSet<OrganisationId>,
}

/// The plan with what became of its parts: what the gates of the phases look at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    /// The plan as it is being worked on.
    pub plan: WorkingPlan,
    /// The mark that counts for each part.
    pub marks: BTreeMap<PlanItemId, MarkFact>,
}

impl WorkingPlan {
    /// The plan as it was stored: each part once. In the order in which a plan is read.
    #[must_use]
    pub fn from_items(mut items: Vec<PlanItem>) -> Self {
        items.sort_by_key(|it| (it.content.kind(), it.content.rank(), it.id));
        Self { items }
    }

    /// How often the plan was changed; it grows by one with every text.
    #[must_use]
    pub fn version(&self) -> Version {
        Version(self.items.iter().map(|it| i64::from(it.revision.0)).sum())
    }

    /// The parts that are in the plan now, in the order in which a plan is read.
    pub fn live(&self) -> impl Iterator<Item = &PlanItem> {
        self.items.iter().filter(|it| !it.removed)
    }

    /// The parts of one kind that are in the plan now.
    pub fn of_kind(&self, kind: ItemKind) -> impl Iterator<Item = &PlanItem> {
        self.live().filter(move |it| it.content.kind() == kind)
    }

    /// What is in the plan now and belongs to this part.
    pub fn under(&self, item: PlanItemId) -> impl Iterator<Item = &PlanItem> {
        self.live().filter(move |it| it.content.under() == Some(item))
    }

    /// A part, whether or not it is still in the plan.
    #[must_use]
    pub fn find(&self, item: PlanItemId) -> Option<&PlanItem> {
        self.items.iter().find(|it| it.id == item)
    }

    /// The first free place in the Top-3.
    ///
    /// # Errors
    /// `fourth_situation`.
    pub fn free_rank(&self) -> Result<Rank, PlanRule> {
        let taken: BTreeSet<Rank> = self.live().filter_map(|it| it.content.rank()).collect();
        Rank::ALL.into_iter().find(|it| !taken.contains(it)).ok_or(PlanRule::FourthSituation)
    }

    /// Nothing when this part may be taken out of the plan.
    ///
    /// # Errors
    /// `plan_item_in_use` as long as other parts belong to it.
    pub fn may_remove(&self, item: PlanItemId) -> Result<(), PlanRule> {
        if self.under(item).next().is_some() { Err(PlanRule::ItemInUse) } else { Ok(()) }
    }

    /// The new texts when the situations stand in this order, most unsafe first; only of those that move.
    ///
    /// # Errors
    /// `ranking_incomplete` unless every situation is named once.
    pub fn ranked(&self, order: &[PlanItemId]) -> Result<Vec<(&PlanItem, Content)>, PlanRule> {
        let known: BTreeSet<PlanItemId> = self.of_kind(ItemKind::Situation).map(|it| it.id).collect();
        let named: BTreeSet<PlanItemId> = order.iter().copied().collect();
        if known != named || named.len() != order.len() {
            return Err(PlanRule::RankingIncomplete);
        }
        let places = order.iter().filter_map(|it| self.find(*it)).zip(Rank::ALL);
        let moved = places.filter(|(item, rank)| item.content.rank() != Some(*rank));
        Ok(moved.map(|(item, rank)| (item, item.content.clone().at_rank(rank))).collect())
    }

    /// The agreements that hold on a day, the first that must be done first; those without a day last.
    #[must_use]
    pub fn open_agreements(&self, day: NaiveDate) -> Vec<&PlanItem> {
        let holds = |it: &&PlanItem| it.content.day(Field::ValidUntil).is_none_or(|until| day <= until);
        let mut open: Vec<&PlanItem> = self.of_kind(ItemKind::Agreement).filter(holds).collect();
        open.sort_by_key(|it| {
            let due = it.content.day(Field::ByWhen).or_else(|| it.content.day(Field::ValidUntil));
            (due.is_none(), due, it.id)
        });
        open
    }

    /// Nothing when this plan may be adopted.
    ///
    /// # Errors
    /// `plan_without_situation`, `plan_without_agreement`.
    pub fn may_be_adopted(&self) -> Result<(), PlanRule> {
        if self.of_kind(ItemKind::Situation).next().is_none() {
            return Err(PlanRule::NoSituation);
        }
        if self.of_kind(ItemKind::Agreement).next().is_none() {
            return Err(PlanRule::NoAgreement);
        }
        Ok(())
    }
}

impl Around {
    /// Everything that a part names and that is not there. What it named `before` may stay.
    #[must_use]
    pub fn check(&self, content: &Content, before: Option<&Content>, plan: &WorkingPlan) -> Faults {
        let mut faults = Faults::none();
        let stays = |field| before.is_some_and(|it| it.get(field) == content.get(field));
        for (field, value) in content.values().filter(|(field, _)| !stays(*field)) {
            let known = match value {
                Value::Item(parent) => is_parent(content.kind(), *parent, plan),
                Value::Person(person) | Value::Doer(Doer::Member(person)) => self.members.contains(person),
                Value::Doer(Doer::Professional(user)) => self.professionals.contains(user),
                Value::Organisation(organisation) => self.organisations.contains(organisation),
                Value::Persons(persons) => {
                    let already = before.map(Content::concerns).unwrap_or_default();
                    persons.iter().all(|it| self.members.contains(it) || already.contains(it))
                }
                Value::Text(_)
                | Value::Day(_)
                | Value::Rank(_)
                | Value::Factor(_)
                | Value::Screening(_)
                | Value::Doer(Doer::Network { .. }) => true,
            };
            if !known {
                faults.add(field.code(), FaultCode::UnknownChoice);
            }
        }
        faults
    }
}

fn is_parent(kind: ItemKind, parent: PlanItemId, plan: &WorkingPlan) -> bool {
    let fits = |it: &PlanItem| kind.belongs_to() == Some(it.content.kind()) && !it.removed;
    plan.find(parent).is_some_and(fits)
}

impl Standing {
    /// What became of a part, as it counts now.
    #[must_use]
    pub fn mark(&self, item: PlanItemId) -> Option<Mark> {
        self.marks.get(&item).map(|it| it.mark)
    }

    /// The conditions that are asked now: those that nobody withdrew.
    pub fn conditions(&self) -> impl Iterator<Item = &PlanItem> {
        self.plan.of_kind(ItemKind::Condition).filter(|it| self.mark(it.id) != Some(Mark::Withdrawn))
    }

    /// The agreements that hold on a day, those under this condition only.
    pub fn agreements_under(&self, condition: PlanItemId, day: NaiveDate) -> impl Iterator<Item = &PlanItem> {
        let holds = move |it: &&PlanItem| {
            it.content.kind() == ItemKind::Agreement
                && it.content.day(Field::ValidUntil).is_none_or(|until| day <= until)
        };
        self.plan.under(condition).filter(holds)
    }

    /// The risk factors of which nobody said yet what became of them.
    pub fn open_risk_factors(&self) -> impl Iterator<Item = &PlanItem> {
        self.plan.of_kind(ItemKind::RiskFactor).filter(|it| self.mark(it.id).is_none())
    }
}
