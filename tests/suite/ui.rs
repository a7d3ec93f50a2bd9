//! The pages as people meet them, in a real browser.

mod duo;
mod every_page;
mod figures;
mod household;
mod intake;
mod progress;
mod sign_in;
