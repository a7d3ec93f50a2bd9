//! The safety plan of a case of the demonstration: made by the two of the duo, adopted, kept up and revised. Its
//! sentences fit any household, so they name nobody.

use std::collections::BTreeMap;

use access::Caller;
use casework::plan::{self, AddItem, AdoptPlan, ChangeItem, Desk, GiveConsent, MarkItem};
use chrono::Duration;
use domain::id::{CaseId, PersonId, PlanItemId};
use domain::plan::{
    ContentDraft, DoerDraft, Factor, Field, ItemKind, Mark, MarkDraft, Opinion, Screening, VoiceDraft,
};
use domain::score::AskedHow;
use domain::time::amsterdam_day;

use super::super::life::Life;
use crate::failure::Failure;

/// Whose plan it is, and who works on it.
pub(super) struct PlanOf {
    pub(super) case: CaseId,
    pub(super) duo: Vec<Caller>,
    /// Of the story; it decides how far the plan came.
    pub(super) number: u64,
}

/// What an agreement becomes when it is revised.
const REVISED: &str = "Bij ruzie gaat een van de twee een half uur naar buiten en belt de buurvrouw";

/// Makes the plan and adopts it; the other organisation agrees on the same day.
pub(super) async fn make(life: &mut Life<'_>, of: &PlanOf) -> Result<(), Failure> {
    let [first, second] = &of.duo[..] else { return Ok(()) };
    let desk = plan::desk(&life.casework, first, of.case).await?;
    let child = desk.voters.iter().find(|it| it.is_young(desk.asked_from_age)).map(|it| it.person);
    let adult = desk.members.first().copied();
    let about: Vec<PersonId> = child.into_iter().collect();
    let situation = ContentDraft {
        concerns: about.clone(),
        ..texts(&[
            (
                Field::What,
                "De ruzie loopt zo op dat er wordt geduwd en met spullen wordt gegooid, terwijl de kinderen in huis zijn",
            ),
            (Field::Place, "Thuis, meestal in de keuken"),
            (Field::HowOften, "Bijna elk weekend"),
            (Field::HowLong, "Een jaar"),
            (Field::Worst, "Dat een kind ertussen komt en gewond raakt"),
        ])
    };
    let situation = add(life, of, first, (ItemKind::Situation, situation)).await?;
    let second_situation = texts(&[
        (Field::What, "Er is 's avonds niemand die op de kinderen let"),
        (Field::HowOften, "Een paar keer per week"),
    ]);
    add(life, of, second, (ItemKind::Situation, second_situation)).await?;
    let condition = ContentDraft {
        under: Some(situation),
        set_by: Some(first.organisation),
        concerns: about,
        ..texts(&[(Field::What, "De kinderen horen en zien geen geweld meer")])
    };
    let condition = add(life, of, first, (ItemKind::Condition, condition)).await?;
    agreements(life, of, condition, adult).await?;
    let risk = ContentDraft {
        under: Some(situation),
        factor: Some(Factor::MuchConflict),
        ..ContentDraft::default()
    };
    let risk = add(life, of, second, (ItemKind::RiskFactor, risk)).await?;
    let measure = ContentDraft {
        under: Some(risk),
        ..texts(&[(Field::What, "Gesprekken over omgaan met boosheid"), (Field::Provider, "De Waag")])
    };
    add(life, of, second, (ItemKind::Measure, measure)).await?;
    if let Some(person) = child.or(adult) {
        let goal = ContentDraft {
            person: Some(person),
            screening: Some(Screening::Planned),
            ..texts(&[(Field::What, "Weer rustig slapen in het eigen bed")])
        };
        add(life, of, first, (ItemKind::RecoveryGoal, goal)).await?;
    }
    let number = adopt(life, of, first).await?;
    life.pass(20..=90);
    let consent = GiveConsent { case: of.case, number, agrees: Some(true), reason: None };
    plan::give_consent(&life.casework, second, &life.creation(), consent).await?;
    Ok(())
}

/// Notes what became of the plan after two weeks.
pub(super) async fn note(life: &mut Life<'_>, of: &PlanOf) -> Result<(), Failure> {
    let Some(second) = of.duo.last() else { return Ok(()) };
    let standing = plan::file(&life.casework, second, of.case).await?.standing;
    let marks = [
        (ItemKind::Condition, Mark::Fulfilled, "De kinderen vertelden los van elkaar dat het rustig was."),
        (ItemKind::Agreement, Mark::Kept, "Er is twee keer gebeld. Dat ging zoals afgesproken."),
        (ItemKind::Measure, Mark::Requested, "Aangemeld. De wachttijd is zes weken."),
    ];
    for (kind, mark, note) in marks {
        let Some(item) = standing.plan.of_kind(kind).next() else { continue };
        let draft = MarkDraft { mark: Some(mark), on_day: None, note: Some(note.to_owned()) };
        let command = MarkItem { case: of.case, item: item.id, draft };
        plan::mark(&life.casework, second, &life.creation(), command).await?;
        life.pass(1..=5);
    }
    Ok(())
}

