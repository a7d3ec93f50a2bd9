//! Opening the file of one report. Who opens it is recorded with everybody whom it shows.

use crate::phase::EarlierCase;
use crate::term::TermBrief;
use crate::term::list::going_on;
use crate::{Casework, Refusal, absent, ask};
use access::{Caller, Permit, may};
use chrono::NaiveDate;
use domain::duo::OrganisationKind;
use domain::id::{CaseId, ReportId};
use domain::report::SourceProfession;
use domain::violence::PartnerPattern;
use store::Tx;
use store::assessment::Assessed;
use store::report::{self, ReportFile, ReportLine};

/// A report as the caller may see it.
#[derive(Clone, PartialEq, Eq)]
pub struct ReportSeen {
    pub line: ReportLine,
    pub source_profession: Option<SourceProfession>,
    pub partner_pattern: Option<PartnerPattern>,
    pub incident_from: Option<NaiveDate>,
    pub incident_until: Option<NaiveDate>,
    pub narrative: String,
    pub source: SourceSeen,
    pub assessment: Option<Assessed>,
    /// The terms that go on.
    pub terms: Vec<TermBrief>,
    /// The case that was opened from it, if the caller may see it.
    pub case: Option<CaseId>,
    /// The cases of the household from before it came in, newest first, as far as the caller may see them.
    pub earlier: Vec<EarlierCase>,
}

/// Who reported, as far as the caller may know.
#[derive(Clone, PartialEq, Eq)]
pub enum SourceSeen {
    /// The source; whether it is shielded from others.
    Known { name: Option<String>, contact: Option<String>, shielded: bool },
    /// The source is shielded from the caller.
    Withheld,
}

/// Reads a report.
///
/// # Errors
/// [`Refusal::NotFound`] when it is not there or not for the caller.
pub async fn read(casework: &Casework, caller: &Caller, id: ReportId) -> Result<ReportSeen, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts =
                report::facts(tx, id).await?.ok_or_else(|| absent::<may::ReadReport>("report", id.0))?;
            let permit: Permit<may::ReadReport> = ask(caller, &facts.value)?;

            let file =
                report::read(tx, &permit).await?.ok_or_else(|| absent::<may::ReadReport>("report", id.0))?;
            let terms = going_on(casework, tx, &permit).await?;
            Ok(shown_to(caller, file, terms))
        })
        .await
}

/// A shielded source is for Veilig Thuis only. Source: Uitvoeringsbesluit Wmo 2015 art. 4.1.8 lid 3.
fn shown_to(caller: &Caller, file: ReportFile, terms: Vec<TermBrief>) -> ReportSeen {
    let source = if file.source_shielded && caller.organisation_kind != OrganisationKind::VeiligThuis {
        SourceSeen::Withheld
    } else {
        SourceSeen::Known {
            name: file.source_name,
            contact: file.source_contact,
            shielded: file.source_shielded,
        }
    };
    ReportSeen {
        line: file.line,
        source_profession: file.source_profession,
        partner_pattern: file.partner_pattern,
        incident_from: file.incident_from,
        incident_until: file.incident_until,
        narrative: file.narrative,
        source,
        assessment: file.assessment,
        terms,
        case: file.case,
        earlier: file.earlier,
    }
}
