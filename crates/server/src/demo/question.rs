//! Requests for advice: asked at the desk of Veilig Thuis, most of them answered the same day.

use access::Caller;
use casework::advice::{AnswerAdvice, TakeInAdvice, answer, take_in};
use casework::reference::team_id;
use domain::report::{SourceCategory, SourceProfession};
use domain::version::Version;

use super::intake::DESK;
use super::life::{Life, lacking};
use crate::failure::Failure;

/// Asks for advice now, and answers after so many minutes, if at all.
///
/// # Errors
/// Those of the use cases.
pub async fn ask(
    life: &mut Life<'_>,
    caller: &Caller,
    category: SourceCategory,
    answered_after: Option<i64>,
) -> Result<(), Failure> {
    let stage = life.stage;
    let text = stage.texts.advice(&mut life.dice, category);
    let text = text.ok_or_else(|| lacking(&format!("question of a {category}")))?;
    let professions = [
        (SourceProfession::Education, 30),
        (SourceProfession::HealthCare, 25),
        (SourceProfession::YouthHelp, 20),
        (SourceProfession::ChildCare, 15),
        (SourceProfession::MentalHealth, 10),
    ];
    let profession = match category {
        SourceCategory::Resident => None,
        SourceCategory::Police => Some(SourceProfession::JusticeAndSafety),
        SourceCategory::OtherProfessional => life.dice.weigh(&professions),
    };
    let command = TakeInAdvice {
        team: team_id(DESK),
        asker_category: Some(category),
        asker_profession: profession,
        asked_at: None,
        question: Some(text.question.clone()),
        anonymous: None,
    };
    let asked = take_in(&life.casework, caller, &life.creation(), command).await?;
    let Some(minutes) = answered_after else { return Ok(()) };
    life.pass(minutes..=minutes);
    // Nobody changes a question between its arrival and its answer.
    let command = AnswerAdvice { advice: asked.advice, seen: Version(1), answer: Some(text.answer.clone()) };
    answer(&life.casework, caller, command).await?;
    Ok(())
}
