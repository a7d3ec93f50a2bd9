//! The pages as people meet them, in a real browser.

mod progress;
mod sign_in;
