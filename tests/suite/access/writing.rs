//! Who sees a case may not therefore write in it: past the program the database asks for the role and the author too.

use crate::casework::report::LIV;
use crate::support::{ANNA, BILAL, BV_NOORD, Case, LEA, OKT_NOORD, Persona, SUSAN, VERA, World, creation};
use access::Caller;
use casework::Ids;
use casework::consultation::{self, AskConsultation};
use casework::ports::SystemIds;
use casework::reference::team_id;
use domain::consultation::{Expertise, Urgency};

/// A case with a team of Susan and one seat taken, by Anna.
async fn half_a_duo(world: &World) -> Case {
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let case = world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).build().await;
    world.build(&format!("UPDATE duo_seats SET ends_at = '{}' WHERE seat = 2", world.now())).await;
    case
}

fn seat(world: &World, case: &Case, who: &Caller, by: &Caller) -> String {
    format!(
        "INSERT INTO duo_seats (id, case_id, seat, kind, user_id, membership_id, starts_at, assigned_by) \
         VALUES ('{}', '{}', 2, 'member', '{}', '{}', '{}', '{}')",
        SystemIds.random(),
        case.id,
        who.user,
        who.membership,
        world.now(),
        by.user
    )
}

async fn may(world: &World, caller: &Caller, sql: &str) -> bool {
    world.acting(caller).await.try_run(sql).await.is_ok()
}

#[tokio::test]
async fn only_a_supervisor_gives_a_seat_and_under_the_own_name() {
    let world = World::new().await;
    let case = half_a_duo(&world).await;
    let (anna, bilal, susan) =
        (world.caller(ANNA).await, world.caller(BILAL).await, world.caller(SUSAN).await);
    assert!(!may(&world, &anna, &seat(&world, &case, &bilal, &anna)).await, "who sits there");
    assert!(!may(&world, &anna, &seat(&world, &case, &bilal, &susan)).await, "in another name");
    assert!(!may(&world, &susan, &seat(&world, &case, &bilal, &anna)).await, "in another name");
    assert!(may(&world, &susan, &seat(&world, &case, &bilal, &susan)).await);

    let mut app = world.acting(&anna).await;
    app.run(&format!("UPDATE duo_seats SET ends_at = '{}'; COMMIT", world.now())).await;
    let sitting = "SELECT seat FROM duo_seats WHERE ends_at IS NULL";
    assert_eq!(world.lines(sitting).await, ["1"], "who sits there ends no seat");
}

#[tokio::test]
async fn a_case_that_is_open_takes_nothing_from_who_only_sees_it() {
    let world = World::new().await;
    let case = half_a_duo(&world).await;
    let (anna, susan) = (world.caller(ANNA).await, world.caller(SUSAN).await);
    let (team, now) = (team_id(OKT_NOORD), world.now());
    for caller in [&anna, &susan] {
        let by = caller.user;
        let holder = format!(
            "INSERT INTO view_holders (case_id, since, team_id, reason, recorded_by) \
             VALUES ('{}', '{now}', '{team}', 'handed_over', '{by}')",
            case.id
        );
        assert!(!may(&world, caller, &holder).await);
        assert!(!may(&world, caller, "UPDATE participations SET ends_at = starts_at").await);
    }
    assert!(
        !may(&world, &world.caller(LEA).await, &part(&world, &case, &anna)).await,
        "a lead of another team"
    );
    let closed = format!("UPDATE cases SET state = 'closed', closed_at = '{now}'");
    assert!(!may(&world, &anna, &closed).await);
}

fn part(world: &World, case: &Case, by: &Caller) -> String {
    format!(
        "INSERT INTO participations (id, case_id, team_id, task, legal_ground, starts_at, added_by) \
         VALUES ('{}', '{}', '{}', 'local_help', 'wmo_5_1_1', '{}', '{}')",
        SystemIds.random(),
        case.id,
        team_id(OKT_NOORD),
        world.now(),
        by.user
    )
}

#[tokio::test]
async fn the_duo_and_its_supervisor_say_which_teams_take_part_and_under_the_own_name() {
    let world = World::new().await;
    let case = half_a_duo(&world).await;
    let (anna, bilal, susan) =
        (world.caller(ANNA).await, world.caller(BILAL).await, world.caller(SUSAN).await);
    assert!(may(&world, &anna, &part(&world, &case, &anna)).await);
    assert!(may(&world, &susan, &part(&world, &case, &susan)).await);
    assert!(!may(&world, &anna, &part(&world, &case, &susan)).await, "in another name");
    assert!(!may(&world, &bilal, &part(&world, &case, &bilal)).await, "whose seat has ended");
    let end =
        |by: &Caller| format!("UPDATE participations SET ends_at = starts_at, ended_by = '{}'", by.user);
    assert!(!may(&world, &anna, &end(&susan)).await, "in another name");
    assert!(may(&world, &anna, &end(&anna)).await);

    world
        .build(&format!("UPDATE participations SET works_for_person_id = '{}'", case.household.ex_partner))
        .await;
    assert!(!may(&world, &susan, &part(&world, &case, &susan)).await, "whose team is on one side");
}

