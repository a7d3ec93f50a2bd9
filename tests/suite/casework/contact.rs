//! The progress log.

mod correct;
mod draft;
mod last_seen;
mod log;

use crate::support::{ANNA, BILAL, BV_NOORD, Case, World};
use access::Caller;
use casework::contact::LogContact;
use chrono::Duration;
use domain::contact::{ContactDraft, ContactKind, PersonPresence, Presence};
use domain::id::PersonId;

/// A case with Anna of Blijvend Veilig and Bilal of the local team as its duo.
async fn case_of_anna_and_bilal(world: &World) -> (Case, Caller, Caller) {
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let case = world.case().with_team(BV_NOORD).with_duo(&anna, &bilal).build().await;
    (case, anna, bilal)
}

/// A visit of yesterday in which the mother was seen.
fn visit(world: &World, case: &Case) -> LogContact {
    LogContact {
        case: case.id,
        entry: ContactDraft {
            kind: Some(ContactKind::Visit),
            happened_at: Some(world.now() - Duration::days(1)),
            presences: vec![seen(case.household.mother)],
            observed: Some("Rustig in huis.".to_owned()),
            ..ContactDraft::default()
        },
    }
}

fn seen(person: PersonId) -> PersonPresence {
    PersonPresence { person, presence: Presence::Seen, alone: false }
}

fn seen_alone(person: PersonId) -> PersonPresence {
    PersonPresence { alone: true, ..seen(person) }
}

/// What the log of every case holds, past every rule.
async fn log_of(world: &World) -> Vec<String> {
    world.lines("SELECT concat_ws(' ', kind, compartment, observed) FROM contact_entries ORDER BY 1").await
}
