//! What a duo does by the method in a case: a short plan, rounds in which everybody scores on their own, tasks that are
//! ended, an incident, a passage that is proposed, a case that is closed.

use access::Caller;
use casework::incident::{self, RecordIncident};
use casework::phase::{self, LetPass, ProposePassage};
use casework::plan::{self, AddItem, AdoptPlan, ChangeItem, GiveConsent, MarkItem};
use casework::task::{self, CompleteTask};
use chrono::Duration;
use domain::id::{PersonId, PlanItemId};
use domain::incident::{IncidentDraft, Part as PartIn, PartMoment};
use domain::phase::Phase as CasePhase;
use domain::plan::{
    ContentDraft, DoerDraft, Factor, Field, ItemKind, Mark, MarkDraft, Opinion, Revision, VoiceDraft,
};
use domain::score::AskedHow;
use domain::text::LongText;
use domain::version::Version;
use domain::violence::ViolenceType;

use super::super::super::life::{Life, lacking};
use super::super::super::plans::ShortPlan;
use super::super::Mood;
use super::Work;
use crate::failure::Failure;

/// From this age everybody is asked what they think of the plan; who is younger is heard with the picture card. Two
/// years below the rule, because nobody here counts birthdays.
const ASKED_FROM: i64 = 10;

/// The parts of a short plan.
const PARTS: i64 = 5;

/// What an agreement says more when it is revised, and when it is worked on once more.
const REVISED: &str = "Dit geldt ook in het weekend.";
const WORKED_ON: &str = "Dit geldt ook in het weekend en in de vakantie.";

/// What is written at the end of a task.
const OUTCOMES: &[&str] = &[
    "Besproken met wie het cijfer gaf en daarna samen. De afspraken blijven zoals zij zijn.",
    "Dezelfde dag gebeld. Er is een extra bezoek afgesproken.",
    "In het duo besproken. Het plan is hier opnieuw naast gelegd.",
];

impl<'a> Work<'a> {
    /// Writes a plan of one part of each kind and adopts it with everybody's voice; both organisations agree.
    pub(super) async fn plan(&mut self, life: &mut Life<'a>) -> Result<(), Failure> {
        let stage = life.stage;
        let Some(plan) = stage.plans.of(&mut life.dice, &self.opened.known.household) else { return Ok(()) };
        let [one, two] = self.duo.as_slice() else { return Ok(()) };
        let (one, two) = (one.clone(), two.clone());
        let (condition, agreement) = self.write(life, (&one, &two), plan).await?;

        life.pass(60..=240);
        let voices = self.voices();
        let command = AdoptPlan { case: self.opened.case, seen: Version(PARTS), voices };
        let adopted = plan::adopt(&life.casework, &two, &life.creation(), command).await?;
        life.pass(30..=90);
        let (case, number) = (self.opened.case, adopted.number);
        let command = GiveConsent { case, number, agrees: Some(true), reason: None };
        plan::give_consent(&life.casework, &one, &life.creation(), command).await?;
        if self.story.mood == Mood::Steady || life.dice.chance(50) {
            let draft = MarkDraft { mark: Some(Mark::Fulfilled), ..MarkDraft::default() };
            let command = MarkItem { case, item: condition, draft };
            plan::mark(&life.casework, &one, &life.creation(), command).await?;
        }
        self.plan = Some(plan);
        self.agreement = Some(agreement);
        Ok(())
    }

    /// Writes the agreement anew and adopts that, with which the safety expert has yet to agree; and goes on writing.
    pub(super) async fn revise(&mut self, life: &mut Life<'a>) -> Result<(), Failure> {
        let (Some((item, draft)), [one, two]) = (self.agreement.take(), self.duo.as_slice()) else {
            return Ok(());
        };
        self.write_anew(life, two, (item, 1), more(&draft, REVISED)).await?;
        life.pass(20..=60);
        let command = AdoptPlan { case: self.opened.case, seen: Version(PARTS + 1), voices: self.voices() };
        plan::adopt(&life.casework, two, &life.creation(), command).await?;
        life.pass(60..=180);
        self.write_anew(life, one, (item, 2), more(&draft, WORKED_ON)).await
    }

    async fn write_anew(
        &self,
        life: &Life<'a>,
        by: &Caller,
        (item, seen): (PlanItemId, i32),
        draft: ContentDraft,
    ) -> Result<(), Failure> {
        let (case, seen) = (self.opened.case, Revision(seen));
        plan::change(&life.casework, by, ChangeItem { case, item, seen, draft, keep: Vec::new() }).await?;
        Ok(())
    }

