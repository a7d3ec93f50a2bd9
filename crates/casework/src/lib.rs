//! One function per thing a person or the clock can do. The API, the pages and the jobs call nothing else.
//!
//! Each use case has three paragraphs: *lock and ask*, *decide*, *save and follow up*, all in one transaction.
//! SQL is in `store`, rules are in `domain`, permissions are in `access`; only the order of the steps is here.

pub mod absence;
pub mod account;
pub mod advice;
pub mod board;
pub mod calendar;
pub mod case;
pub mod consultation;
pub mod contact;
pub mod disclosure;
pub mod duo;
pub mod figures;
pub mod handover;
pub mod household;
pub mod incident;
pub mod job;
pub mod life_event;
pub mod notice;
pub mod participation;
pub mod person;
pub mod phase;
pub mod plan;
pub mod policy;
pub mod ports;
pub mod red_flag;
pub mod reference;
pub mod refusal;
pub mod reliability;
pub mod report;
pub mod round;
pub mod safe_contact;
pub mod scale;
pub mod score;
pub mod silence;
pub mod suspicion;
pub mod task;
pub mod term;
pub mod vignette;
pub mod visit;
pub mod work;

mod create;
mod desk;
mod written_day;

pub use create::Creation;
pub use ports::{Clock, Ids};
pub use refusal::Refusal;

use access::{Caller, CaseFacts, Denied, Facts, Named, Permission, Permit, Subject, may};
use chrono::{DateTime, Duration, Utc};
use domain::policy::{Policy, PolicyBook};
use domain::scale::{Scale, ScaleBook};
use domain::score::ScaleVersion;
use domain::term::TermBook;
use domain::time::amsterdam_day;
use std::sync::Arc;
use store::audit::{self, Outcome};
use store::{Errand, Moment, Store, Tx, Who};

/// Everything that a use case needs from outside. Each worker of the program has its own.
#[derive(Clone)]
pub struct Casework {
    pub store: Store,
    pub clock: Arc<dyn Clock>,
    pub ids: Arc<dyn Ids>,
    pub passwords: account::Passwords,
    pub sessions: account::SessionPolicy,
    /// The working rules of the region.
    pub policy: Arc<PolicyBook>,
    /// What the numbers of the safety scale mean.
    pub scales: Arc<ScaleBook>,
    /// What the terms are.
    pub terms: Arc<TermBook>,
}

impl Casework {
    /// The working rules that hold at a moment.
    #[must_use]
    pub fn policy_at(&self, at: DateTime<Utc>) -> Policy {
        self.policy.on(amsterdam_day(at))
    }

    /// What the numbers of a version of the scale mean; nothing for one that nobody wrote down.
    #[must_use]
    pub fn scale(&self, version: ScaleVersion) -> Option<&Scale> {
        self.scales.find(version)
    }

    /// Runs a use case for a caller in one transaction. A refusal for want of a permission is recorded afterwards,
    /// because the transaction itself is rolled back.
    ///
    /// # Errors
    /// Those of the use case.
    pub async fn for_caller<T>(
        &self,
        caller: &Caller,
        work: impl AsyncFnOnce(&mut Tx) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let moment = self.moment();
        let done = self.store.transact(Who::Caller(caller), moment, work).await;
        if let Err(refusal) = &done
            && let Some((permission, outcome, subject)) = refusal.denied()
        {
            let (kind, id) = subject;
            self.store
                .transact(Who::Caller(caller), moment, async |tx: &mut Tx| {
                    audit::record_refusal(tx, permission, outcome, kind, id).await
                })
                .await?;
        }
        done
    }

    /// Runs a use case of the program itself in one transaction.
    ///
    /// # Errors
    /// Those of the use case.
    pub async fn on_errand<T>(
        &self,
        errand: Errand,
        work: impl AsyncFnOnce(&mut Tx) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        self.store.transact(Who::Errand(errand), self.moment(), work).await
    }

    fn moment(&self) -> Moment {
        let now = self.clock.now();
        let registered_after = now - Duration::days(self.policy_at(now).registrar_days.into());
        Moment { now, act: self.ids.random(), registered_after }
    }
}

/// Asks the policy, and makes a refusal of its no.
pub(crate) fn ask<P: Named>(caller: &Caller, facts: &impl Facts) -> Result<Permit<P>, Refusal> {
    access::decide::<P>(caller, facts).map_err(|denied| {
        let subject = match facts.subject() {
            Subject::Case { case, .. } => ("case", Some(case.0)),
            Subject::Round { round, .. } => ("scoring_round", Some(round.0)),
            Subject::Household(household) => ("household", Some(household.0)),
            Subject::Report { report, .. } => ("report", Some(report.0)),
            Subject::Advice(advice) => ("advice_request", Some(advice.0)),
            Subject::Consultation { consultation, .. } => ("consultation", Some(consultation.0)),
            Subject::Handover { handover, .. } => ("handover", Some(handover.0)),
            Subject::Desk(team) => ("desk", Some(team.0)),
        };
        match denied {
            Denied::Hidden => Refusal::hidden(P::PERMISSION, subject),
            Denied::Lacks(permission) => Refusal::Forbidden { permission, subject },
        }
    })
}

/// What the caller may do with the thing, for a page that offers it; the transaction of the step has the last word.
pub(crate) fn allowed(caller: &Caller, facts: &impl Facts) -> Vec<Permission> {
    let relations = facts.relations_of(caller);
    let may = |it: &Permission| access::policy::allows(caller.role, &relations, *it);
    Permission::ALL.iter().copied().filter(may).collect()
}

/// The permit for what of a case is only for who works for the household as a whole: the safety plan, rounds, phases,
/// incidents. For who works for one person it is not there.
pub(crate) fn ask_for_household(
    caller: &Caller,
    facts: &CaseFacts,
) -> Result<Permit<may::ReadCase>, Refusal> {
    let permit: Permit<may::ReadCase> = ask(caller, facts)?;
    if permit.hearing().is_for_household() {
        Ok(permit)
    } else {
        Err(absent::<may::ReadCase>("case", facts.case.0))
    }
}

/// The refusal for a thing that is not there, or that row level security hides: the two are not told apart.
pub(crate) fn absent<P: Named>(kind: &'static str, id: uuid::Uuid) -> Refusal {
    Refusal::hidden(P::PERMISSION, (kind, Some(id)))
}

impl Refusal {
    fn denied(&self) -> Option<(access::Permission, Outcome, refusal::Thing)> {
        match self {
            Self::NotFound { asked: Some((permission, subject)) } => {
                Some((*permission, Outcome::Hidden, *subject))
            }
            Self::Forbidden { permission, subject } => Some((*permission, Outcome::Lacks, *subject)),
            Self::NotFound { asked: None }
            | Self::SignedOut
            | Self::TryLater { .. }
            | Self::Stale
            | Self::Rule(_)
            | Self::Conflict(_)
            | Self::Invalid(_)
            | Self::KeyReused
            | Self::Unavailable
            | Self::Broken(_) => None,
        }
    }
}
