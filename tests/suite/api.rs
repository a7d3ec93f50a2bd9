//! The API as programs meet it.

mod consultation;
mod contact;
mod disclosure;
mod duo;
mod household;
mod life_event;
mod notice;
mod phase;
mod plan;
mod reference;
mod report;
mod round;
mod score;
mod session;
mod storyline;
mod term;
mod vignette;
mod voices;
