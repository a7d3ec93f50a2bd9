//! The safety plan as it is filled in: a part, what became of one, an order, a version, a consent. The fields of a
//! part are asked in the order of the table in `domain`; which of them belong to its kind is said there.

use casework::plan::{AddItem, AdoptPlan, ChangeItem, GiveConsent, MarkItem, RankSituations, RemoveItem};
use chrono::NaiveDate;
use domain::fault::Faults;
use domain::id::{CaseId, PersonId, PlanItemId};
use domain::plan::{
    ContentDraft, DoerDraft, Field as PlanField, ItemKind, Mark, MarkDraft, Opinion, Rank, Revision,
    VoiceDraft,
};
use domain::score::AskedHow;
use domain::version::Version;

use super::together;
use crate::shared::fields::{Body, Draft, Fields};

/// A new part.
#[derive(Debug, Clone)]
pub struct NewPlanItem {
    /// What it is.
    pub kind: Option<ItemKind>,
    /// What it says.
    pub text: ContentDraft,
}

/// A part as it should be, with every field.
#[derive(Debug, Clone)]
pub struct PlanItemChange {
    /// What it says.
    pub text: ContentDraft,
}

/// A part as it should be, from a form: fields in which the other text was chosen are named.
#[derive(Debug, Clone)]
pub struct PlanItemForm {
    text: ContentDraft,
    /// Fields in which what the page showed is right after all.
    keep: Vec<String>,
}

/// What became of a part.
#[derive(Debug, Clone)]
pub struct NewPlanMark(MarkDraft);

/// The unsafe situations in another order.
#[derive(Debug, Clone)]
pub struct NewRanking(Vec<PlanItemId>);

/// What everybody said of the plan as it stands.
#[derive(Debug, Clone)]
pub struct NewPlanVersion(Vec<VoiceDraft>);

/// Whether an organisation agrees.
#[derive(Debug, Clone)]
pub struct NewPlanConsent {
    agrees: bool,
    reason: Option<String>,
}

/// The most people in one household.
const MOST_VOICES: usize = 50;

impl Body for NewPlanItem {
    const NAME: &'static str = "NewPlanItem";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let kind = fields.required("kind");
        let text = read_text(fields);
        Some(Self { kind, text })
    }
}

impl Body for PlanItemChange {
    const NAME: &'static str = "PlanItemChange";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        Some(Self { text: read_text(fields) })
    }
}

impl Body for PlanItemForm {
    const NAME: &'static str = "PlanItemForm";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let keep = fields.list("keep", 0..=PlanField::ALL.len());
        let text = read_text(fields);
        Some(Self { text, keep: keep.unwrap_or_default() })
    }
}

impl Body for NewPlanMark {
    const NAME: &'static str = "NewPlanMark";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let mark = fields.required::<Mark>("mark");
        let on_day = fields.optional("onDay");
        let note = fields.optional("note");
        Some(Self(MarkDraft { mark: Some(mark?), on_day, note }))
    }
}

impl Body for NewRanking {
    const NAME: &'static str = "NewRanking";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        Some(Self(fields.list("situations", 1..=Rank::ALL.len())?))
    }
}

impl Body for NewPlanVersion {
    const NAME: &'static str = "NewPlanVersion";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        Some(Self(fields.objects("voices", 1..=MOST_VOICES, read_voice)?))
    }
}

impl Body for NewPlanConsent {
    const NAME: &'static str = "NewPlanConsent";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let agrees = fields.required("agrees");
        let reason = fields.optional("reason");
        Some(Self { agrees: agrees?, reason })
    }
}

impl Draft<NewPlanItem> {
    /// What the use case is asked to do.
    ///
    /// # Errors
    /// Everything that is wrong as far as the rest of the plan does not matter.
    pub fn command(self, case: CaseId) -> Result<AddItem, Faults> {
        let Self { body: NewPlanItem { kind, text: draft }, faults } = self;
        let Some(kind) = kind else {
            return Err(faults);
        };
        judged(faults, kind, draft).map(|draft| AddItem { case, kind, draft })
    }
}

