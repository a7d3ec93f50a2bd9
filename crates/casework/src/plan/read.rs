//! Reading the plan as it is being worked on. Everybody of whom it speaks is recorded.

use super::{MarkLine, PlanNames, VersionFile};
use crate::{Casework, Refusal, absent, ask_for_household};
use access::{Caller, Permit, may};
use domain::id::{CaseId, OrganisationId, PersonId, PlanItemId, UserId};
use domain::plan::smart::{SmartQuestion, questions};
use domain::plan::{PlanItem, Revision, Standing, Voter, WorkingPlan};
use domain::time::amsterdam_day;
use std::collections::{BTreeMap, BTreeSet};
use store::plan::names::{Asked, names};
use store::plan::save::show_persons;
use store::plan::{self, Surroundings, version};
use store::{Tx, case};

/// The plan of a case as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanFile {
    pub case: CaseId,
    /// The newest text of each part, and the mark that counts for it.
    pub standing: Standing,
    /// The same marks with what was noted.
    pub marks: BTreeMap<PlanItemId, MarkLine>,
    /// What each agreement leaves open.
    pub questions: BTreeMap<PlanItemId, Vec<SmartQuestion>>,
    /// The version that holds; nothing when none was adopted.
    pub adopted: Option<VersionFile>,
    /// The organisations of the duo now.
    pub duo: BTreeSet<OrganisationId>,
    pub names: PlanNames,
}

/// The plan with everything that a form about it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desk {
    pub file: PlanFile,
    /// The members of the household now, those who are not born yet included; oldest first.
    pub members: Vec<PersonId>,
    /// Who has a voice when a version is adopted.
    pub voters: Vec<Voter>,
    /// From this age a member is asked whether the plan is right.
    pub asked_from_age: u8,
    /// Professionals who may be named.
    pub professionals: Vec<UserId>,
    /// Organisations that may be named.
    pub organisations: Vec<OrganisationId>,
}

impl PlanFile {
    /// Whether the plan says something else than the version that holds.
    #[must_use]
    pub fn is_ahead(&self) -> bool {
        let texts = |it: &PlanItem| (it.id, it.revision);
        let working: BTreeSet<(PlanItemId, Revision)> = self.standing.plan.live().map(texts).collect();
        let adopted = self.adopted.iter().flat_map(|it| &it.items).map(texts).collect();
        working != adopted
    }
}

/// Reads the plan of a case.
///
/// # Errors
/// [`Refusal::NotFound`] when the case is not there or not for the caller.
pub async fn file(casework: &Casework, caller: &Caller, id: CaseId) -> Result<PlanFile, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let permit = ask_to_read(tx, caller, id).await?;

            plan_of(tx, &permit, id, Asked::default()).await
        })
        .await
}

/// Reads the plan of a case with what a form about it needs.
///
/// # Errors
/// [`Refusal::NotFound`] when the case is not there or not for the caller.
pub async fn desk(casework: &Casework, caller: &Caller, id: CaseId) -> Result<Desk, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let permit = ask_to_read(tx, caller, id).await?;

            let found = plan::surroundings(tx, &permit).await?;
            let members: Vec<PersonId> = found.present.iter().map(|it| it.person).collect();
            let Surroundings { around, .. } = &found;
            let asked = Asked {
                persons: members.iter().copied().collect(),
                users: around.professionals.clone(),
                organisations: around.organisations.clone(),
            };
            Ok(Desk {
                file: plan_of(tx, &permit, id, asked).await?,
                voters: found.voters(amsterdam_day(tx.now())),
                asked_from_age: casework.policy_at(tx.now()).plan_asked_from_age,
                professionals: around.professionals.iter().copied().collect(),
                organisations: around.organisations.iter().copied().collect(),
                members,
            })
        })
        .await
}

