//! The schema holds its own rules: migrations can be undone, columns are classified, nobody has a right too many.
//!
//! Everything is asked of a migrated PostgreSQL, not of the text of the migrations, but for the order of steps.

mod functions;
mod history;
mod migrations;
mod rights;
mod tables;
