//! The safety plan in the storyline: written, changed by two at once, noted what became of it, adopted and agreed with.

use access::Caller;
use casework::plan::{self, AddItem, AdoptPlan, ChangeItem, GiveConsent, MarkItem};
use casework::reference::organisation_id;
use domain::plan::{
    ContentDraft, DoerDraft, Factor, Field, ItemKind, Mark, MarkDraft, Opinion, Revision, Screening,
    VoiceDraft,
};
use domain::score::AskedHow;

use super::super::life::Life;
use super::step::{Part, Voice, known};
use super::{Told, Written, caller};
use crate::failure::Failure;

impl Told {
    pub(super) async fn add(
        &mut self,
        life: &Life<'_>,
        by: &Caller,
        (part, kind): (&str, &str),
        text: &Part,
    ) -> Result<(), Failure> {
        let draft = self.written_over(ContentDraft::default(), life, text)?;
        let kind = known(kind, ItemKind::from_code(kind))?;
        let command = AddItem { case: self.case()?, kind, draft: draft.clone() };
        let item = plan::add(&life.casework, by, &life.creation(), command).await?.item;
        self.parts.insert(part.to_owned(), Written { item, revision: Revision(1), texts: vec![draft] });
        Ok(())
    }

    /// Changes some fields. Who writes `at_once` has not seen what the other wrote just now.
    pub(super) async fn change(
        &mut self,
        life: &Life<'_>,
        by: &Caller,
        (part, at_once): (&str, bool),
        text: &Part,
    ) -> Result<(), Failure> {
        let case = self.case()?;
        let Written { item, revision, texts } = known(part, self.parts.get(part))?;
        let back = usize::from(at_once);
        let seen = texts.iter().rev().nth(back).cloned().unwrap_or_default();
        let now = texts.last().cloned().unwrap_or_default();
        let (draft, now) = (self.written_over(seen, life, text)?, self.written_over(now, life, text)?);
        let saw = Revision(revision.0 - i32::from(at_once));
        let command = ChangeItem { case, item: *item, seen: saw, draft, keep: Vec::new() };
        let changed = plan::change(&life.casework, by, command).await?;
        if let Some(written) = self.parts.get_mut(part) {
            written.revision = changed.revision;
            written.texts.push(now);
        }
        Ok(())
    }

    pub(super) async fn mark(
        &self,
        life: &Life<'_>,
        by: &Caller,
        (part, mark): (&str, &str),
        note: Option<String>,
    ) -> Result<(), Failure> {
        let draft = MarkDraft { mark: Some(known(mark, Mark::from_code(mark))?), on_day: None, note };
        let item = known(part, self.parts.get(part))?.item;
        let command = MarkItem { case: self.case()?, item, draft };
        plan::mark(&life.casework, by, &life.creation(), command).await?;
        Ok(())
    }

    /// Adopts the plan as it stands now, which the adopter reads first.
    pub(super) async fn adopt(
        &mut self,
        life: &mut Life<'_>,
        by: &Caller,
        voices: &[Voice],
    ) -> Result<(), Failure> {
        let case = self.case()?;
        let seen = plan::desk(&life.casework, by, case).await?.file.standing.plan.version();
        life.pass(5..=15);
        let voices = voices.iter().map(|it| self.voice(it)).collect::<Result<_, _>>()?;
        let command = AdoptPlan { case, seen, voices };
        self.adopted = plan::adopt(&life.casework, by, &life.creation(), command).await?.number;
        Ok(())
    }

    pub(super) async fn consent(
        &self,
        life: &Life<'_>,
        by: &Caller,
        (agrees, reason): (bool, Option<String>),
    ) -> Result<(), Failure> {
        let command = GiveConsent { case: self.case()?, number: self.adopted, agrees: Some(agrees), reason };
        plan::give_consent(&life.casework, by, &life.creation(), command).await?;
        Ok(())
    }

    fn voice(&self, voice: &Voice) -> Result<VoiceDraft, Failure> {
        let how = voice.asked_how.as_deref();
        Ok(VoiceDraft {
            person: self.person(&voice.person)?,
            opinion: Some(known(&voice.opinion, Opinion::from_code(&voice.opinion))?),
            reason: voice.reason.clone(),
            asked_how: how.map(|it| known(it, AskedHow::from_code(it))).transpose()?,
            own_words: voice.own_words.clone(),
        })
    }

    /// A draft in which the fields of a part stand, over what stood there.
    fn written_over(
        &self,
        mut draft: ContentDraft,
        life: &Life<'_>,
        text: &Part,
    ) -> Result<ContentDraft, Failure> {
        for (field, words) in &text.texts {
            draft.texts.insert(known(field, Field::from_code(field))?, words.clone());
        }
        for (field, day) in &text.days {
            draft.days.insert(known(field, Field::from_code(field))?, self.day(*day));
        }
        if let Some(under) = &text.under {
            draft.under = Some(known(under, self.parts.get(under))?.item);
        }
        if let Some(person) = &text.person {
            draft.person = Some(self.person(person)?);
        }
        if let Some(who) = &text.who {
            draft.who = Some(self.doer(life, who)?);
        }
        if let Some(code) = &text.factor {
            draft.factor = Some(known(code, Factor::from_code(code))?);
        }
        if let Some(code) = &text.screening {
            draft.screening = Some(known(code, Screening::from_code(code))?);
        }
        if let Some(key) = &text.set_by {
            draft.set_by = Some(organisation_id(key));
        }
        if !text.concerns.is_empty() {
            draft.concerns = self.persons(&text.concerns)?;
        }
        Ok(draft)
    }

    fn doer(&self, life: &Life<'_>, who: &[String]) -> Result<DoerDraft, Failure> {
        match who {
            [name, role] => {
                Ok(DoerDraft { name: Some(name.clone()), role: Some(role.clone()), ..DoerDraft::default() })
            }
            [name] => match self.people.get(name) {
                Some(person) => Ok(DoerDraft { member: Some(*person), ..DoerDraft::default() }),
                None => {
                    let professional = Some(caller(life, name)?.user);
                    Ok(DoerDraft { professional, ..DoerDraft::default() })
                }
            },
            _ => known("who", None),
        }
    }
}
