//! What only PostgreSQL can get wrong: transactions, locks, constraints, and what is left on a connection.

mod opening;
mod sight;
mod transaction;
