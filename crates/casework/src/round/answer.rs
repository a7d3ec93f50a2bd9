//! Answering in a round: for oneself, or for a member of the household whom one asked. Nothing of the answer is read
//! back; with the last one the round closes, and what the scores ask for becomes tasks.

use super::follow_up;
use crate::{Casework, Creation, Refusal, absent, ask};
use access::{Caller, Permit, may};
use chrono::NaiveDate;
use domain::fault::{FaultCode, Faults};
use domain::id::{HouseholdId, InvitationId, PersonId, RoundId, ScoreId};
use domain::round::answer::{self as rules, About, AnswerDraft, Part};
use domain::round::{After, DeclineKind, reason};
use domain::score::{AskedHow, Rater, RaterKey, Subject};
use domain::time::amsterdam_day;
use store::Tx;
use store::round::{self, Around, Decline};

/// What is filled in.
#[derive(Debug, Clone)]
pub struct AnswerRound {
    pub round: RoundId,
    /// The member of the household who answers; nothing for one's own answer.
    pub person: Option<PersonId>,
    pub asked_how: Option<AskedHow>,
    /// About the household as a whole.
    pub household: Part,
    /// About members of the household.
    pub about: Vec<About>,
}

/// Why somebody gives no score. Fields in faults: `kind`, `reason`.
#[derive(Debug, Clone)]
pub struct DeclineRound {
    pub round: RoundId,
    /// The member of the household who gives none; nothing for oneself.
    pub person: Option<PersonId>,
    pub kind: Option<DeclineKind>,
    pub reason: Option<String>,
}

/// That there is an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answered {
    pub round: RoundId,
    /// Whose place in the round.
    pub invitation: InvitationId,
}

/// An answer of either kind.
enum Said {
    Scores(AnswerRound),
    Nothing(DeclineRound),
}

/// Answers with scores.
///
/// # Errors
/// [`Refusal::Rule`] when the round is closed, or the rater was not asked or has answered; [`Refusal::Invalid`] with
/// every field that is wrong.
pub async fn answer(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: AnswerRound,
) -> Result<Answered, Refusal> {
    say(casework, caller, creation, (command.round, command.person), Said::Scores(command)).await
}

/// Answers that there is no score, and why. Nobody waits for one any more.
///
/// # Errors
/// As [`answer`].
pub async fn decline(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: DeclineRound,
) -> Result<Answered, Refusal> {
    say(casework, caller, creation, (command.round, command.person), Said::Nothing(command)).await
}

async fn say(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    (round, person): (RoundId, Option<PersonId>),
    said: Said,
) -> Result<Answered, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let missing = || absent::<may::AnswerRound>("scoring_round", round.0);
            let facts = round::lock_facts(tx, round).await?.ok_or_else(missing)?.value;
            let household = facts.of_case.as_ref().map(|it| it.household);
            let within = Within { casework, creation, round, household };
            // Whoever enters the answer of somebody else works with the household; one's own needs only the question.
            match person {
                Some(person) => {
                    let permit: Permit<may::HoldRound> = ask(caller, &facts)?;
                    within.say(tx, &permit, RaterKey::Member(person), said).await
                }
                None => {
                    let permit: Permit<may::AnswerRound> = ask(caller, &facts)?;
                    within.say(tx, &permit, RaterKey::Professional(caller.user), said).await
                }
            }
        })
        .await
}

/// What stays the same for one answer.
struct Within<'a> {
    casework: &'a Casework,
    creation: &'a Creation,
    round: RoundId,
    household: Option<HouseholdId>,
}

impl Within<'_> {
    async fn say<P: round::Answers>(
        &self,
        tx: &mut Tx,
        permit: &Permit<P>,
        rater: RaterKey,
        said: Said,
    ) -> Result<Answered, Refusal> {
        let round = self.round;
        if let Some(made) = self.creation.made_before(tx, permit.caller()).await? {
            return Ok(Answered { round, invitation: InvitationId(made) });
        }

        let around = round::around(tx, permit, rater, self.household).await?;
        around.span.map_or(Ok(()), |span| span.require_open())?;
        let after = around.standing.answer(around.invitation.map(|(_, it)| it))?;
        // The rule above has refused whoever was not asked.
        let (invitation, _) = around.invitation.ok_or(domain::round::RoundRule::NotAsked)?;

        match said {
            Said::Scores(command) => {
                let scores = self.scores(tx, permit.caller(), &around, command)?;
                round::save_answer(tx, permit, invitation, (&scores, &around.phase), after).await?;
            }
            Said::Nothing(command) => {
                let decline = read(command)?;
                round::save_decline(tx, permit, invitation, &decline, after).await?;
            }
        }
        if after == After::Closes {
            follow_up::of_round(self.casework, tx, permit, round).await?;
        }
        self.creation.remember(tx, permit.caller(), invitation.0).await?;
        Ok(Answered { round, invitation })
    }

    fn scores(
        &self,
        tx: &Tx,
        caller: &Caller,
        around: &Around,
        command: AnswerRound,
    ) -> Result<Vec<(ScoreId, domain::score::NewScore)>, Refusal> {
        let rater = rater(&command, caller, around, amsterdam_day(tx.now()))?;
        let policy = self.casework.policy_at(tx.now());
        let draft =
            AnswerDraft { rater, household: command.household, about: command.about, scale: around.scale };
        let new = draft.check(rules::Around {
            members: &around.members.iter().map(|it| it.person).collect(),
            previous: &|subject: Subject| around.before.get(&(rater.key(), subject)).copied(),
            policy: &policy.score,
            now: tx.now(),
        })?;
        Ok(new.into_iter().map(|it| (ScoreId(self.casework.ids.ordered(tx.now())), it)).collect())
    }
}

/// Who gives it: the caller, or a member of the household as of now.
fn rater(command: &AnswerRound, caller: &Caller, around: &Around, day: NaiveDate) -> Result<Rater, Refusal> {
    let Some(person) = command.person else {
        return Ok(Rater::Professional { user: caller.user, organisation: caller.organisation });
    };
    let Some(member) = around.members.iter().find(|it| it.person == person) else {
        let mut faults = Faults::none();
        faults.add("person", FaultCode::UnknownChoice);
        return Err(Refusal::Invalid(faults));
    };
    let age_at = member.birth.age_on(day).map(|it| it.years);
    Ok(Rater::Member { person, age_at, entered_by: caller.user, asked_how: command.asked_how })
}

fn read(command: DeclineRound) -> Result<Decline, Faults> {
    let mut faults = Faults::none();
    let kind = faults.need("kind", command.kind);
    let reason = reason(command.reason.as_deref()).map_err(|wrong| faults.merge(wrong)).ok();
    let complete = kind.zip(reason);
    let decline = complete.map(|(kind, reason)| Decline { kind, reason, person: command.person });
    faults.into_complete(decline)
}
