//! What the database said, sorted by what a use case can do about it.

use diesel::result::{DatabaseErrorKind, Error as Diesel};

/// Why the database did not do it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Somebody changed the row since it was read.
    #[error("the row was changed in the meantime")]
    Stale,
    /// A constraint of the database forbids it; its name is a sentence.
    #[error("the constraint {constraint} forbids it")]
    Conflict { constraint: String },
    /// The database cannot be reached, is starting or stopping, or gave way to somebody else.
    #[error("the database is away")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The statement failed in a way that nobody expected.
    #[error("a statement failed")]
    Query(#[source] Diesel),
    /// A row holds something that the rules do not know.
    #[error("{table} {id} has a {column} that is not known")]
    Row { table: &'static str, id: String, column: &'static str },
    /// A stored secret could not be opened with the keys of this program.
    #[error("a sealed value of {table}.{column} cannot be opened")]
    Sealed { table: &'static str, column: &'static str },
}

impl From<Diesel> for StoreError {
    fn from(error: Diesel) -> Self {
        match &error {
            Diesel::DatabaseError(kind, info) => match kind {
                DatabaseErrorKind::UnableToSendCommand | DatabaseErrorKind::ClosedConnection => {
                    Self::Unavailable(Box::new(error))
                }
                _ if is_worth_another_try(info.message()) => Self::Unavailable(Box::new(error)),
                _ => match info.constraint_name() {
                    Some(constraint) => Self::Conflict { constraint: constraint.to_owned() },
                    None => Self::Query(error),
                },
            },
            Diesel::BrokenTransactionManager => Self::Unavailable(Box::new(error)),
            _ => Self::Query(error),
        }
    }
}

/// The driver does not hand on the code of the error, so these are told apart by their fixed English texts.
fn is_worth_another_try(message: &str) -> bool {
    const TEXTS: [&str; 5] = [
        "terminating connection",
        "the database system is",
        "canceling statement due to",
        "connection closed",
        "deadlock detected",
    ];
    TEXTS.iter().any(|text| message.contains(text))
}
