//! Adding a team to a case and ending its part.

use super::{case_with_two_sides, probation_for};
use crate::support::{
    ANNA, BILAL, BV_NOORD, FEM, LEA, OKT_NOORD, RECLASSERING, SUSAN, WES, World, world::creation,
};
use ::casework::case::read;
use ::casework::participation::{EndParticipation, add, end, list};
use ::casework::reference::team_id;
use domain::case::ParticipationTask;

#[tokio::test]
async fn a_team_sees_the_case_from_its_first_to_its_last_moment() {
    let world = World::new().await;
    let (case, anna, fem) = case_with_two_sides(&world).await;

    assert!(read::read(&world.casework, &fem, case.id).await.is_ok());
    let parts = list(&world.casework, &anna, case.id).await.unwrap();
    assert!(parts.may_arrange);
    let fems = parts.items.iter().find(|it| it.value.team == team_id(RECLASSERING)).unwrap();
    assert_eq!(fems.works_for.as_ref().map(|it| it.name.as_str()), Some("Tom Kramer"));
    assert!(!list(&world.casework, &fem, case.id).await.unwrap().may_arrange);

    let own = parts.items.iter().find(|it| it.value.team == team_id(BV_NOORD)).unwrap().id;
    let own = EndParticipation { case: case.id, participation: own };
    let refused = end(&world.casework, &anna, &creation(9), own).await.unwrap_err();
    assert_eq!(refused.to_string(), "rule own_team_stays");
    let ending = EndParticipation { case: case.id, participation: fems.id };
    end(&world.casework, &anna, &creation(1), ending).await.unwrap();
    end(&world.casework, &anna, &creation(1), ending).await.unwrap();
    let again = end(&world.casework, &anna, &creation(2), ending).await.unwrap_err();
    assert_eq!(again.to_string(), "rule participation_has_ended");
    assert_eq!(read::read(&world.casework, &fem, case.id).await.unwrap_err().to_string(), "not found");

    let audit = world.audit().await;
    let acts = audit.iter().filter(|it| it.contains("arrange_participations done"));
    assert_eq!(
        acts.collect::<Vec<_>>(),
        [
            "anna arrange_participations done case",
            "anna arrange_participations done case: Tom",
            "anna arrange_participations done case",
            "anna arrange_participations done case: Tom",
        ]
    );
}

#[tokio::test]
async fn each_way_to_be_refused() {
    let world = World::new().await;
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let case = world.case().with_team(BV_NOORD).with_team(OKT_NOORD).with_duo(&anna, &bilal).build().await;
    let elsewhere = world.household().await;
    let part = probation_for(&case, case.household.ex_partner);
    for (persona, refusal) in
        [(WES, "not found"), (FEM, "not found"), (LEA, "arrange_participations is not allowed")]
    {
        let caller = world.caller(persona).await;
        let refused = add(&world.casework, &caller, &creation(1), part).await.unwrap_err();
        assert_eq!(refused.to_string(), refusal, "{}", persona.name);
    }
    let mut wrong = probation_for(&case, elsewhere.mother);
    wrong.ground = None;
    let refused = add(&world.casework, &anna, &creation(2), wrong).await.unwrap_err();
    assert_eq!(refused.to_string(), "worksFor: unknown_choice, legalGround: missing");
    let mut for_one = part;
    for_one.task = Some(ParticipationTask::VeiligThuis);
    let refused = add(&world.casework, &anna, &creation(3), for_one).await.unwrap_err();
    assert_eq!(refused.to_string(), "worksFor: does_not_fit");

    let susan = world.caller(SUSAN).await;
    add(&world.casework, &susan, &creation(4), part).await.unwrap();
    let twice = add(&world.casework, &anna, &creation(5), part).await.unwrap_err();
    assert_eq!(twice.to_string(), "rule already_takes_part");
    world.build(&format!("UPDATE cases SET state = 'closed', closed_at = '{}'", world.now())).await;
    let closed = add(&world.casework, &anna, &creation(6), part).await.unwrap_err();
    assert_eq!(closed.to_string(), "rule case_closed");
}

#[tokio::test]
async fn who_works_for_one_does_not_learn_who_helps_the_other() {
    let world = World::new().await;
    let (case, anna, fem) = case_with_two_sides(&world).await;
    let mut shelter = probation_for(&case, case.household.mother);
    shelter.team = Some(team_id("ggz-ingeest-amsterdam"));
    shelter.task = Some(ParticipationTask::Health);
    add(&world.casework, &anna, &creation(1), shelter).await.unwrap();

    let seen = async |caller| list(&world.casework, caller, case.id).await.unwrap().items.len();
    assert_eq!(seen(&anna).await, 3);
    assert_eq!(seen(&fem).await, 2);
}
