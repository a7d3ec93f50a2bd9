//! What is filled in for a step at both doors: by a program as JSON, by a person in a form. One file per noun.
//! Calls nothing and decides nothing.

pub mod contact;
pub mod contact_draft;
pub mod duo;
pub mod score;
pub mod timeline;

use domain::fault::Faults;

/// What could not be read, together with what the rules say of the rest: a rule has nothing to say of a field that
/// it never saw.
fn together(mut read: Faults, judged: Faults) -> Faults {
    let unread: Vec<String> = read.iter().map(|fault| fault.field.clone()).collect();
    for fault in judged {
        if unread.contains(&fault.field) {
            continue;
        }
        match fault.limit {
            Some(limit) => read.add_limit(fault.field, fault.code, limit),
            None => read.add(fault.field, fault.code),
        }
    }
    read
}
