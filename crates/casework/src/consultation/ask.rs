//! Asking for a consultation, about nobody by name or about a case with chosen facts.

use super::{ask_about, due, frozen, names};
use crate::case::open::code;
use crate::desk::ask_at_desk;
use crate::{Casework, Creation, Refusal};
use access::{Caller, Permit, may};
use domain::case::LegalGround;
use domain::consultation::{ConsultationDraft, ConsultationState, Expertise, FactKind, Urgency};
use domain::fault::{FaultCode, Faults};
use domain::id::{AreaId, CaseId, ConsultationEntryId, ConsultationId, TeamId};
use domain::notice::NoticeKind;
use store::consultation::{self, NewQuestion, Standing};
use store::job::{self, Job};
use store::{Tx, household};

/// What is filled in.
#[derive(Debug, Clone, Default)]
pub struct AskConsultation {
    /// The local team that asks; nothing for the caller's first team.
    pub team: Option<TeamId>,
    pub question: Option<String>,
    pub urgency: Option<Urgency>,
    pub expertise: Option<Expertise>,
    /// Where it is; nothing for where the case or the team is.
    pub area: Option<AreaId>,
    /// The case that it is about; nothing for a question without a name.
    pub case: Option<CaseId>,
    pub facts: Vec<FactKind>,
    /// The law that allows showing them.
    pub ground: Option<LegalGround>,
}

/// The consultation that was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AskedConsultation {
    pub consultation: ConsultationId,
}

/// What the form needs to know before anything is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskForm {
    /// Code of the case that it would be about.
    pub case_code: Option<String>,
}

/// What a form for a question needs, for who may ask it.
///
/// # Errors
/// [`Refusal::NotFound`] for who may not ask, and for a case that is not there or not for the caller.
pub async fn form(casework: &Casework, caller: &Caller, about: Option<CaseId>) -> Result<AskForm, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let _: Permit<may::AskConsultation> = ask_at_desk(caller, None)?;
            let shown = ask_about(tx, caller, about).await?;

            let Some((permit, id)) = shown.zip(about) else { return Ok(AskForm { case_code: None }) };
            let line = crate::case::read::line(tx, &permit, id).await?;
            Ok(AskForm { case_code: Some(line.code) })
        })
        .await
}

/// Asks for a consultation.
///
/// # Errors
/// [`Refusal::Invalid`] with every field that is wrong, also when a question without a name tells of whom it is;
/// [`Refusal::NotFound`] for who may not ask, and for a case that is not there or not for the caller.
pub async fn ask(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: AskConsultation,
) -> Result<AskedConsultation, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let permit: Permit<may::AskConsultation> = ask_at_desk(caller, command.team)?;
            if let Some(made) = creation.made_before(tx, caller).await? {
                return Ok(AskedConsultation { consultation: ConsultationId(made) });
            }

            let shown = ask_about(tx, caller, command.case).await?;
            let known = names(tx, caller, command.case).await?.unwrap_or_default();
            let area = match command.area {
                Some(area) if household::area_exists(tx, area).await? => Some(area),
                Some(_) => return Err(unknown_area()),
                None => consultation::place(tx, command.case, permit.desk()).await?,
            };
            let new = draft(&command, area).check(&known)?;
            let facts = frozen(tx, shown.as_ref(), new.facts.as_ref()).await?;
            let id = ConsultationId(casework.ids.random());
            let now = tx.now();
            let (defined_from, due) = due(casework, tx, (id.0, new.urgency), now).await?;
            let standing = Standing {
                state: ConsultationState::Asked,
                urgency: new.urgency,
                expertise: new.expertise,
                area: new.area,
                adviser: None,
                waits_since: now,
                defined_from,
                due,
                outcome: None,
                ended_at: None,
                facts_version: 0,
                entries: 0,
            };

            let code = code(casework.ids.random());
            let entry = ConsultationEntryId(casework.ids.random());
            let question = NewQuestion { id, entry, code: &code, new: &new, standing, facts: facts.as_ref() };
            consultation::ask(tx, &permit, question).await?;
            let about = whom_to_tell(new.urgency);
            job::enqueue(tx, &Job::Consulted { about, consultation: id, entry }).await?;
            creation.remember(tx, caller, id.0).await?;
            Ok(AskedConsultation { consultation: id })
        })
        .await
}

/// What is needed today waits for everybody who can advise there, anything else for who fits it best.
const fn whom_to_tell(urgency: Urgency) -> NoticeKind {
    match urgency {
        Urgency::Today => NoticeKind::ConsultationWaits,
        Urgency::Soon | Urgency::Later => NoticeKind::ConsultationFits,
    }
}

fn unknown_area() -> Refusal {
    let mut faults = Faults::none();
    faults.add("areaId", FaultCode::UnknownChoice);
    faults.into()
}

fn draft(command: &AskConsultation, area: Option<AreaId>) -> ConsultationDraft {
    ConsultationDraft {
        question: command.question.clone(),
        urgency: command.urgency,
        expertise: command.expertise,
        area,
        case: command.case,
        facts: command.facts.clone(),
        ground: command.ground,
    }
}
