//! What the program does on its own account: the jobs that follow from the steps of people, and what comes back by the
//! clock. Every job is idempotent and looks at how things are now, so that a worker may die at any point.

pub mod operate;
pub mod schedule;

mod post;
mod tell;

pub use post::{Letter, NotDelivered, Postman};
pub use store::job::{Lane, ParkedLine, Stock};

use crate::{Casework, Refusal};
use domain::job::{Next, Patience};
use domain::notice::NoticeKind;
use futures_util::FutureExt;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use store::job::{self, Job, Taken};
use store::{Errand, StoreError, Tx};

/// Somebody who does the jobs: any number of them work at once, in one process or in several.
#[derive(Clone)]
pub struct Worker {
    pub casework: Casework,
    /// Nothing where mail is switched off.
    pub postman: Option<Arc<dyn Postman>>,
    pub patience: Patience,
    /// The most jobs that are done in one transaction at the desk, 1 or more.
    pub batch: i64,
    /// The most mails that are on their way at once, 1 or more.
    pub letters: i64,
    /// For so many days what was done stays to be looked at, 2 or more.
    pub keep_days: u32,
    /// The whole hour in Amsterdam at which digests are written, 0 to 23.
    pub digest_hour: u8,
}

impl Worker {
    /// Takes jobs of a lane, does them and tells how many those were. Of a batch that fails each job is done by itself, so
    /// that it shows which one is bad, and only that one waits.
    ///
    /// # Errors
    /// [`Refusal::Unavailable`] when the database is away; a job that fails is no error but noted in the queue.
    pub async fn turn(&self, lane: Lane) -> Result<usize, Refusal> {
        let (spent, taken) = self.take(lane).await?;
        match (self.attempt(lane, &taken).await, taken.as_slice()) {
            (Ok(()), _) => {}
            (Err(refusal), [bad]) => self.note_failure(bad, &refusal).await?,
            (Err(_), batch) => {
                for it in batch {
                    if let Err(refusal) = self.attempt(lane, std::slice::from_ref(it)).await {
                        self.note_failure(it, &refusal).await?;
                    }
                }
            }
        }
        Ok(spent + taken.len())
    }

    /// Takes jobs, counts the try before it is made, and parks what had its last try without an end: it stopped the
    /// program each time; and tells how many those are. What was tried before goes by itself, so that it takes no others
    /// along.
    async fn take(&self, lane: Lane) -> Result<(usize, Vec<Taken>), Refusal> {
        let most = match lane {
            Lane::Desk => self.batch,
            Lane::Post => self.letters,
        };
        let dice = self.dice();
        self.casework
            .on_errand(Errand::Work, async |tx: &mut Tx| {
                let waiting = job::take(tx, lane, most).await?;
                let (spent, mut taken): (Vec<_>, Vec<_>) =
                    waiting.into_iter().partition(|it| self.patience.next(it.tries, dice) == Next::Park);
                for it in &spent {
                    tracing::warn!(job = it.number, tries = it.tries, "a job ended the program each time");
                    job::fail(tx, it.number, Next::Park, "died").await?;
                }
                let alone = taken.iter().position(|it| it.tries > 0);
                taken.truncate(alone.map_or(taken.len(), |place| place.max(1)));
                let tries = taken.first().map_or(0, |it| it.tries);
                let numbers: Vec<i64> = taken.iter().map(|it| it.number).collect();
                job::begin(tx, &numbers, self.patience.wait(tries.saturating_add(1), dice)).await?;
                Ok((spent.len(), taken))
            })
            .await
    }

