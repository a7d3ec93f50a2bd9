//! Registering a household.

use super::{file, in_noord, known, named, new, registered, somebody, words};
use crate::support::{ANNA, BEA, BILAL, LEA, VERA, WES, World, creation};
use casework::household::{self, MemberDraft, RegisterHousehold, Whom};
use casework::{Creation, Refusal};
use domain::household::MemberRole;
use domain::id::{AreaId, PersonId};
use domain::person::PersonDraft;
use uuid::Uuid;

#[tokio::test]
async fn who_registers_a_household_sees_it_and_nobody_else_does() {
    let world = World::new().await;
    let (bilal, lea) = (world.caller(BILAL).await, world.caller(LEA).await);
    let sara = PersonDraft { bsn: Some("111222333".to_owned()), ..somebody("Sara", "Blom", "1991-02") };
    let unborn = PersonDraft {
        family_name: Some("Blom".to_owned()),
        expected_date: Some("2026-08-01".to_owned()),
        ..PersonDraft::default()
    };
    let members = vec![new(sara, MemberRole::Adult), new(unborn, MemberRole::UnbornChild)];
    let id = registered(&world, 1, members).await;

    let found = file(&world, &bilal, id).await;
    assert_eq!(found.area_name, "Noord");
    let shown: Vec<_> = found
        .members
        .iter()
        .map(|it| (it.person.name.display(), it.role.code(), it.person.birth.to_text(), it.person.age))
        .collect();
    assert_eq!(shown[0].0, "Sara Blom");
    assert_eq!(shown[0].2, "1991-02");
    assert!(shown[0].3.is_some_and(|age| age.years == 35 && age.exact));
    assert_eq!((shown[1].1, shown[1].3), ("unborn_child", None));
    assert_eq!(found.members[0].person.masked_bsn.as_deref(), Some("••••••333"));
    for stranger in [lea, world.caller(WES).await, world.caller(ANNA).await] {
        let refused = household::read(&world.casework, &stranger, id).await;
        assert!(matches!(refused, Err(Refusal::NotFound { .. })));
    }
    assert_eq!(
        world.audit().await,
        // The second row of each is the unborn child, who has no given name.
        [
            "bilal register done household",
            "bilal register done household",
            "bilal register done household: Sara",
            "bilal read_household done household",
            "bilal read_household done household",
            "bilal read_household done household: Sara",
            "lea read_household hidden household",
            "wes read_household hidden household",
            "anna read_household hidden household",
        ]
    );
}

#[tokio::test]
async fn the_database_cannot_read_a_citizen_service_number() {
    let world = World::new().await;
    let sara = PersonDraft { bsn: Some("111222333".to_owned()), ..somebody("Sara", "Blom", "1991-02-11") };
    registered(&world, 1, vec![new(sara, MemberRole::Adult)]).await;
    let rows = world.lines("SELECT row_to_json(p)::text || encode(bsn, 'escape') FROM persons p").await;
    assert_eq!(rows.len(), 1);
    assert!(!rows[0].contains("111222333"));
}

#[tokio::test]
async fn all_that_is_wrong_is_told_at_once() {
    let world = World::new().await;
    let bilal = world.caller(BILAL).await;
    let bad = PersonDraft {
        given_name: Some("a\0b".to_owned()),
        bsn: Some("123456789".to_owned()),
        died_on: "1990-01-01".parse().ok(),
        ..somebody("", "Blom", "1991-02-11")
    };
    let stranger = PersonId(Uuid::from_u128(1));
    let command = RegisterHousehold {
        desk: None,
        area: Some(AreaId(Uuid::from_u128(1))),
        members: vec![
            MemberDraft { who: Whom::New(bad), role: None, lives_here: None, from: None },
            known(stranger, MemberRole::Adult),
            MemberDraft {
                from: "2026-05-08".parse().ok(),
                ..new(somebody("Tom", "Kramer", "1988-06-01"), MemberRole::UnbornChild)
            },
            MemberDraft {
                from: "1980-01-01".parse().ok(),
                ..new(somebody("Mila", "Blom", "2018-09-30"), MemberRole::Child)
            },
        ],
    };
    let refused = words(household::register(&world.casework, &bilal, &creation(1), command).await);
    let expected = "area: unknown_choice, members.0.givenName: control_character, members.0.bsn: not_a_bsn, \
                    members.0.diedOn: before_birth, members.0.role: missing, members.0.livesHere: missing, \
                    members.1.person: unknown_choice, members.2.expectedDate: missing, \
                    members.2.from: in_the_future, members.3.from: before_birth";
    assert_eq!(refused, expected);
    let empty = RegisterHousehold { desk: None, area: None, members: Vec::new() };
    let refused = words(household::register(&world.casework, &bilal, &creation(1), empty).await);
    assert_eq!(refused, "area: missing, members: too_few");
    assert_eq!(world.count("households").await, 0);
    assert_eq!(world.count("audit_log").await, 0);
}

