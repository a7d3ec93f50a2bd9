//! The pages as people meet them, in a real browser.

mod duo;
mod intake;
mod sign_in;
