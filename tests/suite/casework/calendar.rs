//! The calendar feed: a secret that stands for a person, for as long as it is not withdrawn and the person works there.

use crate::support::{ANNA, BILAL, BV_NOORD, OKT_NOORD, World};
use ::casework::Ids;
use ::casework::calendar::{make, read, revoke, standing};
use ::casework::ports::SystemIds;

/// A world in which something is due in a case of Anna and Bilal, and in a case of others.
async fn due() -> World {
    let world = World::new().await;
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let own = world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).with_team(OKT_NOORD).build().await;
    let other = world.case().with_team(BV_NOORD).build().await;
    for (case, day) in [(own.id, "2026-05-12"), (own.id, "2026-05-08"), (other.id, "2026-05-09")] {
        let task = format!(
            "INSERT INTO tasks (id, case_id, kind, cause, origin_id, person_id, opened_by, membership_id, opened_at, due_on) \
             VALUES ('{}', '{case}', 'low_score', 'round', gen_random_uuid(), '{}', '{}', '{}', '{}', '{day}')",
            SystemIds.random(),
            own.household.child,
            anna.user,
            anna.membership,
            world.now(),
        );
        world.build(&task).await;
    }
    world
}

#[tokio::test]
async fn whoever_has_the_secret_sees_what_is_due_until_it_is_withdrawn() {
    let world = due().await;
    let anna = world.caller(ANNA).await;
    assert_eq!(standing(&world.casework, &anna).await.unwrap(), None);
    let secret = make(&world.casework, &anna).await.unwrap();
    assert_eq!(standing(&world.casework, &anna).await.unwrap(), Some(world.now()));
    let days = async |secret: &str| {
        let due = read(&world.casework, secret).await?;
        Ok::<_, ::casework::Refusal>(due.iter().map(|it| it.on.to_string()).collect::<Vec<_>>())
    };
    assert_eq!(days(secret.reveal()).await.unwrap(), ["2026-05-08", "2026-05-12"], "of the own case only");

    let newer = make(&world.casework, &anna).await.unwrap();
    assert!(days(secret.reveal()).await.is_err(), "the one before has ended");
    assert_eq!(days(newer.reveal()).await.unwrap().len(), 2);
    revoke(&world.casework, &anna).await.unwrap();
    revoke(&world.casework, &anna).await.unwrap();
    for wrong in [newer.reveal(), "", "nonsense"] {
        assert_eq!(days(wrong).await.unwrap_err().to_string(), "not found");
    }
    let audit = world.audit().await;
    for row in ["anna make_calendar_feed done calendar_feed", "anna read_calendar_feed done calendar_feed"] {
        assert!(audit.contains(&row.to_owned()), "{row} in {audit:?}");
    }
}

#[tokio::test]
async fn a_secret_is_worth_nothing_once_the_membership_has_ended_and_is_not_kept() {
    let world = due().await;
    let anna = world.caller(ANNA).await;
    let secret = make(&world.casework, &anna).await.unwrap();
    let kept = format!("SELECT count(*) FROM calendar_feeds it WHERE it::text LIKE '%{}%'", secret.reveal());
    assert_eq!(world.lines(&kept).await, ["0"]);
    read(&world.casework, secret.reveal()).await.unwrap();
    let ended =
        format!("UPDATE memberships SET ends_at = '{}' WHERE id = '{}'", world.now(), anna.membership);
    world.build(&ended).await;
    assert_eq!(read(&world.casework, secret.reveal()).await.unwrap_err().to_string(), "not found");
}
