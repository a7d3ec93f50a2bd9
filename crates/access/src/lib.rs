//! Who may do what: roles, relations, permissions, the one table that joins them, and the permit it yields.
//!
//! Nothing here reads a database or a clock. `store` gathers the [`Facts`], [`decide`] asks the table, and only
//! `decide` can make a [`Permit`], without which `store` neither reads nor writes case data.
//!
//! Reading order: [`caller`], [`relation`], [`policy`], [`permit`], [`hearing`], [`scope`].
#![warn(clippy::wildcard_enum_match_arm)]

pub mod caller;
pub mod hearing;
pub mod permit;
pub mod policy;
pub mod relation;
pub mod scope;

pub use caller::{Caller, Role};
pub use hearing::Hearing;
pub use permit::{Denied, Named, Permit, decide};
pub use policy::{Permission, may};
pub use relation::{
    AdviceFacts, CaseFacts, ConsultationFacts, DeskFacts, Facts, HouseholdFacts, OfferFacts, Relation,
    ReportFacts, RoundFacts, Subject,
};
pub use scope::{CaseScope, case_scope, handling_teams, offered_teams};
