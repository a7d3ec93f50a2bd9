//! Telling people that something waits: the first time, when a term comes near or ends, when an urgent notice climbs, and once a day by mail.

use super::Worker;
use crate::Refusal;
use chrono::{DateTime, Days, Utc};
use domain::id::{CaseId, MailId, NoticeId};
use domain::notice::{NoticeKind, Rung};
use domain::time::amsterdam_day;
use std::collections::BTreeSet;
use store::Tx;
use store::job::{self, Job};
use store::mail::{self, NewMail};
use store::notice::{self, Called, Matter, NewNotice};

/// The most notices that climb in one go; the next go is minutes later.
const MOST_TO_CLIMB: i64 = 500;

/// The most terms that are told of in one go; the next go is minutes later.
const MOST_TERMS: i64 = 500;

/// What one batch of jobs wants to tell. It is written in one go at the end.
#[derive(Default)]
pub(super) struct Desk {
    notices: Vec<NewNotice>,
    /// For each mail what it is about; those of notices only count when the notice is new.
    mails: Vec<NewMail>,
}

/// What a notice is about.
pub(super) const fn matter(kind: NoticeKind, case: CaseId, origin: uuid::Uuid) -> Matter {
    Matter { kind, case, origin }
}

impl Desk {
    /// Tells those whom it is for, unless it no longer waits.
    pub(super) async fn tell(&mut self, worker: &Worker, tx: &mut Tx, matter: Matter) -> Result<(), Refusal> {
        let called = notice::called(tx, matter).await?;
        for called in called.into_iter().filter(|it| it.rung == Rung::Addressee) {
            self.add(worker, tx, matter, called);
        }
        Ok(())
    }

    /// Tells of terms that end within the days of the region or are over: each once before its end and once after.
    pub(super) async fn remind(&mut self, worker: &Worker, tx: &mut Tx) -> Result<(), Refusal> {
        let now = tx.now();
        let days = worker.casework.policy_at(now).notice.term_days;
        let until = amsterdam_day(now) + Days::new(days.into());
        for matter in notice::terms_due(tx, until, MOST_TERMS).await? {
            self.tell(worker, tx, matter).await?;
        }
        Ok(())
    }

    /// Lets every urgent notice that nobody has read climb as high as its age says. What was read by somebody, or no
    /// longer waits, climbs no further.
    pub(super) async fn climb(&mut self, worker: &Worker, tx: &mut Tx) -> Result<(), Refusal> {
        let now = tx.now();
        let ladder = worker.casework.policy_at(now).ladder;
        let (mut at_rest, mut higher, mut top) = (Vec::new(), Vec::new(), Vec::new());
        for unread in notice::unread_and_urgent(tx, ladder.first_climb(now), MOST_TO_CLIMB).await? {
            let called = notice::called(tx, unread.matter).await?;
            if unread.read_by_another || called.is_empty() {
                at_rest.push(unread.id);
                continue;
            }
            let rung = ladder.rung(unread.told_at, now);
            // Who came into the duo meanwhile was not told yet; who was, is not told again.
            for called in called.into_iter().filter(|it| rung > Rung::Addressee && it.rung <= rung) {
                self.add(worker, tx, unread.matter, called);
            }
            if rung > unread.climbed {
                if rung == Rung::Lead { top.push(unread.id) } else { higher.push(unread.id) }
            }
        }
        at_rest.append(&mut top);
        notice::climbed(tx, &at_rest, Rung::Lead).await?;
        Ok(notice::climbed(tx, &higher, Rung::OtherOfDuo).await?)
    }

    /// Writes one mail to everybody who wants one a day and has something unread.
    pub(super) async fn digest(
        &mut self,
        worker: &Worker,
        tx: &mut Tx,
        at: DateTime<Utc>,
    ) -> Result<(), Refusal> {
        let (now, day) = (tx.now(), amsterdam_day(at));
        for (user, membership, number) in notice::digests(tx).await? {
            self.mails.push(NewMail {
                id: MailId(worker.casework.ids.ordered(now)),
                key: format!("digest:{membership}:{day}"),
                user,
                membership,
                notice: None,
                number: i32::try_from(number).unwrap_or(i32::MAX),
            });
        }
        Ok(())
    }

    fn add(&mut self, worker: &Worker, tx: &Tx, matter: Matter, called: Called) {
        let ids = &worker.casework.ids;
        let id = NoticeId(ids.ordered(tx.now()));
        if called.mail.at_once(matter.kind) {
            self.mails.push(NewMail {
                id: MailId(ids.ordered(tx.now())),
                key: format!("notice:{id}"),
                user: called.user,
                membership: called.membership,
                notice: Some(id),
                number: 1,
            });
        }
        self.notices.push(NewNotice { id, matter, called });
    }

    /// Writes everything down: the notices that are new, their mails, and a job for each mail.
    pub(super) async fn clear(self, tx: &mut Tx) -> Result<(), Refusal> {
        let new: BTreeSet<NoticeId> = notice::tell(tx, &self.notices).await?.into_iter().collect();
        let is_new = |mail: &NewMail| mail.notice.is_none_or(|it| new.contains(&it));
        let mails: Vec<NewMail> = self.mails.into_iter().filter(is_new).collect();
        let added = mail::add(tx, &mails).await?;
        let jobs: Vec<Job> = added.into_iter().map(|mail| Job::SendMail { mail }).collect();
        Ok(job::enqueue_all(tx, &jobs).await?)
    }
}
