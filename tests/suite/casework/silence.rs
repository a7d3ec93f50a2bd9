//! Silent cases: told with the reason, on the list of the supervisor and in one's own work, until something happens.

use crate::support::{ANNA, BILAL, BV_NOORD, LEA, OKT_NOORD, SUSAN, World};
use ::casework::silence::{QuietCase, Suggestion, silent};
use ::casework::work::my_work;

fn told(it: &QuietCase) -> Vec<String> {
    it.found
        .iter()
        .map(|(found, child)| {
            let name = child.as_ref().map(|it| format!(" {}", it.name)).unwrap_or_default();
            format!("{} {}{name}", found.kind, found.days)
        })
        .collect()
}

#[tokio::test]
async fn a_case_is_silent_with_its_reasons_until_somebody_comes_by() {
    let world = World::new().await;
    let (anna, bilal, susan) =
        (world.caller(ANNA).await, world.caller(BILAL).await, world.caller(SUSAN).await);
    let case = world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).with_team(OKT_NOORD).build().await;
    let casework = &world.casework;
    let expected = ["no_contact 30", "child_not_seen 30 Mila Blom"];

    let listed = silent(casework, &susan, None, 50).await.unwrap().items;
    assert_eq!(listed.iter().map(|it| it.case).collect::<Vec<_>>(), [case.id]);
    assert_eq!(told(&listed[0]), expected);
    assert_eq!(listed[0].suggestions, [Suggestion::Consultation]);
    let own = my_work(casework, &anna).await.unwrap();
    assert_eq!(own.quiet, listed);
    let audit = world.audit().await;
    assert!(audit.contains(&"susan assign_duo done silent_cases: Mila".to_owned()), "{audit:?}");
    let lea = world.caller(LEA).await;
    assert!(silent(casework, &lea, None, 50).await.unwrap().items.is_empty(), "a list of the supervisor");

    let (now, child) = (world.now(), case.household.child);
    world
        .build(&format!(
            "WITH entry AS (INSERT INTO contact_entries (id, case_id, kind, happened_at, compartment, observed, written_by, \
               membership_id, organisation_id, written_at) VALUES (gen_random_uuid(), '{}', 'visit', '{now}', 'shared', \
               'Rustig', '{}', '{}', '{}', '{now}') RETURNING id) \
             INSERT INTO contact_presences (contact_id, person_id, presence, alone) SELECT id, '{child}', 'seen', true FROM entry",
            case.id, anna.user, anna.membership, anna.organisation
        ))
        .await;
    assert!(silent(casework, &susan, None, 50).await.unwrap().items.is_empty());
    assert!(my_work(casework, &anna).await.unwrap().quiet.is_empty());
}
