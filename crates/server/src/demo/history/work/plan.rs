//! The short plan of a case: written, adopted with everybody's voice, and revised.

use access::Caller;
use casework::plan::{self, AddItem, AdoptPlan, ChangeItem, GiveConsent, MarkItem};
use domain::id::{PersonId, PlanItemId};
use domain::plan::{
    ContentDraft, DoerDraft, Factor, Field, ItemKind, Mark, MarkDraft, Opinion, Revision, VoiceDraft,
};
use domain::score::AskedHow;
use domain::version::Version;

use super::super::super::life::Life;
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
