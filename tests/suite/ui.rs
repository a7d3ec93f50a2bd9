//! The pages as people meet them, in a real browser.

mod sign_in;
