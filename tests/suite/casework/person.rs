//! People: finding them, opening them, changing what is known of them.

mod change;
mod recognise;
mod search;

pub(crate) use change::same;
