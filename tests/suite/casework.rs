//! The use cases, each driven as the doors drive it, on a real database.

mod case;
mod contact;
mod duo;
mod score;
