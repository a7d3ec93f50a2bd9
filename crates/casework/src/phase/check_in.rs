//! Asking after a case that was closed, and what follows when it is not safe.

use super::{CheckInLine, reopen};
use crate::{Casework, Creation, Refusal, absent, ask, ask_for_household};
use access::{Caller, Permit, may};
use domain::id::{CaseId, CheckInId, TaskId};
use domain::phase::check_in::CheckInDraft;
use domain::phase::{Cause, Phase, PhaseRule};
use domain::time::amsterdam_day;
use store::phase::{self, check_in};
use store::{Tx, case, task};

/// What is filled in.
#[derive(Debug, Clone)]
pub struct AnswerCheckIn {
    pub case: CaseId,
    pub check_in: CheckInId,
    pub answer: CheckInDraft,
}

/// The check-ins of a case, earliest first.
///
/// # Errors
/// [`Refusal::NotFound`] when the case is not there or not for the caller.
pub async fn check_ins(
    casework: &Casework,
    caller: &Caller,
    id: CaseId,
) -> Result<Vec<CheckInLine>, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts = case::facts(tx, id).await?.ok_or_else(|| absent::<may::ReadCase>("case", id.0))?;
            let permit = ask_for_household(caller, &facts.value)?;

            let standing = phase::standing(tx, &permit).await?;
            Ok(check_in::lines(tx, &permit, standing.step).await?)
        })
        .await
}

/// Answers a check-in, early or late. Who says that it is not safe may open the case again in the same step; a case that
/// stays closed asks for a decision.
///
/// # Errors
/// [`Refusal::NotFound`] when the case has no such check-in; [`Refusal::Rule`] when it was answered before, belongs to
/// an earlier closing, or the household has another open case; [`Refusal::Invalid`] with every field that is wrong.
pub async fn answer(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: AnswerCheckIn,
) -> Result<CheckInId, Refusal> {
    let (case, id) = (command.case, command.check_in);
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts =
                case::lock_facts(tx, case).await?.ok_or_else(|| absent::<may::MovePhase>("case", case.0))?;
            let permit: Permit<may::MovePhase> = ask(caller, &facts.value)?;
            if let Some(made) = creation.made_before(tx, caller).await? {
                return Ok(CheckInId(made));
            }

            let standing = phase::standing(tx, &permit).await?;
            let state = check_in::state(tx, &permit, id, standing.step).await?;
            let state = state.ok_or_else(|| absent::<may::MovePhase>("check_in", id.0))?;
            if state.answered {
                return Err(PhaseRule::CheckInAnswered.into());
            }
            if !state.current || standing.phase != Phase::Closed {
                return Err(PhaseRule::CheckInLapsed.into());
            }
            let answer = command.answer.check()?;

            check_in::answer(tx, &permit, id, &answer).await?;
            let now = tx.now();
            let (ids, policy) = ((id, TaskId(casework.ids.ordered(now))), casework.policy_at(now).check_in);
            if let Some(decision) = answer.decision(ids, amsterdam_day(now), policy) {
                task::open_once(tx, &permit, decision).await?;
            }
            if answer.reopen {
                reopen::because_of(casework, tx, &permit, (Cause::CheckIn, answer.notes)).await?;
            }
            creation.remember(tx, caller, id.0).await?;
            Ok(id)
        })
        .await
}
