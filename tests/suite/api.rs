//! The API as programs meet it.

mod duo;
mod reference;
mod score;
mod session;
