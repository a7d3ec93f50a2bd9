//! How the case of the storyline goes on and back: passages that both members of the duo want, an incident, a baby that is
//! expected, and the tasks that somebody ends.

use access::Caller;
use casework::incident::{self, RecordIncident};
use casework::life_event::{self, RecordLifeEvent};
use casework::phase::{self, AgreeWithPassage, ProposePassage};
use casework::task::complete::{CompleteTask, complete};
use casework::task::list;
use chrono::Duration;
use domain::incident::{IncidentDraft, Part, PartMoment};
use domain::life_event::{LifeEventDraft, LifeEventKind};
use domain::phase::Phase;
use domain::task::{TaskEnding, TaskKind};
use domain::text::LongText;
use domain::violence::ViolenceType;

use super::super::life::Life;
use super::Told;
use super::step::{Incident, LifeEvent, known};
use crate::failure::Failure;

impl Told {
    pub(super) async fn propose(
        &self,
        life: &Life<'_>,
        by: &Caller,
        (to, note): (&str, Option<String>),
    ) -> Result<(), Failure> {
        let to = known(to, Phase::from_code(to))?;
        let command = ProposePassage { case: self.case()?, to, note };
        phase::propose(&life.casework, by, &life.creation(), command).await?;
        Ok(())
    }

    /// Agrees with the proposal that waits, after reading what the gate says.
    pub(super) async fn agree(&self, life: &Life<'_>, by: &Caller) -> Result<(), Failure> {
        let case = self.case()?;
        let file = phase::read(&life.casework, by, case).await?;
        let (proposal, _) = known("the proposal", file.standing.pending)?;
        let command = AgreeWithPassage { case, proposal, seen: file.version };
        phase::agree(&life.casework, by, command).await?;
        Ok(())
    }

    /// Records what happened some hours ago; nobody says that there is no new danger, so the case goes back.
    pub(super) async fn incident(
        &self,
        life: &Life<'_>,
        by: &Caller,
        incident: &Incident,
    ) -> Result<(), Failure> {
        let with = [(Part::Did, &incident.did), (Part::Harmed, &incident.harmed), (Part::Saw, &incident.saw)];
        let mut people = Vec::new();
        for (part, names) in with {
            people.extend(self.persons(names)?.into_iter().map(|person| (part, person)));
        }
        let kinds = incident.kinds.iter().map(|it| known(it, ViolenceType::from_code(it)));
        let happened = life.now() - Duration::hours(incident.hours_ago);
        let draft = IncidentDraft {
            happened: Some(PartMoment::Minute(happened)),
            kinds: kinds.collect::<Result<_, _>>()?,
            people,
            told: Some(incident.told.clone()),
            done: Some(incident.done.clone()),
            acute: Some(false),
            police: Some(incident.police),
            stay_reason: None,
            corrects: None,
        };
        let command = RecordIncident { case: self.case()?, incident: draft };
        incident::record(&life.casework, by, &life.creation(), command).await?;
        Ok(())
    }

    /// Records what will change the family; it asks for a look at the plan.
    pub(super) async fn expect(
        &self,
        life: &Life<'_>,
        by: &Caller,
        event: &LifeEvent,
    ) -> Result<(), Failure> {
        let draft = LifeEventDraft {
            kind: Some(known(&event.event, LifeEventKind::from_code(&event.event))?),
            expected: Some(true),
            happens: Some(PartMoment::Day(self.day(event.expected))),
            persons: self.persons(&event.persons)?,
            note: Some(event.note.clone()),
            corrects: None,
        };
        let command = RecordLifeEvent { case: self.case()?, event: draft };
        life_event::record(&life.casework, by, &life.creation(), command).await?;
        Ok(())
    }

    /// Ends every open task of this kind.
    pub(super) async fn finish(
        &self,
        life: &Life<'_>,
        by: &Caller,
        (kind, outcome): (&str, &str),
    ) -> Result<(), Failure> {
        let case = self.case()?;
        let wanted = known(kind, TaskKind::from_code(kind))?;
        let open = list::list(&life.casework, by, case).await?;
        let open: Vec<_> = open.iter().filter(|it| it.kind == wanted).collect();
        known(&format!("an open task {kind}"), open.first())?;
        for task in open {
            let outcome = known(outcome, LongText::parse(outcome).ok())?;
            let command = CompleteTask { case, task: task.id, ending: TaskEnding::Done, outcome };
            complete(&life.casework, by, &life.creation(), command).await?;
        }
        Ok(())
    }
}
