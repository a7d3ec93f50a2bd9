//! Reading the progress log back: which entry stands, which was corrected, who was last seen when. Nothing
//! here may hide an entry; it only says which one counts.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::{ContactKind, PersonPresence, Presence};
use crate::code::rules;
use crate::id::{ContactId, OrganisationId, PersonId};

/// A stored entry, as far as its history needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactEntry {
    /// Its identifier.
    pub id: ContactId,
    /// The entry that it corrects.
    pub corrects: Option<ContactId>,
    /// On behalf of which organisation it was written.
    pub organisation: OrganisationId,
    /// How contact was made.
    pub kind: ContactKind,
    /// When it happened.
    pub happened_at: DateTime<Utc>,
    /// Who was there.
    pub presences: Vec<PersonPresence>,
}

rules! {
    /// A rule about the progress log that a step would have broken.
    pub enum ContactRule {
        /// There is no such entry in this case.
        NothingToCorrect => "nothing_to_correct",
        /// The entry was corrected before: correct the latest version.
        AlreadyCorrected => "already_corrected",
        /// The entry was written on behalf of another organisation.
        WrittenElsewhere => "written_elsewhere",
    }
}

/// Nothing when this entry may be corrected on behalf of this organisation.
///
/// # Errors
/// `nothing_to_correct` when the case has no such entry, `written_elsewhere` when it is another organisation's,
/// `already_corrected` when a later one replaces it.
pub fn may_correct(
    target: ContactId,
    by: OrganisationId,
    entries: &[ContactEntry],
) -> Result<(), ContactRule> {
    let entry = entries.iter().find(|it| it.id == target).ok_or(ContactRule::NothingToCorrect)?;
    if entry.organisation != by {
        return Err(ContactRule::WrittenElsewhere);
    }
    if entries.iter().any(|it| it.corrects == Some(target)) {
        return Err(ContactRule::AlreadyCorrected);
    }
    Ok(())
}

/// When each person was last seen, by the entries that still stand. Somebody who was only spoken or not
/// reached was not seen.
#[must_use]
pub fn last_seen(entries: &[ContactEntry]) -> BTreeMap<PersonId, DateTime<Utc>> {
    let corrected: BTreeSet<ContactId> = entries.iter().filter_map(|it| it.corrects).collect();
    let standing = entries.iter().filter(|it| it.kind.shows_people() && !corrected.contains(&it.id));
    let mut seen = BTreeMap::new();
    for entry in standing {
        for presence in entry.presences.iter().filter(|it| it.presence == Presence::Seen) {
            let last = seen.entry(presence.person).or_insert(entry.happened_at);
            *last = entry.happened_at.max(*last);
        }
    }
    seen
}
