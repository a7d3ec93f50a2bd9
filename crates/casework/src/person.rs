//! People: finding somebody before registering anybody twice, opening and changing what is known of a person.

pub mod change;
pub mod read;
pub mod recognise;
pub mod search;

pub use change::{ChangePerson, Patch, change};
pub use read::{PersonFile, Whereabouts, read, whereabouts};
pub use recognise::{Recognise, recognise};
pub use search::{SearchPeople, search};
pub use store::person::PersonView;
pub use store::search::{Contact, Found};

use crate::{Refusal, absent, ask};
use access::{Caller, HouseholdFacts, Named, Permit};
use domain::id::PersonId;
use domain::version::Versioned;

/// Asks through the households of a person: one that allows it is enough.
fn ask_through<P: Named>(
    caller: &Caller,
    households: &[Versioned<HouseholdFacts>],
    person: PersonId,
) -> Result<Permit<P>, Refusal> {
    let mut refusal = absent::<P>("person", person.0);
    for facts in households {
        match ask::<P>(caller, &facts.value) {
            Ok(permit) => return Ok(permit),
            // It was asked about the person, and that is where the log must show it.
            Err(Refusal::Forbidden { permission, .. }) => {
                refusal = Refusal::Forbidden { permission, subject: ("person", Some(person.0)) };
            }
            Err(_hidden) => {}
        }
    }
    Err(refusal)
}
