//! Notices: what waits for who is signed in, how that is told outside Tandem, and the calendar.

pub mod feed;
pub mod list;
pub mod settings;
