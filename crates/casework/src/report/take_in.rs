//! Taking in a report: from here on Veilig Thuis keeps sight of the safety of the household.

use crate::term::{Event, starting};
use crate::{Casework, Creation, Refusal, absent, ask};
use access::{Caller, DeskFacts, Permit, may};
use chrono::{DateTime, NaiveDate, Utc};
use domain::assessment::follows;
use domain::fault::Faults;
use domain::id::{HouseholdId, ReportId, TeamId};
use domain::report::{
    NewReport, ReportDraft, ReportKind, Source, SourceCategory, SourceDraft, SourceProfession,
};
use domain::term::TermKind;
use domain::violence::{PartnerPattern, ViolenceType};
use domain::workday::Calendar;
use store::report::{self, TakenIn};
use store::term::NewTerm;
use store::{Tx, calendar, household};

/// What is filled in.
#[derive(Debug, Clone)]
pub struct TakeInReport {
    /// The team of Veilig Thuis at whose desk it comes in.
    pub team: TeamId,
    /// The household that it is about; registered before.
    pub household: HouseholdId,
    pub kind: Option<ReportKind>,
    pub source_category: Option<SourceCategory>,
    pub source_profession: Option<SourceProfession>,
    pub source_name: Option<String>,
    pub source_contact: Option<String>,
    /// Whether the source is kept from others; nothing means yes for residents, no for professionals.
    pub source_shielded: Option<bool>,
    /// When it was received; nothing for now.
    pub received_at: Option<DateTime<Utc>>,
    pub incident_from: Option<NaiveDate>,
    pub incident_until: Option<NaiveDate>,
    pub violence_types: Vec<ViolenceType>,
    pub partner_pattern: Option<PartnerPattern>,
    pub acute: Option<bool>,
    pub narrative: Option<String>,
}

/// The report that was stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    pub report: ReportId,
}

/// Takes in a report.
///
/// # Errors
/// [`Refusal::Invalid`] with every field that is wrong; [`Refusal::NotFound`] when the desk or the household is not
/// for the caller.
pub async fn take_in(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: TakeInReport,
) -> Result<Taken, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let desk: Permit<may::TakeIn> = ask(caller, &DeskFacts { team: command.team })?;
            let facts = household::lock_facts(tx, command.household)
                .await?
                .ok_or_else(|| absent::<may::ReadHousehold>("household", command.household.0))?;
            let about: Permit<may::ReadHousehold> = ask(caller, &facts.value)?;
            if let Some(made) = creation.made_before(tx, caller).await? {
                return Ok(Taken { report: ReportId(made) });
            }

            let (content, source) = checked(command.clone(), tx.now())?;
            let earlier = report::earlier(tx, &about).await?;
            let follows = follows(&earlier, content.received_at);

            let id = ReportId(casework.ids.random());
            let terms = starts(casework, &calendar::calendar(tx).await?, (id, &content), tx.now());
            let taken = TakenIn { report: id, content, source, terms, follows };
            report::save(tx, &desk, &about, &taken).await?;
            creation.remember(tx, caller, id.0).await?;
            Ok(Taken { report: id })
        })
        .await
}

/// The two clocks for its assessment, from when it was received; and the one for telling those concerned, from when it
/// was written down.
fn starts(
    casework: &Casework,
    calendar: &Calendar,
    (report, content): (ReportId, &NewReport),
    now: DateTime<Utc>,
) -> Vec<NewTerm> {
    let received = Event { origin: report.0, at: content.received_at };
    let recorded = Event { origin: report.0, at: now };
    [
        (TermKind::AssessmentProtocol, received),
        (TermKind::AssessmentRegulation, received),
        (TermKind::InformConcerned, recorded),
    ]
    .into_iter()
    .filter_map(|(kind, event)| starting(casework, calendar, kind, event))
    .collect()
}

/// What is filled in, checked: all faults of the report and of its source at once.
fn checked(command: TakeInReport, now: DateTime<Utc>) -> Result<(NewReport, Source), Faults> {
    let source = SourceDraft { name: command.source_name, contact: command.source_contact }
        .check(command.kind.unwrap_or_default());
    let content = ReportDraft {
        kind: command.kind,
        source_category: command.source_category,
        source_profession: command.source_profession,
        received_at: Some(command.received_at.unwrap_or(now)),
        incident_from: command.incident_from,
        incident_until: command.incident_until,
        violence_types: command.violence_types,
        partner_pattern: command.partner_pattern,
        acute: command.acute,
        reporter_shielded: command.source_shielded,
        narrative: command.narrative,
    }
    .check(now);
    match (content, source) {
        (Ok(content), Ok(source)) => Ok((content, source)),
        (content, source) => {
            let mut faults = content.err().unwrap_or_default();
            faults.merge(source.err().unwrap_or_default());
            Err(faults)
        }
    }
}
