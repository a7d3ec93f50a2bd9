//! What both doors share: routes, refusals, reading of input, protection of forms.
//! Only `bodies` and `refusal` know what a use case asks and answers.

pub mod access_token;
pub mod argument;
pub mod asked;
pub mod bodies;
pub mod body;
pub mod created;
pub mod csrf;
pub mod cursor;
pub mod document;
pub mod fields;
pub mod floor;
pub mod headers;
pub mod idempotency;
pub mod ids;
pub mod if_match;
pub mod panics;
pub mod paper;
pub mod plan_value;
pub mod problem;
pub mod refusal;
pub mod router;
pub mod signed_in;
pub mod stamp;
pub mod way_back;
pub mod year;
