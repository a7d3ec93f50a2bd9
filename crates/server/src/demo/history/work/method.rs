//! What else a duo does by the method in a case: tasks that are ended, an incident, a fear, a passage that
//! is proposed, a case that is closed.

use casework::incident::{self, RecordIncident};
use casework::phase::{self, LetPass, ProposePassage};
use casework::suspicion::{self, RaiseSuspicion};
use casework::task::{self, CompleteTask};
use chrono::Duration;
use domain::danger::SuspicionDraft;
use domain::incident::{IncidentDraft, Part as PartIn, PartMoment};
use domain::phase::Phase as CasePhase;
use domain::task::TaskEnding;
use domain::text::LongText;
use domain::violence::ViolenceType;

use super::super::super::life::{Life, lacking};
use super::Work;
use crate::failure::Failure;

/// What is written at the end of a task.
const OUTCOMES: &[&str] = &[
    "Besproken met wie het cijfer gaf en daarna samen. De afspraken blijven zoals zij zijn.",
    "Dezelfde dag gebeld. Er is een extra bezoek afgesproken.",
    "In het duo besproken. Het plan is hier opnieuw naast gelegd.",
];

impl<'a> Work<'a> {
    /// Ends every task that is open.
    pub(super) async fn tasks(&self, life: &mut Life<'a>) -> Result<(), Failure> {
        let Some(by) = self.duo.last() else { return Ok(()) };
        let case = self.opened.case;
        for task in task::list(&life.casework, by, case).await? {
            life.pass(2..=20);
            let outcome = life.dice.pick(OUTCOMES).and_then(|it| LongText::parse(it).ok());
            let outcome = outcome.ok_or_else(|| lacking("outcome of a task"))?;
            let command = CompleteTask { case, task: task.id, ending: TaskEnding::Done, outcome };
            task::complete(&life.casework, by, &life.creation(), command).await?;
        }
        Ok(())
    }

    /// Something happens that the plan should have prevented. In half of the stories there is no new danger.
    pub(super) async fn incident(&self, life: &mut Life<'a>) -> Result<(), Failure> {
        let (Some(plan), Some(by)) = (self.plan, self.duo.first()) else { return Ok(()) };
        let household = &self.opened.known.household;
        let people = [(PartIn::Did, plan.did()), (PartIn::Harmed, plan.harmed())];
        let people = people.into_iter().filter_map(|(part, who)| Some((part, self.person(who?)?)));
        let stays = self.story.number.is_multiple_of(2);
        let stay_reason =
            stays.then(|| "Het gebeurde voor de nieuwe afspraken. Die worden nu nagekomen.".to_owned());
        let draft = IncidentDraft {
            happened: Some(PartMoment::Minute(life.now() - Duration::hours(life.dice.within(6..=30)))),
            kinds: plan.kinds.iter().filter_map(|it| ViolenceType::from_code(it)).collect(),
            people: people.collect(),
            told: household.fill(&plan.incident),
            done: household.fill(&plan.done),
            acute: Some(false),
            police: Some(life.dice.chance(40)),
            stay_reason,
            corrects: None,
        };
        let command = RecordIncident { case: self.opened.case, incident: draft };
        incident::record(&life.casework, by, &life.creation(), command).await?;
        Ok(())
    }

    /// Between two adults, of whom one harmed the other, the duo fears what lies behind it.
    pub(super) async fn suspect(&self, life: &Life<'a>) -> Result<(), Failure> {
        let (Some(plan), Some(by)) = (self.plan, self.duo.first()) else { return Ok(()) };
        let (Some(victim), Some(accused)) =
            (plan.harmed().and_then(|it| self.person(it)), plan.did().and_then(|it| self.person(it)))
        else {
            return Ok(());
        };
        let reason = "Overziet elk bericht en bepaalt wie op bezoek komt. Alleen praten kan bijna niet.";
        let suspicion =
            SuspicionDraft { victim: Some(victim), accused: Some(accused), reason: Some(reason.to_owned()) };
        let command = RaiseSuspicion { case: self.opened.case, suspicion };
        suspicion::raise(&life.casework, by, &life.creation(), command).await?;
        Ok(())
    }

    /// The local worker proposes that the case becomes stable.
    pub(super) async fn propose(&self, life: &Life<'a>) -> Result<(), Failure> {
        let Some(by) = self.duo.last() else { return Ok(()) };
        let note = Some("De afspraak wordt al weken nagekomen.".to_owned());
        let command = ProposePassage { case: self.opened.case, to: CasePhase::Stable, note };
        phase::propose(&life.casework, by, &life.creation(), command).await?;
        Ok(())
    }

    /// The household moves away: a supervisor lets the case pass every gate, with that reason.
    pub(super) async fn close(&self, life: &mut Life<'a>) -> Result<(), Failure> {
        let supervisor = life.stage.staff.one_of(self.story.safety_team, access::Role::Supervisor, 0)?;
        let case = self.opened.case;
        let mut seen = phase::read(&life.casework, supervisor, case).await?.version;
        for to in [CasePhase::Stable, CasePhase::Recovery, CasePhase::Closed] {
            life.pass(2..=5);
            let reason = "Het gezin is verhuisd. De hulp gaat verder in de nieuwe woonplaats, met dit plan.";
            let command = LetPass { case, to, reason: Some(reason.to_owned()), seen };
            seen = phase::let_pass(&life.casework, supervisor, command).await?;
        }
        Ok(())
    }
}
