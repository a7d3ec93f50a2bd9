//! The API as programs meet it.

mod contact;
mod duo;
mod household;
mod reference;
mod report;
mod round;
mod score;
mod session;
mod vignette;
