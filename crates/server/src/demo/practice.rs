//! Practice on the safety scale: colleagues who each scored the fictional situations on their own, so that the page has
//! something to compare with. The cast itself has yet to practise.

use access::{Caller, Role};
use casework::vignette::{ScoreVignette, list, score};
use chrono::{Duration, NaiveDate};
use domain::time::start_of_day;

use super::days;
use super::life::Stage;
use crate::failure::Failure;

/// Who practised: people of two organisations, so that the spread is not that of one desk.
const TEAMS: [(&str, Role); 3] = [
    ("bv-nieuw-west", Role::SafetyExpert),
    ("bv-noord-3", Role::SafetyExpert),
    ("okt-nieuw-west", Role::CaseWorker),
];

/// What most people give a situation, in the order of the page.
const USUAL: [i64; 8] = [5, 3, 4, 2, 6, 7, 3, 5];

/// Somebody practises for an hour, some weeks before today.
pub async fn practise(stage: &Stage, today: NaiveDate) -> Result<(), Failure> {
    for (number, caller) in (0_u64..).zip(raters(stage)) {
        let day = days::before(today, 20 + 3 * number.cast_signed());
        let mut life = stage.life("practice", number, start_of_day(day) + Duration::hours(10));
        for (line, usual) in list(&life.casework, caller).await?.iter().zip(USUAL) {
            let value = Some((usual + life.dice.within(-1..=2)).clamp(1, 10));
            let command = ScoreVignette { vignette: line.vignette, value };
            score(&life.casework, caller, &life.creation(), command).await?;
            life.pass(3..=9);
        }
    }
    Ok(())
}

fn raters(stage: &Stage) -> impl Iterator<Item = &Caller> {
    TEAMS.into_iter().flat_map(|(team, role)| stage.staff.of(team, role))
}