/// Reads one part in its newest text, also when it was taken out of the plan.
///
/// # Errors
/// [`Refusal::NotFound`] when the case or the part is not there or not for the caller.
pub async fn item(
    casework: &Casework,
    caller: &Caller,
    id: CaseId,
    item: PlanItemId,
) -> Result<PlanItem, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let permit = ask_to_read(tx, caller, id).await?;

            let plan = plan::working(tx, &permit).await?;
            let found = plan.find(item).ok_or_else(|| absent::<may::ReadCase>("plan_item", item.0))?;
            show_persons(tx, &permit, &found.content.persons()).await?;
            Ok(found.clone())
        })
        .await
}

/// Reads every mark on a part, the one that counts first, with the names of who noted them.
///
/// # Errors
/// [`Refusal::NotFound`] when the case or the part is not there or not for the caller.
pub async fn history(
    casework: &Casework,
    caller: &Caller,
    id: CaseId,
    item: PlanItemId,
) -> Result<(Vec<MarkLine>, PlanNames), Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let permit = ask_to_read(tx, caller, id).await?;

            let first = plan::text(tx, &permit, item, Revision(1)).await?;
            let first = first.ok_or_else(|| absent::<may::ReadCase>("plan_item", item.0))?;
            let marks = plan::marks_on(tx, &permit, item).await?;
            let mut asked = Asked::default();
            asked.add(&first.content);
            asked.users.extend(marks.iter().map(|it| it.made_by));
            show_persons(tx, &permit, &asked.persons).await?;
            Ok((marks, names(tx, &asked).await?))
        })
        .await
}

/// What the page of a case shows of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanSummary {
    pub plan: WorkingPlan,
    /// The number of the version that holds; nothing when none was adopted.
    pub adopted: Option<i32>,
    pub names: PlanNames,
}

/// What the page of a case shows of the plan, for who may read the case.
pub(crate) async fn summary(
    tx: &mut Tx,
    permit: &Permit<may::ReadCase>,
    (plan, adopted): (WorkingPlan, Option<i32>),
) -> Result<PlanSummary, Refusal> {
    let mut asked = Asked::default();
    plan.live().for_each(|it| asked.add(&it.content));
    show_persons(tx, permit, &asked.persons).await?;
    let names = names(tx, &asked).await?;
    Ok(PlanSummary { plan, adopted, names })
}

/// The permit to read the plan of a case.
pub(super) async fn ask_to_read(
    tx: &mut Tx,
    caller: &Caller,
    id: CaseId,
) -> Result<Permit<may::ReadCase>, Refusal> {
    let facts = case::facts(tx, id).await?.ok_or_else(|| absent::<may::ReadCase>("case", id.0))?;
    ask_for_household(caller, &facts.value)
}

/// The plan, for who may read the case. `asked` are other names that are wanted.
pub(crate) async fn plan_of(
    tx: &mut Tx,
    permit: &Permit<may::ReadCase>,
    case: CaseId,
    mut asked: Asked,
) -> Result<PlanFile, Refusal> {
    let working = plan::working(tx, permit).await?;
    let marks: BTreeMap<PlanItemId, MarkLine> =
        plan::latest_marks(tx, permit).await?.into_iter().map(|it| (it.item, it)).collect();
    let adopted = version::holding(tx, permit).await?;
    let duo = plan::around::duo(tx, permit).await?;
    asked.organisations.extend(&duo);
    for item in working.live().chain(adopted.iter().flat_map(|it| &it.items)) {
        asked.add(&item.content);
        asked.users.insert(item.made_by);
    }
    asked.users.extend(marks.values().map(|it| it.made_by));
    if let Some(version) = &adopted {
        asked.add_version(&version.line);
    }
    show_persons(tx, permit, &asked.persons).await?;
    let names = names(tx, &asked).await?;
    let today = amsterdam_day(tx.now());
    let questions = working
        .live()
        .map(|it| (it.id, questions(&it.content, today)))
        .filter(|(_, questions)| !questions.is_empty())
        .collect();
    let standing = Standing { plan: working, marks: marks.iter().map(|(id, it)| (*id, it.fact)).collect() };
    Ok(PlanFile { case, standing, marks, questions, adopted, duo, names })
}
