//! Two who write at once: a change that was made on an older text is laid over the newest. Different fields go
//! together; the same field written differently is given back with all three texts. No change is ever lost.

use std::collections::{BTreeMap, BTreeSet};

use super::{Content, Field, Value};
use crate::id::PersonId;

/// One field that two people wrote differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Which.
    pub field: Field,
    /// What both saw.
    pub base: Option<Value>,
    /// What the slower one made of it.
    pub mine: Option<Value>,
    /// What the faster one made of it.
    pub theirs: Option<Value>,
}

/// Lays `mine`, which was made on `base`, over `theirs`, the newest text of the same part. Of the people whom it is
/// about each is a field apart.
///
/// # Errors
/// Every field that was changed in two ways. When the changes go together but what comes of them is no whole part
/// (each left out another half of what must be there), every changed field.
pub fn merge(base: &Content, mine: &Content, theirs: &Content) -> Result<Content, Vec<Conflict>> {
    let mut merged: BTreeMap<Field, Value> = BTreeMap::new();
    let mut conflicts = Vec::new();
    for (field, _) in theirs.kind().fields() {
        let (was, wanted, is) = (base.get(*field), mine.get(*field), theirs.get(*field));
        let value = match (wanted == was, is == was || is == wanted) {
            (true, _) => is.cloned(),
            (false, true) => wanted.cloned(),
            (false, false) if *field == Field::Concerns => persons(base, mine, theirs),
            (false, false) => {
                conflicts.push(conflict(*field, base, mine, theirs));
                continue;
            }
        };
        merged.extend(value.map(|value| (*field, value)));
    }
    if !conflicts.is_empty() {
        return Err(conflicts);
    }
    theirs.with_values(merged).ok_or_else(|| changed(base, mine, theirs))
}

/// What the slower one goes on with after a conflict: the own text where both wrote, and else the newest of what either
/// wrote. To send it again on `theirs` undoes nothing that the faster one wrote elsewhere.
#[must_use]
pub fn going_on(base: &Content, mine: &Content, theirs: &Content) -> BTreeMap<Field, Value> {
    let mut values = BTreeMap::new();
    for (field, _) in theirs.kind().fields() {
        let value = match (*field, mine.get(*field) == base.get(*field)) {
            (Field::Concerns, _) => persons(base, mine, theirs),
            (_, true) => theirs.get(*field).cloned(),
            (_, false) => mine.get(*field).cloned(),
        };
        values.extend(value.map(|value| (*field, value)));
    }
    values
}

/// Whoever was added stays added, whoever was taken away stays away.
fn persons(base: &Content, mine: &Content, theirs: &Content) -> Option<Value> {
    let (base, mine, theirs) = (base.concerns(), mine.concerns(), theirs.concerns());
    let kept = theirs.iter().filter(|it| !base.contains(it) || mine.contains(it));
    let added = mine.iter().filter(|it| !base.contains(it));
    let persons: BTreeSet<PersonId> = kept.chain(added).copied().collect();
    (!persons.is_empty()).then_some(Value::Persons(persons))
}

fn changed(base: &Content, mine: &Content, theirs: &Content) -> Vec<Conflict> {
    let fields = theirs.kind().fields().iter().map(|(field, _)| *field);
    let is_changed = |it: &Field| base.get(*it) != mine.get(*it) || base.get(*it) != theirs.get(*it);
    fields.filter(is_changed).map(|field| conflict(field, base, mine, theirs)).collect()
}

fn conflict(field: Field, base: &Content, mine: &Content, theirs: &Content) -> Conflict {
    let of = |content: &Content| content.get(field).cloned();
    Conflict { field, base: of(base), mine: of(mine), theirs: of(theirs) }
}
