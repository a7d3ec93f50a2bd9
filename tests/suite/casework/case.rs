//! Cases: how one opens, what waits in a caseload, its file, and the timeline.

mod caseload;
mod file;
mod open;
mod timeline;
