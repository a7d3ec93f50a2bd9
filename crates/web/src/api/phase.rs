//! The phase of a case for programs: where it stands, what the next phase asks, and every step that can be taken.

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use actix_web::http::header::ETAG;
use casework::phase::{self, AgreeWithPassage, ChangeLine, EarlierCase, PhaseFile, ProposalLine};
use chrono::{DateTime, Utc};
use domain::id::{CaseId, PersonId, PhaseProposalId};
use domain::phase::Criterion;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::check_in::CheckInView;
use super::timeline::event::UserNameView;
use crate::shared::asked::Asked;
use crate::shared::bodies::phase::{FallbackBody, OverrideBody, ProposalBody, ReopeningBody};
use crate::shared::body::JsonBody;
use crate::shared::created::{self, Changed, Created, changed, creation};
use crate::shared::idempotency::IdempotencyKey;
use crate::shared::ids::Id;
use crate::shared::if_match::{IfMatch, etag};
use crate::shared::problem::Problem;

/// Where a case stands.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PhaseView {
    /// direct, stable, recovery of closed
    phase: &'static str,
    since: DateTime<Utc>,
    /// De overgang naar de volgende fase; leeg bij een gesloten casus
    gate: Option<GateView>,
    /// Het voorstel dat wacht op het andere lid van het duo
    proposal: Option<ProposalView>,
    /// De stappen tot nu toe, de nieuwste eerst
    changes: Vec<PhaseChangeView>,
    check_ins: Vec<CheckInView>,
    /// Eerdere casussen van dit huishouden die u mag zien
    earlier_cases: Vec<EarlierCaseView>,
}

/// What must be so before the case passes.
#[derive(Serialize, ToSchema)]
pub struct GateView {
    to: &'static str,
    criteria: Vec<CriterionView>,
}

/// One thing that must be so.
#[derive(Serialize, ToSchema)]
pub struct CriterionView {
    code: &'static str,
    met: bool,
    evidence: FindingView,
}

/// What says whether it is so.
#[derive(Serialize, ToSchema)]
pub struct FindingView {
    /// Of het bekend is; wat niet bekend is, telt als niet in orde
    known: bool,
    /// Wat er is: een aantal, dagen of een cijfer
    #[schema(minimum = 0)]
    have: u32,
    /// Wat er nodig is
    #[schema(minimum = 0)]
    need: u32,
    /// Sinds wanneer, of wanneer voor het laatst
    at: Option<DateTime<Utc>>,
    /// Wie er nog ontbreekt
    persons: Vec<MissingPersonView>,
}

/// Somebody who is still missing.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MissingPersonView {
    person_id: Uuid,
    name: String,
}

/// A proposal to pass.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ProposalView {
    id: Uuid,
    to: &'static str,
    note: Option<String>,
    by: UserNameView,
    organisation: String,
    proposed_at: DateTime<Utc>,
}

/// A step from a phase into a phase.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PhaseChangeView {
    id: Uuid,
    from: &'static str,
    to: &'static str,
    /// passage, override, fallback of reopening
    kind: &'static str,
    /// Waardoor de casus terugging
    cause: Option<&'static str>,
    reason: Option<String>,
    /// De overgang zoals die toen was
    criteria: Vec<CriterionView>,
    /// De versie van het veiligheidsplan die toen gold
    plan_version: Option<i32>,
    incident_id: Option<Uuid>,
    by: UserNameView,
    organisation: String,
    changed_at: DateTime<Utc>,
    /// Het voorstel waarmee het begon
    proposal: Option<ProposalView>,
}

/// An earlier case of the household.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EarlierCaseView {
    case_id: Uuid,
    code: String,
    opened_at: DateTime<Utc>,
    closed_at: Option<DateTime<Utc>>,
    /// De laatste versie van het veiligheidsplan van toen, als u die mag lezen
    plan_version: Option<i32>,
}

/// Reads where a case stands.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
#[utoipa::path(
    get, path = "/api/v1/cases/{caseId}/phase", tag = "phases", operation_id = "getPhase",
    summary = "De fase van een casus",
    responses((status = 200, description = "De fase, en wat de volgende vraagt", body = PhaseView))
)]
pub async fn read(
    Asked { caller, casework, .. }: Asked,
    Id(case): Id<CaseId>,
) -> Result<HttpResponse, Problem> {
    let file = phase::read(&casework, &caller, case).await?;
    Ok(HttpResponse::Ok().insert_header((ETAG, etag(file.version))).json(PhaseView::from(file)))
}

/// Proposes that the case passes into the next phase, or closes.
///
/// # Errors
/// 400 with every field that is wrong, 403 or 404 for who is not in the duo, 409 when the gate is not met or a proposal
/// waits.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/phase-proposals", tag = "phases", operation_id = "createPhaseProposal",
    summary = "Een volgende fase voorstellen",
    responses((status = 201, description = "Het voorstel wacht op het andere lid van het duo", body = Created))
)]
pub async fn propose(
    Asked { caller, casework, request }: Asked,
    Id(case): Id<CaseId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<ProposalBody>,
) -> Result<HttpResponse, Problem> {
    let made = phase::propose(&casework, &caller, &creation(&request, &key), body.command(case)).await?;
    Ok(created::created(&place(case), made.0))
}