/// Writes an agreement anew. In some cases that is adopted as the next version, which the other organisation has yet to
/// agree with; in the others it is still being worked on.
pub(super) async fn revise(life: &mut Life<'_>, of: &PlanOf) -> Result<(), Failure> {
    let [first, second] = &of.duo[..] else { return Ok(()) };
    write_anew(life, of, first, REVISED).await?;
    if of.number.is_multiple_of(4) {
        life.pass(10..=40);
        adopt(life, of, first).await?;
        life.pass(60..=180);
        write_anew(life, of, second, &format!("{REVISED}, ook als het laat is")).await?;
    }
    Ok(())
}

async fn write_anew(life: &Life<'_>, of: &PlanOf, by: &Caller, text: &str) -> Result<(), Failure> {
    let standing = plan::file(&life.casework, by, of.case).await?.standing;
    let Some(item) = standing.plan.of_kind(ItemKind::Agreement).next() else { return Ok(()) };
    let keep = Field::ALL.iter().copied().filter(|it| *it != Field::What).collect();
    let draft = ContentDraft { under: item.content.under(), ..texts(&[(Field::What, text)]) };
    let command = ChangeItem { case: of.case, item: item.id, seen: item.revision, draft, keep };
    plan::change(&life.casework, by, command).await?;
    Ok(())
}

async fn agreements(
    life: &mut Life<'_>,
    of: &PlanOf,
    under: PlanItemId,
    adult: Option<PersonId>,
) -> Result<(), Failure> {
    let Some(by) = of.duo.last() else { return Ok(()) };
    let today = amsterdam_day(life.now());
    let cools_down = ContentDraft {
        under: Some(under),
        who: Some(DoerDraft { member: adult, ..DoerDraft::default() }),
        days: BTreeMap::from([(Field::ValidUntil, today + Duration::days(400))]),
        ..texts(&[
            (Field::What, "Bij ruzie gaat een van de twee een half uur naar buiten"),
            (Field::CheckedBy, "De buurvrouw"),
            (Field::CheckedHow, "Zij krijgt een bericht als het gebeurt"),
        ])
    };
    add(life, of, by, (ItemKind::Agreement, cools_down)).await?;
    let name = Some("Oma Wil".to_owned());
    let sleeps_over = ContentDraft {
        under: Some(under),
        who: Some(DoerDraft { name, role: Some("grootmoeder".to_owned()), ..DoerDraft::default() }),
        days: BTreeMap::from([(Field::ByWhen, today + Duration::days(14))]),
        ..texts(&[(Field::What, "De kinderen slapen op vrijdag bij oma")])
    };
    add(life, of, by, (ItemKind::Agreement, sleeps_over)).await?;
    Ok(())
}

async fn add(
    life: &mut Life<'_>,
    of: &PlanOf,
    by: &Caller,
    (kind, draft): (ItemKind, ContentDraft),
) -> Result<PlanItemId, Failure> {
    let command = AddItem { case: of.case, kind, draft };
    let added = plan::add(&life.casework, by, &life.creation(), command).await?;
    life.pass(1..=6);
    Ok(added.item)
}

async fn adopt(life: &Life<'_>, of: &PlanOf, by: &Caller) -> Result<i32, Failure> {
    let desk = plan::desk(&life.casework, by, of.case).await?;
    let seen = desk.file.standing.plan.version();
    let command = AdoptPlan { case: of.case, seen, voices: voices(&desk) };
    Ok(plan::adopt(&life.casework, by, &life.creation(), command).await?.number)
}

/// Young children were heard with a card, the others agree.
fn voices(desk: &Desk) -> Vec<VoiceDraft> {
    let voice = |it: &domain::plan::Voter| {
        let young = it.is_young(desk.asked_from_age);
        let words = if young { "Ik wil dat het stil is als ik slaap." } else { "Dit kunnen wij proberen." };
        VoiceDraft {
            person: it.person,
            opinion: Some(if young { Opinion::Heard } else { Opinion::Agrees }),
            reason: None,
            asked_how: Some(if young { AskedHow::WithCard } else { AskedHow::InPerson }),
            own_words: Some(words.to_owned()),
        }
    };
    desk.voters.iter().map(voice).collect()
}

fn texts(texts: &[(Field, &str)]) -> ContentDraft {
    let texts = texts.iter().map(|(field, text)| (*field, (*text).to_owned())).collect();
    ContentDraft { texts, ..ContentDraft::default() }
}
