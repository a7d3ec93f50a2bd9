//! Silent cases: told with the reason, on the list of who leads the team and in one's own work, until something happens.

use crate::support::{ANNA, BILAL, BV_NOORD, Case, LEA, OKT_NOORD, SUSAN, WES, World};
use ::casework::board::board;
use ::casework::silence::{QuietCase, Suggestion, in_case, silent};
use ::casework::work::my_work;
use chrono::Duration;
use store::testing::Asked;

fn told(it: &QuietCase) -> Vec<String> {
    it.found
        .iter()
        .map(|(found, child)| {
            let name = child.as_ref().map(|it| format!(" {}", it.name)).unwrap_or_default();
            format!("{} {}{name}", found.kind, found.days)
        })
        .collect()
}

async fn case_of_both(world: &World) -> Case {
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).with_team(OKT_NOORD).build().await
}

/// A visit by Anna in which the child is seen; for everybody, or only for her own organisation.
async fn visit(world: &World, case: &Case, compartment: &str) {
    let (anna, now, child) = (world.caller(ANNA).await, world.now(), case.household.child);
    world
        .build(&format!(
            "WITH entry AS (INSERT INTO contact_entries (id, case_id, kind, happened_at, compartment, observed, written_by, \
               membership_id, organisation_id, written_at) VALUES (gen_random_uuid(), '{}', 'visit', '{now}', '{compartment}', \
               'Rustig', '{}', '{}', '{}', '{now}') RETURNING id) \
             INSERT INTO contact_presences (contact_id, person_id, presence, alone) SELECT id, '{child}', 'seen', true FROM entry",
            case.id, anna.user, anna.membership, anna.organisation
        ))
        .await;
}

#[tokio::test]
async fn a_case_is_silent_with_its_reasons_until_somebody_comes_by() {
    let world = World::new().await;
    let case = case_of_both(&world).await;
    let (anna, susan, lea) = (world.caller(ANNA).await, world.caller(SUSAN).await, world.caller(LEA).await);
    let casework = &world.casework;

    let listed = silent(casework, &susan).await.unwrap();
    assert_eq!(listed.items.iter().map(|it| it.case).collect::<Vec<_>>(), [case.id]);
    assert_eq!(told(&listed.items[0]), ["no_contact 30", "child_not_seen 30 Mila Blom"]);
    assert_eq!(listed.items[0].suggestions, [Suggestion::Consultation]);
    assert_eq!(my_work(casework, &anna).await.unwrap().quiet, listed.items);
    assert_eq!(in_case(casework, &anna, case.id).await.unwrap().as_ref(), listed.items.first());
    assert_eq!(silent(casework, &lea).await.unwrap(), listed, "who leads the other team of the case");
    let audit = world.audit().await;
    for row in ["susan read_board done silent_cases: Mila", "anna read_case done case: Mila"] {
        assert!(audit.contains(&row.to_owned()), "{row} in {audit:?}");
    }

    visit(&world, &case, "shared").await;
    assert_eq!(silent(casework, &susan).await.unwrap().in_all, 0);
    assert!(my_work(casework, &anna).await.unwrap().quiet.is_empty());
    assert_eq!(in_case(casework, &anna, case.id).await.unwrap(), None);
    world.clock.forward(Duration::days(15));
    assert_eq!(told(&silent(casework, &susan).await.unwrap().items[0]), ["no_contact 15", "no_score 45"]);
}

#[tokio::test]
async fn the_number_on_the_board_is_that_of_the_list() {
    let world = World::new().await;
    let casework = &world.casework;
    let lea = world.caller(LEA).await;
    for number in 0..3 {
        assert_eq!(board(casework, &lea).await.unwrap().silent, number);
        assert_eq!(silent(casework, &lea).await.unwrap().items.len(), number);
        case_of_both(&world).await;
    }
    world.build("UPDATE cases SET state = 'closed', closed_at = opened_at").await;
    assert_eq!(board(casework, &lea).await.unwrap().silent, 0, "a closed case is not silent");
}

#[tokio::test]
async fn it_is_for_who_works_for_the_household_as_a_whole() {
    let world = World::new().await;
    let casework = &world.casework;
    let case = case_of_both(&world).await;
    let (anna, bilal, wes) = (world.caller(ANNA).await, world.caller(BILAL).await, world.caller(WES).await);
    for caller in [&anna, &wes] {
        assert_eq!(silent(casework, caller).await.unwrap_err().to_string(), "not found");
    }
    assert_eq!(in_case(casework, &wes, case.id).await.unwrap_err().to_string(), "not found");
    let mut app = world.acting(&anna).await;
    assert_eq!(app.lines("SELECT count(*) FROM guard.signs_of_teams()").await, ["0"]);
    assert_eq!(app.lines("SELECT count(*) FROM guard.signs_of_entered()").await, ["0"]);

    // What was written for one organisation only does not exist for the other.
    visit(&world, &case, "own_organisation").await;
    assert_eq!(in_case(casework, &anna, case.id).await.unwrap(), None);
    let his = in_case(casework, &bilal, case.id).await.unwrap().unwrap();
    assert_eq!(told(&his), ["no_contact 30", "child_not_seen 30 Mila Blom"]);
}

#[tokio::test]
async fn it_takes_as_many_statements_for_one_case_as_for_many() {
    let world = World::new().await;
    let lea = world.caller(LEA).await;
    let mut counts = Vec::new();
    for _ in 0..5 {
        case_of_both(&world).await;
        drop(world.tally.take());
        silent(&world.casework, &lea).await.unwrap();
        let Asked { transactions, statements } = world.tally.take();
        counts.push((transactions, statements.len()));
    }
    // Which teams the case has and what happened, which cases that is about, the names in them, and the audit log.
    assert_eq!(counts, [counts[0]; 5]);
    assert!(counts[0].1 <= 6, "{counts:?}");
}
