//! Cases in which too little happens for too long: in one sentence each, with what the method suggests. Nothing is decided
//! here, and nothing stays once something happens.

use crate::case::list::{Page, cut};
use crate::{Casework, Refusal};
use access::{Caller, Permission, case_scope};
use domain::id::{CaseId, PersonId};
use store::names::PersonName;
use store::work::{self, CaseSigns};
use store::{Tx, audit, case};

pub use domain::silence::{Silence, SilenceKind, Suggestion};

/// A case in which too little happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuietCase {
    pub case: CaseId,
    /// What people call it without naming anybody.
    pub code: String,
    /// What has not happened, each with the child whom it is about.
    pub found: Vec<(Silence, Option<PersonName>)>,
    pub suggestions: Vec<Suggestion>,
}

/// Goes through at most `limit` of the cases in which the caller assigns duos, newest first, and lists those in which too
/// little happens: the most reasons first.
///
/// # Errors
/// Those of the database.
pub async fn silent(
    casework: &Casework,
    caller: &Caller,
    after: Option<CaseId>,
    limit: usize,
) -> Result<Page<QuietCase>, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let scope = case_scope(caller, Permission::AssignDuo);
            let found = case::page(tx, caller, scope, after, limit as i64 + 1).await?;
            let (found, next) = cut(limit, found, |case| *case);

            let signs = work::signs(tx, &found).await?;
            let mut items: Vec<QuietCase> =
                signs.into_iter().filter_map(|it| quiet(casework, tx, it)).collect();
            items.sort_by_key(|it| std::cmp::Reverse(it.found.len()));
            let persons: Vec<PersonId> = items.iter().flat_map(QuietCase::persons).collect();
            audit::record_list(tx, Permission::AssignDuo, "silent_cases", &persons).await?;
            Ok(Page { items, next })
        })
        .await
}

/// The case when too little happens in it.
pub(crate) fn quiet(casework: &Casework, tx: &Tx, it: CaseSigns) -> Option<QuietCase> {
    let now = tx.now();
    let policy = casework.policy_at(now).silence;
    let found = domain::silence::silences(&it.signs, &policy, now);
    if found.is_empty() {
        return None;
    }
    let suggestions = domain::silence::suggestions(&found, &policy);
    let name = |person: PersonId| it.children.iter().find(|child| child.person == person).cloned();
    let found = found.into_iter().map(|silence| (silence, silence.person.and_then(name))).collect();
    Some(QuietCase { case: it.case, code: it.code, found, suggestions })
}

impl QuietCase {
    /// Everybody who is named.
    pub(crate) fn persons(&self) -> impl Iterator<Item = PersonId> {
        self.found.iter().filter_map(|(_, child)| Some(child.as_ref()?.person))
    }
}
