//! Two versions of a plan side by side: which parts came, went and changed, and in which fields. It must name every
//! difference and invent none.

use std::collections::{BTreeMap, BTreeSet};

use super::{Content, Field, ItemKind, Rank};
use crate::code::codes;
use crate::id::PlanItemId;

codes! {
    /// What became of a part from one version to the other.
    pub enum Change {
        /// It is new.
        Added => "added",
        /// It is gone.
        Dropped => "dropped",
        /// It says something else.
        Rewritten => "rewritten",
        /// It says the same.
        Unchanged => "unchanged",
    }
}

/// One part in two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Which.
    pub item: PlanItemId,
    /// What became of it.
    pub change: Change,
    /// The fields that differ, in the order in which they are shown.
    pub fields: Vec<Field>,
    /// What it said in the older version.
    pub before: Option<Content>,
    /// What it says in the newer one.
    pub after: Option<Content>,
}

impl Difference {
    /// What it is.
    #[must_use]
    pub fn kind(&self) -> Option<ItemKind> {
        self.after.as_ref().or(self.before.as_ref()).map(Content::kind)
    }

    fn place(&self) -> (Option<ItemKind>, Option<Rank>, PlanItemId) {
        let content = self.after.as_ref().or(self.before.as_ref());
        (self.kind(), content.and_then(Content::rank), self.item)
    }
}

/// Every part of either version, in the order in which a plan is read.
#[must_use]
pub fn compare(
    before: &BTreeMap<PlanItemId, Content>,
    after: &BTreeMap<PlanItemId, Content>,
) -> Vec<Difference> {
    let items: BTreeSet<PlanItemId> = before.keys().chain(after.keys()).copied().collect();
    let mut differences: Vec<Difference> =
        items.into_iter().map(|item| difference(item, before.get(&item), after.get(&item))).collect();
    differences.sort_by_key(Difference::place);
    differences
}

fn difference(item: PlanItemId, before: Option<&Content>, after: Option<&Content>) -> Difference {
    let kind = after.or(before).map(Content::kind);
    let fields: Vec<Field> = kind
        .map_or(&[][..], ItemKind::fields)
        .iter()
        .map(|(field, _)| *field)
        .filter(|field| before.and_then(|it| it.get(*field)) != after.and_then(|it| it.get(*field)))
        .collect();
    let change = match (before, after) {
        (None, _) => Change::Added,
        (_, None) => Change::Dropped,
        _ if fields.is_empty() => Change::Unchanged,
        _ => Change::Rewritten,
    };
    Difference { item, change, fields, before: before.cloned(), after: after.cloned() }
}
