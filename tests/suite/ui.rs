//! The pages as people meet them, in a real browser.

mod duo;
mod progress;
mod sign_in;
