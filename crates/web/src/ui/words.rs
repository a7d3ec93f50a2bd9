//! Every Dutch sentence that is not part of one page: refusals, faults, names of choices, dates.
//! B1 Dutch: short sentences, no blame, what to do. No sentence contains what somebody typed.

pub mod consultation;
pub mod dates;
pub mod faults;
pub mod labels;
pub mod method;
pub mod names;
pub mod numbers;
pub mod phases;
pub mod plan;
pub mod problems;
pub mod roles;
pub mod rules;
pub mod silence;
pub mod steps;
pub mod terms;
pub mod violence;
