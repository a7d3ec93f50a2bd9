//! Giving a safety score, or entering the one that a member of the household gave.

use crate::round::follow_up;
use crate::{Casework, Creation, Refusal, absent, ask};
use access::{Caller, Permit, may};
use chrono::NaiveDate;
use domain::fault::{FaultCode, Faults};
use domain::id::{CaseId, PersonId, ScoreId};
use domain::score::{AskedHow, Rater, ScoreDraft, Subject};
use domain::task::TaskCause;
use domain::time::amsterdam_day;
use store::{Tx, case, score};

/// What is filled in.
#[derive(Debug, Clone)]
pub struct GiveScore {
    pub case: CaseId,
    pub value: Option<i64>,
    /// The member of the household who gave it; nothing for one's own score.
    pub rater: Option<PersonId>,
    pub asked_how: Option<AskedHow>,
    /// Whom it is about; nothing for the whole household.
    pub about: Option<PersonId>,
    pub reason: Option<String>,
    /// When it was given; nothing for now.
    pub scored_at: Option<chrono::DateTime<chrono::Utc>>,
}

/// The score that was stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given {
    pub score: ScoreId,
    pub case: CaseId,
}

/// Gives a score.
///
/// # Errors
/// [`Refusal::Invalid`] with every field that is wrong; [`Refusal::NotFound`] when the case is not for the caller.
pub async fn give(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: GiveScore,
) -> Result<Given, Refusal> {
    let case = command.case;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts =
                case::lock_facts(tx, case).await?.ok_or_else(|| absent::<may::GiveScore>("case", case.0))?;
            let permit: Permit<may::GiveScore> = ask(caller, &facts.value)?;
            if let Some(made) = creation.made_before(tx, caller).await? {
                return Ok(Given { score: ScoreId(made), case });
            }

            let policy = casework.policy_at(tx.now());
            let around = score::surroundings(tx, &permit).await?;
            around.span.require_open()?;
            let scored_at = command.scored_at.unwrap_or_else(|| tx.now());
            let rater = rater_of(&command, caller, &around, amsterdam_day(scored_at))?;
            let subject = subject_of(&command, &around)?;
            let draft = ScoreDraft {
                value: command.value,
                rater,
                subject,
                reason: command.reason.clone(),
                scored_at: Some(scored_at),
                scale: policy.scale,
            };
            let of = (draft.rater.key(), draft.subject);
            let previous = around.previous_of(of.0, of.1, scored_at);
            let new = draft.check(previous, &policy.score, tx.now())?;
            let alarms = policy.alarms.of_score(of, previous, new.value);

            let id = ScoreId(casework.ids.ordered(tx.now()));
            score::save(tx, &permit, id, &new, &around.phase).await?;
            follow_up::tasks(casework, tx, &permit, (TaskCause::Score, id.0, &alarms)).await?;
            creation.remember(tx, caller, id.0).await?;
            Ok(Given { score: id, case })
        })
        .await
}

/// Who gives it: the caller, or a member of the household as of now, who was born and so old on that day.
fn rater_of(
    command: &GiveScore,
    caller: &Caller,
    around: &score::Surroundings,
    day: NaiveDate,
) -> Result<Rater, Refusal> {
    let Some(person) = command.rater else {
        return Ok(Rater::Professional { user: caller.user, organisation: caller.organisation });
    };
    let Some(member) = around.member(person).filter(|it| !it.birth.is_expected()) else {
        return Err(fault("rater", FaultCode::UnknownChoice));
    };
    let age_at = member.birth.age_on(day).map(|it| it.years);
    Ok(Rater::Member { person, age_at, entered_by: caller.user, asked_how: command.asked_how })
}

fn subject_of(command: &GiveScore, around: &score::Surroundings) -> Result<Subject, Refusal> {
    match command.about {
        None => Ok(Subject::Household),
        Some(person) if around.member(person).is_some() => Ok(Subject::Person(person)),
        Some(_) => Err(fault("about", FaultCode::UnknownChoice)),
    }
}

fn fault(field: &str, code: FaultCode) -> Refusal {
    let mut faults = Faults::none();
    faults.add(field, code);
    Refusal::Invalid(faults)
}
