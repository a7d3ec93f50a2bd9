//! Adding a team to a case, with its task, its legal ground and whom it works for.

use super::lock;
use crate::{Casework, Creation, Refusal};
use access::Caller;
use domain::case::{LegalGround, Participation, ParticipationTask};
use domain::fault::{FaultCode, Faults};
use domain::id::{CaseId, ParticipationId, PersonId, TeamId};
use domain::time::amsterdam_day;
use store::participation::{self, Stored};
use store::{Tx, case};

/// What is filled in. Fields in faults: `team`, `task`, `legalGround`, `worksFor`.
#[derive(Debug, Clone, Copy)]
pub struct AddParticipation {
    pub case: CaseId,
    pub team: Option<TeamId>,
    pub task: Option<ParticipationTask>,
    pub ground: Option<LegalGround>,
    /// The one person whom the team works for; nothing for the household as a whole.
    pub works_for: Option<PersonId>,
}

/// The participation that was stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Added {
    pub participation: ParticipationId,
    pub case: CaseId,
}

/// Adds a team to a case from now on.
///
/// # Errors
/// [`Refusal::Rule`] when the team takes part already or the case is closed; [`Refusal::Invalid`] with every field that
/// is wrong.
pub async fn add(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: AddParticipation,
) -> Result<Added, Refusal> {
    let case = command.case;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let (permit, around) = lock(tx, caller, case).await?;
            if let Some(made) = creation.made_before(tx, caller).await? {
                return Ok(Added { participation: ParticipationId(made), case });
            }

            around.span.require_open()?;
            let mut faults = Faults::none();
            check_team(tx, command.team, &mut faults).await?;
            if command.works_for.is_some_and(|it| !around.members.contains(&it)) {
                faults.add("worksFor", FaultCode::UnknownChoice);
            }
            let new = command.check(tx, faults)?;
            let others: Vec<Participation> =
                participation::of_case(tx, &permit).await?.into_iter().map(|it| it.value).collect();
            new.check(&others)?;

            let id = ParticipationId(casework.ids.random());
            participation::add(tx, &permit, &Stored { id, value: new }).await?;
            creation.remember(tx, caller, id.0).await?;
            Ok(Added { participation: id, case })
        })
        .await
}

async fn check_team(tx: &mut Tx, team: Option<TeamId>, faults: &mut Faults) -> Result<(), Refusal> {
    let Some(team) = team else { return Ok(()) };
    if case::team_kinds(tx, &[team], amsterdam_day(tx.now())).await?.is_empty() {
        faults.add("team", FaultCode::UnknownChoice);
    }
    Ok(())
}

impl AddParticipation {
    fn check(self, tx: &Tx, mut faults: Faults) -> Result<Participation, Faults> {
        let team = faults.need("team", self.team);
        let task = faults.need("task", self.task);
        let ground = faults.need("legalGround", self.ground);
        if self.works_for.is_some() && task.is_some_and(ParticipationTask::is_for_household) {
            faults.add("worksFor", FaultCode::DoesNotFit);
        }
        let complete = team.zip(task).zip(ground).map(|((team, task), ground)| Participation {
            team,
            task,
            ground,
            works_for: self.works_for,
            from: tx.now(),
            until: None,
        });
        faults.into_complete(complete)
    }
}
