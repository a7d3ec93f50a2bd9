//! What is filled in for a consultation: the question, what follows it, and its end.

use casework::consultation::{
    AnswerConsultation, AskConsultation, AskFurther, AssignConsultation, EndConsultation,
};
use domain::case::LegalGround;
use domain::consultation::{Expertise, FactKind, Outcome, Urgency};
use domain::id::{AreaId, CaseId, ConsultationId, MembershipId, TeamId};

use crate::shared::fields::values::Whole;
use crate::shared::fields::{Body, Fields};

/// A question to those who advise.
#[derive(Debug, Clone)]
pub struct ConsultationBody {
    team: Option<TeamId>,
    case: Option<CaseId>,
    facts: Vec<FactKind>,
    ground: Option<LegalGround>,
    area: Option<AreaId>,
    expertise: Option<Expertise>,
    urgency: Option<Urgency>,
    question: Option<String>,
}

/// Advice, and the version of the facts that it is about.
#[derive(Debug, Clone)]
pub struct ConsultationAdviceBody {
    facts_version: Option<Whole<0, { i32::MAX as i64 }>>,
    text: Option<String>,
}

/// A further question, with facts that are frozen anew.
#[derive(Debug, Clone)]
pub struct FollowUpBody {
    facts: Vec<FactKind>,
    ground: Option<LegalGround>,
    text: Option<String>,
}

/// What a consultation came to.
#[derive(Debug, Clone)]
pub struct ConsultationEndBody {
    outcome: Option<Outcome>,
    text: Option<String>,
}

/// Who advises from now on, and why.
#[derive(Debug, Clone)]
pub struct ConsultationAssignmentBody {
    to: Option<MembershipId>,
    reason: Option<String>,
}

/// The consultation that a report follows from.
#[derive(Debug, Clone, Copy)]
pub struct FromConsultation(pub Option<ConsultationId>);

/// The case that a question would be about.
#[derive(Debug, Clone, Copy)]
pub struct AboutCase(pub Option<CaseId>);

impl Body for ConsultationBody {
    const NAME: &'static str = "NewConsultation";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let question = fields.required("question");
        let urgency = fields.required("urgency");
        let expertise = fields.required("expertise");
        let area = fields.optional("areaId");
        let case = fields.optional("caseId");
        let facts = fields.list("facts", 0..=FactKind::ALL.len());
        let ground = fields.optional("legalGround");
        let team = fields.optional("team");
        let facts = facts.unwrap_or_default();
        Some(Self { team, case, facts, ground, area, expertise, urgency, question })
    }
}

impl ConsultationBody {
    /// What the use case is asked to do.
    pub fn command(self) -> AskConsultation {
        let Self { team, case, facts, ground, area, expertise, urgency, question } = self;
        AskConsultation { team, question, urgency, expertise, area, case, facts, ground }
    }
}

impl Body for ConsultationAdviceBody {
    const NAME: &'static str = "NewConsultationAdvice";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let facts_version = fields.required("factsVersion");
        let text = fields.required("text");
        Some(Self { facts_version, text })
    }
}

impl ConsultationAdviceBody {
    /// What the use case is asked to do.
    pub fn command(self, consultation: ConsultationId) -> AnswerConsultation {
        let version = self.facts_version.and_then(|it| i32::try_from(it.0).ok());
        AnswerConsultation { consultation, facts_version: version.unwrap_or(-1), text: self.text }
    }
}

impl Body for FollowUpBody {
    const NAME: &'static str = "NewConsultationFollowUp";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let text = fields.required("text");
        let facts = fields.list("facts", 0..=FactKind::ALL.len());
        let ground = fields.optional("legalGround");
        Some(Self { facts: facts.unwrap_or_default(), ground, text })
    }
}

impl FollowUpBody {
    /// What the use case is asked to do.
    pub fn command(self, consultation: ConsultationId) -> AskFurther {
        AskFurther { consultation, text: self.text, facts: self.facts, ground: self.ground }
    }
}

impl Body for ConsultationEndBody {
    const NAME: &'static str = "NewConsultationEnding";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let outcome = fields.required("outcome");
        let text = fields.required("text");
        Some(Self { outcome, text })
    }
}

impl ConsultationEndBody {
    /// What the use case is asked to do.
    pub fn command(self, consultation: ConsultationId) -> EndConsultation {
        EndConsultation { consultation, outcome: self.outcome, text: self.text }
    }
}

impl Body for ConsultationAssignmentBody {
    const NAME: &'static str = "NewConsultationAssignment";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let to = fields.required("membershipId");
        let reason = fields.required("text");
        Some(Self { to, reason })
    }
}

impl ConsultationAssignmentBody {
    /// What the use case is asked to do.
    pub fn command(self, consultation: ConsultationId) -> AssignConsultation {
        AssignConsultation { consultation, to: self.to, reason: self.reason }
    }
}

impl Body for AboutCase {
    const NAME: &'static str = "AboutCase";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        Some(Self(fields.optional("case")))
    }
}

impl Body for FromConsultation {
    const NAME: &'static str = "FromConsultation";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        Some(Self(fields.optional("consultation")))
    }
}