#[tokio::test]
async fn an_assessment_is_by_a_worker_and_under_the_own_name() {
    let world = World::new().await;
    let home = world.household().await;
    let report = world.report_on(&home).await;
    let (vera, liv) = (world.caller(VERA).await, world.caller(LIV).await);
    let assessment = |by: &Caller| {
        format!(
            "INSERT INTO assessments (id, report_id, finding, outcome, rationale, late, decided_at, decided_by, \
               membership_id) \
             VALUES ('{}', '{report}', 'structural', 'close', '', false, '{}', '{}', '{}')",
            SystemIds.random(),
            world.now(),
            by.user,
            by.membership
        )
    };
    assert!(!may(&world, &liv, &assessment(&liv)).await);
    assert!(!may(&world, &liv, &assessment(&vera)).await);
    assert!(!may(&world, &vera, &assessment(&liv)).await);
    assert!(may(&world, &vera, &assessment(&vera)).await);
}

#[tokio::test]
async fn nobody_becomes_the_one_who_registered_a_person() {
    let world = World::new().await;
    half_a_duo(&world).await;
    let anna = world.caller(ANNA).await;
    for column in ["registered_by", "registered_at", "id"] {
        assert!(!may(&world, &anna, &format!("UPDATE persons SET {column} = {column}")).await, "{column}");
    }
    assert!(may(&world, &anna, "UPDATE persons SET pronouns = pronouns").await);
}

/// A question of Bilal without a name in Noord that nobody took up.
async fn question(world: &World, asker: &Caller) -> String {
    let command = AskConsultation {
        question: Some("Wat nu?".to_owned()),
        urgency: Some(Urgency::Soon),
        expertise: Some(Expertise::ChildAbuse),
        ..AskConsultation::default()
    };
    let asked = consultation::ask(&world.casework, asker, &creation(1), command).await.unwrap();
    asked.consultation.to_string()
}

fn entry(world: &World, consultation: &str, (kind, by): (&str, &Caller)) -> String {
    format!(
        "INSERT INTO consultation_entries (id, consultation_id, number, kind, told, facts_version, made_by, membership_id, made_at) \
         VALUES ('{}', '{consultation}', 2, '{kind}', 'Zo.', 0, '{}', '{}', '{}')",
        SystemIds.random(),
        by.user,
        by.membership,
        world.now()
    )
}

fn taken_by(who: &Caller) -> String {
    format!(
        "UPDATE consultations SET state = 'claimed', adviser_id = '{}', adviser_as = '{}'",
        who.user, who.membership
    )
}

#[tokio::test]
async fn in_a_consultation_each_side_writes_its_own_and_under_the_own_name() {
    let world = World::new().await;
    let (anna, bilal, susan) =
        (world.caller(ANNA).await, world.caller(BILAL).await, world.caller(SUSAN).await);
    let asked = question(&world, &bilal).await;
    for kind in ["question", "claimed", "assigned", "advice", "follow_up", "ended"] {
        assert!(
            !may(&world, &anna, &entry(&world, &asked, (kind, &anna))).await,
            "{kind}: who only sees that it waits"
        );
    }
    assert!(may(&world, &bilal, &entry(&world, &asked, ("follow_up", &bilal))).await);
    assert!(!may(&world, &bilal, &entry(&world, &asked, ("follow_up", &anna))).await, "in another name");
    assert!(
        !may(&world, &bilal, &entry(&world, &asked, ("advice", &bilal))).await,
        "that is for who advises"
    );
    assert!(!may(&world, &anna, &taken_by(&bilal)).await, "for another");
    world.build(&taken_by(&anna)).await;
    assert!(may(&world, &anna, &entry(&world, &asked, ("advice", &anna))).await);
    assert!(!may(&world, &anna, &entry(&world, &asked, ("follow_up", &anna))).await, "that is for who asked");
    assert!(may(&world, &susan, &entry(&world, &asked, ("assigned", &susan))).await);
    assert!(!may(&world, &susan, &entry(&world, &asked, ("advice", &susan))).await);
}

#[tokio::test]
async fn nobody_takes_a_consultation_from_its_adviser_and_what_ended_stays() {
    let world = World::new().await;
    let (anna, bilal, susan) =
        (world.caller(ANNA).await, world.caller(BILAL).await, world.caller(SUSAN).await);
    let noor = world.caller(Persona { name: "noor", display_name: "Noor Visser", ..ANNA }).await;
    question(&world, &bilal).await;
    assert!(may(&world, &noor, &taken_by(&noor)).await, "it waits for anybody");
    world.build(&taken_by(&anna)).await;
    assert!(!may(&world, &noor, &taken_by(&noor)).await, "Anna has it");
    assert!(may(&world, &susan, &taken_by(&noor)).await, "who divides the work gives it to another");
    let end =
        format!("UPDATE consultations SET state = 'ended', outcome = 'advice', ended_at = '{}'", world.now());
    assert!(!may(&world, &susan, &end).await, "who reads none of it ends none of it");
    assert!(may(&world, &anna, &end).await);
    world.build(&end).await;
    for caller in [&anna, &bilal] {
        let again = "UPDATE consultations SET outcome = 'duo'";
        assert!(!may(&world, caller, again).await, "{}", caller.display_name);
    }
}
