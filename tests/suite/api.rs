//! The API as programs meet it.

mod score;
mod session;
