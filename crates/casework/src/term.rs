//! Terms of a case or a report: by when something has to be done. They start and end by the step that causes it, in its
//! transaction; people make them longer, put them on hold, say that they were met, and why one is over.

pub mod definitions;
pub mod list;
pub mod step;

pub use domain::term::TermOwner;
pub use list::{TermBrief, TermFile, TermSeen, list, read};
pub use step::{TakeTermStep, take};
pub use store::term::StepLine;

use crate::Casework;
use chrono::{DateTime, Utc};
use domain::id::TermId;
use domain::term::{Course, TermKind};
use domain::time::amsterdam_day;
use domain::workday::Calendar;
use store::term::NewTerm;
use uuid::Uuid;

/// When Veilig Thuis looks again after it handed a household over.
pub(crate) const MONITOR: [TermKind; 3] =
    [TermKind::MonitorFirst, TermKind::MonitorSecond, TermKind::MonitorThird];

/// What makes a term start: a thing, and the moment from which is counted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Event {
    pub(crate) origin: Uuid,
    pub(crate) at: DateTime<Utc>,
}

/// The term of this kind that an event starts; nothing when no definition holds on its day.
pub(crate) fn starting(
    casework: &Casework,
    calendar: &Calendar,
    kind: TermKind,
    event: Event,
) -> Option<NewTerm> {
    let definition = casework.terms.on(kind, amsterdam_day(event.at))?;
    Some(NewTerm {
        id: TermId(casework.ids.ordered(event.at)),
        kind,
        defined_from: definition.from,
        origin: event.origin,
        started_at: event.at,
        due: Course::started(definition, event.at).due(calendar),
    })
}
