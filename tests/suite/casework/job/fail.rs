//! What becomes of a job that fails: it waits longer each time and is parked, and holds up nobody else.

use super::Office;
use crate::support::worker::{Post, work_off};
use ::casework::job::{Lane, Letter, NotDelivered, Postman, Worker, operate};
use chrono::Duration;
use domain::notice::NoticeKind;
use secrecy::ExposeSecret;
use std::pin::Pin;
use std::sync::Arc;
use tokio::sync::Notify;

#[tokio::test]
async fn a_mail_that_the_post_does_not_take_waits_longer_each_time_and_is_parked() {
    let office = Office::new().await;
    office.post.close(true);
    office.task(NoticeKind::UrgentTask).await;
    office.works().await;
    let attempts = "SELECT attempts || ' ' || fault FROM jobs WHERE kind = 'send_mail' ORDER BY number";
    assert_eq!(office.world.lines(attempts).await, ["1 not_delivered", "1 not_delivered"]);
    for _ in 0..2 {
        office.world.clock.forward(Duration::seconds(40));
        work_off(&office.worker).await;
    }
    let parked = operate::parked(&office.world.casework).await.unwrap();
    assert_eq!(
        parked.iter().map(|it| (it.kind.as_str(), it.failures)).collect::<Vec<_>>(),
        [("send_mail", 3); 2]
    );
    assert_eq!(operate::stock(&office.world.casework).await.unwrap().parked, 2);

    office.post.close(false);
    office.world.clock.forward(Duration::days(1));
    work_off(&office.worker).await;
    assert_eq!(office.post.letters(), [""; 0], "what is parked waits for an operator");
    operate::retry(&office.world.casework, parked[0].number).await.unwrap();
    work_off(&office.worker).await;
    assert_eq!(office.post.letters().len(), 1);
    let refusal = operate::retry(&office.world.casework, parked[0].number).await.unwrap_err();
    assert_eq!(refusal.to_string(), "not found");
}

/// A post in which the mail for one reader stops the whole program.
struct Trap {
    reader: &'static str,
    sprung: Notify,
    post: Arc<Post>,
}

impl Postman for Trap {
    fn deliver<'a>(
        &'a self,
        letter: &'a Letter,
    ) -> Pin<Box<dyn Future<Output = Result<(), NotDelivered>> + Send + 'a>> {
        if !letter.to.expose_secret().starts_with(self.reader) {
            return self.post.deliver(letter);
        }
        self.sprung.notify_one();
        Box::pin(std::future::pending())
    }
}

#[tokio::test]
async fn a_job_that_ends_the_program_each_time_counts_its_tries_and_takes_no_other_along() {
    let office = Office::new().await;
    let trap = Arc::new(Trap { reader: "anna", sprung: Notify::new(), post: Arc::clone(&office.post) });
    let worker =
        Worker { postman: Some(Arc::<Trap>::clone(&trap) as Arc<dyn Postman>), ..office.worker.clone() };
    office.task(NoticeKind::UrgentTask).await;
    while worker.turn(Lane::Desk).await.unwrap() > 0 {}

    let mut deaths = 0;
    for _ in 0..8 {
        // A turn that is dropped halfway leaves behind what a program leaves behind that dies.
        tokio::select! {
            () = trap.sprung.notified() => deaths += 1,
            turned = worker.turn(Lane::Post) => drop(turned.unwrap()),
        }
        office.world.clock.forward(Duration::seconds(40));
    }

    assert_eq!(deaths, 3, "as many tries as the worker is patient");
    assert_eq!(office.post.letters().len(), 2, "for somebody else: with what died, and once by itself");
    let parked = operate::parked(&office.world.casework).await.unwrap();
    let told = parked.iter().map(|it| (it.kind.as_str(), it.failures, it.fault.as_deref()));
    assert_eq!(told.collect::<Vec<_>>(), [("send_mail", 3, Some("died"))]);
}

#[tokio::test]
async fn one_bad_job_holds_up_no_others() {
    let office = Office::new().await;
    let bad = "INSERT INTO jobs (key, lane, kind, payload, added_at, run_after) \
               VALUES ('bad', 'desk', 'tell', '{\"about\": \"nonsense\"}', now() - interval '9 years', now() - interval '9 years')";
    office.world.build(bad).await;
    for _ in 0..3 {
        office.task(NoticeKind::Task).await;
    }
    office.works().await;
    assert_eq!(office.told().await.len(), 6);
    let left = office.world.lines("SELECT key || ' ' || fault FROM jobs WHERE done_at IS NULL").await;
    assert_eq!(left, ["bad broken"]);
}

#[tokio::test]
async fn a_job_of_a_newer_program_stays_and_each_moment_of_the_clock_counts_once() {
    let office = Office::new().await;
    let newer = "INSERT INTO jobs (key, lane, kind, payload, added_at, run_after) \
                 VALUES ('newer', 'desk', 'brew_coffee', '{}', now() - interval '9 years', now() - interval '9 years')";
    office.world.build(newer).await;
    office.works().await;
    office.works().await;
    let counted =
        "SELECT kind || ' ' || count(*) || ' ' || count(done_at) FROM jobs GROUP BY kind ORDER BY kind";
    assert_eq!(
        office.world.lines(counted).await,
        ["brew_coffee 1 0", "climb 1 1", "digest 1 1", "remind 1 1", "sweep 1 1"]
    );
    office.world.clock.forward(Duration::minutes(5));
    office.works().await;
    assert_eq!(office.world.lines(counted).await[1], "climb 2 2");

    office.world.clock.forward(Duration::days(40));
    office.works().await;
    let left = office.world.lines("SELECT kind FROM jobs ORDER BY kind").await;
    assert_eq!(
        left,
        ["brew_coffee", "climb", "digest", "remind", "sweep"],
        "what was done long ago is swept"
    );
}

#[tokio::test]
async fn what_was_read_long_ago_is_swept_and_what_nobody_read_stays() {
    let office = Office::new().await;
    office.task(NoticeKind::UrgentTask).await;
    office.works().await;
    office
        .world
        .build(
            "UPDATE notices n SET read_at = told_at FROM users u WHERE u.id = n.user_id AND u.name = 'anna'; \
             UPDATE notices SET climbed = 3",
        )
        .await;
    for (days, left) in [(92, ["anna", "bilal"].as_slice()), (1, &["bilal"])] {
        office.world.clock.forward(Duration::days(days));
        office.works().await;
        let query = "SELECT u.name FROM notices n JOIN users u ON u.id = n.user_id ORDER BY u.name";
        assert_eq!(office.world.lines(query).await, left, "after {days} more days");
    }
}
