//! Handovers of the view on safety in every state: one that was refused and is written down anew, two that wait for an
//! answer, one that was accepted, one that was talked over after that, and one that is done.

use access::Caller;
use casework::case::list::list;
use casework::handover::{
    self, AcceptHandover, Finish, FinishHandover, OfferHandover, PrepareHandover, RefuseHandover,
};
use casework::reference::team_id;
use chrono::{Duration, NaiveDate};
use domain::case::LegalGround;
use domain::handover::HandoverDraft;
use domain::id::{CaseId, HandoverId};
use domain::time::{amsterdam_day, start_of_day};
use domain::version::Version;

use super::days;
use super::life::{Life, Stage};
use crate::failure::Failure;

/// Lives through it, on cases of which Veilig Thuis holds the view since their report.
///
/// # Errors
/// When the database does not allow it.
pub async fn live(stage: &Stage, today: NaiveDate) -> Result<(), Failure> {
    let (giver, lead) = (stage.staff.named("vt.intake")?, stage.staff.named("lead.okt")?);
    let mut life = stage.life("handovers", 0, start_of_day(days::before(today, 1)) + Duration::hours(11));
    let cases = held(&life, giver).await?;
    if let Some(case) = cases.first() {
        let id =
            offered(&mut life, giver, *case, "Wij zoeken hulp bij het opvoeden, dicht bij huis.").await?;
        let reason = Some("Wij hebben deze maand geen plek. Vraag het volgende maand opnieuw.".to_owned());
        let command = RefuseHandover { handover: id, seen: Version(2), reason };
        handover::refuse(&life.casework, lead, command).await?;
        life.pass(20..=40);
        written(&mut life, giver, *case, "Wij vragen het opnieuw, nu met hulp van het wijkteam.").await?;
    }
    for case in cases.iter().skip(1).take(2) {
        offered(&mut life, giver, *case, "Het is nu stabiel. Wij vragen hulp op de lange termijn.").await?;
    }
    for (number, case) in cases.iter().skip(3).enumerate() {
        let id = offered(&mut life, giver, *case, "De afspraken lopen. Het gezin kent uw team al.").await?;
        handover::accept(&life.casework, lead, AcceptHandover { handover: id, seen: Version(2) }).await?;
        life.pass(30..=60);
        if number == 0 {
            continue;
        }
        let talked = Finish::TalkedOver { on: Some(amsterdam_day(life.now())), outcome: TALKED_OVER };
        finish(&life, lead, (*case, id), (3, talked)).await?;
        life.pass(5..=10);
        if number == 2 {
            finish(&life, lead, (*case, id), (4, Finish::Completed)).await?;
        }
    }
    Ok(())
}

/// Cases that the giver may hand over: the oldest first, because the newest are told elsewhere, and never the storyline.
async fn held(life: &Life<'_>, giver: &Caller) -> Result<Vec<CaseId>, Failure> {
    let since = life.now() - Duration::days(LATELY);
    let mut open: Vec<_> = list(&life.casework, giver, None).await?.items;
    open.retain(|it| it.open && it.seats.len() > 1 && it.opened_at > since);
    open.sort_by_key(|it| it.opened_at);
    let mut held = Vec::new();
    for line in open {
        if held.len() == MOST {
            break;
        }
        if handover::list(&life.casework, giver, line.case).await?.may_prepare {
            held.push(line.case);
        }
    }
    Ok(held)
}

/// What is said of the task for the talk once it was held.
const TALKED_OVER: &str = "De overdracht is samen besproken.";

/// So many cases are needed.
const MOST: usize = 6;

/// They were opened in so many days.
const LATELY: i64 = 400;

async fn written(life: &mut Life<'_>, by: &Caller, case: CaseId, why: &str) -> Result<HandoverId, Failure> {
    let draft = HandoverDraft {
        team: Some(team_id("okt-noord")),
        ground: Some(LegalGround::Youth7311),
        why: Some(why.to_owned()),
        informed_on: Some(amsterdam_day(life.now())),
        ..HandoverDraft::default()
    };
    let command = PrepareHandover { case, handover: draft };
    let made = handover::prepare(&life.casework, by, &life.creation(), command).await?;
    life.pass(5..=15);
    Ok(made)
}

async fn offered(life: &mut Life<'_>, by: &Caller, case: CaseId, why: &str) -> Result<HandoverId, Failure> {
    let handover = written(life, by, case, why).await?;
    let command = OfferHandover { case, handover, seen: Version(1) };
    handover::offer(&life.casework, by, command).await?;
    life.pass(30..=60);
    Ok(handover)
}

async fn finish(
    life: &Life<'_>,
    by: &Caller,
    (case, handover): (CaseId, HandoverId),
    (seen, step): (i64, Finish),
) -> Result<(), Failure> {
    let command = FinishHandover { case, handover, seen: Version(seen), step };
    handover::finish(&life.casework, by, command).await?;
    Ok(())
}
