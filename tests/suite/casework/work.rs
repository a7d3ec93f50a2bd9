//! My work: what is overdue first, over all cases, and nothing of somebody else's.

use crate::support::{ANNA, BILAL, BV_NOORD, Case, LEA, OKT_NOORD, WES, World};
use ::casework::Ids;
use ::casework::ports::SystemIds;
use ::casework::work::{Work, my_work};
use chrono::{Duration, NaiveDate};
use domain::work::When;
use store::testing::Asked;

async fn case_of_both(world: &World) -> Case {
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).with_team(OKT_NOORD).build().await
}

async fn task_due(world: &World, case: &Case, due: NaiveDate) {
    let (id, anna, now) = (SystemIds.random(), world.caller(ANNA).await, world.now());
    world
        .build(&format!(
            "INSERT INTO tasks (id, case_id, kind, cause, origin_id, opened_by, membership_id, opened_at, due_on) \
             VALUES ('{id}', '{}', 'low_score', 'score', gen_random_uuid(), '{}', '{}', '{now}', '{due}')",
            case.id, anna.user, anna.membership
        ))
        .await;
}

/// An agreement of the working plan that somebody does.
async fn agreement(world: &World, case: &Case, (what, by_when, doer): (&str, NaiveDate, Option<domain::id::UserId>)) {
    let (id, anna, now) = (SystemIds.random(), world.caller(ANNA).await, world.now());
    let user = doer.map_or("NULL".to_owned(), |it| format!("'{it}'"));
    world
        .build(&format!(
            "INSERT INTO plan_items (id, case_id, kind) VALUES ('{id}', '{case}', 'agreement'); \
             INSERT INTO plan_revisions (item_id, revision, case_id, content, user_id, removed, made_by, membership_id, made_at) \
             VALUES ('{id}', 1, '{case}', jsonb_build_object('what', '{what}', 'byWhen', '{by_when}'), {user}, false, '{}', '{}', '{now}')",
            anna.user, anna.membership, case = case.id,
        ))
        .await;
}

#[tokio::test]
async fn what_is_overdue_comes_first_and_the_rest_by_day_over_all_cases() {
    let world = World::new().await;
    let (one, two) = (case_of_both(&world).await, case_of_both(&world).await);
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let today = world.now().date_naive();
    let day = |days| today + Duration::days(days);
    task_due(&world, &one, day(9)).await;
    task_due(&world, &two, day(-3)).await;
    task_due(&world, &one, day(0)).await;
    agreement(&world, &two, ("Belt oma", day(1), None)).await;
    agreement(&world, &two, ("Neemt contact op met school", day(2), Some(bilal.user))).await;

    let found = my_work(&world.casework, &anna).await.unwrap();
    let told: Vec<_> = found.lines.iter().map(|it| (it.when, it.work.due, it.work.case)).collect();
    assert_eq!(
        told,
        [
            (When::Overdue, Some(day(-3)), two.id),
            (When::Today, Some(day(0)), one.id),
            (When::ThisWeek, Some(day(1)), two.id),
            (When::Later, Some(day(9)), one.id),
        ]
    );
    assert!(found.lines.iter().all(|it| it.adults.iter().map(|it| it.name.as_str()).eq(["Sara Blom", "Tom Kramer"])));
    let his = my_work(&world.casework, &bilal).await.unwrap();
    let his: Vec<_> = his.lines.iter().filter(|it| it.mine).map(|it| &it.work.what).collect();
    assert!(matches!(his[..], [Work::Agreement { told, .. }] if told == "Neemt contact op met school"));
    let audit = world.audit().await;
    assert!(audit.contains(&"anna read_case done my_work: Sara".to_owned()), "{audit:?}");

    for persona in [LEA, WES] {
        let stranger = world.caller(persona).await;
        assert!(my_work(&world.casework, &stranger).await.unwrap().lines.is_empty());
    }
}

#[tokio::test]
async fn an_agreement_waits_until_somebody_looked_on_its_day() {
    let world = World::new().await;
    let case = case_of_both(&world).await;
    let anna = world.caller(ANNA).await;
    let today = world.now().date_naive();
    agreement(&world, &case, ("Belt oma", today, None)).await;
    let mark = |day: NaiveDate| {
        format!(
            "INSERT INTO plan_marks (id, case_id, item_id, mark, on_day, made_by, membership_id, made_at) \
             SELECT gen_random_uuid(), case_id, id, 'kept', '{day}', '{}', '{}', '{}' FROM plan_items",
            anna.user,
            anna.membership,
            world.now()
        )
    };
    world.build(&mark(today - Duration::days(1))).await;
    assert_eq!(my_work(&world.casework, &anna).await.unwrap().lines.len(), 1, "the day before");
    world.build(&mark(today)).await;
    assert!(my_work(&world.casework, &anna).await.unwrap().lines.is_empty());
}

#[tokio::test]
async fn it_takes_as_many_statements_for_one_case_as_for_many() {
    let world = World::new().await;
    let anna = world.caller(ANNA).await;
    let mut counts = Vec::new();
    for _ in 0..6 {
        let case = case_of_both(&world).await;
        task_due(&world, &case, world.now().date_naive()).await;
        drop(world.tally.take());
        my_work(&world.casework, &anna).await.unwrap();
        let Asked { transactions, statements } = world.tally.take();
        counts.push((transactions, statements.len()));
    }
    // The cases, what waits in them, the terms, what waits for the own teams, and the row of the audit log.
    assert_eq!(counts, [(1, 5); 6]);
}
