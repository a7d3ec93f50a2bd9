//! What is filled in for a step at both doors: by a program as JSON, by a person in a form. One file per noun.
//! Calls nothing and decides nothing.

pub mod absence;
pub mod advice;
pub mod case_opening;
pub mod consultation;
pub mod contact;
pub mod contact_draft;
pub mod disclosure;
pub mod duo;
pub mod handover;
pub mod household;
pub mod incident;
pub mod life_event;
pub mod notice;
pub mod participation;
pub mod person;
pub mod phase;
pub mod plan;
pub mod red_flag;
pub mod report;
pub mod round;
pub mod safe_contact;
pub mod score;
pub mod suspicion;
pub mod task;
pub mod term;
pub mod timeline;
pub mod vignette;

use access::Caller;
use domain::fault::Faults;
use domain::id::TeamId;
use uuid::Uuid;

/// What could not be read, together with what the rules say of the rest: a rule has nothing to say of a field that
/// it never saw.
fn together(mut read: Faults, judged: Faults) -> Faults {
    let unread: Vec<String> = read.iter().map(|fault| fault.field.clone()).collect();
    for fault in judged {
        let item = format!("{}.", fault.field);
        if unread.iter().any(|it| *it == fault.field || it.starts_with(&item)) {
            continue;
        }
        match fault.limit {
            Some(limit) => read.add_limit(fault.field, fault.code, limit),
            None => read.add(fault.field, fault.code),
        }
    }
    read
}

/// The team at whose desk something comes in: the one that is named, or the first of the caller. Whoever has none
/// gets the desk of nobody, at which nothing is allowed.
fn at_desk(named: Option<TeamId>, caller: &Caller) -> TeamId {
    named.or_else(|| caller.teams.first().copied()).unwrap_or(TeamId(Uuid::nil()))
}
