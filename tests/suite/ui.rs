//! The pages as people meet them, in a real browser.

mod cast;
mod checker;
mod duo;
mod every_page;
mod figures;
mod handover;
mod hide;
mod household;
mod intake;
mod notice;
mod phase;
mod plan;
mod print;
mod progress;
mod round;
mod sign_in;
mod storyline;
mod term;
mod vignette;
mod voices;
mod work;