impl Draft<PlanItemChange> {
    /// What the use case is asked to do.
    ///
    /// # Errors
    /// What could not be read.
    pub fn command(self, case: CaseId, item: PlanItemId, seen: Version) -> Result<ChangeItem, Faults> {
        let draft = self.faults.into_result(self.body.text)?;
        Ok(ChangeItem { case, item, seen: revision(seen), draft, keep: Vec::new() })
    }
}

impl Draft<PlanItemForm> {
    /// What the use case is asked to do.
    ///
    /// # Errors
    /// What could not be read.
    pub fn command(self, case: CaseId, item: PlanItemId, seen: Version) -> Result<ChangeItem, Faults> {
        let PlanItemForm { text, keep } = self.body;
        let draft = self.faults.into_result(text)?;
        let keep = keep.iter().filter_map(|it| PlanField::from_code(it)).collect();
        Ok(ChangeItem { case, item, seen: revision(seen), draft, keep })
    }
}

impl NewPlanMark {
    /// What the use case is asked to do.
    pub fn command(self, case: CaseId, item: PlanItemId) -> MarkItem {
        MarkItem { case, item, draft: self.0 }
    }
}

impl NewRanking {
    /// What the use case is asked to do.
    pub fn command(self, case: CaseId, seen: Version) -> RankSituations {
        RankSituations { case, seen, order: self.0 }
    }
}

impl NewPlanVersion {
    /// What the use case is asked to do.
    pub fn command(self, case: CaseId, seen: Version) -> AdoptPlan {
        AdoptPlan { case, seen, voices: self.0 }
    }
}

impl NewPlanConsent {
    /// What the use case is asked to do.
    pub fn command(self, case: CaseId, number: i32) -> GiveConsent {
        GiveConsent { case, number, agrees: Some(self.agrees), reason: self.reason }
    }
}

/// What the use case is asked to take out.
pub fn removal(case: CaseId, item: PlanItemId, seen: Version) -> RemoveItem {
    RemoveItem { case, item, seen: revision(seen) }
}

/// Which text of a part a version is. Nobody sees one that does not fit, so it is one that never was.
fn revision(seen: Version) -> Revision {
    Revision(i32::try_from(seen.0).unwrap_or(0))
}

fn judged(unread: Faults, kind: ItemKind, draft: ContentDraft) -> Result<ContentDraft, Faults> {
    if unread.is_empty() {
        return Ok(draft);
    }
    match draft.check(kind, Rank::new(1)) {
        Ok(_) => Err(unread),
        Err(judged) => Err(together(unread, judged)),
    }
}

fn read_text(fields: &mut Fields<'_>) -> ContentDraft {
    let mut draft = ContentDraft {
        under: fields.optional("under"),
        person: fields.optional("person"),
        who: fields.optional_object("who", read_doer),
        ..ContentDraft::default()
    };
    for field in PlanField::ALL.iter().filter(|it| it.is_text()) {
        draft.texts.extend(fields.optional::<String>(field.code()).map(|text| (*field, text)));
    }
    for field in PlanField::ALL.iter().filter(|it| it.is_day()) {
        draft.days.extend(fields.optional::<NaiveDate>(field.code()).map(|day| (*field, day)));
    }
    draft.factor = fields.optional("factor");
    draft.screening = fields.optional("screening");
    draft.set_by = fields.optional("setBy");
    let concerns: Option<Vec<PersonId>> = fields.list("concerns", 0..=MOST_VOICES);
    draft.concerns = concerns.unwrap_or_default();
    draft
}

fn read_doer(fields: &mut Fields<'_>) -> Option<DoerDraft> {
    let member = fields.optional("member");
    let professional = fields.optional("professional");
    let name = fields.optional("name");
    let role = fields.optional("role");
    Some(DoerDraft { member, professional, name, role })
}

fn read_voice(fields: &mut Fields<'_>) -> Option<VoiceDraft> {
    let person = fields.required("person");
    let opinion = fields.optional::<Opinion>("opinion");
    let reason = fields.optional("reason");
    let asked_how = fields.optional::<AskedHow>("askedHow");
    let own_words = fields.optional("ownWords");
    Some(VoiceDraft { person: person?, opinion, reason, asked_how, own_words })
}
