//! The rules of the work: what a household, a report, a case, a duo and a safety score are, and which steps
//! are allowed. This crate must never do IO, read a clock, draw a random number or know a wire format: time,
//! identifiers and settings are arguments.
//!
//! # Reading order
//!
//! | Module | What it holds |
//! |---|---|
//! | [`id`], [`version`], [`code`] | one identifier type per noun; versions of what is stored; closed lists with stable codes |
//! | [`fault`] | everything that is wrong with an input, at once, by field and code |
//! | [`text`], [`time`] | names and free text; days in Amsterdam |
//! | [`duo`] | two people for one household, replacement, cover |
//! | [`case`] | a stretch of joint work, its participations, the holder of the view on safety |
//! | [`contact`], [`score`] | the progress log, the safety score from 1 to 10 |
#![warn(clippy::wildcard_enum_match_arm)]

pub mod birth;
pub mod bsn;
pub mod case;
pub mod code;
pub mod contact;
pub mod duo;
pub mod fault;
pub mod id;
pub mod password;
pub mod person;
pub mod score;
pub mod search_key;
pub mod text;
pub mod time;
pub mod version;
pub mod workday;
