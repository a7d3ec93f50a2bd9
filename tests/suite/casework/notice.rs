//! Notices as those read them whom they are for, and nobody else.

use crate::support::{ANNA, BILAL, BV_NOORD, OKT_NOORD, WES, World, creation};
use ::casework::notice::{choice, choose, list, read, read_all};
use ::casework::round::{OpenRound, open};
use domain::notice::{MailChoice, NoticeKind};
use domain::round::RoundDraft;

/// A world in which a round asks Anna and Bilal, and both were told.
async fn asked() -> World {
    let world = World::new().await;
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let case = world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).with_team(OKT_NOORD).build().await;
    let raters = RoundDraft { users: vec![anna.user, bilal.user], persons: Vec::new() };
    open(&world.casework, &anna, &creation(1), OpenRound { case: case.id, raters }).await.unwrap();
    world.do_all_jobs().await;
    world
}

#[tokio::test]
async fn each_reads_the_own_notices_and_reading_twice_is_reading_once() {
    let world = asked().await;
    let (anna, bilal, wes) = (world.caller(ANNA).await, world.caller(BILAL).await, world.caller(WES).await);
    let page = list(&world.casework, &bilal, None, 10).await.unwrap();
    assert_eq!(page.items.iter().map(|it| it.kind).collect::<Vec<_>>(), [NoticeKind::RoundAsks]);
    let own = page.items[0].id;
    for stranger in [&anna, &wes] {
        let refusal = read(&world.casework, stranger, &creation(2), own).await.unwrap_err();
        assert_eq!(refusal.to_string(), "not found");
    }
    assert_eq!(list(&world.casework, &wes, None, 10).await.unwrap().items, []);

    for key in [3, 3, 4] {
        read(&world.casework, &bilal, &creation(key), own).await.unwrap();
        world.clock.forward(chrono::Duration::minutes(1));
    }
    let read_at = list(&world.casework, &bilal, None, 10).await.unwrap().items[0].read_at;
    assert_eq!(read_at, Some(crate::support::world::start()), "the first time counts");
    assert_eq!(list(&world.casework, &anna, None, 10).await.unwrap().items[0].read_at, None);
}

#[tokio::test]
async fn a_page_goes_on_where_the_one_before_ended_and_all_up_to_it_can_be_read_at_once() {
    let world = asked().await;
    let anna = world.caller(ANNA).await;
    let more = format!(
        "INSERT INTO notices (id, kind, case_id, code, origin_id, user_id, membership_id, rung, urgent, told_at) \
         SELECT gen_random_uuid(), 'task', case_id, code, gen_random_uuid(), user_id, membership_id, 1, false, told_at \
         FROM notices, generate_series(1, 4) WHERE user_id = '{}'",
        anna.user
    );
    world.build(&more).await;
    let first = list(&world.casework, &anna, None, 3).await.unwrap();
    let second = list(&world.casework, &anna, first.next, 3).await.unwrap();
    assert_eq!((first.items.len(), second.items.len(), second.next), (3, 2, None));
    assert!(first.items[2].number > second.items[0].number);
    assert_eq!(read_all(&world.casework, &anna, second.items[0].number).await.unwrap(), 2);
    let unread = list(&world.casework, &anna, None, 10).await.unwrap().items;
    assert_eq!(unread.iter().filter(|it| it.read_at.is_none()).count(), 3);
}

#[tokio::test]
async fn without_a_choice_mail_comes_once_a_day() {
    let world = World::new().await;
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    assert_eq!(choice(&world.casework, &anna).await.unwrap(), MailChoice::Daily);
    for wanted in [MailChoice::Never, MailChoice::AtOnce] {
        choose(&world.casework, &anna, wanted).await.unwrap();
        assert_eq!(choice(&world.casework, &anna).await.unwrap(), wanted);
    }
    assert_eq!(choice(&world.casework, &bilal).await.unwrap(), MailChoice::Daily);
}
