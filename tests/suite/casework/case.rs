//! Cases: how one opens, what waits in a caseload, and the timeline.

mod caseload;
mod open;
mod timeline;
