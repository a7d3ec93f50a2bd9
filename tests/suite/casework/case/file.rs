//! The file of a case: all of it at once, and one act in the log.

use super::timeline::case_of_anna_and_bilal;
use crate::support::{World, creation};
use casework::case::file::file;
use casework::case::timeline::ReadTimeline;
use casework::score::{GiveScore, give};
use domain::id::CaseId;
use domain::score::AskedHow;

fn newest(case: CaseId) -> ReadTimeline {
    ReadTimeline { case, kinds: Vec::new(), after: None, limit: 20 }
}

#[tokio::test]
async fn the_file_is_one_act_that_shows_each_person_once() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna_and_bilal(&world).await;
    let score = GiveScore {
        case: case.id,
        value: Some(7),
        rater: Some(case.household.child),
        asked_how: Some(AskedHow::WithCard),
        about: None,
        reason: None,
        scored_at: None,
    };
    give(&world.casework, &anna, &creation(1), score).await.unwrap();
    // Whoever left the household is in its history, and not in the lists of who belongs to it.
    let (child, day) = (case.household.child, world.now().date_naive());
    world
        .build(&format!(
            "UPDATE household_members SET left_on = '{day}', leave_reason = 'other', \
             known_family_name = 'Blom' WHERE person_id = '{child}'"
        ))
        .await;
    let before = world.audit().await.len();

    let found = file(&world.casework, &anna, &newest(case.id)).await.unwrap();

    assert_eq!(found.line.members.len(), 2);
    assert_eq!(found.people.len(), 2);
    assert_eq!(found.scores.series.len(), 1);
    assert_eq!(found.timeline.items.len(), 6);
    let mut seen = world.audit().await.split_off(before);
    seen.sort();
    assert_eq!(
        seen,
        [
            "anna read_case done case",
            "anna read_case done case: Mila",
            "anna read_case done case: Sara",
            "anna read_case done case: Tom",
        ]
    );
}