#[tokio::test]
async fn the_same_person_twice_is_a_fault() {
    let world = World::new().await;
    let bilal = world.caller(BILAL).await;
    let sara = PersonDraft { bsn: Some("111222333".to_owned()), ..somebody("Sara", "Blom", "1991-02-11") };
    let twice = vec![new(sara.clone(), MemberRole::Adult), new(sara.clone(), MemberRole::Adult)];
    let refused = words(household::register(&world.casework, &bilal, &creation(1), in_noord(twice)).await);
    assert_eq!(refused, "members.1.bsn: duplicate, members.1.givenName: duplicate");

    registered(&world, 2, vec![new(sara.clone(), MemberRole::Adult)]).await;
    let again = in_noord(vec![new(sara.clone(), MemberRole::Adult)]);
    let refused = words(household::register(&world.casework, &bilal, &creation(3), again).await);
    assert_eq!(refused, "members.0.bsn: duplicate", "a number that the caller knows already");

    let anna = world.caller(ANNA).await;
    let elsewhere = in_noord(vec![new(sara, MemberRole::Adult)]);
    let done = household::register(&world.casework, &anna, &creation(4), elsewhere).await;
    assert!(done.is_ok(), "whoever does not see the other is not told");
}

#[tokio::test]
async fn somebody_whom_the_caller_sees_can_be_in_two_households() {
    let world = World::new().await;
    let bilal = world.caller(BILAL).await;
    let tom = new(somebody("Tom", "Kramer", "1988-06-01"), MemberRole::Adult);
    let first = registered(&world, 1, vec![tom]).await;
    let tom = named(&file(&world, &bilal, first).await, "Tom");
    let second = registered(&world, 2, vec![known(tom, MemberRole::ExPartner)]).await;
    assert_eq!(file(&world, &bilal, second).await.members[0].other_households, 1);
    assert_eq!(world.count("persons").await, 1);

    let twice = in_noord(vec![known(tom, MemberRole::Adult), known(tom, MemberRole::Other)]);
    let refused = words(household::register(&world.casework, &bilal, &creation(3), twice).await);
    assert_eq!(refused, "members.1.person: duplicate");
}

#[tokio::test]
async fn the_same_create_twice_makes_one_household() {
    let world = World::new().await;
    let bilal = world.caller(BILAL).await;
    let command = in_noord(vec![new(somebody("Sara", "Blom", "1991-02-11"), MemberRole::Adult)]);
    let once = household::register(&world.casework, &bilal, &creation(1), command.clone()).await.unwrap();
    let again = household::register(&world.casework, &bilal, &creation(1), command.clone()).await.unwrap();
    assert_eq!(once, again);
    assert_eq!((world.count("households").await, world.count("persons").await), (1, 1));
    let other = Creation { request_hash: [8; 32], ..creation(1) };
    let refused = household::register(&world.casework, &bilal, &other, command).await;
    assert!(matches!(refused, Err(Refusal::KeyReused)));
}

#[tokio::test]
async fn only_those_who_work_with_people_register_them_and_at_their_own_desk() {
    let world = World::new().await;
    let command = in_noord(vec![new(somebody("Sara", "Blom", "1991-02-11"), MemberRole::Adult)]);
    for persona in [BEA, LEA] {
        let caller = world.caller(persona).await;
        let refused = household::register(&world.casework, &caller, &creation(1), command.clone()).await;
        assert!(matches!(refused, Err(Refusal::NotFound { .. })), "{}", persona.name);
    }
    let vera = world.caller(VERA).await;
    let desk = world.caller(WES).await.teams.first().copied();
    let elsewhere = RegisterHousehold { desk, ..command.clone() };
    let refused = household::register(&world.casework, &vera, &creation(1), elsewhere).await;
    assert!(matches!(refused, Err(Refusal::NotFound { .. })), "not her desk");
    household::register(&world.casework, &vera, &creation(1), command).await.unwrap();
    let audit = world.audit().await;
    assert_eq!(
        audit[..3],
        ["bea register hidden desk", "lea register hidden desk", "vera register hidden desk"]
    );
}
