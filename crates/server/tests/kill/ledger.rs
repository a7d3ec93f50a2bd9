//! What the writers know: what was acknowledged to them, and how often they had to ask again.

use std::fmt::Write;
use std::sync::Mutex;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::timeout;

/// Longer than any recovery; who waits so long waits for nothing.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// What a writer asks to have made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Contact,
    Score,
    Household,
    Report,
}

/// Something that was acknowledged.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) kind: Kind,
    /// The text that is in it and in nothing else.
    pub(crate) mark: String,
    pub(crate) key: String,
    pub(crate) id: String,
    /// How many people are in it.
    pub(crate) people: usize,
    /// How often it was sent before the answer came.
    pub(crate) tries: usize,
}

/// How the answers came out.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    acknowledged: usize,
    /// 503: come back later.
    told_to_come_back: usize,
    /// No answer, or half of one.
    cut: usize,
    /// 412: the first try is still being done.
    twins: usize,
    closed: bool,
}

/// The book of all writers.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    entries: Mutex<Vec<Entry>>,
    counts: watch::Sender<Counts>,
}

impl Kind {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Score => "score",
            Self::Household => "household",
            Self::Report => "report",
        }
    }
}

impl Ledger {
    pub(crate) fn add(&self, entry: Entry) {
        self.entries.lock().unwrap().push(entry);
        self.counts.send_modify(|it| it.acknowledged += 1);
    }

    pub(crate) fn told_to_come_back(&self) {
        self.counts.send_modify(|it| it.told_to_come_back += 1);
    }

    pub(crate) fn cut(&self) {
        self.counts.send_modify(|it| it.cut += 1);
    }

    pub(crate) fn twin(&self) {
        self.counts.send_modify(|it| it.twins += 1);
    }

    /// Waits for so many more acknowledgements.
    pub(crate) async fn acknowledges(&self, more: usize) {
        self.wait(|then, now| now.acknowledged >= then.acknowledged + more).await;
    }

    /// Waits until somebody is told to come back.
    pub(crate) async fn is_told_to_come_back(&self) {
        self.wait(|then, now| now.told_to_come_back > then.told_to_come_back).await;
    }

    /// Waits until somebody loses a connection.
    pub(crate) async fn loses_a_connection(&self) {
        self.wait(|then, now| now.cut > then.cut).await;
    }

    /// Tells the writers to begin nothing new.
    pub(crate) fn close(&self) {
        self.counts.send_modify(|it| it.closed = true);
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.counts.borrow().closed
    }

    pub(crate) fn entries(&self) -> Vec<Entry> {
        self.entries.lock().unwrap().clone()
    }

    pub(crate) fn summary(&self) -> String {
        let (counts, entries) = (*self.counts.borrow(), self.entries());
        let again = entries.iter().filter(|it| it.tries > 1).count();
        let mut text = format!(
            "{} writes acknowledged, {again} of them after being sent again; {} answers 503, {} connections lost, \
             {} twins met;",
            counts.acknowledged, counts.told_to_come_back, counts.cut, counts.twins
        );
        for kind in [Kind::Contact, Kind::Score, Kind::Household, Kind::Report] {
            let count = entries.iter().filter(|it| it.kind == kind).count();
            write!(text, " {count} × {}", kind.code()).unwrap();
        }
        text
    }

    async fn wait(&self, until: impl Fn(&Counts, &Counts) -> bool) {
        let then = *self.counts.borrow();
        let mut counts = self.counts.subscribe();
        let waited = timeout(PATIENCE, counts.wait_for(|now| until(&then, now))).await;
        assert!(waited.is_ok(), "nothing moves any more: {}", self.summary());
    }
}
