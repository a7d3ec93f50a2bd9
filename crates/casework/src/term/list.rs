//! The terms of a case or a report, each with the steps by which its date came about and what may be done with it.

use crate::{Casework, Refusal, absent, allowed, ask, ask_for_household};
use access::{Caller, Named, Permission, Permit, may};
use chrono::{DateTime, Utc};
use domain::id::TermId;
use domain::term::{Course, Definition, Due, Explanation, StepKind, TermKind, TermOwner, TermState};
use domain::workday::Calendar;
use store::term::{self, TermLine};
use store::{StoreError, Tx, calendar, case, report};

/// The terms of a case or a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermFile {
    pub owner: TermOwner,
    /// First what goes on by the day on which it is due, then what ended, latest first.
    pub items: Vec<TermSeen>,
    /// What the caller may do in the case or with the report, as a page offers it.
    pub may: Vec<Permission>,
}

impl TermFile {
    /// Whether the caller may take steps.
    #[must_use]
    pub fn may_keep(&self) -> bool {
        let keep = match self.owner {
            TermOwner::Case(_) => Permission::KeepTerms,
            TermOwner::Report(_) => Permission::KeepReportTerms,
        };
        self.may.contains(&keep)
    }
}

/// A term as it stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermSeen {
    pub line: TermLine,
    pub definition: Definition,
    /// How its date came about, counted again by the calendar of now.
    pub explanation: Explanation,
    /// Whether it runs and is over.
    pub overdue: bool,
    /// Whether it was met after its end.
    pub met_late: bool,
    /// The steps that a person may take now.
    pub possible: Vec<StepKind>,
}

/// A term that goes on, in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermBrief {
    pub id: TermId,
    pub kind: TermKind,
    /// What it is called.
    pub name: String,
    pub state: TermState,
    pub due: Due,
    /// Whether its end is a moment and not a day.
    pub exact: bool,
    /// Whether it runs and is over.
    pub overdue: bool,
}

/// Lists the terms.
///
/// # Errors
/// [`Refusal::NotFound`] when the case or report is not there or not for the caller.
pub async fn list(casework: &Casework, caller: &Caller, owner: TermOwner) -> Result<TermFile, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| match owner {
            TermOwner::Case(id) => {
                let facts =
                    case::facts(tx, id).await?.ok_or_else(|| absent::<may::ReadCase>("case", id.0))?;
                let permit = ask_for_household(caller, &facts.value)?;
                let may = allowed(caller, &facts.value);
                Ok(TermFile { owner, items: seen(casework, tx, &permit).await?, may })
            }
            TermOwner::Report(id) => {
                let facts =
                    report::facts(tx, id).await?.ok_or_else(|| absent::<may::ReadReport>("report", id.0))?;
                let permit: Permit<may::ReadReport> = ask(caller, &facts.value)?;
                let may = allowed(caller, &facts.value);
                Ok(TermFile { owner, items: seen(casework, tx, &permit).await?, may })
            }
        })
        .await
}

/// Reads one term.
///
/// # Errors
/// [`Refusal::NotFound`] when the case or report has no such term, or is not for the caller.
pub async fn read(
    casework: &Casework,
    caller: &Caller,
    owner: TermOwner,
    wanted: TermId,
) -> Result<TermSeen, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let found = match owner {
                TermOwner::Case(id) => {
                    let facts =
                        case::facts(tx, id).await?.ok_or_else(|| absent::<may::ReadCase>("case", id.0))?;
                    let permit = ask_for_household(caller, &facts.value)?;
                    term::find(tx, &permit, wanted).await?
                }
                TermOwner::Report(id) => {
                    let facts = report::facts(tx, id)
                        .await?
                        .ok_or_else(|| absent::<may::ReadReport>("report", id.0))?;
                    let permit: Permit<may::ReadReport> = ask(caller, &facts.value)?;
                    term::find(tx, &permit, wanted).await?
                }
            };
            let line = found.ok_or_else(|| absent::<may::ReadCase>("term", wanted.0))?;
            let calendar = calendar::calendar(tx).await?;
            Ok(seen_as(casework, line, &calendar, tx.now())?)
        })
        .await
}

/// The course of a stored term, and its definition.
pub(super) fn course<'book>(
    casework: &'book Casework,
    line: &TermLine,
) -> Result<(&'book Definition, Course<'book>), StoreError> {
    let unknown = || StoreError::Row { table: "terms", id: line.id.to_string(), column: "defined_from" };
    let definition = casework.terms.version(line.kind, line.defined_from).ok_or_else(unknown)?;
    Ok((definition, Course::started(definition, line.started_at).after(line.taken())))
}

/// The terms of a case or report that go on, in one line each, for its page.
pub(crate) async fn going_on<P: Named>(
    casework: &Casework,
    tx: &mut Tx,
    permit: &Permit<P>,
) -> Result<Vec<TermBrief>, StoreError> {
    let now = tx.now();
    let lines = term::going_on(tx, permit).await?;
    let brief = |line: TermLine| {
        let (definition, _) = course(casework, &line)?;
        let (name, exact, overdue) = (definition.name.clone(), definition.is_exact(), line.is_overdue(now));
        Ok(TermBrief { id: line.id, kind: line.kind, name, state: line.state, due: line.due, exact, overdue })
    };
    lines.into_iter().map(brief).collect()
}

async fn seen<P: Named>(
    casework: &Casework,
    tx: &mut Tx,
    permit: &Permit<P>,
) -> Result<Vec<TermSeen>, StoreError> {
    let lines = term::of(tx, permit).await?;
    let calendar = calendar::calendar(tx).await?;
    let now = tx.now();
    lines.into_iter().map(|line| seen_as(casework, line, &calendar, now)).collect()
}

fn seen_as(
    casework: &Casework,
    line: TermLine,
    calendar: &Calendar,
    now: DateTime<Utc>,
) -> Result<TermSeen, StoreError> {
    let (definition, course) = course(casework, &line)?;
    Ok(TermSeen {
        definition: definition.clone(),
        explanation: course.explain(calendar),
        overdue: line.is_overdue(now),
        met_late: line.met_at().is_some_and(|at| line.due.is_over(at)),
        possible: course.possible(now, line.due),
        line,
    })
}

impl TermSeen {
    /// Why it is over, as somebody wrote it last.
    #[must_use]
    pub fn why_over(&self) -> Option<&str> {
        let said = self.line.steps.iter().rfind(|it| it.kind == StepKind::Explained);
        said.and_then(|it| it.reason.as_deref())
    }

    /// Whether it has yet to end.
    #[must_use]
    pub const fn goes_on(&self) -> bool {
        matches!(self.line.state, TermState::Running | TermState::Suspended)
    }
}
