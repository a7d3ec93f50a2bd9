//! What both doors share: routes, refusals, reading of input, protection of forms.
//! Nothing here knows a use case.

pub mod argument;
pub mod document;
pub mod floor;
pub mod headers;
pub mod ids;
pub mod panics;
pub mod problem;
pub mod router;
