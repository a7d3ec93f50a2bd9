//! How a term runs: it is made longer, stands still, goes on, is met or is no longer needed. Being over is none of
//! these: it follows from the clock, and somebody may say why.

use chrono::{DateTime, Utc};

use super::count::{Due, Explanation, Pause, Stretch, count};
use super::{Definition, TermKind};
use crate::code::{codes, rules};
use crate::workday::Calendar;

codes! {
    /// How a term stands.
    pub enum TermState {
        /// It runs; whether it is over follows from the clock.
        Running => "running",
        /// It stands still.
        Suspended => "suspended",
        /// What had to be done was done, in time or late.
        Met => "met",
        /// It is no longer needed.
        Stopped => "stopped",
    }
}

codes! {
    /// What happened to a term.
    pub enum StepKind {
        /// It was made longer.
        Extended => "extended",
        /// It stands still from now on.
        Suspended => "suspended",
        /// It goes on.
        Resumed => "resumed",
        /// Somebody wrote down why it is over.
        Explained => "explained",
        /// What had to be done was done.
        Met => "met",
        /// It is no longer needed.
        Stopped => "stopped",
    }
}

rules! {
    /// A rule about terms that a step would have broken.
    pub enum TermRule {
        /// It was met or stopped before.
        Ended => "term_ended",
        /// This kind of term cannot be made longer.
        NotExtendable => "term_not_extendable",
        /// It was made longer as often as may be.
        ExtendedEnough => "term_extended_enough",
        /// It is over: what is over is not made longer or put on hold, but explained.
        Over => "term_over",
        /// This kind of term never stands still.
        NeverPauses => "term_never_pauses",
        /// It stands still already.
        StandsStill => "term_stands_still",
        /// It does not stand still.
        Runs => "term_runs",
        /// It is not over, so there is nothing to explain.
        NotOver => "term_not_over",
        /// A step in Tandem meets it, nobody says so.
        MetByItself => "term_met_by_itself",
    }
}

/// A term with everything that happened to it so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course<'book> {
    definition: &'book Definition,
    started_at: DateTime<Utc>,
    state: TermState,
    met_at: Option<DateTime<Utc>>,
    stretch: Stretch,
}

impl<'book> Course<'book> {
    /// A term that starts now.
    #[must_use]
    pub fn started(definition: &'book Definition, started_at: DateTime<Utc>) -> Self {
        Self { definition, started_at, state: TermState::Running, met_at: None, stretch: Stretch::default() }
    }

    /// A term with what was stored of it, oldest first.
    #[must_use]
    pub fn after(mut self, steps: impl IntoIterator<Item = (StepKind, DateTime<Utc>)>) -> Self {
        for (kind, at) in steps {
            self.go(kind, at);
        }
        self
    }

    /// When it ends, and why then. For a term that stands still: when it would have ended.
    #[must_use]
    pub fn explain(&self, calendar: &Calendar) -> Explanation {
        count(self.definition, self.started_at, &self.stretch, calendar)
    }

    /// When it ends.
    #[must_use]
    pub fn due(&self, calendar: &Calendar) -> Due {
        self.explain(calendar).due
    }

    /// How it stands.
    #[must_use]
    pub const fn state(&self) -> TermState {
        self.state
    }

    /// What kind of term it is.
    #[must_use]
    pub const fn kind(&self) -> TermKind {
        self.definition.kind
    }

    /// Nothing when a person may take this step now. What was met late may still be explained.
    ///
    /// # Errors
    /// The rule that the step would break.
    pub fn require(&self, step: StepKind, now: DateTime<Utc>, due: Due) -> Result<(), TermRule> {
        let met_late = self.met_at.is_some_and(|at| due.is_over(at));
        if met_late && step == StepKind::Explained {
            return Ok(());
        }
        if matches!(self.state, TermState::Met | TermState::Stopped) {
            return Err(TermRule::Ended);
        }
        let suspended = self.state == TermState::Suspended;
        let over = !suspended && due.is_over(now);
        match step {
            StepKind::Extended => self.require_extendable(suspended, over),
            StepKind::Suspended if !self.definition.may_pause => Err(TermRule::NeverPauses),
            StepKind::Suspended if suspended => Err(TermRule::StandsStill),
            StepKind::Suspended if over => Err(TermRule::Over),
            StepKind::Resumed if !suspended => Err(TermRule::Runs),
            StepKind::Explained if !over => Err(TermRule::NotOver),
            StepKind::Met if !self.definition.met_by_hand => Err(TermRule::MetByItself),
            StepKind::Suspended
            | StepKind::Resumed
            | StepKind::Explained
            | StepKind::Met
            | StepKind::Stopped => Ok(()),
        }
    }

    /// The steps that a person may take now.
    #[must_use]
    pub fn possible(&self, now: DateTime<Utc>, due: Due) -> Vec<StepKind> {
        let may = |it: &StepKind| *it != StepKind::Stopped && self.require(*it, now, due).is_ok();
        StepKind::ALL.iter().copied().filter(may).collect()
    }

    fn require_extendable(&self, suspended: bool, over: bool) -> Result<(), TermRule> {
        let extension = self.definition.extension.ok_or(TermRule::NotExtendable)?;
        if extension.at_most.is_some_and(|most| self.stretch.extensions >= most) {
            return Err(TermRule::ExtendedEnough);
        }
        if suspended {
            return Err(TermRule::StandsStill);
        }
        if over { Err(TermRule::Over) } else { Ok(()) }
    }

    fn go(&mut self, kind: StepKind, at: DateTime<Utc>) {
        match kind {
            StepKind::Extended => self.stretch.extensions = self.stretch.extensions.saturating_add(1),
            StepKind::Suspended => {
                self.stretch.pauses.push(Pause { from: at, until: None });
                self.state = TermState::Suspended;
            }
            StepKind::Resumed => {
                if let Some(pause) = self.stretch.pauses.last_mut() {
                    pause.until = pause.until.or(Some(at));
                }
                self.state = TermState::Running;
            }
            StepKind::Explained => {}
            StepKind::Met => {
                self.state = TermState::Met;
                self.met_at = Some(at);
            }
            StepKind::Stopped => self.state = TermState::Stopped,
        }
    }
}
