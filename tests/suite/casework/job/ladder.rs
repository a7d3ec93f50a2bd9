//! The ladder: an urgent notice that nobody reads goes to the other member of the duo, then to the lead.

use super::Office;
use crate::casework::duo::JOOST;
use crate::support::{ANNA, creation};
use ::casework::duo::{ReplaceMember, replace};
use ::casework::notice;
use chrono::Duration;
use domain::duo::Seat;
use domain::notice::NoticeKind;
use domain::version::Version;

#[tokio::test]
async fn an_urgent_notice_climbs_to_who_came_into_the_duo_and_then_to_the_lead() {
    let office = Office::new().await;
    office.task(NoticeKind::UrgentTask).await;
    office.works().await;
    let susan = office.world.caller(crate::support::SUSAN).await;
    let command = ReplaceMember {
        case: office.case.id,
        seen: Version(1),
        seat: Seat::One,
        membership: office.world.caller(JOOST).await.membership,
        overlap_days: 0,
        reason: Some("Anna krijgt een andere baan".to_owned()),
    };
    replace(&office.world.casework, &susan, command).await.unwrap();
    let urgent = async || {
        let query = "SELECT u.name || ' ' || n.rung FROM notices n JOIN users u ON u.id = n.user_id \
                     WHERE n.urgent ORDER BY n.number";
        let mut told = office.world.lines(query).await;
        told.sort();
        told
    };

    office.world.clock.forward(Duration::minutes(119));
    office.works().await;
    assert_eq!(urgent().await, ["anna 1", "bilal 1"]);
    office.world.clock.forward(Duration::minutes(1));
    office.works().await;
    assert_eq!(urgent().await, ["anna 1", "bilal 1", "joost 1"], "who sits in the duo by now");
    office.world.clock.forward(Duration::hours(2));
    office.works().await;
    assert_eq!(urgent().await, ["anna 1", "bilal 1", "joost 1", "lea 3"]);
    office.world.clock.forward(Duration::hours(9));
    office.works().await;
    assert_eq!(urgent().await, ["anna 1", "bilal 1", "joost 1", "lea 3"], "there is nobody higher");
    let letters = office.post.letters();
    let to_lead = letters.iter().filter(|it| it.starts_with("lea@werk.test urgent")).count();
    assert_eq!(to_lead, 1, "{letters:?}");
}

#[tokio::test]
async fn what_one_of_the_duo_has_read_climbs_no_further() {
    let office = Office::new().await;
    office.task(NoticeKind::UrgentTask).await;
    office.works().await;
    let anna = office.world.caller(ANNA).await;
    let page = notice::list(&office.world.casework, &anna, None, 10).await.unwrap();
    notice::read(&office.world.casework, &anna, &creation(5), page.items[0].id).await.unwrap();
    office.world.clock.forward(Duration::hours(9));
    office.works().await;
    assert_eq!(office.told().await, ["anna 1", "bilal 1"]);
}

#[tokio::test]
async fn what_is_not_urgent_climbs_nowhere() {
    let office = Office::new().await;
    office.task(NoticeKind::Task).await;
    office.works().await;
    office.world.clock.forward(Duration::hours(30));
    office.works().await;
    assert_eq!(office.told().await, ["anna 1", "bilal 1"]);
}
