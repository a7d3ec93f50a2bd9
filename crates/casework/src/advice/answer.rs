//! Answering a request for advice, once.

use crate::{Casework, Refusal, absent, ask};
use access::{Caller, Permit, may};
use domain::fault::Faults;
use domain::id::AdviceRequestId;
use domain::text::LongText;
use domain::version::{Version, Versioned};
use store::{Tx, advice};

/// What is filled in.
#[derive(Debug, Clone)]
pub struct AnswerAdvice {
    pub advice: AdviceRequestId,
    /// The version that the caller saw.
    pub seen: Version,
    pub answer: Option<String>,
}

/// Answers a request for advice.
///
/// # Errors
/// [`Refusal::Stale`] when somebody changed it; [`Refusal::Rule`] when it was answered before;
/// [`Refusal::Invalid`] when the answer cannot be stored.
pub async fn answer(casework: &Casework, caller: &Caller, command: AnswerAdvice) -> Result<(), Refusal> {
    let id = command.advice;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let found = advice::lock_facts(tx, id)
                .await?
                .ok_or_else(|| absent::<may::AnswerAdvice>("advice_request", id.0))?;
            let (facts, state) = found.value;
            let permit: Permit<may::AnswerAdvice> = ask(caller, &facts)?;
            if found.version != command.seen {
                return Err(Refusal::Stale);
            }

            let state = state.answer()?;
            let answer = checked(command.answer.as_deref())?;

            advice::save_answer(tx, &permit, &answer, Versioned { version: found.version, value: state })
                .await?;
            Ok(())
        })
        .await
}

fn checked(answer: Option<&str>) -> Result<LongText, Faults> {
    let mut faults = Faults::none();
    let answer = faults.need("answer", answer).and_then(|it| faults.keep("answer", LongText::parse(it)));
    faults.into_complete(answer)
}
