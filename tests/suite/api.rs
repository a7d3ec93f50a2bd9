//! The API as programs meet it.

mod contact;
mod duo;
mod reference;
mod score;
mod session;
