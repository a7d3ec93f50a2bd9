//! The steps that are tried. Each picks what it is about by chance among what is there; what is not there is tried too.

use super::Sequence;
use crate::casework::plan::{draft, put, small_plan, voices};
use access::Caller;
use casework::Refusal;
use casework::incident::{self, RecordIncident};
use casework::life_event::{self, RecordLifeEvent};
use casework::phase::{self, AgreeWithPassage, AnswerCheckIn, FallBack, LetPass, ProposePassage, ReopenCase};
use casework::plan::{self, AdoptPlan, ChangeItem, GiveConsent, MarkItem};
use casework::round::{self, AnswerRound, CloseRound, OpenRound};
use casework::task::{self, CompleteTask};
use chrono::Duration;
use domain::id::{CheckInId, PersonId, PhaseProposalId, PlanItemId, RoundId, TaskId};
use domain::incident::{IncidentDraft, Part as PartIn, PartMoment};
use domain::life_event::{LifeEventDraft, LifeEventKind};
use domain::phase::Phase;
use domain::phase::check_in::CheckInDraft;
use domain::plan::{ContentDraft, Field, ItemKind, Mark, MarkDraft, Revision};
use domain::round::RoundDraft;
use domain::round::answer::Part;
use domain::score::AskedHow;
use domain::task::TaskEnding;
use domain::text::LongText;
use domain::version::Version;
use domain::violence::ViolenceType;

/// What may be tried, and how often.
pub(super) const KINDS: &[(&str, usize)] = &[
    ("write", 4),
    ("change", 6),
    ("mark", 9),
    ("adopt", 7),
    ("consent", 6),
    ("work_well", 10),
    ("open_round", 6),
    ("answer", 14),
    ("close_round", 5),
    ("propose", 13),
    ("agree", 15),
    ("override", 7),
    ("fall_back", 3),
    ("incident", 2),
    ("life_event", 2),
    ("task", 4),
    ("see_through", 2),
    ("check_in", 6),
    ("reopen", 6),
    ("wait", 10),
];

const WHY: &str = "Dit is de reden";

