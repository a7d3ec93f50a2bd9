//! Cases in which too little happens for too long: in one sentence each, with what the method suggests. Nothing is decided
//! here, and nothing stays once something happens.

use crate::desk::ask_at_desk;
use crate::{Casework, Refusal, absent, ask_for_household};
use access::{Caller, Permission, Permit, may};
use domain::id::{CaseId, PersonId};
use std::cmp::Reverse;
use store::names::PersonName;
use store::silence::{self, CaseSigns};
use store::{Tx, audit, case};

pub use domain::silence::{Silence, SilenceKind, Suggestion};

/// So many silent cases are told at once; those with the most reasons first.
pub const MOST: usize = 100;

/// The silent cases of a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SilentCases {
    /// Those with the most reasons, the most first.
    pub items: Vec<QuietCase>,
    pub in_all: usize,
}

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

/// Lists the cases of the teams of the caller in which too little happens. All of them are counted in one statement; one
/// more reads the names of those that are told.
///
/// # Errors
/// [`Refusal::NotFound`] for who leads no team.
pub async fn silent(casework: &Casework, caller: &Caller) -> Result<SilentCases, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let permit: Permit<may::ReadBoard> = ask_at_desk(caller, None)?;

            let all = of_teams(casework, tx, &permit).await?;
            let told: Vec<CaseId> = all.iter().take(MOST).map(|it| it.case).collect();
            let signs = silence::of_cases(tx, &told).await?;
            let items = quiet_ones(casework, tx, signs);
            let persons: Vec<PersonId> = items.iter().flat_map(QuietCase::persons).collect();
            audit::record_list(tx, Permission::ReadBoard, "silent_cases", &persons).await?;
            Ok(SilentCases { items, in_all: all.len() })
        })
        .await
}

/// Reads what has not happened in a case for too long; nothing when enough happens, or when it is closed.
///
/// # Errors
/// [`Refusal::NotFound`] when the case is not there, or the caller does not work for the household as a whole.
pub async fn in_case(casework: &Casework, caller: &Caller, id: CaseId) -> Result<Option<QuietCase>, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts = case::facts(tx, id).await?.ok_or_else(|| absent::<may::ReadCase>("case", id.0))?;
            let permit = ask_for_household(caller, &facts.value)?;

            let quiet = of_case(casework, tx, id).await?;
            let persons: Vec<PersonId> = quiet.iter().flat_map(QuietCase::persons).collect();
            audit::record(tx, &permit, &persons).await?;
            Ok(quiet)
        })
        .await
}

/// The silent cases of the teams of the caller, without anybody's name: the most reasons first.
pub(crate) async fn of_teams(
    casework: &Casework,
    tx: &mut Tx,
    permit: &Permit<may::ReadBoard>,
) -> Result<Vec<QuietCase>, Refusal> {
    let signs = silence::of_teams(tx, permit).await?;
    Ok(quiet_ones(casework, tx, signs))
}

/// What has not happened in a case. Whoever calls it records who is named.
pub(crate) async fn of_case(
    casework: &Casework,
    tx: &mut Tx,
    case: CaseId,
) -> Result<Option<QuietCase>, Refusal> {
    let signs = silence::of_cases(tx, &[case]).await?;
    Ok(quiet_ones(casework, tx, signs).pop())
}

/// Those in which too little happens, the most reasons first.
pub(crate) fn quiet_ones(casework: &Casework, tx: &Tx, signs: Vec<CaseSigns>) -> Vec<QuietCase> {
    let now = tx.now();
    let policy = casework.policy_at(now).silence;
    let mut quiet: Vec<QuietCase> = signs
        .into_iter()
        .filter_map(|it| {
            let found = domain::silence::silences(&it.signs, &policy, now);
            if found.is_empty() {
                return None;
            }
            let suggestions = domain::silence::suggestions(&found, &policy);
            let name = |person: PersonId| it.children.iter().find(|child| child.person == person).cloned();
            let found = found.into_iter().map(|silence| (silence, silence.person.and_then(name))).collect();
            Some(QuietCase { case: it.case, code: it.code, found, suggestions })
        })
        .collect();
    quiet.sort_by_key(|it| (Reverse(it.found.len()), Reverse(it.longest()), it.case));
    quiet
}

impl QuietCase {
    /// Everybody who is named.
    pub(crate) fn persons(&self) -> impl Iterator<Item = PersonId> {
        self.found.iter().filter_map(|(_, child)| Some(child.as_ref()?.person))
    }

    /// For how many days the longest of them lasts.
    fn longest(&self) -> i64 {
        self.found.iter().map(|(it, _)| it.days).max().unwrap_or_default()
    }
}
