//! The audit log: a row for each act and one more for each person that it showed or changed.
//!
//! Written in the transaction of the act itself. When it cannot be written, the act does not happen.

use crate::error::StoreError;
use crate::tx::Tx;
use access::{Named, Permission, Permit, Subject};
use diesel::sql_types::{Array, Bool, Nullable, Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use domain::id::PersonId;
use std::collections::BTreeSet;
use uuid::Uuid;

#[diesel::declare_sql_function]
extern "SQL" {
    #[expect(clippy::too_many_arguments, reason = "they are the columns of the audit log")]
    fn record_act(
        act: SqlUuid,
        request_id: Nullable<SqlUuid>,
        action: Text,
        outcome: Text,
        subject: Text,
        subject_id: Nullable<SqlUuid>,
        case_id: Nullable<SqlUuid>,
        persons: Array<SqlUuid>,
        is_new: Bool,
    ) -> BigInt;
}

/// What the log says already of the act that a transaction recorded last: what was allowed, and who was in it.
#[derive(Debug)]
pub(crate) struct Recorded {
    act: (Permission, Subject),
    persons: BTreeSet<PersonId>,
}

/// How an act ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was done.
    Done,
    /// The caller was told that the thing does not exist.
    Hidden,
    /// The caller sees the thing but may not do this.
    Lacks,
    /// Signing in failed.
    Refused,
}

impl Outcome {
    fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Hidden => "hidden",
            Self::Lacks => "lacks",
            Self::Refused => "refused",
        }
    }
}

/// An act that is not covered by a permit: a sign-in, a refusal, an errand.
#[derive(Debug, Clone)]
pub struct Act {
    pub action: &'static str,
    pub outcome: Outcome,
    /// Kind of thing, and which, as far as it is known.
    pub subject: &'static str,
    pub subject_id: Option<Uuid>,
}

/// Records what the permit allowed, and everybody who was shown or changed by it. A page that reads several parts of
/// one thing in one transaction is one act, which shows each person once.
///
/// # Errors
/// Those of the database; the caller must then give nothing out.
pub async fn record<P: Named>(
    tx: &mut Tx,
    permit: &Permit<P>,
    persons: &[PersonId],
) -> Result<(), StoreError> {
    let act = (permit.permission(), permit.subject());
    let before = tx.recorded.take().filter(|before| before.act == act);
    let is_new = before.is_none();
    let mut known = before.map(|before| before.persons).unwrap_or_default();
    let added: Vec<PersonId> = persons.iter().copied().filter(|person| known.insert(*person)).collect();
    tx.recorded = Some(Recorded { act, persons: known });
    if !is_new && added.is_empty() {
        return Ok(());
    }
    let (subject, subject_id) = named(permit.subject());
    let case = permit.case().map(|case| case.0);
    let entry = Entry { action: permit.permission().code(), outcome: Outcome::Done, case, is_new };
    write(tx, entry, (subject, Some(subject_id)), &added).await
}

/// Records what the permit allowed to make where nothing was before, and everybody in it.
///
/// # Errors
/// Those of the database; the caller must then make nothing.
pub async fn record_made<P: Named>(
    tx: &mut Tx,
    permit: &Permit<P>,
    (made, id): (&'static str, Uuid),
    persons: &[PersonId],
) -> Result<(), StoreError> {
    let case = permit.case().map(|case| case.0);
    let entry = Entry { case, ..Entry::new(permit.permission().code(), Outcome::Done) };
    write(tx, entry, (made, Some(id)), persons).await
}

/// Records a list and everybody in it. A list is cut to what the caller may see, so it needs no permit of its own.
///
/// # Errors
/// Those of the database; the caller must then give nothing out.
pub async fn record_list(
    tx: &mut Tx,
    permission: Permission,
    list: &'static str,
    persons: &[PersonId],
) -> Result<(), StoreError> {
    write(tx, Entry::new(permission.code(), Outcome::Done), (list, None), persons).await
}

/// Records a refused step, also with the case or the person that it was about, because that is where a review looks.
///
/// # Errors
/// Those of the database.
pub async fn record_refusal(
    tx: &mut Tx,
    permission: Permission,
    outcome: Outcome,
    subject: &'static str,
    subject_id: Option<Uuid>,
) -> Result<(), StoreError> {
    let case = subject_id.filter(|_| subject == "case");
    let person: Vec<PersonId> =
        subject_id.filter(|_| subject == "person").map(PersonId).into_iter().collect();
    let entry = Entry { case, ..Entry::new(permission.code(), outcome) };
    write(tx, entry, (subject, subject_id), &person).await
}

/// Records an act without a permit.
///
/// # Errors
/// Those of the database.
pub async fn record_act_of(tx: &mut Tx, act: &Act) -> Result<(), StoreError> {
    write(tx, Entry::new(act.action, act.outcome), (act.subject, act.subject_id), &[]).await
}

/// What a row says besides the thing and the people.
struct Entry {
    action: &'static str,
    outcome: Outcome,
    case: Option<Uuid>,
    /// Whether the act itself is not in the log yet.
    is_new: bool,
}

impl Entry {
    fn new(action: &'static str, outcome: Outcome) -> Self {
        Self { action, outcome, case: None, is_new: true }
    }
}

async fn write(
    tx: &mut Tx,
    entry: Entry,
    (subject, subject_id): (&str, Option<Uuid>),
    persons: &[PersonId],
) -> Result<(), StoreError> {
    let mut persons: Vec<Uuid> = persons.iter().map(|person| person.0).collect();
    persons.sort();
    persons.dedup();
    let act = tx.act();
    diesel::select(record_act(
        act,
        Some(act),
        entry.action,
        entry.outcome.code(),
        subject.to_owned(),
        subject_id,
        entry.case,
        persons,
        entry.is_new,
    ))
    .get_result::<i64>(tx.conn()?)
    .await
    // Whatever is wrong with the log: without it there is no service.
    .map_err(|error| StoreError::Unavailable(Box::new(error)))?;
    Ok(())
}

fn named(subject: Subject) -> (&'static str, Uuid) {
    match subject {
        Subject::Case { case, .. } => ("case", case.0),
        Subject::Round { round, .. } => ("scoring_round", round.0),
        Subject::Household(household) => ("household", household.0),
        Subject::Report { report, .. } => ("report", report.0),
        Subject::Advice(advice) => ("advice_request", advice.0),
        Subject::Consultation { consultation, .. } => ("consultation", consultation.0),
        Subject::Handover { handover, .. } => ("handover", handover.0),
        Subject::Desk(team) => ("desk", team.0),
    }
}
