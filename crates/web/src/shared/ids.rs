//! Identifiers in a path. A text that is no identifier names nothing, so it is answered like any other
//! thing that is not there, and never repeated in the answer.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use domain::id::{
    AbsenceId, AdviceRequestId, CaseId, CheckInId, ConsultationId, ContactId, DisclosureId, HandoverId,
    HouseholdId, IncidentId, LifeEventId, MemberId, MembershipId, NoticeId, ParticipationId, PersonId,
    PhaseProposalId, PlanItemId, RedFlagId, RelationshipId, ReportId, RoundId, ScoreId, TaskId, TermId,
    TerrorSuspicionId, VignetteId,
};
use serde_json::json;
use uuid::Uuid;

use super::argument::{Argument, Described};
use super::problem::Problem;

/// A kind of identifier that may stand in a path.
pub trait PathId: From<Uuid> {
    /// Name between braces in the path, for instance `caseId`.
    const NAME: &'static str;
}

/// The identifier of this kind in the path of the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Id<T>(pub T);

impl<T: PathId> FromRequest for Id<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let id = request.match_info().get(T::NAME).and_then(parse);
        ready(id.map(|id| Self(T::from(id))).ok_or(Problem::not_found()))
    }
}

impl<T: PathId> Argument for Id<T> {
    fn describe(operation: &mut Described) {
        operation.path_names.push(T::NAME);
        operation.refusals.insert(404);
        operation.parameters.push(json!({
            "in": "path", "name": T::NAME, "required": true, "schema": {"type": "string", "format": "uuid"},
        }));
    }
}

/// The number of a version in the path of the request, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VersionNumber(pub i32);

impl VersionNumber {
    const NAME: &'static str = "number";
}

impl FromRequest for VersionNumber {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let written = request.match_info().get(Self::NAME).unwrap_or_default();
        let plain = written.bytes().all(|it| it.is_ascii_digit()) && !written.starts_with('0');
        let number = written.parse().ok().filter(|_| plain);
        ready(number.map(Self).ok_or(Problem::not_found()))
    }
}

impl Argument for VersionNumber {
    fn describe(operation: &mut Described) {
        operation.path_names.push(Self::NAME);
        operation.refusals.insert(404);
        operation.parameters.push(json!({
            "in": "path", "name": Self::NAME, "required": true,
            "schema": {"type": "integer", "format": "int32", "minimum": 1},
        }));
    }
}

macro_rules! path_ids {
    ($($id:ident => $name:literal,)+) => {$(
        impl PathId for $id {
            const NAME: &'static str = $name;
        }
    )+};
}

path_ids! {
    IncidentId => "incidentId",
    LifeEventId => "lifeEventId",
    HandoverId => "handoverId",
    PhaseProposalId => "proposalId",
    CheckInId => "checkInId",
    HouseholdId => "householdId",
    PersonId => "personId",
    MemberId => "memberId",
    RelationshipId => "relationshipId",
    CaseId => "caseId",
    ReportId => "reportId",
    AdviceRequestId => "adviceRequestId",
    ConsultationId => "consultationId",
    ContactId => "contactId",
    ScoreId => "scoreId",
    ParticipationId => "participationId",
    RedFlagId => "redFlagId",
    TerrorSuspicionId => "terrorSuspicionId",
    VignetteId => "vignetteId",
    DisclosureId => "disclosureId",
    TaskId => "taskId",
    TermId => "termId",
    MembershipId => "membershipId",
    AbsenceId => "absenceId",
    PlanItemId => "planItemId",
    RoundId => "roundId",
    NoticeId => "noticeId",
}

/// Reads the one form of an identifier that we write ourselves: 36 characters with hyphens.
/// Braces, `urn:uuid:` and bare digits would give one thing several addresses.
pub fn parse(text: &str) -> Option<Uuid> {
    if text.len() != 36 {
        return None;
    }
    Uuid::try_parse(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_written_form_with_hyphens_is_an_identifier() {
        let written = "0193d0a4-7c1e-7d55-9a5b-4f6f0f3a2b11";
        assert!(parse(written).is_some());
        for other in ["", "1", "0193d0a47c1e7d559a5b4f6f0f3a2b11", "{0193d0a4-7c1e-7d55-9a5b-4f6f0f3a2b11}"] {
            assert!(parse(other).is_none(), "{other}");
        }
        assert!(parse(&format!("urn:uuid:{written}")).is_none());
        assert!(parse("0193d0a4-7c1e-7d55-9a5b-4f6f0f3a2bé").is_none());
    }
}
