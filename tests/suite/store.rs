//! What only PostgreSQL can get wrong: transactions, locks, constraints, and what is left on a connection.

pub(crate) mod audit_away;
mod constraints;
mod opening;
mod passwords;
mod pool;
mod refusals;
mod sight;
mod silence;
mod transaction;
mod twins;
