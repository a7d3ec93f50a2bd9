//! PostgreSQL: transactions, one module per noun, the audit log, migrations, the private cluster.
//!
//! The only crate that knows diesel. A function that touches case data demands the right [`access::Permit`] and
//! writes the audit log in the same transaction. What may be done is decided elsewhere; SQL is here.
//!
//! Reading order: [`tx`], [`error`], [`audit`], then the nouns.

pub mod absence;
pub mod account;
pub mod advice;
pub mod assessment;
pub mod audit;
pub mod board;
pub mod calendar;
pub mod calendar_feed;
pub mod case;
pub mod cluster;
pub mod consultation;
pub mod contact;
pub mod disclosure;
pub mod duo;
pub mod error;
pub mod figures;
pub mod handover;
pub mod household;
pub mod idempotency;
pub mod incident;
pub mod job;
pub mod keys;
pub mod life_event;
pub mod mail;
pub mod migrate;
pub mod names;
pub mod notice;
pub mod participation;
pub mod person;
pub mod phase;
pub mod plan;
pub mod red_flag;
pub mod reference;
pub mod relationship;
pub mod reliability;
pub mod report;
pub mod round;
pub mod safe_contact;
pub mod score;
pub mod search;
pub mod silence;
pub mod suspicion;
pub mod task;
pub mod term;
#[cfg(feature = "testing")]
pub mod testing;
pub mod timeline;
pub mod tx;
pub mod vignette;
pub mod visit;
pub mod work;

mod connect;
mod hearing;
mod kept;
mod row;
mod schema;
#[cfg(feature = "testing")]
mod schema_text;

pub use error::StoreError;
pub use keys::Keys;
pub use tx::{Commits, Errand, Moment, Store, StoreOptions, Tx, Who};
