//! Scores in the storyline: rounds in which everybody answers on their own, and a score in between.

use access::Caller;
use casework::round::{self, AnswerRound, DeclineRound, OpenRound};
use casework::score::{self, GiveScore};
use domain::id::{PersonId, RoundId};
use domain::round::answer::{About, Part};
use domain::round::{DeclineKind, RoundDraft};
use domain::score::AskedHow;

use super::super::life::Life;
use super::step::{Answer, known};
use super::{Told, caller};
use crate::failure::Failure;

impl Told {
    /// Asks everybody who answers; whoever asks enters what the household says. The round closes with the last answer.
    pub(super) async fn round(
        &self,
        life: &mut Life<'_>,
        by: &Caller,
        answers: &[Answer],
    ) -> Result<(), Failure> {
        let (members, professionals): (Vec<_>, Vec<_>) =
            answers.iter().partition(|it| self.people.contains_key(&it.rater));
        let users: Result<_, Failure> =
            professionals.iter().map(|it| Ok(caller(life, &it.rater)?.user)).collect();
        let persons: Result<_, Failure> = members.iter().map(|it| self.person(&it.rater)).collect();
        let raters = RoundDraft { users: users?, persons: persons? };
        let command = OpenRound { case: self.case()?, raters };
        let round = round::open(&life.casework, by, &life.creation(), command).await?;
        for answer in answers {
            // Nobody answers at once: they are visited and called during some hours.
            life.pass(20..=70);
            let person = self.people.get(&answer.rater).copied();
            let speaker = if person.is_some() { by.clone() } else { caller(life, &answer.rater)? };
            self.answer(life, &speaker, (round, person), answer).await?;
        }
        Ok(())
    }

    async fn answer(
        &self,
        life: &Life<'_>,
        by: &Caller,
        (round, person): (RoundId, Option<PersonId>),
        answer: &Answer,
    ) -> Result<(), Failure> {
        let Some(value) = answer.value else {
            let (kind, reason) = (Some(DeclineKind::CouldNotBeAsked), answer.reason.clone());
            let command = DeclineRound { round, person, kind, reason };
            round::decline(&life.casework, by, &life.creation(), command).await?;
            return Ok(());
        };
        let part = |value, reason| Part { value: Some(value), reason };
        let about = |(place, (name, value, reason)): (usize, &(String, i64, String))| {
            Ok(About { place, person: self.person(name)?, part: part(*value, Some(reason.clone())) })
        };
        let command = AnswerRound {
            round,
            person,
            asked_how: asked_how(answer)?,
            household: part(value, answer.reason.clone()),
            about: answer.about.iter().enumerate().map(about).collect::<Result<_, Failure>>()?,
        };
        round::answer(&life.casework, by, &life.creation(), command).await?;
        Ok(())
    }

    /// A score outside a round.
    pub(super) async fn score(&self, life: &Life<'_>, by: &Caller, answer: &Answer) -> Result<(), Failure> {
        let command = GiveScore {
            case: self.case()?,
            value: answer.value,
            rater: self.people.get(&answer.rater).copied(),
            asked_how: asked_how(answer)?,
            about: None,
            reason: answer.reason.clone(),
            scored_at: None,
        };
        score::give(&life.casework, by, &life.creation(), command).await?;
        Ok(())
    }
}

fn asked_how(answer: &Answer) -> Result<Option<AskedHow>, Failure> {
    answer.asked_how.as_deref().map(|it| known(it, AskedHow::from_code(it))).transpose()
}
