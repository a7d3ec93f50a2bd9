//! Assessing a report: what Veilig Thuis finds, what happens next, and why. Late is common, and no reason to refuse.

use crate::term::{Event, MONITOR, starting};
use crate::{Casework, Refusal, absent, ask};
use access::{Caller, Permit, may};
use chrono::{DateTime, Utc};
use domain::assessment::{AssessmentDraft, NewAssessment, Outcome, SafetyFinding};
use domain::id::{AssessmentId, ReportId};
use domain::report::{ReportKind, ReportRule, ReportState};
use domain::term::TermKind;
use domain::version::{Version, Versioned};
use domain::workday::Calendar;
use store::term::{self, NewTerm};
use store::{Tx, assessment, calendar, report};

/// What is filled in.
#[derive(Debug, Clone)]
pub struct AssessReport {
    pub report: ReportId,
    /// The version that the caller saw.
    pub seen: Version,
    pub finding: Option<SafetyFinding>,
    pub outcome: Option<Outcome>,
    pub rationale: Option<String>,
    /// When it was decided; nothing for now.
    pub decided_at: Option<DateTime<Utc>>,
}

/// The assessment that was stored, and where the report stands after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReportAssessed {
    pub assessment: AssessmentId,
    pub state: ReportState,
    /// Whether it was decided after the term of the protocol.
    pub late: bool,
}

/// Assesses a report.
///
/// # Errors
/// [`Refusal::Stale`] when somebody changed the report; [`Refusal::Rule`] when it was assessed before;
/// [`Refusal::Invalid`] with every field that is wrong.
pub async fn assess(
    casework: &Casework,
    caller: &Caller,
    command: AssessReport,
) -> Result<ReportAssessed, Refusal> {
    let report = command.report;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts = report::lock_facts(tx, report)
                .await?
                .ok_or_else(|| absent::<may::AssessReport>("report", report.0))?;
            let permit: Permit<may::AssessReport> = ask(caller, &facts.value)?;
            if facts.version != command.seen {
                return Err(Refusal::Stale);
            }

            let standing = report::standing(tx, &permit).await?;
            if standing.outcome.is_some() {
                return Err(ReportRule::AlreadyAssessed.into());
            }
            let draft = AssessmentDraft {
                finding: command.finding,
                outcome: command.outcome,
                rationale: command.rationale.clone(),
                decided_at: Some(command.decided_at.unwrap_or_else(|| tx.now())),
            };
            let calendar = calendar::calendar(tx).await?;
            let due = term::due_of(tx, &permit, TermKind::AssessmentProtocol).await?;
            let new = draft.check(standing.received_at, due, tx.now())?;
            let state = standing.state.assess(new.outcome, standing.case_is_open)?;

            let assessment = AssessmentId(casework.ids.ordered(tx.now()));
            let next = Versioned { version: facts.version, value: state };
            let origin = (report, assessment);
            let starts = follow(casework, &calendar, origin, (standing.kind, &new, state));
            assessment::save(tx, &permit, (assessment, &new), next, (standing.team, &starts)).await?;
            Ok(ReportAssessed { assessment, state, late: new.late })
        })
        .await
}

/// The terms that follow an assessment: whoever reported hears what follows, an investigation is finished, and Veilig
/// Thuis looks again where a case was open already.
fn follow(
    casework: &Casework,
    calendar: &Calendar,
    (report, assessment): (ReportId, AssessmentId),
    (kind, new, state): (ReportKind, &NewAssessment, ReportState),
) -> Vec<NewTerm> {
    let decided = Event { origin: assessment.0, at: new.decided_at };
    let handed_over = Event { origin: report.0, at: new.decided_at };
    let feedback = (kind == ReportKind::Report).then_some((TermKind::FeedbackToReporter, decided));
    let investigation =
        (new.outcome == Outcome::OwnInvestigation).then_some((TermKind::Investigation, decided));
    let monitored = if state == ReportState::InMonitoring { &MONITOR[..] } else { &[] };
    let monitor = monitored.iter().map(|kind| (*kind, handed_over));
    let all = feedback.into_iter().chain(investigation).chain(monitor);
    all.filter_map(|(kind, event)| starting(casework, calendar, kind, event)).collect()
}
