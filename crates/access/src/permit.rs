//! The permit: proof that the policy was asked and said yes.
//!
//! It is neither `Clone` nor serializable, is made inside the transaction that uses it and never leaves it, so a
//! decision is never older than the lock under which it was made.

use crate::caller::Caller;
use crate::hearing::Hearing;
use crate::policy::{Permission, allows};
use crate::relation::{Facts, Subject};
use domain::id::{AdviceRequestId, CaseId, ConsultationId, HouseholdId, ReportId, RoundId, TeamId};
use std::marker::PhantomData;

/// A permission as a type; the types are in [`crate::may`].
pub trait Named {
    /// The permission with which the thing is seen.
    type Sight: Named;
    /// The permission as a value.
    const PERMISSION: Permission;
}

/// Proof that the policy was asked and said yes. Only [`decide`] makes one.
#[must_use]
#[derive(Debug)]
pub struct Permit<P> {
    caller: Caller,
    subject: Subject,
    hearing: Hearing,
    permission: PhantomData<fn() -> P>,
}

/// Why there is no permit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Denied {
    /// The caller may not know that the thing exists.
    Hidden,
    /// The caller may see the thing but not do this with it.
    Lacks(Permission),
}

/// Asks the table whether the caller may do `P` with the thing that the facts are about.
///
/// # Errors
/// [`Denied::Lacks`] when the caller may see the thing, [`Denied::Hidden`] otherwise.
pub fn decide<P: Named>(caller: &Caller, facts: &impl Facts) -> Result<Permit<P>, Denied> {
    let relations = facts.relations_of(caller);
    if allows(caller.role, &relations, P::PERMISSION) {
        return Ok(Permit {
            caller: caller.clone(),
            subject: facts.subject(),
            hearing: facts.hearing_of(caller),
            permission: PhantomData,
        });
    }
    if allows(caller.role, &relations, P::PERMISSION.sight()) {
        return Err(Denied::Lacks(P::PERMISSION));
    }
    Err(Denied::Hidden)
}

impl<P: Named> Permit<P> {
    /// Who may.
    #[must_use]
    pub fn caller(&self) -> &Caller {
        &self.caller
    }

    /// With what.
    #[must_use]
    pub fn subject(&self) -> Subject {
        self.subject
    }

    /// Whose voices the caller hears in it.
    #[must_use]
    pub fn hearing(&self) -> &Hearing {
        &self.hearing
    }

    /// The permission, for the audit log.
    #[must_use]
    pub fn permission(&self) -> Permission {
        P::PERMISSION
    }

    /// The case that the permit is for, if it is for one.
    #[must_use]
    pub fn case(&self) -> Option<CaseId> {
        match self.subject {
            Subject::Case { case, .. } | Subject::Round { case, .. } | Subject::Handover { case, .. } => {
                Some(case)
            }
            Subject::Consultation { case, .. } => case,
            Subject::Household(_) | Subject::Report { .. } | Subject::Advice(_) | Subject::Desk(_) => None,
        }
    }

    /// The household that the permit is for, if it is for one.
    #[must_use]
    pub fn household(&self) -> Option<HouseholdId> {
        match self.subject {
            Subject::Case { household, .. } | Subject::Report { household, .. } => Some(household),
            Subject::Household(household) => Some(household),
            Subject::Round { .. }
            | Subject::Advice(_)
            | Subject::Consultation { .. }
            | Subject::Handover { .. }
            | Subject::Desk(_) => None,
        }
    }

    /// The scoring round that the permit is for, if it is for one.
    #[must_use]
    pub fn round(&self) -> Option<RoundId> {
        match self.subject {
            Subject::Round { round, .. } => Some(round),
            Subject::Case { .. }
            | Subject::Household(_)
            | Subject::Report { .. }
            | Subject::Advice(_)
            | Subject::Consultation { .. }
            | Subject::Handover { .. }
            | Subject::Desk(_) => None,
        }
    }

    /// The report that the permit is for, if it is for one.
    #[must_use]
    pub fn report(&self) -> Option<ReportId> {
        match self.subject {
            Subject::Report { report, .. } => Some(report),
            Subject::Case { .. }
            | Subject::Round { .. }
            | Subject::Household(_)
            | Subject::Advice(_)
            | Subject::Consultation { .. }
            | Subject::Handover { .. }
            | Subject::Desk(_) => None,
        }
    }

    /// The request for advice that the permit is for, if it is for one.
    #[must_use]
    pub fn advice(&self) -> Option<AdviceRequestId> {
        match self.subject {
            Subject::Advice(advice) => Some(advice),
            Subject::Case { .. }
            | Subject::Round { .. }
            | Subject::Household(_)
            | Subject::Report { .. }
            | Subject::Consultation { .. }
            | Subject::Handover { .. }
            | Subject::Desk(_) => None,
        }
    }

    /// The consultation that the permit is for, if it is for one.
    #[must_use]
    pub fn consultation(&self) -> Option<ConsultationId> {
        match self.subject {
            Subject::Consultation { consultation, .. } => Some(consultation),
            Subject::Case { .. }
            | Subject::Round { .. }
            | Subject::Household(_)
            | Subject::Report { .. }
            | Subject::Advice(_)
            | Subject::Handover { .. }
            | Subject::Desk(_) => None,
        }
    }

    /// The desk that the permit is for, if it is for one.
    #[must_use]
    pub fn desk(&self) -> Option<TeamId> {
        match self.subject {
            Subject::Desk(team) => Some(team),
            Subject::Case { .. }
            | Subject::Round { .. }
            | Subject::Household(_)
            | Subject::Report { .. }
            | Subject::Advice(_)
            | Subject::Consultation { .. }
            | Subject::Handover { .. } => None,
        }
    }
}
