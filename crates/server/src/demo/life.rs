//! One history that is being lived: its own clock, identifiers and chance, on the database that all share.
//!
//! Histories are lived beside each other; what one is like must never depend on another.

use std::sync::Arc;

use casework::ports::{HandClock, SeededIds};
use casework::{Casework, Clock, Creation};
use chrono::{DateTime, Duration, Utc};

use super::dice::Dice;
use super::names::Names;
use super::plans::Plans;
use super::staff::Staff;
use super::texts::Texts;
use crate::failure::Failure;

/// What all histories have in common.
pub struct Stage {
    /// The use cases; their clock and identifiers belong to nobody.
    pub casework: Casework,
    pub staff: Staff,
    pub names: Names,
    pub texts: Texts,
    pub plans: Plans,
    pub seed: u64,
    /// The moment at which the demonstration is filled.
    pub now: DateTime<Utc>,
}

/// One history.
pub struct Life<'a> {
    pub stage: &'a Stage,
    /// The use cases with the clock and the identifiers of this history.
    pub casework: Casework,
    pub dice: Dice,
    clock: Arc<HandClock>,
}

impl Stage {
    /// A history that begins at this moment. The same part and number give the same history.
    #[must_use]
    pub fn life(&self, part: &str, number: u64, begins: DateTime<Utc>) -> Life<'_> {
        let mut dice = Dice::new(self.seed, part, number);
        let clock = Arc::new(HandClock::at(begins));
        let casework = Casework {
            clock: Arc::<HandClock>::clone(&clock),
            ids: Arc::new(SeededIds::new(dice.throw())),
            ..self.casework.clone()
        };
        Life { stage: self, casework, dice, clock }
    }
}

impl Life<'_> {
    /// The moment that it is now.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Goes on to a moment; never back.
    pub fn reach(&mut self, moment: DateTime<Utc>) {
        self.clock.set(moment.max(self.now()));
    }

    /// Lets some minutes pass.
    pub fn pass(&mut self, minutes: std::ops::RangeInclusive<i64>) {
        let minutes = self.dice.within(minutes);
        self.clock.forward(Duration::minutes(minutes));
    }

    /// A key for something that is made once.
    #[must_use]
    pub fn creation(&self) -> Creation {
        Creation { key: self.casework.ids.random().to_string(), request_hash: [0; 32] }
    }
}

/// What a sentence is called that the files lack.
#[must_use]
pub fn lacking(what: &str) -> Failure {
    Failure::Usage(format!("seeds/demo/texts.toml has no {what} that fits"))
}
