//! What happens in a consultation: each step changes where it stands and adds an entry, in one transaction.

use super::Standing;
use super::snapshot::CaseSnapshot;
use crate::audit;
use crate::error::StoreError;
use crate::kept::Keep;
use crate::schema::{consultation_entries, consultation_facts, consultations};
use crate::tx::Tx;
use access::{Caller, Named, Permit, may};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::consultation::{EntryKind, NewConsultation};
use domain::id::{ConsultationEntryId, ConsultationId, PersonId};
use domain::text::LongText;
use domain::version::Versioned;

/// A question to save at the desk of the permit.
#[derive(Debug, Clone)]
pub struct NewQuestion<'a> {
    pub id: ConsultationId,
    /// Of the question itself.
    pub entry: ConsultationEntryId,
    /// What people call it without naming anybody.
    pub code: &'a str,
    pub new: &'a NewConsultation,
    /// Where it stands at the start.
    pub standing: Standing,
    /// The facts that were chosen with it, of a case that the caller may read.
    pub facts: Option<&'a CaseSnapshot>,
}

/// What happened, in words.
#[derive(Debug, Clone, Copy)]
pub struct NewEntry<'a> {
    pub id: ConsultationEntryId,
    pub kind: EntryKind,
    pub told: Option<&'a LongText>,
    /// Facts that are shown from now on.
    pub facts: Option<&'a CaseSnapshot>,
}

/// Saves a question, and records everybody of whom its facts tell something.
///
/// # Errors
/// Those of the database.
pub async fn ask(
    tx: &mut Tx,
    permit: &Permit<may::AskConsultation>,
    question: NewQuestion<'_>,
) -> Result<(), StoreError> {
    let team = permit.desk().ok_or(StoreError::Stale)?;
    let (now, caller) = (tx.now(), permit.caller());
    let NewQuestion { id, entry, code, new, standing, facts } = question;
    diesel::insert_into(consultations::table)
        .values((
            (consultations::id.eq(id.0), consultations::code.eq(code), consultations::team_id.eq(team.0)),
            (consultations::area_id.eq(new.area.0), consultations::case_id.eq(new.case.map(|it| it.0))),
            (
                consultations::expertise.eq(new.expertise.code()),
                consultations::urgency.eq(new.urgency.code()),
            ),
            consultations::state.eq(standing.state.code()),
            (consultations::asked_by.eq(caller.user.0), consultations::asked_as.eq(caller.membership.0)),
            (consultations::asked_at.eq(now), consultations::waits_since.eq(now)),
            consultations::defined_from.eq(standing.defined_from),
            (consultations::due_on.eq(standing.due.day), consultations::due_at.eq(standing.due.at)),
            consultations::facts_version.eq(i32::from(facts.is_some())),
            consultations::entries.eq(1),
        ))
        .execute(tx.conn()?)
        .await?;
    let persons = match facts {
        Some(facts) => freeze(tx, caller, (id, 1), facts).await?,
        None => Vec::new(),
    };
    let entry = NewEntry { id: entry, kind: EntryKind::Question, told: Some(&new.question), facts };
    add(tx, caller, (id, 1, i32::from(facts.is_some())), entry).await?;
    audit::record_made(tx, permit, ("consultation", id.0), &persons).await
}

/// Leaves the consultation of the permit as it stands after a step, from the version that was seen, and adds what
/// happened.
///
/// # Errors
/// [`StoreError::Stale`] when somebody changed it in the meantime; those of the database.
pub async fn move_on<P: Named>(
    tx: &mut Tx,
    permit: &Permit<P>,
    next: Versioned<Standing>,
    entry: NewEntry<'_>,
) -> Result<(), StoreError> {
    let id = permit.consultation().ok_or(StoreError::Stale)?;
    let (caller, to) = (permit.caller(), &next.value);
    let facts_version = to.facts_version + i32::from(entry.facts.is_some());
    let number = to.entries + 1;
    let changed = diesel::update(consultations::table.find(id.0))
        .filter(consultations::version.eq(next.version.0))
        .set((
            consultations::state.eq(to.state.code()),
            consultations::adviser_id.eq(to.adviser.map(|(user, _)| user.0)),
            consultations::adviser_as.eq(to.adviser.map(|(_, membership)| membership.0)),
            consultations::waits_since.eq(to.waits_since),
            consultations::defined_from.eq(to.defined_from),
            consultations::due_on.eq(to.due.day),
            consultations::due_at.eq(to.due.at),
            consultations::outcome.eq(to.outcome.map(|it| it.code())),
            consultations::ended_at.eq(to.ended_at),
            consultations::facts_version.eq(facts_version),
            consultations::entries.eq(number),
            consultations::version.eq(consultations::version + 1),
        ))
        .kept()
        .execute(tx.conn()?)
        .await?;
    if changed == 0 {
        return Err(StoreError::Stale);
    }
    let persons = match entry.facts {
        Some(facts) => freeze(tx, caller, (id, facts_version), facts).await?,
        None => Vec::new(),
    };
    add(tx, caller, (id, number, facts_version), entry).await?;
    audit::record(tx, permit, &persons).await
}

async fn freeze(
    tx: &mut Tx,
    caller: &Caller,
    (consultation, version): (ConsultationId, i32),
    facts: &CaseSnapshot,
) -> Result<Vec<PersonId>, StoreError> {
    let now = tx.now();
    let ground = facts.ground.ok_or(StoreError::Stale)?;
    let persons: Vec<_> = facts.persons.iter().map(|it| it.0).collect();
    diesel::insert_into(consultation_facts::table)
        .values((
            (consultation_facts::consultation_id.eq(consultation.0), consultation_facts::version.eq(version)),
            (consultation_facts::facts.eq(facts.written()), consultation_facts::persons.eq(persons)),
            consultation_facts::legal_ground.eq(ground.code()),
            consultation_facts::frozen_by.eq(caller.user.0),
            consultation_facts::membership_id.eq(caller.membership.0),
            consultation_facts::frozen_at.eq(now),
        ))
        .execute(tx.conn()?)
        .await?;
    Ok(facts.persons.clone())
}

async fn add(
    tx: &mut Tx,
    caller: &Caller,
    (consultation, number, facts_version): (ConsultationId, i32, i32),
    entry: NewEntry<'_>,
) -> Result<(), StoreError> {
    let now = tx.now();
    diesel::insert_into(consultation_entries::table)
        .values((
            (
                consultation_entries::id.eq(entry.id.0),
                consultation_entries::consultation_id.eq(consultation.0),
            ),
            (consultation_entries::number.eq(number), consultation_entries::kind.eq(entry.kind.code())),
            consultation_entries::told.eq(entry.told.map(LongText::as_str)),
            consultation_entries::facts_version.eq(facts_version),
            consultation_entries::made_by.eq(caller.user.0),
            consultation_entries::membership_id.eq(caller.membership.0),
            consultation_entries::made_at.eq(now),
        ))
        .execute(tx.conn()?)
        .await?;
    Ok(())
}
