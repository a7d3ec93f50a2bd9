//! A home visit: what may lie on the table with one person in front of you. What another said, red flags and where others
//! are is not read at all, so that no screen can show it.

use crate::disclosure::preview::agreements_for;
use crate::{Casework, Refusal, absent, allowed, ask};
use access::{Caller, Permission, Permit, decide, may};
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

/// Who is in front of you.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Met {
    pub in_front: InFront,
    /// What the caller may do in this case, as a page offers it.
    pub may: Vec<Permission>,
    /// How this person is reached safely; nothing when nobody asked yet.
    pub safe_contact: Option<SafeContactLine>,
}

/// What may lie on the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    pub met: Met,
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

/// Reads who is in front of you, and nothing else.
///
/// # Errors
/// [`Refusal::NotFound`] when the case is not for the caller, or nobody in it is this person.
pub async fn meet(
    casework: &Casework,
    caller: &Caller,
    case: CaseId,
    person: PersonId,
) -> Result<Met, Refusal> {
    casework.for_caller(caller, async |tx: &mut Tx| Ok(begin(tx, caller, case, person).await?.met)).await
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
            let Begun { permit, giving, met } = begin(tx, caller, case, person).await?;

            let mut seen = entries(tx, &permit).await?;
            let seen_at = last_seen(&seen).get(&person).copied();
            for entry in &mut seen {
                entry.presences.retain(|met| met.alone);
            }
            let (plan, names) = match giving {
                Some(giving) => agreements_for(casework, tx, &giving, person).await?,
                None => Default::default(),
            };
            show_persons(tx, &permit, &names.persons.keys().copied().collect()).await?;
            Ok(Visit {
                met,
                seen_at,
                seen_alone_at: last_seen(&seen).get(&person).copied(),
                last_score: visit::last_own_score(tx, &permit, person).await?,
                agreed: visit::agreements(tx, &permit, person).await?,
                plan,
                names,
            })
        })
        .await
}

/// Who is in front of the caller, and what the caller may read and give away.
struct Begun {
    permit: Permit<may::ReadCase>,
    giving: Option<Permit<may::Disclose>>,
    met: Met,
}

async fn begin(tx: &mut Tx, caller: &Caller, case: CaseId, person: PersonId) -> Result<Begun, Refusal> {
    let hidden = || absent::<may::ReadCase>("case", case.0);
    let facts = case::facts(tx, case).await?.ok_or_else(hidden)?;
    let permit: Permit<may::ReadCase> = ask(caller, &facts.value)?;
    let in_front = visit::in_front(tx, &permit, person).await?;
    let in_front = in_front.ok_or_else(|| absent::<may::ReadCase>("person", person.0))?;

    let safe_contact = safe_contact::latest(tx, &permit, Some(person)).await?.pop();
    let met = Met { in_front, may: allowed(caller, &facts.value), safe_contact };
    Ok(Begun { permit, giving: decide(caller, &facts.value).ok(), met })
}
