//! Which things a list holds: the same table as for one thing, asked the other way round.

use crate::caller::Caller;
use crate::policy::{Permission, allows};
use crate::relation::Relation;
use domain::id::TeamId;

/// Through which relations a caller finds cases in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CaseScope {
    pub in_duo: bool,
    pub team_takes_part: bool,
    pub opener: bool,
}

/// The scope in which the caller may do the step with cases.
#[must_use]
pub fn case_scope(caller: &Caller, wanted: Permission) -> CaseScope {
    let through = |relation| allows(caller.role, &[relation], wanted);
    CaseScope {
        in_duo: through(Relation::InDuo),
        team_takes_part: through(Relation::TeamTakesPart),
        opener: through(Relation::Opener),
    }
}

/// The teams whose offers of the view on safety the caller may do the step with.
#[must_use]
pub fn offered_teams(caller: &Caller, wanted: Permission) -> &[TeamId] {
    if allows(caller.role, &[Relation::OfferedTo], wanted) { &caller.teams } else { &[] }
}

/// The teams through whose handling of reports or requests for advice the caller may do the step.
#[must_use]
pub fn handling_teams(caller: &Caller, wanted: Permission) -> &[TeamId] {
    if allows(caller.role, &[Relation::TeamHandles], wanted) { &caller.teams } else { &[] }
}
