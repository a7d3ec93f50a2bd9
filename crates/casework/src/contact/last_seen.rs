//! When each member of the household was last seen, and whether alone, by what the caller can see of the log.

use crate::{Casework, Refusal, absent, ask};
use access::{Caller, Permit, may};
use chrono::{DateTime, Utc};
use domain::contact::{self, ContactEntry};
use domain::household::MemberRole;
use domain::id::{CaseId, PersonId};
use store::contact::log_of_visits;
use store::contact::seen::Member;
use store::{Tx, case};

/// A member of the household now, and when this person was last seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastSeen {
    pub person: PersonId,
    /// Name on the page.
    pub name: String,
    pub role: MemberRole,
    /// Birth date as far as known.
    pub birth: String,
    /// When somebody last saw this person; nothing when nobody did. To speak is not to see.
    pub seen_at: Option<DateTime<Utc>>,
    /// When somebody last saw this person without another member of the household.
    pub seen_alone_at: Option<DateTime<Utc>>,
}

impl LastSeen {
    /// Whether this is a child that nobody ever saw alone.
    #[must_use]
    pub fn is_child_never_seen_alone(&self) -> bool {
        self.role == MemberRole::Child && self.seen_alone_at.is_none()
    }
}

/// Tells when each member was last seen.
///
/// # Errors
/// [`Refusal::NotFound`] when the case is not there or not for the caller.
pub async fn last_seen(casework: &Casework, caller: &Caller, case: CaseId) -> Result<Vec<LastSeen>, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts =
                case::facts(tx, case).await?.ok_or_else(|| absent::<may::ReadCase>("case", case.0))?;
            let permit: Permit<may::ReadCase> = ask(caller, &facts.value)?;

            people(tx, &permit).await
        })
        .await
}

/// The members with when each was last seen, for who may read the case.
pub(crate) async fn people(tx: &mut Tx, permit: &Permit<may::ReadCase>) -> Result<Vec<LastSeen>, Refusal> {
    let log = log_of_visits(tx, permit).await?;
    let seen = contact::last_seen(&log.entries);
    let seen_alone = contact::last_seen(&alone(log.entries));
    let last_seen = |member: Member| LastSeen {
        seen_at: seen.get(&member.person).copied(),
        seen_alone_at: seen_alone.get(&member.person).copied(),
        person: member.person,
        name: member.name,
        role: member.role,
        birth: member.birth,
    };
    Ok(log.members.into_iter().map(last_seen).collect())
}

/// The same entries, as if only those were met who were alone.
fn alone(mut entries: Vec<ContactEntry>) -> Vec<ContactEntry> {
    for entry in &mut entries {
        entry.presences.retain(|met| met.alone);
    }
    entries
}
