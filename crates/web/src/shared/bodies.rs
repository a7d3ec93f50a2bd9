//! What is filled in for a step at both doors: by a program as JSON, by a person in a form. One file per noun.
//! Calls nothing and decides nothing.

pub mod duo;
