//! Asking whether somebody is known outside one's own sight.

use super::super::household::words;
use crate::support::{ANNA, BEA, BILAL, BV_NOORD, Case, VERA, VT_INTAKE, WES, World};
use casework::person::{self, Recognise};
use casework::reference::team_id;
use domain::search_key::{given_key, surname_key};

const REASON: &str = "Zij staat met twee kinderen aan onze balie en zegt elders hulp te krijgen.";

fn sara() -> Recognise {
    Recognise {
        desk: None,
        family_name: Some("Blom".to_owned()),
        given_name: Some("Sara".to_owned()),
        birth_date: Some("1991-02-11".to_owned()),
        reason: Some(REASON.to_owned()),
    }
}

/// A case in Noord for Sara Blom, born on 11 February 1991.
async fn case(world: &World, team: &'static str) -> Case {
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let case = world.case().with_duo(&anna, &bilal).with_team(team).build().await;
    let (surname, given) = (surname_key("Blom"), given_key("Sara"));
    world
        .build(&format!(
            "UPDATE persons SET surname_key = '{surname}', given_key = '{given}' WHERE id = '{}'",
            case.household.mother
        ))
        .await;
    case
}

#[tokio::test]
async fn a_hit_tells_whom_to_call_and_nothing_else() {
    let world = World::new().await;
    case(&world, BV_NOORD).await;
    let wes = world.caller(WES).await;
    let hit = person::recognise(&world.casework, &wes, sara()).await.unwrap();
    assert_eq!(hit.len(), 1);
    assert_eq!(hit[0].team, team_id(BV_NOORD));
    assert_eq!(hit[0].organisation_name, "Blijvend Veilig");
    assert!(!hit[0].contact.is_empty());
    let nobody = Recognise { given_name: Some("Saskia".to_owned()), ..sara() };
    assert!(person::recognise(&world.casework, &wes, nobody).await.unwrap().is_empty());
    assert_eq!(
        world.audit().await,
        [
            "wes register done recognition",
            "wes register done recognition: Sara",
            "wes register done recognition"
        ],
        "found or not, and who was"
    );
    let kept = world.lines("SELECT concat_ws(' ', kind, hits) FROM search_terms ORDER BY hits").await;
    assert_eq!(kept, ["recognition 0", "recognition 1"]);
    let clear = world.lines("SELECT encode(terms || reason, 'escape') FROM search_terms").await;
    assert!(clear.iter().all(|it| !it.contains("Blom") && !it.contains("kinderen")));
}

#[tokio::test]
async fn who_sees_the_household_already_learns_nothing_new() {
    let world = World::new().await;
    case(&world, BV_NOORD).await;
    let anna = world.caller(ANNA).await;
    assert!(person::recognise(&world.casework, &anna, sara()).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_shelter_is_never_named() {
    let world = World::new().await;
    let team = world
        .lines("SELECT t.key FROM teams t JOIN organisations o ON o.id = t.organisation_id WHERE o.kind = 'shelter'")
        .await
        .remove(0);
    case(&world, team.leak()).await;
    let vera = world.caller(VERA).await;
    assert!(person::recognise(&world.casework, &vera, sara()).await.unwrap().is_empty());
}

#[tokio::test]
async fn where_anybody_is_shielded_only_veilig_thuis_is_named() {
    let world = World::new().await;
    let home = case(&world, BV_NOORD).await.household;
    let wes = world.caller(WES).await;
    for shielded in [home.mother, home.child] {
        world.build(&format!("UPDATE persons SET address_shielded = (id = '{shielded}')")).await;
        let hit = person::recognise(&world.casework, &wes, sara()).await.unwrap();
        let teams: Vec<_> = hit.iter().map(|it| it.team).collect();
        assert_eq!(teams, [team_id(VT_INTAKE)]);
    }
}

#[tokio::test]
async fn three_identifying_items_and_a_reason_are_needed() {
    let world = World::new().await;
    let wes = world.caller(WES).await;
    let nothing = person::recognise(&world.casework, &wes, Recognise::default()).await;
    assert_eq!(
        words(nothing),
        "familyName: missing, givenName: missing, birthDate: missing, reason: missing"
    );
    let little = Recognise {
        desk: None,
        family_name: Some("☆ ☆".to_owned()),
        given_name: Some(String::new()),
        birth_date: Some("1991-02".to_owned()),
        reason: Some("Nieuwsgierig".to_owned()),
    };
    let little = person::recognise(&world.casework, &wes, little).await;
    assert_eq!(
        words(little),
        "familyName: empty, givenName: empty, birthDate: not_a_date, reason: too_short"
    );
    let bea = world.caller(BEA).await;
    assert_eq!(words(person::recognise(&world.casework, &bea, sara()).await), "not found");
    assert_eq!(world.audit().await, ["bea register hidden desk"]);
}
