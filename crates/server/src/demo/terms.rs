//! What becomes of the terms of a report or a case: most are met in time, some are made longer, and some are over, with
//! or without somebody who wrote down why. Lived beside the history that started them, from the same first day.

use access::Caller;
use casework::term::{self, TakeTermStep, TermOwner, TermSeen};
use chrono::{DateTime, Duration, Utc};
use domain::term::{StepKind, TermKind};
use domain::text::LongText;

use super::life::{Life, lacking};
use crate::failure::Failure;

/// What becomes of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// Met a day before its end.
    InTime,
    /// Made longer a day before its end, and met after that.
    Longer,
    /// Somebody wrote down why it is over.
    Explained,
    /// Nothing yet.
    Waits,
}

/// Why a term is made longer.
const LONGER: &[&str] = &[
    "Vader was in het buitenland. Wij spreken hem volgende week.",
    "Eerst moet duidelijk zijn of moeder veilig post kan krijgen.",
    "De behandelaar is met verlof. Zij sluit de volgende keer aan.",
];

/// Why a term is over.
const OVER: &[&str] = &[
    "Het gezin was niet bereikbaar. Er is drie keer gebeld en één keer aangebeld.",
    "Door ziekte in het team is dit blijven liggen. Het staat nu voor deze week.",
    "Wij wachten op informatie van de huisarts. Morgen bellen wij opnieuw.",
];

/// What was done.
const DONE: &[&str] = &[
    "Gebeld en verteld wat er is vastgelegd en wat er volgt.",
    "Samen aan tafel gezeten. Iedereen weet nu hoe het verder gaat.",
    "Een brief gestuurd en daarna gebeld of alles duidelijk was.",
];

/// Keeps the terms of a report or a case until a moment.
///
/// # Errors
/// Those of the use cases; none of them is expected.
pub async fn keep(
    life: &mut Life<'_>,
    by: &Caller,
    owner: TermOwner,
    until: DateTime<Utc>,
) -> Result<(), Failure> {
    let file = term::list(&life.casework, by, owner).await?;
    let mut going_on: Vec<_> = file.items.iter().filter(|it| it.goes_on()).collect();
    going_on.sort_by_key(|it| it.line.due.at);
    for it in going_on {
        let fate = fate(life, it);
        live(life, (by, owner), (it, fate), until).await?;
    }
    Ok(())
}

fn fate(life: &mut Life<'_>, it: &TermSeen) -> Fate {
    let fates: &[(Fate, usize)] = match (it.definition.met_by_hand, it.line.kind) {
        (true, TermKind::InformConcerned) => &[(Fate::InTime, 88), (Fate::Longer, 8), (Fate::Explained, 4)],
        (true, _) => &[(Fate::InTime, 90), (Fate::Longer, 4), (Fate::Explained, 4), (Fate::Waits, 2)],
        (false, TermKind::PlanReview) => &[(Fate::Longer, 30), (Fate::Explained, 50), (Fate::Waits, 20)],
        (false, _) => &[(Fate::Explained, 60), (Fate::Waits, 40)],
    };
    life.dice.weigh(fates).unwrap_or(Fate::Waits)
}

async fn live(
    life: &mut Life<'_>,
    by: (&Caller, TermOwner),
    (it, fate): (&TermSeen, Fate),
    until: DateTime<Utc>,
) -> Result<(), Failure> {
    let (before, after) = (it.line.due.at - Duration::hours(30), it.line.due.at + Duration::hours(11));
    match fate {
        Fate::Longer if it.definition.extension.is_some() => {
            let met = it.definition.met_by_hand;
            // What ends in the next weeks is made longer today.
            let soon = before > until && before < until + Duration::days(21);
            let before = if soon { until - Duration::hours(1) } else { before };
            if step(life, by, (it, StepKind::Extended), (before, until)).await? && met {
                step(life, by, (it, StepKind::Met), (after, until)).await?;
            }
        }
        Fate::InTime | Fate::Longer if it.definition.met_by_hand => {
            step(life, by, (it, StepKind::Met), (before, until)).await?;
        }
        Fate::Explained => {
            step(life, by, (it, StepKind::Explained), (after, until)).await?;
        }
        Fate::InTime | Fate::Longer | Fate::Waits => {}
    }
    Ok(())
}

/// Takes a step at a moment, if that has come; tells whether it has.
async fn step(
    life: &mut Life<'_>,
    (by, owner): (&Caller, TermOwner),
    (it, kind): (&TermSeen, StepKind),
    (at, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<bool, Failure> {
    let at = at.max(life.now());
    let ends = it.line.due.at;
    let fits = kind != StepKind::Extended || at < ends;
    if at > until - Duration::minutes(10) || !fits {
        return Ok(false);
    }
    life.reach(at);
    life.pass(1..=9);
    let reasons = match kind {
        StepKind::Extended => LONGER,
        StepKind::Explained => OVER,
        StepKind::Suspended | StepKind::Resumed | StepKind::Met | StepKind::Stopped => DONE,
    };
    let reason = life.dice.pick(reasons).and_then(|it| LongText::parse(it).ok());
    let reason = reason.ok_or_else(|| lacking("reason for a term"))?;
    let command = TakeTermStep { owner, term: it.line.id, kind, reason };
    term::take(&life.casework, by, &life.creation(), command).await?;
    Ok(true)
}