    /// Does jobs in one transaction, as far as nobody else has them in hand.
    async fn attempt(&self, lane: Lane, taken: &[Taken]) -> Result<(), Refusal> {
        if taken.is_empty() {
            return Ok(());
        }
        let work = self.casework.on_errand(Errand::Work, async |tx: &mut Tx| {
            let numbers: Vec<i64> = taken.iter().map(|it| it.number).collect();
            let held = job::hold(tx, &numbers).await?;
            let held: Vec<&Taken> = taken.iter().filter(|it| held.contains(&it.number)).collect();
            let done = self.work(tx, lane, &held).await?;
            Ok(job::finish(tx, &done).await?)
        });
        // A job that panics is a job that failed: its transaction is gone with it.
        let panicked = || Refusal::Broken(StoreError::Stale);
        AssertUnwindSafe(work).catch_unwind().await.unwrap_or_else(|_| Err(panicked()))
    }

    /// Does jobs and tells the numbers of those that are done.
    async fn work(&self, tx: &mut Tx, lane: Lane, taken: &[&Taken]) -> Result<Vec<i64>, Refusal> {
        if lane == Lane::Post {
            return self.post(tx, taken).await;
        }
        let mut desk = tell::Desk::default();
        for it in taken {
            let Some(job) = &it.job else { return Err(unreadable(it)) };
            match job {
                Job::Tell { about, case, origin } => {
                    desk.tell(self, tx, tell::matter(*about, *case, *origin)).await?;
                }
                Job::PassedOn { case, task, .. } => {
                    desk.tell(self, tx, tell::matter(NoticeKind::TaskPassedOn, *case, task.0)).await?;
                }
                Job::Consulted { about, consultation, entry } => {
                    desk.tell(self, tx, tell::step(*about, *consultation, *entry)).await?;
                }
                Job::Remind { .. } => desk.remind(self, tx).await?,
                Job::Climb { .. } => desk.climb(self, tx).await?,
                Job::Digest { at } => desk.digest(self, tx, *at).await?,
                Job::Sweep { .. } => self.sweep(tx).await?,
                Job::Lapse { handover } => {
                    crate::handover::lapse::lapse(&self.casework, tx, *handover).await?
                }
                Job::SendMail { .. } => return Err(unreadable(it)),
            }
        }
        desk.clear(tx).await?;
        Ok(taken.iter().map(|it| it.number).collect())
    }

    async fn note_failure(&self, bad: &Taken, refusal: &Refusal) -> Result<(), Refusal> {
        let dice = self.dice();
        self.casework
            .on_errand(Errand::Work, async |tx: &mut Tx| self.fail(tx, bad, dice, code(refusal)).await)
            .await
    }

    /// Notes in the queue that a job failed.
    async fn fail(&self, tx: &mut Tx, bad: &Taken, dice: u32, fault: &'static str) -> Result<(), Refusal> {
        let tries = bad.tries.saturating_add(1);
        let next = self.patience.next(tries, dice);
        tracing::warn!(job = bad.number, tries, fault, ?next, "a job failed");
        Ok(job::fail(tx, bad.number, next, fault).await?)
    }

    fn dice(&self) -> u32 {
        u32::try_from(self.casework.ids.random().as_u128() & u128::from(u32::MAX)).unwrap_or(0)
    }

    async fn sweep(&self, tx: &mut Tx) -> Result<(), Refusal> {
        let before = tx.now() - chrono::Duration::days(self.keep_days.max(2).into());
        let jobs = job::sweep(tx, before).await?;
        let mails = store::mail::sweep(tx, before).await?;
        // After the mails, so that none is left that is about a notice.
        let kept = self.casework.policy_at(tx.now()).notice.keep_days;
        let notices = store::notice::sweep(tx, tx.now() - chrono::Duration::days(kept.into())).await?;
        tracing::info!(jobs, mails, notices, "swept");
        Ok(())
    }
}

fn unreadable(taken: &Taken) -> Refusal {
    Refusal::Broken(StoreError::Row { table: "jobs", id: taken.number.to_string(), column: "payload" })
}

/// What operators read of a failure.
const fn code(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Unavailable => "unavailable",
        Refusal::Stale => "stale",
        Refusal::Rule(rule) => rule,
        _ => "broken",
    }
}
