//! Requests for advice on pages: the list, taking one in, reading and answering it. Whoever asks keeps the
//! responsibility.

pub mod list;
pub mod show;
pub mod take_in;

use domain::id::AdviceRequestId;

/// The page of a request.
fn path(advice: AdviceRequestId) -> String {
    format!("/advice-requests/{advice}")
}
