//! Duos: who sits in the seats of a case, who could, and which cases wait for somebody.
//!
//! Which duo is allowed is decided in `domain`; this module only reads the seats and writes them back.

pub mod candidates;
pub mod save;
pub mod seats;
pub mod waiting;

pub use candidates::{Candidate, candidates, chosen};
pub use save::{save, save_covers};
pub use seats::{Seated, seats};
pub use waiting::{Vacancy, vacancies, waiting};
