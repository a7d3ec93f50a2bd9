//! Cases: what waits in a caseload, and the timeline.

mod caseload;
mod timeline;
