//! The pages as people meet them, in a real browser.

mod intake;
mod sign_in;
