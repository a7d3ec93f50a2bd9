//! What colleagues ask of each other and who is away: tasks made by hand in all states, a task that was passed on, an
//! absence of now, one that comes and one that is over. Told on the last day, on the cases that there are then.

use access::{Caller, Role};
use casework::absence::{ArrangeAbsence, arrange, end};
use casework::case::list::list;
use casework::task::{CompleteTask, OpenTask, OwnerChoice, PassOn, complete, open, pass_on};
use chrono::{Days, Duration, NaiveDate};
use domain::duo::Seat;
use domain::id::CaseId;
use domain::task::{TaskDraft, TaskEnding};
use domain::text::LongText;
use domain::time::start_of_day;

use super::days;
use super::life::{Life, Stage, lacking};
use crate::failure::Failure;

/// What is asked, how many days after the day of asking it is due, and of whom.
const ASKED: &[(&str, u64, Option<Seat>)] = &[
    ("Bel de school over het ophalen op vrijdag", 1, Some(Seat::Two)),
    ("Vraag de huisarts of de verwijzing binnen is", 3, None),
    ("Spreek oma over de logeerpartij", 5, Some(Seat::One)),
    ("Neem het plan door met de wijkagent", 6, None),
    ("Leg het gesprek met beide ouders vast in de agenda", 11, Some(Seat::Two)),
    ("Controleer of de nieuwe sloten zijn geplaatst", 24, None),
];

/// Lives through it.
///
/// # Errors
/// When the database does not allow it.
pub async fn live(stage: &Stage, today: NaiveDate) -> Result<(), Failure> {
    let asked_on = days::before(today, 4);
    let mut life = stage.life("errands", 0, start_of_day(asked_on) + Duration::hours(10));
    for name in ["expert.noord", "okt.noord"] {
        ask(&mut life, stage.staff.named(name)?, asked_on).await?;
    }
    be_away(&mut life, today).await
}

/// Somebody asks for something in each of the newest cases, and some of it is passed on, done or not needed.
async fn ask(life: &mut Life<'_>, by: &Caller, day: NaiveDate) -> Result<(), Failure> {
    // A case that is near a gate has no task that keeps it.
    let lately = life.now() - Duration::days(190);
    let cases: Vec<CaseId> = list(&life.casework, by, None)
        .await?
        .items
        .into_iter()
        .filter(|it| it.open && it.seats.len() > 1 && it.opened_at > lately)
        .map(|it| it.case)
        .collect();
    for (number, (case, (told, due, seat))) in cases.iter().zip(ASKED).enumerate() {
        life.pass(2..=15);
        let due = day.checked_add_days(Days::new(*due));
        let task = TaskDraft { told: Some((*told).to_owned()), due, person: None };
        let owner = seat.map_or(OwnerChoice::Duo, OwnerChoice::Seat);
        let command = OpenTask { case: *case, task, owner };
        let task = open(&life.casework, by, &life.creation(), command).await?;
        life.pass(2..=15);
        match number {
            2 => {
                let reason = Some("Zij kent oma al en gaat morgen toch langs.".to_owned());
                let command = PassOn { case: *case, task, owner: OwnerChoice::Seat(Seat::Two), reason };
                pass_on(&life.casework, by, &life.creation(), command).await?;
            }
            3 => {
                finish(life, by, (*case, task), TaskEnding::Done, "Gebeld. De wijkagent komt dinsdag mee.")
                    .await?
            }
            4 => {
                let why = "De ouders plannen dit gesprek zelf.";
                finish(life, by, (*case, task), TaskEnding::NotNeeded, why).await?;
            }
            _ => {}
        }
    }
    Ok(())
}

async fn finish(
    life: &Life<'_>,
    by: &Caller,
    (case, task): (CaseId, domain::id::TaskId),
    ending: TaskEnding,
    outcome: &str,
) -> Result<(), Failure> {
    let outcome = text(outcome)?;
    complete(&life.casework, by, &life.creation(), CompleteTask { case, task, ending, outcome }).await?;
    Ok(())
}

/// One colleague was away and came back sooner, one is away now, one goes away next week.
async fn be_away(life: &mut Life<'_>, today: NaiveDate) -> Result<(), Failure> {
    let stage = life.stage;
    let lead = stage.staff.named("lead.okt")?;
    let colleagues = stage.staff.of("okt-noord", Role::CaseWorker);
    let [away, coming, first, second, ..] = colleagues.as_slice() else { return Ok(()) };
    let asked = stage.staff.named("okt.noord")?;
    let in_days = |days: u64| today.checked_add_days(Days::new(days));
    let day = domain::time::amsterdam_day(life.now());
    for (by, who, span, stand_ins) in [
        (lead, *second, (Some(day), Some(today)), vec![first.membership]),
        (lead, *away, (Some(day), in_days(3)), vec![first.membership, coming.membership]),
        (*coming, *coming, (in_days(7), in_days(11)), vec![first.membership]),
        (asked, asked, (in_days(21), in_days(25)), vec![first.membership, second.membership]),
    ] {
        if who.membership != by.membership && by.role != Role::TeamLead {
            continue;
        }
        life.pass(2..=9);
        let command = ArrangeAbsence {
            who: Some(who.membership),
            from: span.0,
            until: span.1,
            replacements: stand_ins.into_iter().filter(|it| *it != who.membership).collect(),
            reason: text("Waarneming tijdens afwezigheid")?,
        };
        let arranged = arrange(&life.casework, by, &life.creation(), command).await;
        // One of the cast may be among the first colleagues, and nobody is away twice.
        let Ok(arranged) = arranged else { continue };
        if span.1 == Some(today) {
            life.pass(60..=90);
            end(&life.casework, by, &life.creation(), arranged.absence).await?;
        }
    }
    Ok(())
}

fn text(written: &str) -> Result<LongText, Failure> {
    LongText::parse(written).ok().ok_or_else(|| lacking("sentence that is a text"))
}
