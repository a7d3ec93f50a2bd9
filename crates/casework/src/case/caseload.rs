//! My caseload: the cases that the caller may read, each with what waits there.

use super::list::{self, Page};
use crate::{Casework, Refusal};
use access::Caller;
use chrono::{DateTime, Duration, Utc};
use domain::id::CaseId;
use store::case::CaseLine;
use store::{Tx, contact, duo, round};

domain::codes! {
    /// What waits in a case.
    pub enum Waits {
        /// A seat of the duo is empty.
        NoFullDuo => "no_full_duo",
        /// Nobody gave a safety score yet.
        NeverScored => "never_scored",
        /// Nobody had contact with the household for too long.
        NoRecentContact => "no_recent_contact",
        /// Nobody asked everybody for a score for too long.
        NoRecentRound => "no_recent_round",
        /// The caller began an entry and did not finish it.
        DraftOpen => "draft_open",
    }
}

/// A case with what waits there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseloadLine {
    pub line: CaseLine,
    /// In the order of [`Waits::ALL`]; nothing for a case that is closed.
    pub waits: Vec<Waits>,
}

/// Lists at most `limit` cases of the caller with what waits there, newest first.
///
/// # Errors
/// Those of the database.
pub async fn caseload(
    casework: &Casework,
    caller: &Caller,
    after: Option<CaseId>,
    limit: usize,
) -> Result<Page<CaseloadLine>, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let Page { items, next } = list::page(tx, caller, after, limit).await?;
            let cases: Vec<CaseId> = items.iter().map(|line| line.case).collect();
            let vacancies = duo::vacancies(tx, &cases).await?;
            let drafts = contact::draft::kept_in(tx, caller, &cases).await?;
            let rounds = round::last_opened(tx, &cases).await?;

            let now = tx.now();
            let policy = casework.policy_at(now);
            let quiet_before = now - Duration::days(policy.days_without_contact.into());
            let items = items
                .into_iter()
                .map(|line| {
                    let waits = |reason: &Waits| match reason {
                        Waits::NoFullDuo => vacancies.contains_key(&line.case),
                        Waits::NeverScored => line.scores.is_empty(),
                        Waits::NoRecentContact => is_quiet(&line, quiet_before),
                        Waits::NoRecentRound => {
                            let last = rounds.get(&line.case).copied().unwrap_or(line.opened_at);
                            policy.alarms.is_overdue(last, now)
                        }
                        Waits::DraftOpen => drafts.contains(&line.case),
                    };
                    let waits = Waits::ALL.iter().copied().filter(|it| line.open && waits(it)).collect();
                    CaseloadLine { waits, line }
                })
                .collect();
            Ok(Page { items, next })
        })
        .await
}

/// Whether the last contact, or else the opening of the case, lies before this moment.
fn is_quiet(line: &CaseLine, before: DateTime<Utc>) -> bool {
    line.last_contact_at.unwrap_or(line.opened_at) < before
}
