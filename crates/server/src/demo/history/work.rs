//! What a duo does in a case: contacts and corrections, and what others do to the case meanwhile.

mod method;
mod plan;
mod scores;

use std::collections::BTreeMap;

use access::{Caller, Role};
use casework::contact::{self, CorrectContact, LogContact};
use casework::duo::{self, AssignDuo, CoverSeat, ReplaceMember};
use casework::phase;
use chrono::{DateTime, Duration, Utc};
use domain::assessment::{Outcome, SafetyFinding};
use domain::contact::{Compartment, ContactDraft, PersonPresence, Presence};
use domain::duo::Seat;
use domain::id::{ContactId, PersonId, PlanItemId};
use domain::plan::ContentDraft;
use domain::report::SourceCategory;
use domain::version::Version;

use super::super::intake;
use super::super::life::Life;
use super::super::plans::ShortPlan;
use super::super::situation::{Part, Phase};
use super::super::texts::Note;
use super::{Change, Event, Opened, Story};
use crate::failure::Failure;

/// A case on which people work.
pub(super) struct Work<'a> {
    story: &'a Story,
    opened: Opened,
    begun: Option<DateTime<Utc>>,
    /// Who works on it: the safety expert and the local worker.
    duo: Vec<Caller>,
    written: Vec<&'a Note>,
    /// The last entry, for who corrects it.
    last: Option<(Caller, ContactId, ContactDraft)>,
    /// The last score of each rater: the place of a member, or of a professional after all members.
    scores: BTreeMap<usize, i64>,
    /// The plan that was adopted.
    plan: Option<&'a ShortPlan>,
    /// The agreement in it, as it was written.
    agreement: Option<(PlanItemId, ContentDraft)>,
}

impl<'a> Work<'a> {
    pub(super) fn new(story: &'a Story, opened: Opened) -> Self {
        Self {
            story,
            opened,
            begun: None,
            duo: Vec::new(),
            written: Vec::new(),
            last: None,
            scores: BTreeMap::new(),
            plan: None,
            agreement: None,
        }
    }

    /// Lives through one event, now.
    pub(super) async fn live(&mut self, life: &mut Life<'a>, event: Event) -> Result<(), Failure> {
        match event {
            Event::Assign => self.assign(life).await,
            Event::Contact => self.contact(life).await,
            Event::Scores if self.plan.is_none() => self.scores(life).await,
            Event::Scores => self.round(life, false).await,
            Event::Ask => self.round(life, true).await,
            Event::Plan => self.plan(life).await,
            Event::Revise => self.revise(life).await,
            Event::Tasks => self.tasks(life).await,
            Event::Incident => self.incident(life).await,
            Event::Suspect => self.suspect(life).await,
            Event::Propose => self.propose(life).await,
            Event::Close => self.close(life).await,
            Event::Correct => self.correct(life).await,
            Event::Change => self.change(life).await,
            Event::Report => self.report(life).await,
        }
    }

    async fn assign(&mut self, life: &Life<'a>) -> Result<(), Failure> {
        let supervisor = life.stage.staff.one_of(self.story.safety_team, Role::Supervisor, 0)?;
        let command = AssignDuo {
            case: self.opened.case,
            seen: Version(1),
            first: self.story.first.as_ref().map(|it| it.membership),
            second: self.story.second.as_ref().map(|it| it.membership),
        };
        duo::assign(&life.casework, supervisor, command).await?;
        self.duo = [&self.story.first, &self.story.second].into_iter().flatten().cloned().collect();
        self.begun = Some(life.now());
        Ok(())
    }

    async fn change(&mut self, life: &mut Life<'a>) -> Result<(), Failure> {
        let stage = life.stage;
        let supervisor = stage.staff.one_of(self.story.safety_team, Role::Supervisor, 0)?;
        let (case, seat) = (self.opened.case, Seat::One);
        // An incident or a passage may have changed the case since the duo was given.
        let seen = phase::read(&life.casework, supervisor, case).await?.version;
        let (change, who) = match &self.story.change {
            Change::None => return Ok(()),
            Change::Replaced(who) => ("replaced", who.clone()),
            Change::Covered(who) => ("covered", who.clone()),
        };
        let reason = stage.texts.seat_reason(&mut life.dice, change);
        let membership = who.membership;
        if change == "replaced" {
            let command = ReplaceMember { case, seen, seat, membership, overlap_days: 14, reason };
            duo::replace(&life.casework, supervisor, command).await?;
        } else {
            let until = Some(life.now() + Duration::days(life.dice.within(9..=16)));
            let command = CoverSeat { case, seen, seat, membership, until, reason };
            duo::cover(&life.casework, supervisor, command).await?;
        }
        if let Some(first) = self.duo.first_mut() {
            *first = who;
        }
        Ok(())
    }

