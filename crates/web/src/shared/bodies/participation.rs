//! A team that takes part in a case as filled in: its task, its legal ground and whom it works for.

use casework::participation::AddParticipation;
use domain::case::{LegalGround, ParticipationTask};
use domain::id::{CaseId, PersonId, TeamId};

use crate::shared::fields::{Body, Fields};

/// A team that takes part from now on.
#[derive(Debug, Clone, Copy)]
pub struct ParticipationBody {
    team: TeamId,
    task: ParticipationTask,
    legal_ground: LegalGround,
    works_for: Option<PersonId>,
}

impl Body for ParticipationBody {
    const NAME: &'static str = "NewParticipation";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let team = fields.required("team");
        let task = fields.required("task");
        let legal_ground = fields.required("legalGround");
        let works_for = fields.optional("worksFor");
        Some(Self { team: team?, task: task?, legal_ground: legal_ground?, works_for })
    }
}

impl ParticipationBody {
    /// What the use case is asked to do.
    pub const fn command(self, case: CaseId) -> AddParticipation {
        AddParticipation {
            case,
            team: Some(self.team),
            task: Some(self.task),
            ground: Some(self.legal_ground),
            works_for: self.works_for,
        }
    }
}