/// Agrees with a proposal: the case passes.
///
/// # Errors
/// 403 or 404 for who is not in the duo, 409 for an own proposal or a gate that is no longer met, 412 when the case was
/// changed in the meantime.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/phase-proposals/{proposalId}/agreement", tag = "phases",
    operation_id = "agreeWithPhaseProposal", summary = "Akkoord gaan met een volgende fase",
    responses((status = 200, description = "De casus is in de volgende fase", body = Changed))
)]
pub async fn agree(
    Asked { caller, casework, .. }: Asked,
    Id(case): Id<CaseId>,
    Id(proposal): Id<PhaseProposalId>,
    IfMatch(seen): IfMatch,
) -> Result<HttpResponse, Problem> {
    Ok(changed(phase::agree(&casework, &caller, AgreeWithPassage { case, proposal, seen }).await?))
}

/// Lets a case pass a gate that is not met.
///
/// # Errors
/// 400 without a reason, 403 or 404 for who does not supervise, 412 when the case was changed in the meantime.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/gate-overrides", tag = "phases", operation_id = "createGateOverride",
    summary = "Een casus met een reden laten doorgaan",
    responses((status = 200, description = "De casus is in de volgende fase", body = Changed))
)]
pub async fn let_pass(
    Asked { caller, casework, .. }: Asked,
    Id(case): Id<CaseId>,
    IfMatch(seen): IfMatch,
    JsonBody(body): JsonBody<OverrideBody>,
) -> Result<HttpResponse, Problem> {
    Ok(changed(phase::let_pass(&casework, &caller, body.command(case, seen)).await?))
}

/// Sends a case back to direct safety.
///
/// # Errors
/// 400 without a reason, 403 or 404 for who is not in the duo, 409 for a closed case.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/fallbacks", tag = "phases", operation_id = "createFallback",
    summary = "Terug naar directe veiligheid",
    responses((status = 201, description = "De casus is in directe veiligheid", body = Created))
)]
pub async fn fall_back(
    Asked { caller, casework, request }: Asked,
    Id(case): Id<CaseId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<FallbackBody>,
) -> Result<HttpResponse, Problem> {
    let made = phase::fall_back(&casework, &caller, &creation(&request, &key), body.command(case)).await?;
    Ok(created::created(&place(case), made.0))
}

/// Opens a closed case again.
///
/// # Errors
/// 400 without a reason, 403 or 404 for who is not in the duo, 409 when the case or another one of the household is open.
#[utoipa::path(
    post, path = "/api/v1/cases/{caseId}/reopenings", tag = "phases", operation_id = "createReopening",
    summary = "Een gesloten casus heropenen",
    responses((status = 201, description = "De casus is open, in directe veiligheid", body = Created))
)]
pub async fn reopen(
    Asked { caller, casework, request }: Asked,
    Id(case): Id<CaseId>,
    key: IdempotencyKey,
    JsonBody(body): JsonBody<ReopeningBody>,
) -> Result<HttpResponse, Problem> {
    let made = phase::reopen(&casework, &caller, &creation(&request, &key), body.command(case)).await?;
    Ok(created::created(&place(case), made.0))
}

fn place(case: CaseId) -> String {
    format!("/api/v1/cases/{case}/phase")
}

impl From<PhaseFile> for PhaseView {
    fn from(file: PhaseFile) -> Self {
        let names = file.names;
        Self {
            phase: file.standing.phase.code(),
            since: file.standing.since,
            gate: file.gate.map(|it| GateView { to: it.to.code(), criteria: criteria(&it.criteria, &names) }),
            proposal: file.pending.map(ProposalView::from),
            changes: file.changes.into_iter().map(|it| change(it, &names)).collect(),
            check_ins: file.check_ins.into_iter().map(CheckInView::from).collect(),
            earlier_cases: file.earlier.into_iter().map(EarlierCaseView::from).collect(),
        }
    }
}

impl From<ProposalLine> for ProposalView {
    fn from(it: ProposalLine) -> Self {
        Self {
            id: it.id.0,
            to: it.to.code(),
            note: it.note,
            by: it.by.into(),
            organisation: it.organisation,
            proposed_at: it.at,
        }
    }
}

impl From<EarlierCase> for EarlierCaseView {
    fn from(it: EarlierCase) -> Self {
        Self {
            case_id: it.case.0,
            code: it.code,
            opened_at: it.opened_at,
            closed_at: it.closed_at,
            plan_version: it.plan,
        }
    }
}

fn change(it: ChangeLine, names: &BTreeMap<PersonId, String>) -> PhaseChangeView {
    PhaseChangeView {
        id: it.id.0,
        from: it.from.code(),
        to: it.to.code(),
        kind: it.kind.code(),
        cause: it.cause.map(|it| it.code()),
        reason: it.reason,
        criteria: criteria(&it.criteria, names),
        plan_version: it.plan_version,
        incident_id: it.incident.map(|it| it.0),
        by: it.by.into(),
        organisation: it.organisation,
        changed_at: it.at,
        proposal: it.proposal.map(ProposalView::from),
    }
}

fn criteria(found: &[Criterion], names: &BTreeMap<PersonId, String>) -> Vec<CriterionView> {
    let person = |it: &PersonId| {
        let name = names.get(it).cloned().unwrap_or_default();
        MissingPersonView { person_id: it.0, name }
    };
    let view = |it: &Criterion| CriterionView {
        code: it.code.code(),
        met: it.met,
        evidence: FindingView {
            known: it.evidence.known,
            have: it.evidence.have,
            need: it.evidence.need,
            at: it.evidence.at,
            persons: it.evidence.persons.iter().map(person).collect(),
        },
    };
    found.iter().map(view).collect()
}
