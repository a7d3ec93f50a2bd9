//! What is filled in for a step at both doors: by a program as JSON, by a person in a form. One file per noun.
//! Calls nothing and decides nothing.

pub mod advice;
pub mod case_opening;
pub mod duo;
pub mod household;
pub mod person;
pub mod report;

use access::Caller;
use domain::id::TeamId;
use uuid::Uuid;

/// The team at whose desk something comes in: the one that is named, or the first of the caller. Whoever has none
/// gets the desk of nobody, at which nothing is allowed.
fn at_desk(named: Option<TeamId>, caller: &Caller) -> TeamId {
    named.or_else(|| caller.teams.first().copied()).unwrap_or(TeamId(Uuid::nil()))
}
