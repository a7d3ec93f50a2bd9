//! Sudden death of workers: four of them do ten thousand jobs and are killed fifty times. Every job is done, every mail
//! lies in the box once, and what has an order keeps it.
//!
//! The program is the real one, and a kill comes after a number of mails, never after a time.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "the helpers of a test may end it")]

mod house;
#[path = "../../../../tests/suite/support/post_office.rs"]
mod post;

use house::House;
use post::PostOffice;
use server::demo::dice::Dice;
use std::collections::BTreeSet;
use std::time::Instant;

/// Each task gives one job that tells its duo, and two that send a mail.
const TASKS: usize = 3_334;

const WORKERS: usize = 4;

const KILLS: usize = 50;

/// Mails that a worker has on their way at once, as in `config/default.toml`.
const AT_ONCE: usize = 4;

/// The series of chances: who is killed after which mail. Another number is another test.
const SEED: u64 = 2022;

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_dies_loses_and_doubles_nothing() {
    let post = PostOffice::open().await;
    let mut house = House::build(post.port).await;
    house.open_tasks(TASKS).await;
    let begin = Instant::now();
    for worker in 0..WORKERS {
        house.start(worker);
    }

    let mut dice = Dice::new(SEED, "chaos", 0);
    let mails = TASKS * 2;
    let mut moments = BTreeSet::new();
    while moments.len() < KILLS {
        moments.insert(1 + dice.below(mails * 9 / 10));
    }
    for moment in moments {
        post.has_been_brought(moment).await;
        let worker = dice.below(WORKERS);
        house.kill(worker).await;
        house.start(worker);
    }
    post.has_been_brought(mails).await;
    wait_until_nothing_waits(&mut house).await;
    let took = begin.elapsed();
    house.stop_all().await;

    let brought: usize = post.mails().values().map(|mail| mail.brought).sum();
    eprintln!(
        "{} jobs in {:.1} s with {KILLS} kills: {:.0} jobs/s; {} mails, {} brought again",
        TASKS * 3,
        took.as_secs_f64(),
        (TASKS * 3) as f64 / took.as_secs_f64(),
        post.mails().len(),
        brought - post.mails().len(),
    );
    assert_eq!(house.errors(), [""; 0], "a worker met something that nobody expected");
    assert_eq!(house.parked(), "0 parked, 0 waiting.\n");
    every_job_is_done(&mut house).await;
    every_mail_lies_in_the_box_once(&mut house, &post).await;
    every_case_keeps_its_order(&mut house).await;
    no_mail_says_what_it_is_about(&post);
}

async fn wait_until_nothing_waits(house: &mut House) {
    let mut looks = tokio::time::interval(std::time::Duration::from_millis(20));
    loop {
        looks.tick().await;
        let waiting = "SELECT count(*) FROM jobs WHERE done_at IS NULL AND parked_at IS NULL";
        if house.lines(waiting).await == ["0"] {
            return;
        }
    }
}

async fn every_job_is_done(house: &mut House) {
    let by_kind = "SELECT concat_ws(' ', kind, count(*), count(done_at), count(parked_at)) FROM jobs \
                   WHERE kind IN ('tell', 'send_mail') GROUP BY kind ORDER BY kind";
    let mails = TASKS * 2;
    assert_eq!(
        house.lines(by_kind).await,
        [format!("send_mail {mails} {mails} 0"), format!("tell {TASKS} {TASKS} 0")]
    );
    let told = "SELECT concat_ws(' ', count(*), count(DISTINCT (origin_id, membership_id))) FROM notices";
    assert_eq!(house.lines(told).await, [format!("{mails} {mails}")], "each of both is told once");
}

/// The post keeps one of each Message-ID, as mail servers do. Who was killed after the post had taken a mail and before
/// that was written down brings it once more: no more than were on their way. So does whoever had to wait too long for the
/// answer, which on a machine with much else to do may happen as well, and is counted as a failure.
async fn every_mail_lies_in_the_box_once(house: &mut House, post: &PostOffice) {
    let kept = post.mails();
    let sent =
        house.lines("SELECT '<' || id || '@tandem.test>' FROM mails WHERE ending = 'sent' ORDER BY 1").await;
    assert_eq!(kept.keys().cloned().collect::<Vec<_>>(), sent);
    assert_eq!(house.lines("SELECT count(*) FROM mails WHERE ending IS DISTINCT FROM 'sent'").await, ["0"]);
    let again: usize = kept.values().map(|mail| mail.brought - 1).sum();
    let failed = "SELECT coalesce(sum(attempts), 0) FROM jobs WHERE kind = 'send_mail'";
    let failed: usize = house.lines(failed).await[0].parse().unwrap();
    assert!(again <= KILLS * AT_ONCE + failed, "{again} mails were brought again, {failed} times one failed");
    let whom = "SELECT '<' || m.id || '@tandem.test> ' || u.name || '@werk.test' FROM mails m \
                JOIN users u ON u.id = m.user_id ORDER BY 1";
    let to: Vec<String> = kept.iter().map(|(id, mail)| format!("{id} {}", mail.to)).collect();
    assert_eq!(to, house.lines(whom).await, "everybody gets the own mail");
}

/// Of each case, the notices come in the order in which the jobs were added.
async fn every_case_keeps_its_order(house: &mut House) {
    let wrong = "SELECT origin_id FROM (SELECT n.origin_id, j.number AS asked, \
                   lag(j.number) OVER (PARTITION BY n.case_id, n.membership_id ORDER BY n.number) AS before \
                 FROM notices n JOIN jobs j ON j.key = 'tell:urgent_task:' || n.origin_id) told WHERE before > asked";
    assert_eq!(house.lines(wrong).await, [""; 0]);
}

fn no_mail_says_what_it_is_about(post: &PostOffice) {
    for mail in post.mails().into_values() {
        assert!(
            mail.text.contains("Er wacht werk in Tandem") && mail.text.contains("Code: CASE"),
            "{}",
            mail.text
        );
        for canary in ["Kanarie", "Vogelzang", "red_flags", "mens0", "vlag"] {
            let said = mail.text.lines().any(|line| line.contains(canary) && !line.starts_with("To: "));
            assert!(!said, "{canary} in {}", mail.text);
        }
    }
}
