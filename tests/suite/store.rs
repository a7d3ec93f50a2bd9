//! What only PostgreSQL can get wrong: transactions, locks, constraints, and what is left on a connection.

mod opening;
mod sight;
mod audit_away;
mod constraints;
mod pool;
mod transaction;
mod twins;