    async fn contact(&mut self, life: &mut Life<'a>) -> Result<(), Failure> {
        let Some(author) = life.dice.pick(&self.duo).cloned() else { return Ok(()) };
        let stage = life.stage;
        let phase = self.phase(life.now());
        let household = &self.opened.known.household;
        let Some(note) = stage.texts.note(&mut life.dice, household, phase, &self.written) else {
            return Ok(());
        };
        self.written.push(note);
        let entry = self.entry(life, note);
        let command = LogContact { case: self.opened.case, entry: entry.clone() };
        let logged = contact::log(&life.casework, &author, &life.creation(), command).await?;
        self.last = Some((author, logged.contact, entry));
        Ok(())
    }

    fn entry(&self, life: &mut Life<'a>, note: &Note) -> ContactDraft {
        let household = &self.opened.known.household;
        let fill = |text: Option<&String>| text.and_then(|it| household.fill(it));
        let is_private = note.about.is_some() || life.dice.chance(10);
        let kind = note.kind();
        let met_as = if kind.is_some_and(domain::contact::ContactKind::shows_people) {
            Presence::Seen
        } else {
            Presence::Spoken
        };
        let met = note.met().map(|(part, alone)| (part, met_as, alone));
        let missed = note.missed().map(|part| (part, Presence::NotReached, false));
        let mut presences: Vec<PersonPresence> = Vec::new();
        for (part, presence, alone) in met.chain(missed) {
            let Some(person) = self.person(part) else { continue };
            // One person may go by two words.
            if presences.iter().all(|it| it.person != person) {
                presences.push(PersonPresence { person, presence, alone });
            }
        }
        let minutes = life.dice.within(15..=150);
        ContactDraft {
            kind,
            compartment: Some(if is_private { Compartment::OwnOrganisation } else { Compartment::Shared }),
            happened_at: Some((life.now() - Duration::minutes(minutes)).max(self.begun.unwrap_or_default())),
            presences,
            observed: fill(Some(&note.observed)),
            agreed: fill(note.agreed.as_ref()),
            next: fill(note.next.as_ref()),
            ..ContactDraft::default()
        }
    }

    async fn correct(&mut self, life: &Life<'a>) -> Result<(), Failure> {
        let Some((author, target, wrong)) = self.last.take() else { return Ok(()) };
        let more = "Aanvulling: dit was een dag eerder afgesproken dan hier eerst stond.";
        let observed = wrong.observed.as_ref().map(|it| format!("{it}\n\n{more}"));
        let entry = ContactDraft { observed, ..wrong };
        let command = CorrectContact { case: self.opened.case, target, entry };
        contact::correct(&life.casework, &author, &life.creation(), command).await?;
        Ok(())
    }

    /// Something happens again, and the police report it.
    async fn report(&mut self, life: &mut Life<'a>) -> Result<(), Failure> {
        let Some(worker) = self.opened.veilig_thuis.clone() else { return Ok(()) };
        let known = self.opened.known.clone();
        let report = intake::take_in(life, &worker, &known, SourceCategory::Police).await?;
        life.pass(60..=240);
        let found = (SafetyFinding::Structural, Outcome::ConditionsAndFollowUp);
        intake::assess(life, &worker, (&known, report), found).await?;
        Ok(())
    }

    fn person(&self, part: Part) -> Option<PersonId> {
        let household = &self.opened.known.household;
        let given = &household.member(part)?.given;
        let place = household.members.iter().position(|it| it.given == *given)?;
        self.opened.people.get(&place).copied()
    }

    fn days_of_work(&self, now: DateTime<Utc>) -> i64 {
        self.begun.map_or(0, |begun| (now - begun).num_days())
    }

    fn phase(&self, now: DateTime<Utc>) -> Phase {
        match self.days_of_work(now) {
            ..50 => Phase::Direct,
            50..150 => Phase::Stable,
            _ => Phase::Recovery,
        }
    }
}
