//! The suspicion of intieme terreur: raising and withdrawing it, and every one there was. While one runs, what the
//! victim says stays away from who works for another only.

pub mod list;
pub mod raise;
pub mod withdraw;

pub use list::list;
pub use raise::{RaiseSuspicion, Raised, raise};
pub use store::suspicion::{Ended, SuspicionLine};
pub use withdraw::{WithdrawSuspicion, withdraw};
