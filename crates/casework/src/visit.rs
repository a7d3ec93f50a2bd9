//! A home visit: what may lie on the table with one person in front of you. What another said, red flags and where others
//! are is not read at all, so that no screen can show it.

use crate::disclosure::preview::agreements_for;
use crate::{Casework, Refusal, absent, ask};
use access::{Caller, Facts, Permission, Permit, decide, may, policy};
use chrono::{DateTime, Utc};
use domain::contact::last_seen;
use domain::id::{CaseId, PersonId};
use domain::plan::PlanItem;
use store::contact::seen::entries;
use store::plan::PlanNames;
use store::plan::save::show_persons;
use store::{Tx, case, safe_contact, visit};

pub use store::safe_contact::SafeContactLine;
pub use store::visit::{Agreed, InFront, OwnScore};

/// What may lie on the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    pub in_front: InFront,
    /// What the caller may do in this case, as a page offers it.
    pub may: Vec<Permission>,
    /// How this person is reached safely; nothing when nobody asked yet.
    pub safe_contact: Option<SafeContactLine>,
    /// When somebody last saw this person.
    pub seen_at: Option<DateTime<Utc>>,
    /// When somebody last saw this person without another member of the household.
    pub seen_alone_at: Option<DateTime<Utc>>,
    pub last_score: Option<OwnScore>,
    /// The latest first.
    pub agreed: Vec<Agreed>,
    /// The agreements of the safety plan that holds which this person may read; nothing for who may not give it away.
    pub plan: Vec<PlanItem>,
    /// Who is named in them.
    pub names: PlanNames,
}

/// Reads what may lie on the table in a visit to this person.
///
/// # Errors
/// [`Refusal::NotFound`] when the case is not for the caller, or nobody in it is this person.
pub async fn visit(
    casework: &Casework,
    caller: &Caller,
    case: CaseId,
    person: PersonId,
) -> Result<Visit, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let hidden = || absent::<may::ReadCase>("case", case.0);
            let facts = case::facts(tx, case).await?.ok_or_else(hidden)?;
            let permit: Permit<may::ReadCase> = ask(caller, &facts.value)?;
            let in_front = visit::in_front(tx, &permit, person).await?;
            let in_front = in_front.ok_or_else(|| absent::<may::ReadCase>("person", person.0))?;

            let mut seen = entries(tx, &permit).await?;
            let seen_at = last_seen(&seen).get(&person).copied();
            for entry in &mut seen {
                entry.presences.retain(|met| met.alone);
            }
            let relations = facts.value.relations_of(caller);
            let may = |it: &Permission| policy::allows(caller.role, &relations, *it);
            let (plan, names) = match decide::<may::Disclose>(caller, &facts.value) {
                Ok(giving) => agreements_for(casework, tx, &giving, person).await?,
                Err(_) => Default::default(),
            };
            show_persons(tx, &permit, &names.persons.keys().copied().collect()).await?;
            Ok(Visit {
                plan,
                names,
                may: Permission::ALL.iter().copied().filter(may).collect(),
                safe_contact: safe_contact::latest(tx, &permit, Some(person)).await?.pop(),
                seen_at,
                seen_alone_at: last_seen(&seen).get(&person).copied(),
                last_score: visit::last_own_score(tx, &permit, person).await?,
                agreed: visit::agreements(tx, &permit, person).await?,
                in_front,
            })
        })
        .await
}
