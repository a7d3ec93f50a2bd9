//! My work: everything that waits for the caller in all cases in which the caller has a seat, what is overdue first.

use crate::{Casework, Refusal};
use access::{Caller, Permission};
use domain::id::{CaseId, PersonId};
use domain::time::amsterdam_day;
use domain::work::When;
use std::collections::BTreeMap;
use store::names::PersonName;
use store::work::{self, SeatedCase};
use store::{Tx, audit};

pub use store::work::{OpenWork, Work};

/// So many lines are shown at once; who has more begins with these.
pub const MOST: usize = 200;

/// What waits for the caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MyWork {
    /// What is overdue first, then by day, then what waits longest.
    pub lines: Vec<WorkLine>,
    /// Whether there is more than is shown.
    pub more: bool,
}

/// Something that waits, with the case in which it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkLine {
    pub when: When,
    /// What people call the case without naming anybody.
    pub code: String,
    /// The adults of the household, after whom people call it.
    pub adults: Vec<PersonName>,
    pub work: OpenWork,
    /// Whether the caller in particular was asked.
    pub mine: bool,
}

/// Reads it in three statements, however many cases there are.
///
/// # Errors
/// Those of the database.
pub async fn my_work(casework: &Casework, caller: &Caller) -> Result<MyWork, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let cases = work::seated(tx, caller).await?;
            let ids: Vec<CaseId> = cases.iter().map(|it| it.case).collect();
            let open = work::open(tx, &ids).await?;

            let today = amsterdam_day(tx.now());
            let by_id: BTreeMap<CaseId, &SeatedCase> = cases.iter().map(|it| (it.case, it)).collect();
            let mut lines: Vec<WorkLine> = open
                .into_iter()
                .filter_map(|work| {
                    let case = by_id.get(&work.case)?;
                    let mine = waits_for(&work.what, case, caller)?;
                    let (code, adults) = (case.code.clone(), case.adults.clone());
                    Some(WorkLine { when: When::of(work.due, today), code, adults, work, mine })
                })
                .collect();
            lines.sort_by_key(|it| (it.when, it.work.due, it.work.since));
            let more = lines.len() > MOST;
            lines.truncate(MOST);

            let persons: Vec<PersonId> = lines.iter().flat_map(WorkLine::persons).collect();
            audit::record_list(tx, Permission::ReadCase, "my_work", &persons).await?;
            Ok(MyWork { lines, more })
        })
        .await
}

/// Whether it waits for the caller in particular; nothing when it waits for somebody else.
fn waits_for(work: &Work, case: &SeatedCase, caller: &Caller) -> Option<bool> {
    match work {
        Work::Task { waits_for, owner, .. } => {
            waits_for.is_for(Some(case.seat), &caller.teams).then_some(*owner == Some(caller.user))
        }
        // What another professional does, that one does; what the household does, the duo looks after.
        Work::Agreement { done_by: Some(user), .. } => (*user == caller.user).then_some(true),
        Work::Agreement { done_by: None, .. } | Work::CheckIn(_) => Some(false),
        Work::Round(_) => Some(true),
    }
}

impl WorkLine {
    /// Everybody whom the line shows.
    fn persons(&self) -> impl Iterator<Item = PersonId> {
        self.adults.iter().chain(&self.work.person).map(|it| it.person)
    }
}
