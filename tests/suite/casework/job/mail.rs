//! Mail as everybody chooses it, once for each thing, and never to who has left.

use super::Office;
use crate::support::{ANNA, BILAL};
use ::casework::notice::choose;
use chrono::Duration;
use domain::notice::{MailChoice, NoticeKind};

#[tokio::test]
async fn each_gets_mail_as_chosen_and_a_digest_once_a_day() {
    let office = Office::new().await;
    let (anna, bilal) = (office.world.caller(ANNA).await, office.world.caller(BILAL).await);
    choose(&office.world.casework, &bilal, MailChoice::AtOnce).await.unwrap();
    office.works().await;
    office.task(NoticeKind::Task).await;
    office.works().await;
    let code = office.code().await;
    assert_eq!(office.post.letters(), [format!("bilal@werk.test {code}")], "Anna waits for her digest");

    // It is 11:00 in Amsterdam; the next digest is written at 7:00.
    office.world.clock.forward(Duration::hours(19));
    office.works().await;
    assert_eq!(office.post.letters().len(), 1);
    office.world.clock.forward(Duration::hours(1));
    for _ in 0..3 {
        office.works().await;
    }
    assert_eq!(
        office.post.letters(),
        ["anna@werk.test 1 unread".to_owned(), format!("bilal@werk.test {code}")]
    );

    choose(&office.world.casework, &anna, MailChoice::Never).await.unwrap();
    office.world.clock.forward(Duration::days(1));
    office.works().await;
    assert_eq!(office.post.letters().len(), 2, "who wants none gets none");
}

#[tokio::test]
async fn mail_goes_to_nobody_who_has_left_or_has_no_address() {
    let office = Office::new().await;
    office.post.close(true);
    office.task(NoticeKind::UrgentTask).await;
    office.works().await;
    let anna = office.world.caller(ANNA).await;
    let ended =
        format!("UPDATE memberships SET ends_at = '{}' WHERE id = '{}'", office.world.now(), anna.membership);
    office.world.build(&ended).await;
    office
        .world
        .build("DELETE FROM mail_addresses WHERE user_id IN (SELECT id FROM users WHERE name = 'bilal')")
        .await;
    office.post.close(false);
    office.world.clock.forward(Duration::minutes(5));
    office.works().await;
    assert_eq!(office.post.letters(), [""; 0]);
    let endings = office.world.lines("SELECT ending FROM mails ORDER BY 1").await;
    assert_eq!(endings, ["left", "no_address"]);
}

#[tokio::test]
async fn an_address_is_sealed() {
    let office = Office::new().await;
    let plain = "SELECT count(*) FROM mail_addresses WHERE position('werk.test'::bytea IN address) > 0";
    assert_eq!(office.world.lines(plain).await, ["0"]);
    let refused = ::casework::account::admin::set_mail_address(
        &office.world.casework,
        "anna",
        "anna@werk.test\r\nBcc: x@y.z".to_owned().into(),
    );
    assert_eq!(refused.await.unwrap_err().to_string(), "address: unknown_choice");
}
