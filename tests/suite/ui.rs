//! The pages as people meet them, in a real browser.

mod duo;
mod sign_in;
