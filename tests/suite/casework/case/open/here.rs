//! Opening a case for a household that one registered oneself.

use super::{faults_of, rule_of, teams};
use crate::support::world::creation;
use crate::support::{ANNA, BILAL, BV_NOORD, Household, LEA, OKT_NOORD, SUSAN, VERA, WES, World};
use casework::Refusal;
use casework::case::open::{OpenHere, open_here};
use casework::case::read::read;
use casework::reference::team_id;
use domain::duo::Track;

fn filled_in(household: &Household) -> OpenHere {
    OpenHere {
        household: household.id,
        team: team_id(OKT_NOORD),
        reason: Some("Zorgen van de leerkracht".to_owned()),
        track: Track::Ivh,
        duo_team: Some(team_id(BV_NOORD)),
    }
}

#[tokio::test]
async fn the_team_that_begins_holds_the_view_on_safety() {
    let world = World::new().await;
    let bilal = world.caller(BILAL).await;
    let household = world.household_of(bilal.user).await;

    let opened = open_here(&world.casework, &bilal, &creation(1), filled_in(&household)).await.unwrap();

    assert_eq!(
        teams(&world).await,
        ["bv-noord-1 safety_expertise youth_7_3_11", "okt-noord local_help youth_7_3_11 holder"]
    );
    assert_eq!(
        world.lines("SELECT concat_ws(' ', phase, state, track, report_id) FROM cases").await,
        ["direct open ivh"]
    );
    assert_eq!(
        world.audit().await,
        [
            "bilal open_case_here done household",
            "bilal open_case_here done household: Mila",
            "bilal open_case_here done household: Sara",
            "bilal open_case_here done household: Tom",
        ]
    );
    for caller in [BILAL, LEA, SUSAN] {
        read(&world.casework, &world.caller(caller).await, opened.case).await.unwrap();
    }
    let again = open_here(&world.casework, &bilal, &creation(1), filled_in(&household)).await.unwrap();
    assert_eq!(opened, again, "the same create twice");
}

#[tokio::test]
async fn of_two_openings_at_once_one_counts_and_a_third_hears_that_there_is_one() {
    let world = World::new().await;
    let bilal = world.caller(BILAL).await;
    let household = world.household_of(bilal.user).await;
    let (one, two) = (creation(1), creation(2));
    let (one, two) = tokio::join!(
        open_here(&world.casework, &bilal, &one, filled_in(&household)),
        open_here(&world.casework, &bilal, &two, filled_in(&household)),
    );
    assert_eq!(rule_of(one.err().xor(two.err()).unwrap()), "one_open_case_per_household");
    let refusal = open_here(&world.casework, &bilal, &creation(3), filled_in(&household)).await.unwrap_err();
    assert_eq!(rule_of(refusal), "one_open_case_per_household");
    assert_eq!(world.count("cases").await, 1);
}

#[tokio::test]
async fn all_faults_are_told() {
    let world = World::new().await;
    let anna = world.caller(ANNA).await;
    let household = world.household_of(anna.user).await;
    let open = async |command| open_here(&world.casework, &anna, &creation(1), command).await.unwrap_err();
    assert_eq!(faults_of(open(filled_in(&household)).await).to_string(), "team: unknown_choice");
    let twice = OpenHere { team: team_id(BV_NOORD), reason: None, ..filled_in(&household) };
    assert_eq!(faults_of(open(twice).await).to_string(), "reason: missing, duoTeam: duplicate");
}

#[tokio::test]
async fn veilig_thuis_opens_from_a_report_and_others_do_not_know_the_household() {
    let world = World::new().await;
    let vera = world.caller(VERA).await;
    let household = world.household_of(vera.user).await;
    let refusal = open_here(&world.casework, &vera, &creation(1), filled_in(&household)).await.unwrap_err();
    assert!(matches!(refusal, Refusal::Forbidden { .. }), "{refusal}");
    for stranger in [BILAL, WES] {
        let stranger = world.caller(stranger).await;
        let refusal = open_here(&world.casework, &stranger, &creation(1), filled_in(&household)).await;
        let refusal = refusal.unwrap_err();
        assert!(matches!(refusal, Refusal::NotFound { .. }), "{refusal}");
    }
    assert_eq!(world.count("cases").await, 0);
}
