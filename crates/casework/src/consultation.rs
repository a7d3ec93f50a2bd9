//! Consultations: a local team asks, somebody who knows more of safety takes it up and answers. Who asked keeps the
//! responsibility, and who advised sees nothing of it once it ended.

pub mod answer;
pub mod ask;
pub mod assign;
pub mod claim;
pub mod end;
pub mod follow_up;
pub mod list;
pub mod read;

pub use answer::{AnswerConsultation, answer};
pub use ask::{AskConsultation, AskForm, AskedConsultation, ask, form};
pub use assign::{AssignConsultation, advisers, assign};
pub use claim::claim;
pub use end::{EndConsultation, end};
pub use follow_up::{AskFurther, ask_further};
pub use list::{Board, ConsultationLists, announced, board, lists};
pub use read::{ConsultationSeen, read};
pub use store::consultation::{
    Adviser, CaseSnapshot, ConsultationFile, ConsultationLine, EntryLine, FrozenFacts, SnapshotMember,
    SnapshotScore,
};

use crate::term::{Event, starting};
use crate::{Casework, Refusal, absent, ask as ask_policy, ask_for_household};
use access::{Caller, ConsultationFacts, Named, Permission, Permit, case_scope, may};
use chrono::{DateTime, NaiveDate, Utc};
use domain::consultation::{ChosenFacts, EntryKind, KnownNames, Side, Urgency};
use domain::id::{CaseId, ConsultationEntryId, ConsultationId};
use domain::notice::NoticeKind;
use domain::term::Due;
use domain::text::LongText;
use domain::version::Versioned;
use store::consultation::{self, NewEntry, Standing};
use store::job::{self, Job};
use store::{StoreError, Tx, calendar, case};
use uuid::Uuid;

/// A consultation that was locked, with the permit for a step in it.
pub(super) struct Locked<P: Named> {
    pub(super) permit: Permit<P>,
    pub(super) facts: ConsultationFacts,
    pub(super) standing: Versioned<Standing>,
}

/// Locks a consultation and asks whether the caller may take a step in it.
pub(super) async fn lock<P: Named>(
    tx: &mut Tx,
    caller: &Caller,
    id: ConsultationId,
) -> Result<Locked<P>, Refusal> {
    let found = consultation::lock_facts(tx, id).await?.ok_or_else(|| absent::<P>("consultation", id.0))?;
    let (facts, standing) = found.value;
    let permit: Permit<P> = ask_policy(caller, &facts)?;
    Ok(Locked { permit, facts, standing: Versioned { version: found.version, value: standing } })
}

/// What happens in a consultation.
pub(super) struct Step<'a> {
    pub(super) kind: EntryKind,
    pub(super) told: Option<&'a LongText>,
    /// Facts that are shown from now on.
    pub(super) facts: Option<&'a CaseSnapshot>,
    /// What whom it is for is told, if it is for somebody.
    pub(super) tells: Option<NoticeKind>,
}

/// Saves how a consultation stands after a step, and has whom it is for told.
pub(super) async fn save<P: Named>(
    casework: &Casework,
    tx: &mut Tx,
    permit: &Permit<P>,
    next: Versioned<Standing>,
    step: Step<'_>,
) -> Result<(), Refusal> {
    let entry = ConsultationEntryId(casework.ids.random());
    let Step { kind, told, facts, tells } = step;
    consultation::move_on(tx, permit, next, NewEntry { id: entry, kind, told, facts }).await?;
    if let Some((about, consultation)) = tells.zip(permit.consultation()) {
        job::enqueue(tx, &Job::Consulted { about, consultation, entry }).await?;
    }
    Ok(())
}

/// Which of the two the caller is.
pub(super) fn side(caller: &Caller, facts: &ConsultationFacts) -> Side {
    if facts.adviser == Some((caller.user, caller.membership)) { Side::Adviser } else { Side::Asker }
}

/// The names that may not stand in what the caller writes: none where people are known, because it is about a case.
pub(super) async fn names(
    tx: &mut Tx,
    caller: &Caller,
    about: Option<CaseId>,
) -> Result<Option<KnownNames>, StoreError> {
    if about.is_some() {
        return Ok(None);
    }
    let scope = case_scope(caller, Permission::ReadCase);
    Ok(Some(consultation::names_in_sight(tx, caller, scope).await?))
}

/// The permit to show something of a case, for who may read it and works for its household; none without a case.
pub(super) async fn ask_about(
    tx: &mut Tx,
    caller: &Caller,
    about: Option<CaseId>,
) -> Result<Option<Permit<may::ReadCase>>, Refusal> {
    let Some(id) = about else { return Ok(None) };
    let facts = case::facts(tx, id).await?.ok_or_else(|| absent::<may::ReadCase>("case", id.0))?;
    Ok(Some(ask_for_household(caller, &facts.value)?))
}

/// The chosen facts of the case of the permit as they stand now; none without a choice.
pub(super) async fn frozen(
    tx: &mut Tx,
    permit: Option<&Permit<may::ReadCase>>,
    chosen: Option<&ChosenFacts>,
) -> Result<Option<CaseSnapshot>, StoreError> {
    match permit.zip(chosen) {
        Some((permit, chosen)) => Ok(Some(consultation::take(tx, permit, chosen).await?)),
        None => Ok(None),
    }
}

/// By when an answer is due that is asked for now, and by which definition.
pub(super) async fn due(
    casework: &Casework,
    tx: &mut Tx,
    (origin, urgency): (Uuid, Urgency),
    at: DateTime<Utc>,
) -> Result<(NaiveDate, Due), Refusal> {
    let calendar = calendar::calendar(tx).await?;
    let term = starting(casework, &calendar, urgency.term(), Event { origin, at });
    let missing =
        || StoreError::Row { table: "consultations", id: origin.to_string(), column: "defined_from" };
    let term = term.ok_or_else(missing)?;
    Ok((term.defined_from, term.due))
}