    /// Writes the parts, and tells which are the condition and the agreement.
    async fn write(
        &self,
        life: &mut Life<'a>,
        (one, two): (&Caller, &Caller),
        plan: &ShortPlan,
    ) -> Result<(PlanItemId, (PlanItemId, ContentDraft)), Failure> {
        let texts =
            [(Field::What, &plan.what), (Field::Place, &plan.place), (Field::HowOften, &plan.how_often)];
        let draft = self.says(&[texts.as_slice(), &[(Field::Worst, &plan.worst)]].concat());
        let situation = self.add(life, one, (ItemKind::Situation, draft)).await?;
        let draft = self.says(&[(Field::What, &plan.condition)]);
        let draft = ContentDraft { under: Some(situation), set_by: Some(one.organisation), ..draft };
        let condition = self.add(life, one, (ItemKind::Condition, draft)).await?;
        let checked = [(Field::CheckedBy, &plan.checked_by), (Field::CheckedHow, &plan.checked_how)];
        let draft = self.says(&[checked.as_slice(), &[(Field::What, &plan.agreement)]].concat());
        let who = match plan.doer_here().and_then(|part| self.person(part)) {
            Some(member) => DoerDraft { member: Some(member), ..DoerDraft::default() },
            None => DoerDraft { name: Some(plan.doer.clone()), ..DoerDraft::default() },
        };
        let does = ContentDraft { under: Some(condition), who: Some(who), ..draft };
        let agreement = self.add(life, two, (ItemKind::Agreement, does.clone())).await?;
        let factor = Factor::from_code(&plan.factor);
        let draft = ContentDraft { under: Some(situation), factor, ..ContentDraft::default() };
        self.add(life, two, (ItemKind::RiskFactor, draft)).await?;
        let person = plan.goal_for().and_then(|part| self.person(part));
        let draft = ContentDraft { person, ..self.says(&[(Field::What, &plan.goal)]) };
        self.add(life, one, (ItemKind::RecoveryGoal, draft)).await?;
        Ok((condition, (agreement, does)))
    }

    async fn add(
        &self,
        life: &mut Life<'a>,
        by: &Caller,
        (kind, draft): (ItemKind, ContentDraft),
    ) -> Result<PlanItemId, Failure> {
        life.pass(1..=6);
        let command = AddItem { case: self.opened.case, kind, draft };
        Ok(plan::add(&life.casework, by, &life.creation(), command).await?.item)
    }

    fn says(&self, texts: &[(Field, &String)]) -> ContentDraft {
        let household = &self.opened.known.household;
        let filled = texts.iter().filter_map(|(field, text)| Some((*field, household.fill(text)?)));
        ContentDraft { texts: filled.collect(), ..ContentDraft::default() }
    }

    /// Everybody was asked; the youngest were heard with the card.
    fn voices(&self) -> Vec<VoiceDraft> {
        let members = &self.opened.known.household.members;
        let voice = |(place, person): (&usize, &PersonId)| {
            let is_asked = members.get(*place).is_none_or(|it| it.age >= ASKED_FROM);
            let (opinion, asked_how) = if is_asked {
                (Opinion::Agrees, AskedHow::InPerson)
            } else {
                (Opinion::Heard, AskedHow::WithCard)
            };
            let (opinion, asked_how) = (Some(opinion), Some(asked_how));
            VoiceDraft { person: *person, opinion, reason: None, asked_how, own_words: None }
        };
        self.opened.people.iter().map(voice).collect()
    }

    /// Ends every task that is open.
    pub(super) async fn tasks(&self, life: &mut Life<'a>) -> Result<(), Failure> {
        let Some(by) = self.duo.last() else { return Ok(()) };
        let case = self.opened.case;
        for task in task::list(&life.casework, by, case).await? {
            life.pass(2..=20);
            let outcome = life.dice.pick(OUTCOMES).and_then(|it| LongText::parse(it).ok());
            let outcome = outcome.ok_or_else(|| lacking("outcome of a task"))?;
            let command = CompleteTask { case, task: task.id, outcome };
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
        let stays = self.story.number % 2 == 0;
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

/// The same part with a sentence more.
fn more(draft: &ContentDraft, sentence: &str) -> ContentDraft {
    let mut draft = draft.clone();
    if let Some(what) = draft.texts.get_mut(&Field::What) {
        what.push(' ');
        what.push_str(sentence);
    }
    draft
}
