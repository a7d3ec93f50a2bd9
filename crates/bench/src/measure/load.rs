//! So many clients, each of which asks again as soon as it has its answer: over and over, in another order each.

use std::cell::{Cell, RefCell};
use std::io;
use std::net::SocketAddr;
use std::thread;
use std::time::{Duration, Instant};

use casework::Ids;
use casework::ports::SystemIds;
use futures_util::future::join_all;
use server::demo::dice::Dice;
use server::failure::Failure;
use tokio::sync::oneshot;
use tokio::time::timeout;

use super::cpu::{Meter, Used};
use super::http::{Connection, Request};
use super::scenario::Target;

/// The thread on which all clients are, by whose name its work is told from that of the program.
pub(super) const THREAD: &str = "load";

/// Who asks what.
pub(super) struct Load {
    pub(super) address: SocketAddr,
    pub(super) targets: Vec<Target>,
    pub(super) clients: usize,
    pub(super) meter: Meter,
}

/// What came of it.
#[derive(Debug, Clone)]
pub(super) struct Run {
    /// How long each answer took, in milliseconds, the shortest first.
    pub(super) took: Vec<f64>,
    pub(super) per_second: f64,
    /// Milliseconds of a processor for each answer.
    pub(super) program: f64,
    pub(super) postgres: f64,
    /// Processors at work for others.
    pub(super) foreign: f64,
}

impl Run {
    /// From the time that each answer took, in milliseconds.
    pub(super) fn of(mut took: Vec<f64>, used: Used) -> Self {
        took.sort_by(f64::total_cmp);
        let answers = took.len() as f64;
        Self {
            took,
            per_second: answers / used.seconds,
            program: used.program * 1000.0 / answers,
            postgres: used.postgres * 1000.0 / answers,
            foreign: used.foreign,
        }
    }

    /// The time within which this part of the answers came, in milliseconds.
    pub(super) fn within(&self, part: f64) -> f64 {
        let at = (self.took.len() as f64 * part).ceil() as usize;
        self.took.get(at.saturating_sub(1)).copied().unwrap_or(f64::NAN)
    }
}

impl Load {
    /// Asks for so many seconds, after others that do not count.
    ///
    /// # Errors
    /// When a request is not answered as it should be.
    pub(super) async fn drive(self, warm_up: f64, seconds: f64) -> Result<Run, Failure> {
        let (tell, told) = oneshot::channel();
        let work = move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let run = runtime.and_then(|runtime| runtime.block_on(self.ask_all(warm_up, seconds)));
            drop(tell.send(run));
        };
        thread::Builder::new().name(THREAD.to_owned()).spawn(work).map_err(Failure::Io)?;
        let run = told.await.map_err(|_ended| Failure::Usage("the clients have died".to_owned()))?;
        run.map_err(Failure::Io)
    }

    async fn ask_all(&self, warm_up: f64, seconds: f64) -> io::Result<Run> {
        let (answers, stop) = (RefCell::new(Vec::new()), Cell::new(false));
        let clients = (0..self.clients).map(|number| self.ask_on(number, &answers, &stop));
        let mut all = Box::pin(join_all(clients));

        // They never end by themselves, unless something is wrong.
        let early = timeout(Duration::from_secs_f64(warm_up), &mut all).await.ok();
        let (begun, begin) = (Instant::now(), self.meter.read(None));
        let late = match early {
            Some(ended) => Some(ended),
            None => timeout(Duration::from_secs_f64(seconds), &mut all).await.ok(),
        };
        let (ended, end) = (Instant::now(), self.meter.read(None));
        stop.set(true);
        let outcome = match late {
            Some(ended) => ended,
            None => all.await,
        };
        outcome.into_iter().collect::<io::Result<()>>()?;

        let counts = |(at, _): &&(Instant, Duration)| *at >= begun && *at <= ended;
        let took =
            answers.borrow().iter().filter(counts).map(|(_, took)| took.as_secs_f64() * 1000.0).collect();
        Ok(Run::of(took, begin.until(&end)))
    }

    async fn ask_on(
        &self,
        number: usize,
        answers: &RefCell<Vec<(Instant, Duration)>>,
        stop: &Cell<bool>,
    ) -> io::Result<()> {
        let mut order: Vec<&Target> = self.targets.iter().collect();
        Dice::new(2022, "client", number as u64).shuffle(&mut order);
        let mut connection = Connection::open(self.address).await?;
        for target in order.into_iter().cycle() {
            if stop.get() {
                break;
            }
            let begin = Instant::now();
            target.ask(&mut connection).await?;
            let end = Instant::now();
            answers.borrow_mut().push((end, end.duration_since(begin)));
        }
        Ok(())
    }
}

impl Target {
    /// Asks once.
    ///
    /// # Errors
    /// When the answer is no success.
    pub(super) async fn ask(&self, connection: &mut Connection) -> io::Result<()> {
        let key = match self.method {
            "GET" => String::new(),
            _ => format!("Idempotency-Key: {}\r\n", SystemIds.random()),
        };
        let head = format!("{}{key}", self.head);
        let request = Request { method: self.method, path: &self.path, head: &head, body: &self.body };
        let answer = connection.ask(&request).await?;
        if (200..300).contains(&answer.status) {
            return Ok(());
        }
        let said = format!("{} {}: {} {}", self.method, self.path, answer.status, answer.text());
        Err(io::Error::other(said))
    }
}
