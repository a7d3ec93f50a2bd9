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
//! | [`time`], [`workday`], [`term`] | days in Amsterdam; working days; terms, how they are counted and how they run |
//! | [`bsn`], [`birth`], [`person`], [`search_key`] | a person; keys under which names meet |
//! | [`household`], [`relationship`] | who belongs together, since when, as what |
//! | [`violence`], [`report`], [`advice`], [`assessment`] | intake at Veilig Thuis |
//! | [`consultation`] | a local team asks an adviser, without a name or with chosen facts |
//! | [`case`] | a stretch of joint work, who takes part, who holds the view on safety |
//! | [`duo`] | two people for one household: seats, replacement, cover |
//! | [`phase`], [`incident`], [`life_event`] | the phases with their gates, the way back, closing; incidents; what changes a family |
//! | [`plan`] | the one safety plan of a case: its parts, two who write at once, what became of it, its versions |
//! | [`contact`], [`score`], [`scale`] | the progress log; the safety score from 1 to 10, and what the numbers mean |
//! | [`round`] | everybody scores at once, blind until all have; the conversation after it; alarms |
//! | [`danger`], [`reach`] | red flags and the suspicion of intieme terreur; how somebody is reached safely |
//! | [`voice`] | whose voice something is, and who may hear it |
//! | [`agreement`], [`vignette`] | how far raters agree, for the scale and never for a person; practice without a household |
//! | [`reader`], [`disclosure`] | for whom a plan goes on paper and what of it may be on it; giving it away |
//! | [`handover`] | the view on safety goes from one team to another |
//! | [`task`] | what has to be done because something happened |
//!
//! # Glossary
//!
//! | In code | On the page | Meaning |
//! |---|---|---|
//! | household, member | huishouden, lid | a system of people of 0 to 120 years, unborn included; dated; somebody may be in several; ex-partners outside the home belong to it |
//! | person, relationship | persoon, relatie | somebody, and what two people are of each other |
//! | report, advice request | melding, adviesvraag | intake at Veilig Thuis; after a report it keeps sight of safety, after advice the asker does |
//! | consultation | consultatie | a question of a local team to a safety expert; the team keeps the responsibility |
//! | safety assessment | veiligheidsbeoordeling | the judgement of Veilig Thuis within five working days |
//! | case | casus | one stretch of joint work for a household |
//! | view on safety, holder | zicht op veiligheid, houder | who answers for keeping sight: exactly one team at every moment |
//! | participation | betrokkenheid | a team's dated task in a case, with its legal ground |
//! | duo, seat, cover, overlap | duo, plek, waarneming, overlap | two people for one household; dated replacement and stand-in |
//! | contact | contactmoment | an entry in the progress log |
//! | compartment | compartiment | who may see an item |
//! | phase, gate, criterion | fase, overgang, voorwaarde voor de overgang | where a case stands, and what must be so before it passes |
//! | fallback | terug naar directe veiligheid | always possible, at once |
//! | incident | incident | what happened, who was harmed, who saw it |
//! | grote gebeurtenis | life event | what changes a family so much that the plan asks for another look |
//! | check-in | navraag | asking after a case that was closed |
//! | safety plan, item, revision | veiligheidsplan, onderdeel, tekst | one plan per case, worked on through all phases; each change of a part is a revision |
//! | plan version | vastgesteld plan | the revisions that the duo adopted, with what everybody said of them |
//! | unsafe situation, condition, agreement | onveilige situatie, voorwaarde, afspraak | at most three, ranked; what must at least be so; who does what |
//! | term, definition | termijn, omschrijving | by when something has to be done, from an event, by a rule with its source |
//! | handover, giver, receiver | overdracht, wie overdraagt, wie ontvangt | of the view on safety; it moves at the acceptance and only then |
//! | task | taak | what has to be done in a case because something happened |
//! | safety score | cijfer op de Veiligheidschaal | a whole number from 1 to 10, never averaged |
//! | vignette, calibration | voorbeeldsituatie, oefenen | a fictional situation that professionals score on their own |
//! | agreement, reliability | overeenstemming, betrouwbaarheid | how alike raters use the scale; about the scale, never about somebody |
//! | scoring round, rater | scoreronde, wie een cijfer geeft | everybody involved is asked at once; blind until all have answered or it is closed |
#![warn(clippy::wildcard_enum_match_arm)]

pub mod absence;
pub mod advice;
pub mod agreement;
pub mod assessment;
pub mod birth;
pub mod bsn;
pub mod case;
pub mod code;
pub mod consultation;
pub mod contact;
pub mod danger;
pub mod disclosure;
pub mod duo;
pub mod fault;
pub mod handover;
pub mod household;
pub mod id;
pub mod incident;
pub mod job;
pub mod life_event;
pub mod notice;
pub mod password;
pub mod person;
pub mod phase;
pub mod plan;
pub mod policy;
pub mod reach;
pub mod reader;
pub mod relationship;
pub mod report;
pub mod rhythm;
pub mod round;
pub mod scale;
pub mod score;
pub mod search_key;
pub mod silence;
pub mod task;
pub mod term;
pub mod text;
pub mod time;
pub mod version;
pub mod vignette;
pub mod violence;
pub mod voice;
pub mod work;
pub mod workday;