impl Sequence<'_> {
    /// Tries it.
    pub(super) async fn act(&mut self, who: usize, act: &str) -> Result<(), Refusal> {
        let by = self.people[who].clone();
        match act {
            "write" => self.write(&by).await,
            "change" => self.change(&by).await,
            "mark" => self.mark(&by).await,
            "adopt" => self.adopt(&by).await,
            "consent" => self.consent(&by, None).await,
            "work_well" => self.work_well().await,
            "open_round" => self.open_round(&by).await,
            "answer" => self.answer(&by).await,
            "close_round" => self.close_round(&by).await,
            "propose" => self.propose(&by).await,
            "agree" => self.agree(&by).await,
            "override" => self.override_gate(&by).await,
            "fall_back" => self.fall_back(who).await,
            "incident" => self.incident(&by).await,
            "life_event" => self.life_event(&by).await,
            "task" => self.task(&by).await,
            "see_through" => self.see_through().await,
            "check_in" => self.check_in(&by).await,
            "reopen" => {
                let command = ReopenCase { case: self.case.id, reason: Some(WHY.to_owned()) };
                phase::reopen(&self.world.casework, &by, &self.once(), command).await.map(drop)
            }
            "wait" => {
                self.world.clock.forward(Duration::days(self.dice.within(1..=40)));
                Ok(())
            }
            other => panic!("{other} is no step"),
        }
    }

    /// One of the rows of the case, by its id.
    async fn one(&mut self, table: &str, and: &str) -> Option<uuid::Uuid> {
        let found = self.told("id", table, &format!("{and} ORDER BY id")).await;
        self.dice.pick(&found).map(|it| it.parse().unwrap())
    }

    async fn write(&mut self, by: &Caller) -> Result<(), Refusal> {
        let situation = self.one("plan_items", "AND kind = 'situation'").await.map(PlanItemId);
        let (kind, text) = match self.dice.below(3) {
            0 => (ItemKind::Situation, draft(&[(Field::What, "Tom dreigt")])),
            1 => (
                ItemKind::RiskFactor,
                ContentDraft { under: situation, ..draft(&[(Field::What, "Schulden")]) },
            ),
            _ => {
                let set_by = Some(by.organisation);
                let must = draft(&[(Field::What, "Het blijft rustig in huis")]);
                (ItemKind::Condition, ContentDraft { under: situation, set_by, ..must })
            }
        };
        let command = plan::AddItem { case: self.case.id, kind, draft: text };
        plan::add(&self.world.casework, by, &self.once(), command).await.map(drop)
    }

    async fn change(&mut self, by: &Caller) -> Result<(), Refusal> {
        let Some(item) = self.one("plan_items", "AND kind = 'situation'").await else {
            return Err(Refusal::Stale);
        };
        let newest = self.told("max(revision)", "plan_revisions", &format!("AND item_id = '{item}'")).await;
        let newest: i32 = newest[0].parse().unwrap();
        let seen = Revision(newest - i32::from(self.dice.chance(30)));
        let draft = draft(&[(Field::What, ["Tom dreigt", "Tom scheldt"][self.dice.below(2)])]);
        let item = PlanItemId(item);
        let command = ChangeItem { case: self.case.id, item, seen, draft, keep: Vec::new() };
        plan::change(&self.world.casework, by, command).await.map(drop)
    }

    async fn mark(&mut self, by: &Caller) -> Result<(), Refusal> {
        let marks = [
            ("condition", Mark::Fulfilled, 60),
            ("condition", Mark::Broken, 6),
            ("condition", Mark::Withdrawn, 4),
            ("risk_factor", Mark::Removed, 20),
            ("recovery_goal", Mark::Reached, 20),
        ];
        let place = self.dice.weigh(&marks.map(|(kind, mark, weight)| ((kind, mark), weight))).unwrap();
        let item = self.one("plan_items", &format!("AND kind = '{}'", place.0)).await.map(PlanItemId);
        let Some(item) = item else { return Err(Refusal::Stale) };
        let draft = MarkDraft { mark: Some(place.1), on_day: None, note: Some(WHY.to_owned()) };
        let command = MarkItem { case: self.case.id, item, draft };
        plan::mark(&self.world.casework, by, &self.once(), command).await.map(drop)
    }

    async fn adopt(&mut self, by: &Caller) -> Result<(), Refusal> {
        let seen = plan::desk(&self.world.casework, by, self.case.id).await?.file.standing.plan.version();
        let seen = Version(seen.0 - i64::from(self.dice.chance(10)));
        let mut voices = voices(&self.case);
        voices.truncate(if self.dice.chance(10) { 1 } else { 3 });
        // The child of seven grows up in the longest of these histories, and is asked like the others then.
        let file = plan::desk(&self.world.casework, by, self.case.id).await?;
        let child = self.case.household.child;
        let is_young = |it: &domain::plan::Voter| it.person == child && it.is_young(file.asked_from_age);
        if !file.voters.iter().any(is_young) {
            voices.iter_mut().for_each(|it| it.opinion = Some(domain::plan::Opinion::Agrees));
        }
        let command = AdoptPlan { case: self.case.id, seen, voices };
        plan::adopt(&self.world.casework, by, &self.once(), command).await.map(drop)
    }

    async fn consent(&mut self, by: &Caller, agrees: Option<bool>) -> Result<(), Refusal> {
        let number = self.versions as i32 - i32::from(agrees.is_none() && self.dice.chance(20));
        let agrees = agrees.or_else(|| Some(self.dice.chance(80)));
        let command = GiveConsent { case: self.case.id, number, agrees, reason: Some(WHY.to_owned()) };
        plan::give_consent(&self.world.casework, by, &self.once(), command).await.map(drop)
    }

    /// Some weeks in which the duo does what the first gate asks: without it hardly any case would ever pass one.
    async fn work_well(&mut self) -> Result<(), Refusal> {
        let (anna, bilal) = (self.people[0].clone(), self.people[1].clone());
        let (world, case) = (self.world, self.case.clone());
        phase::read(&world.casework, &anna, case.id).await?.standing.span.require_open()?;
        if self.told("id", "plan_items", "").await.is_empty() {
            let (situation, ..) = small_plan(world, &case, &anna).await;
            let factor = ContentDraft { under: Some(situation), ..draft(&[(Field::What, "Schulden")]) };
            put(world, &case, &anna, ItemKind::RiskFactor, factor).await;
            let person = Some(case.household.child);
            let goal = ContentDraft { person, ..draft(&[(Field::What, "Rustig slapen")]) };
            put(world, &case, &anna, ItemKind::RecoveryGoal, goal).await;
        }
        for (kind, mark) in [
            ("condition", Mark::Fulfilled),
            ("risk_factor", Mark::Manageable),
            ("recovery_goal", Mark::PartlyReached),
        ] {
            for item in self.told("id", "plan_items", &format!("AND kind = '{kind}'")).await {
                let draft = MarkDraft { mark: Some(mark), on_day: None, note: None };
                let command = MarkItem { case: case.id, item: PlanItemId(item.parse().unwrap()), draft };
                plan::mark(&world.casework, &anna, &self.once(), command).await?;
            }
        }
        world.clock.forward(Duration::days(self.dice.within(26..=34)));
        self.adopt(&anna).await?;
        self.versions += 1;
        self.consent(&bilal, Some(true)).await?;
        // A round that was open before is answered now.
        drop(self.open_round(&anna).await);
        let round = self.one("scoring_rounds", "AND closed_at IS NULL").await.map(RoundId);
        let round = round.ok_or(Refusal::Stale)?;
        for by in [&anna, &bilal] {
            let value = self.dice.within(6..=9);
            drop(self.say(by, (round, None), value).await);
        }
        for person in self.waiting(round).await {
            let value = self.dice.within(4..=9);
            drop(self.say(&bilal, (round, Some(person)), value).await);
        }
        Ok(())
    }

    async fn open_round(&mut self, by: &Caller) -> Result<(), Refusal> {
        let home = &self.case.household;
        let mut persons = vec![home.mother, home.child, home.ex_partner];
        persons.truncate(self.dice.below(4));
        let users = vec![self.people[0].user, self.people[1].user];
        let command = OpenRound { case: self.case.id, raters: RoundDraft { users, persons } };
        round::open(&self.world.casework, by, &self.once(), command).await.map(drop)
    }

    /// Answers for oneself, or for a member who has not answered yet.
    async fn answer(&mut self, by: &Caller) -> Result<(), Refusal> {
        let round = self.one("scoring_rounds", "AND closed_at IS NULL").await;
        let round = if round.is_some() { round } else { self.one("scoring_rounds", "").await };
        let round = round.map(RoundId).ok_or(Refusal::Stale)?;
        let waiting = self.waiting(round).await;
        let person = if self.dice.chance(50) { self.dice.pick(&waiting).copied() } else { None };
        let value = self.dice.within(1..=10);
        self.say(by, (round, person), value).await
    }

    async fn say(
        &mut self,
        by: &Caller,
        (round, person): (RoundId, Option<PersonId>),
        value: i64,
    ) -> Result<(), Refusal> {
        let household = Part { value: Some(value), reason: Some(WHY.to_owned()) };
        let asked_how = person.map(|_| AskedHow::WithCard);
        let command = AnswerRound { round, person, asked_how, household, about: Vec::new() };
        round::answer(&self.world.casework, by, &self.once(), command).await.map(drop)
    }

    /// The members of the household who have not answered yet.
    async fn waiting(&self, round: RoundId) -> Vec<PersonId> {
        let and = format!("AND round_id = '{round}' AND answered_at IS NULL AND person_id IS NOT NULL");
        let found = self.told("person_id", "scoring_round_raters", &and).await;
        found.iter().map(|it| PersonId(it.parse().unwrap())).collect()
    }

    async fn close_round(&mut self, by: &Caller) -> Result<(), Refusal> {
        let Some(round) = self.one("scoring_rounds", "").await.map(RoundId) else {
            return Err(Refusal::Stale);
        };
        let seen = round::read(&self.world.casework, by, round).await?.version;
        let command = CloseRound { round, seen, reason: Some(WHY.to_owned()) };
        round::close(&self.world.casework, by, command).await.map(drop)
    }

    async fn propose(&mut self, by: &Caller) -> Result<(), Refusal> {
        let to = match self.dice.chance(80) {
            true => phase::read(&self.world.casework, by, self.case.id).await?.standing.phase.next(),
            false => self.dice.pick(Phase::ALL).copied(),
        };
        let to = to.unwrap_or(Phase::Stable);
        let command = ProposePassage { case: self.case.id, to, note: Some(WHY.to_owned()) };
        phase::propose(&self.world.casework, by, &self.once(), command).await.map(drop)
    }

    async fn agree(&mut self, by: &Caller) -> Result<(), Refusal> {
        let last = self.told("id", "phase_proposals", "ORDER BY after_step DESC").await;
        let Some(proposal) = last.first().map(|it| PhaseProposalId(it.parse().unwrap())) else {
            return Err(Refusal::Stale);
        };
        let seen = phase::read(&self.world.casework, by, self.case.id).await?.version;
        let command = AgreeWithPassage { case: self.case.id, proposal, seen };
        phase::agree(&self.world.casework, by, command).await.map(drop)
    }

    async fn override_gate(&mut self, by: &Caller) -> Result<(), Refusal> {
        let file = phase::read(&self.world.casework, by, self.case.id).await?;
        let to = file.standing.phase.next().unwrap_or(Phase::Stable);
        let reason = Some(WHY.to_owned()).filter(|_| self.dice.chance(80));
        let command = LetPass { case: self.case.id, to, reason, seen: file.version };
        phase::let_pass(&self.world.casework, by, command).await.map(drop)
    }

    /// A supervisor lets the case pass until it is closed: without it hardly any case would ever be asked after. Only in
    /// some histories, so that in the others the duo passes the gates by itself.
    async fn see_through(&mut self) -> Result<(), Refusal> {
        if !self.number.is_multiple_of(3) {
            return Err(Refusal::Stale);
        }
        let susan = self.people[2].clone();
        let mut seen = phase::read(&self.world.casework, &susan, self.case.id).await?;
        seen.standing.span.require_open()?;
        while let Some(to) = seen.standing.phase.next() {
            let reason = Some(WHY.to_owned());
            let command = LetPass { case: self.case.id, to, reason, seen: seen.version };
            phase::let_pass(&self.world.casework, &susan, command).await?;
            seen = phase::read(&self.world.casework, &susan, self.case.id).await?;
        }
        Ok(())
    }

    /// One of the duo is never refused, as long as the case is open.
    async fn fall_back(&mut self, who: usize) -> Result<(), Refusal> {
        let id = self.case.id;
        let state = self.world.lines(&format!("SELECT state FROM cases WHERE id = '{id}'")).await;
        let command = FallBack { case: id, reason: Some(WHY.to_owned()) };
        let (by, once) = (self.people[who].clone(), self.once());
        let back = phase::fall_back(&self.world.casework, &by, &once, command).await;
        if super::is_in_duo(who) && state[0] == "open" {
            assert!(back.is_ok(), "sequence {}: a fallback was refused: {back:?}", self.number);
        }
        back.map(drop)
    }

    async fn incident(&mut self, by: &Caller) -> Result<(), Refusal> {
        let acute = self.dice.chance(30);
        let draft = IncidentDraft {
            happened: Some(PartMoment::Minute(self.world.now() - Duration::hours(3))),
            kinds: vec![ViolenceType::PartnerPhysical],
            people: vec![(PartIn::Did, self.case.household.ex_partner)],
            told: Some("Tom duwde Sara".to_owned()),
            acute: Some(acute),
            police: Some(false),
            stay_reason: Some(WHY.to_owned()).filter(|_| !acute && self.dice.chance(50)),
            ..IncidentDraft::default()
        };
        let command = RecordIncident { case: self.case.id, incident: draft };
        incident::record(&self.world.casework, by, &self.once(), command).await.map(drop)
    }

    async fn life_event(&mut self, by: &Caller) -> Result<(), Refusal> {
        let draft = LifeEventDraft {
            kind: self.dice.pick(LifeEventKind::ALL).copied(),
            expected: Some(false),
            happens: PartMoment::parse(&self.world.now().date_naive().to_string()).ok(),
            persons: vec![self.case.household.mother],
            ..LifeEventDraft::default()
        };
        let command = RecordLifeEvent { case: self.case.id, event: draft };
        life_event::record(&self.world.casework, by, &self.once(), command).await.map(drop)
    }

    async fn task(&mut self, by: &Caller) -> Result<(), Refusal> {
        let Some(task) = self.one("tasks", "").await.map(TaskId) else { return Err(Refusal::Stale) };
        let outcome = LongText::parse(WHY).unwrap();
        let command = CompleteTask { case: self.case.id, task, ending: TaskEnding::Done, outcome };
        task::complete(&self.world.casework, by, &self.once(), command).await.map(drop)
    }

    async fn check_in(&mut self, by: &Caller) -> Result<(), Refusal> {
        let Some(check_in) = self.one("check_ins", "").await.map(CheckInId) else {
            return Err(Refusal::Stale);
        };
        let safe = self.dice.chance(60);
        let notes = Some(WHY.to_owned());
        let answer = CheckInDraft { safe: Some(safe), score: Some(7), notes, reopen: !safe };
        let command = AnswerCheckIn { case: self.case.id, check_in, answer };
        phase::answer(&self.world.casework, by, &self.once(), command).await.map(drop)
    }
}
