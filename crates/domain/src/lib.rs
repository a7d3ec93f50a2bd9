//! The rules of the work: what a household, a report, a case, a duo and a safety score are, and which steps
//! are allowed. This crate must never do IO, read a clock, draw a random number or know a wire format: time,
//! identifiers and settings are arguments.
//!
//! Input is parsed, not checked: a draft holds what was typed, its `check` gives either a value that may be
//! stored or all [`fault::Faults`] at once. Steps on what exists consume the old state and give the new one, or
//! the rule that they would have broken. Every closed list has stable codes; the Dutch words for codes live with
//! the pages.
//!
//! # Reading order
//!
//! | Module | What it holds |
//! |---|---|
//! | [`id`], [`version`], [`code`] | one identifier type per noun; versions of what is stored; closed lists |
//! | [`fault`] | everything that is wrong with an input, by field and code |
//! | [`text`], [`password`] | names and free text; what a local password must be |
//! | [`time`], [`workday`] | days in Amsterdam; working days and terms |
//! | [`bsn`], [`birth`], [`person`], [`search_key`] | a person; keys under which names meet |
//! | [`household`], [`relationship`] | who belongs together, since when, as what |
//! | [`violence`], [`report`], [`advice`], [`assessment`] | intake at Veilig Thuis |
//! | [`case`] | a stretch of joint work, who takes part, who holds the view on safety |
//! | [`duo`] | two people for one household: seats, replacement, cover |
//! | [`contact`], [`score`] | the progress log; the safety score from 1 to 10 |
//!
//! # Glossary
//!
//! | In code | On the page | Meaning |
//! |---|---|---|
//! | household, member | huishouden, lid | a system of people of 0 to 120 years, unborn included; dated; somebody may be in several; ex-partners outside the home belong to it |
//! | person, relationship | persoon, relatie | somebody, and what two people are of each other |
//! | report, advice request | melding, adviesvraag | intake at Veilig Thuis; after a report it keeps sight of safety, after advice the asker does |
//! | safety assessment | veiligheidsbeoordeling | the judgement of Veilig Thuis within five working days |
//! | case | casus | one stretch of joint work for a household |
//! | view on safety, holder | zicht op veiligheid, houder | who answers for keeping sight: exactly one team at every moment |
//! | participation | betrokkenheid | a team's dated task in a case, with its legal ground |
//! | duo, seat, cover, overlap | duo, plek, waarneming, overlap | two people for one household; dated replacement and stand-in |
//! | contact | contactmoment | an entry in the progress log |
//! | compartment | compartiment | who may see an item |
//! | safety score | cijfer op de Veiligheidschaal | a whole number from 1 to 10, never averaged |
#![warn(clippy::wildcard_enum_match_arm)]

pub mod advice;
pub mod assessment;
pub mod birth;
pub mod bsn;
pub mod case;
pub mod code;
pub mod contact;
pub mod duo;
pub mod fault;
pub mod household;
pub mod id;
pub mod password;
pub mod person;
pub mod policy;
pub mod relationship;
pub mod report;
pub mod score;
pub mod search_key;
pub mod text;
pub mod time;
pub mod version;
pub mod violence;
pub mod workday;
