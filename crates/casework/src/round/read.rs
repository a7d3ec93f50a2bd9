//! One round: for whoever sees the case everything that may be seen, for whoever is only asked the question alone.

use crate::{Casework, Refusal, absent, ask, ask_for_household};
use access::{Caller, Permit, decide, may};
use domain::id::RoundId;
use domain::round::alarm::Alarm;
use domain::round::conversation::{InPhase, Talk, conversation, in_phases};
use domain::version::Version;
use store::Tx;
use store::round::{self, Card, Sheet};

/// A round as the caller may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundView {
    pub version: Version,
    pub shown: Shown,
}

/// How much of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// For whoever sees the case.
    File(Box<RoundFile>),
    /// For whoever is asked and sees nothing else.
    Card(Card),
}

/// Everything of a round that may be seen now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundFile {
    pub sheet: Sheet,
    /// What to talk about, the household first; empty while the round is open.
    pub talks: Vec<Talk>,
    /// How the scores lay in each phase until now; empty while the round is open.
    pub phases: Vec<InPhase>,
    /// What asks for attention; empty while the round is open.
    pub alarms: Vec<Alarm>,
    /// Whether the caller may enter answers of the household and close it.
    pub may_hold: bool,
}

/// Reads a round.
///
/// # Errors
/// [`Refusal::NotFound`] when it is not there or not for the caller.
pub async fn read(casework: &Casework, caller: &Caller, id: RoundId) -> Result<RoundView, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let missing = || absent::<may::SeeRound>("scoring_round", id.0);
            let facts = round::facts(tx, id).await?.ok_or_else(missing)?;
            let permit: Permit<may::SeeRound> = ask(caller, &facts.value)?;

            let of_case = facts.value.of_case.as_ref();
            let shown = match of_case.and_then(|it| ask_for_household(caller, it).ok()) {
                Some(of_case) => {
                    let sheet = round::sheet(tx, &of_case, id).await?.ok_or_else(missing)?;
                    let may_hold = decide::<may::HoldRound>(caller, &facts.value).is_ok();
                    Shown::File(Box::new(file(casework, sheet, may_hold)))
                }
                None => Shown::Card(round::card(tx, &permit).await?.ok_or_else(missing)?),
            };
            Ok(RoundView { version: facts.version, shown })
        })
        .await
}

/// The rules of the moment of closing hold: an alarm does not come or go when they change.
fn file(casework: &Casework, sheet: Sheet, may_hold: bool) -> RoundFile {
    let evidence = &sheet.evidence;
    let talks = conversation(&evidence.scores, &evidence.round_before);
    let phases =
        in_phases(evidence.phases.iter().map(|(phase, subject, it)| (phase.as_str(), *subject, *it)));
    let alarms = sheet.line.closed.as_ref().map_or_else(Vec::new, |closed| {
        let policy = casework.policy_at(closed.at).alarms;
        policy.of_round(&evidence.scores, &evidence.last, &evidence.missing)
    });
    RoundFile { talks, phases, alarms, may_hold, sheet }
}
