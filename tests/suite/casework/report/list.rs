//! The inbox of a team of Veilig Thuis.

use super::{LIV, ODA, assessed, filled_in, taken};
use crate::support::world::creation;
use crate::support::{ANNA, VERA, World};
use access::Caller;
use casework::report::{ListReports, ReportPage, TakeInReport, list, take_in};
use chrono::{Duration, NaiveDate};
use domain::assessment::Outcome;
use domain::id::ReportId;
use domain::report::ReportState;

fn everything() -> ListReports {
    ListReports { states: Vec::new(), after: None, limit: 100 }
}

async fn listed(world: &World, caller: &Caller, wanted: ListReports) -> ReportPage {
    list(&world.casework, caller, wanted).await.unwrap()
}

fn ids(page: &ReportPage) -> Vec<ReportId> {
    page.items.iter().map(|line| line.report).collect()
}

/// Three reports: an ordinary one, an acute one an hour later, an ordinary one an hour after that.
async fn three(world: &World, vera: &Caller) -> [ReportId; 3] {
    let household = world.household_of(vera.user).await;
    let first = taken(world, vera, 1, &household).await;
    world.clock.forward(Duration::hours(1));
    let acute = TakeInReport { acute: Some(true), ..filled_in(&household) };
    let acute = take_in(&world.casework, vera, &creation(2), acute).await.unwrap().report;
    world.clock.forward(Duration::hours(1));
    [first, acute, taken(world, vera, 3, &household).await]
}

#[tokio::test]
async fn danger_comes_first_then_what_came_in_last() {
    let world = World::new().await;
    let vera = world.caller(VERA).await;
    let [first, acute, last] = three(&world, &vera).await;
    let page = listed(&world, &world.caller(LIV).await, everything()).await;
    assert_eq!(ids(&page), [acute, last, first]);
    assert_eq!(page.next, None);

    let line = &page.items[0];
    assert!(line.acute && !line.overdue);
    assert_eq!(line.due_by.protocol, NaiveDate::from_ymd_opt(2026, 5, 18));
    assert_eq!(line.members.iter().map(|it| it.name.as_str()).max(), Some("Tom Kramer"));
    let audit = world.audit().await;
    assert_eq!(
        audit[audit.len() - 4..],
        [
            "liv read_report done reports",
            "liv read_report done reports: Mila",
            "liv read_report done reports: Sara",
            "liv read_report done reports: Tom",
        ]
    );
}

#[tokio::test]
async fn pages_of_one_together_are_the_whole_list() {
    let world = World::new().await;
    let vera = world.caller(VERA).await;
    three(&world, &vera).await;
    let (mut paged, mut after) = (Vec::new(), None);
    loop {
        let page = listed(&world, &vera, ListReports { after, limit: 1, ..everything() }).await;
        paged.extend(ids(&page));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(paged, ids(&listed(&world, &vera, everything()).await));
}

#[tokio::test]
async fn a_report_is_overdue_after_its_last_day_until_it_is_assessed() {
    let world = World::new().await;
    let vera = world.caller(VERA).await;
    let household = world.household_of(vera.user).await;
    let report = taken(&world, &vera, 1, &household).await;
    let waiting = ListReports { states: vec![ReportState::Received], ..everything() };
    let overdue = async || listed(&world, &vera, waiting.clone()).await.items[0].overdue;
    world.clock.set("2026-05-18T21:59:00Z".parse().unwrap());
    assert!(!overdue().await);
    world.clock.set("2026-05-18T22:00:00Z".parse().unwrap());
    assert!(overdue().await);

    assessed(&world, &vera, report, Outcome::TransferLocalTeam).await;
    assert!(listed(&world, &vera, waiting).await.items.is_empty());
    let line = listed(&world, &vera, everything()).await.items.remove(0);
    assert!(!line.overdue);
    assert_eq!(line.assessed, Some((Outcome::TransferLocalTeam, true)));
}

#[tokio::test]
async fn the_inbox_of_others_is_empty() {
    let world = World::new().await;
    let vera = world.caller(VERA).await;
    three(&world, &vera).await;
    for stranger in [ANNA, ODA] {
        let stranger = world.caller(stranger).await;
        assert!(listed(&world, &stranger, everything()).await.items.is_empty());
    }
}
