//! A worker in a world, and a post that keeps what it is given.

use super::world::World;
use casework::job::{Lane, Letter, NotDelivered, Postman, Worker};
use domain::job::Patience;
use secrecy::ExposeSecret;
use std::pin::Pin;
use std::sync::{Arc, Mutex};

/// A post that takes everything, until it is told to close.
#[derive(Default)]
pub(crate) struct Post {
    letters: Mutex<Vec<Letter>>,
    closed: Mutex<bool>,
}

impl Post {
    /// What was handed over: `bilal@werk.test urgent ABC234`, or with a number for a digest.
    pub(crate) fn letters(&self) -> Vec<String> {
        let told = |it: &Letter| {
            let about = it.code.clone().unwrap_or_else(|| format!("{} unread", it.number));
            let urgent = if it.urgent { " urgent" } else { "" };
            format!("{}{urgent} {about}", it.to.expose_secret())
        };
        let mut letters: Vec<String> = self.letters.lock().unwrap().iter().map(told).collect();
        letters.sort();
        letters
    }

    /// From here on it takes nothing, or takes everything again.
    pub(crate) fn close(&self, closed: bool) {
        *self.closed.lock().unwrap() = closed;
    }
}

impl Postman for Post {
    fn deliver<'a>(
        &'a self,
        letter: &'a Letter,
    ) -> Pin<Box<dyn Future<Output = Result<(), NotDelivered>> + Send + 'a>> {
        Box::pin(async move {
            if *self.closed.lock().unwrap() {
                return Err(NotDelivered("closed".to_owned()));
            }
            self.letters.lock().unwrap().push(letter.clone());
            Ok(())
        })
    }
}

impl World {
    /// Somebody who does the jobs of this world, and brings mail to this post.
    pub(crate) fn worker(&self, post: &Arc<Post>) -> Worker {
        Worker {
            casework: self.casework.clone(),
            postman: Some(Arc::<Post>::clone(post) as Arc<dyn Postman>),
            patience: Patience { first_seconds: 10, longest_seconds: 40, tries: 3 },
            batch: 50,
            letters: 4,
            keep_days: 30,
            digest_hour: 7,
        }
    }

    /// Does everything that can be done now, without sending mail.
    pub(crate) async fn do_all_jobs(&self) {
        let worker = Worker { postman: None, ..self.worker(&Arc::default()) };
        work_off(&worker).await;
    }
}

/// Does everything that can be done now.
pub(crate) async fn work_off(worker: &Worker) {
    let mut rounds = 0;
    while worker.turn(Lane::Desk).await.unwrap() + worker.turn(Lane::Post).await.unwrap() > 0 {
        rounds += 1;
        assert!(rounds < 1000, "the queue never ends");
    }
}
