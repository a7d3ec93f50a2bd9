//! The worker: what is told to whom, when it climbs, what is mailed, and what becomes of a job that fails.

mod canary;
mod fail;
mod ladder;
mod mail;
mod term;
mod turn;

use crate::support::worker::{Post, work_off};
use crate::support::{ANNA, BILAL, BV_NOORD, Case, LEA, OKT_NOORD, SUSAN, World};
use ::casework::account::admin::set_mail_address;
use ::casework::job::Worker;
use ::casework::ports::SystemIds;
use ::casework::{Ids, Refusal};
use domain::id::CaseId;
use domain::notice::NoticeKind;
use std::sync::Arc;
use store::job::{self, Job};
use store::{Errand, Tx};
use uuid::Uuid;

/// A case of Anna and Bilal with a lead and a supervisor, somebody who does the jobs, and the post.
struct Office {
    world: World,
    case: Case,
    worker: Worker,
    post: Arc<Post>,
}

impl Office {
    async fn new() -> Self {
        let world = World::new().await;
        let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
        for persona in [LEA, SUSAN] {
            world.caller(persona).await;
        }
        for persona in [ANNA, BILAL, LEA] {
            let address = format!("{}@werk.test", persona.name);
            set_mail_address(&world.casework, persona.name, address.into()).await.unwrap();
        }
        let case =
            world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).with_team(OKT_NOORD).build().await;
        let post = Arc::<Post>::default();
        let worker = world.worker(&post);
        Self { world, case, worker, post }
    }

    /// A task that somebody's step asked for, and the job that follows from it.
    async fn task(&self, about: NoticeKind) -> Uuid {
        let (id, anna, now) = (SystemIds.random(), self.world.caller(ANNA).await, self.world.now());
        self.world
            .build(&format!(
                "INSERT INTO tasks (id, case_id, kind, cause, origin_id, opened_by, membership_id, opened_at, due_on) \
                 VALUES ('{id}', '{}', 'low_score', 'round', gen_random_uuid(), '{}', '{}', '{now}', '{}')",
                self.case.id,
                anna.user,
                anna.membership,
                now.date_naive()
            ))
            .await;
        self.enqueue(&Job::Tell { about, case: self.case.id, origin: id }).await;
        id
    }

    async fn enqueue(&self, new: &Job) {
        let added: Result<(), Refusal> = self
            .world
            .casework
            .on_errand(Errand::Work, async |tx: &mut Tx| Ok(job::enqueue(tx, new).await?))
            .await;
        added.unwrap();
    }

    /// Looks at the clock and does everything that can be done now.
    async fn works(&self) {
        self.worker.look_at_the_clock().await.unwrap();
        work_off(&self.worker).await;
    }

    /// Who was told, in the order of telling: `anna 1`, with the rung.
    async fn told(&self) -> Vec<String> {
        let query = "SELECT u.name || ' ' || n.rung FROM notices n JOIN users u ON u.id = n.user_id \
                     ORDER BY n.told_at, n.rung, u.name";
        self.world.lines(query).await
    }

    async fn code(&self) -> String {
        self.world.lines(&format!("SELECT code FROM cases WHERE id = '{}'", self.case.id)).await.remove(0)
    }
}

#[tokio::test]
async fn an_urgent_task_tells_both_of_the_duo_and_mails_them_at_once_and_once() {
    let office = Office::new().await;
    let task = office.task(NoticeKind::UrgentTask).await;
    office.enqueue(&Job::Tell { about: NoticeKind::UrgentTask, case: office.case.id, origin: task }).await;
    office.works().await;
    office.works().await;

    assert_eq!(office.told().await, ["anna 1", "bilal 1"]);
    let code = office.code().await;
    let expected = [format!("anna@werk.test urgent {code}"), format!("bilal@werk.test urgent {code}")];
    assert_eq!(office.post.letters(), expected);
}

#[tokio::test]
async fn what_no_longer_waits_is_told_to_nobody() {
    let office = Office::new().await;
    let task = office.task(NoticeKind::Task).await;
    let anna = office.world.caller(ANNA).await;
    let done = format!(
        "INSERT INTO task_completions (task_id, case_id, ending, outcome, done_by, membership_id, done_at) \
         VALUES ('{task}', '{}', 'done', 'Gedaan.', '{}', '{}', '{}')",
        office.case.id,
        anna.user,
        anna.membership,
        office.world.now()
    );
    office.world.build(&done).await;
    office.works().await;
    assert_eq!(office.told().await, [""; 0]);
}

#[tokio::test]
async fn a_round_asks_a_proposal_waits_and_a_seat_is_given_each_to_whom_it_is_for() {
    let office = Office::new().await;
    let (anna, bilal) = (office.world.caller(ANNA).await, office.world.caller(BILAL).await);
    let raters = domain::round::RoundDraft { users: vec![anna.user, bilal.user], persons: Vec::new() };
    let command = ::casework::round::OpenRound { case: office.case.id, raters };
    let creation = crate::support::creation(1);
    ::casework::round::open(&office.world.casework, &anna, &creation, command).await.unwrap();
    office.works().await;
    assert_eq!(office.told().await, ["anna 1", "bilal 1"]);

    let seat = format!("SELECT id FROM duo_seats WHERE user_id = '{}'", bilal.user);
    let origin = office.world.lines(&seat).await[0].parse().unwrap();
    office.enqueue(&Job::Tell { about: NoticeKind::DuoAssigned, case: office.case.id, origin }).await;
    office.works().await;
    assert_eq!(office.told().await, ["anna 1", "bilal 1", "bilal 1"]);

    let nowhere = Job::Tell { about: NoticeKind::PhaseProposed, case: CaseId(origin), origin };
    // A case that is not there cannot be in the queue at all.
    let refused: Result<(), Refusal> = office
        .world
        .casework
        .on_errand(Errand::Work, async |tx: &mut Tx| Ok(job::enqueue(tx, &nowhere).await?))
        .await;
    assert!(refused.is_err());
}

#[tokio::test]
async fn who_only_takes_steps_sees_nothing_of_queue_outbox_and_addresses() {
    let office = Office::new().await;
    office.task(NoticeKind::UrgentTask).await;
    office.works().await;
    let anna = office.world.caller(ANNA).await;
    let mut acting = office.world.acting(&anna).await;
    for table in ["jobs", "mails", "mail_addresses"] {
        assert_eq!(acting.line(&format!("SELECT count(*) FROM {table}")).await, "0", "{table}");
        assert_ne!(office.world.count(table).await, 0, "{table}");
    }
    assert_eq!(acting.line("SELECT count(*) FROM notices").await, "1", "only the own one");
    let called = "SELECT count(*) FROM guard.called_for('urgent_task', \
                  (SELECT case_id FROM notices), (SELECT origin_id FROM notices))";
    assert_eq!(acting.line(called).await, "0", "who is called is for the worker");
    assert!(acting.try_run("INSERT INTO notices SELECT * FROM notices").await.is_err());
}
