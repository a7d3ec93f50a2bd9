//! Opening a case: from an assessed report, or here, by the team that registered the household.
//!
//! From the first moment somebody holds the view on safety: Veilig Thuis keeps it until it is handed over, and a
//! team that begins by itself has it.

use crate::term::{Event, MONITOR, starting};
use crate::{Casework, Creation, Refusal, absent, ask};
use access::{Caller, Permit, may};
use domain::case::opening::{ground_of, open_from, task_of};
use domain::case::{CaseOrigin, ParticipationTask};
use domain::duo::{OrganisationKind, Track};
use domain::fault::{FaultCode, Faults};
use domain::id::{CaseId, HouseholdId, ParticipationId, ReportId, TeamId};
use domain::report::ReportState;
use domain::text::ShortText;
use domain::time::amsterdam_day;
use domain::version::Versioned;
use store::case::{self, Opening, Part};
use store::{Tx, calendar, household, report};
use uuid::Uuid;

/// What is filled in to open a case from a report.
#[derive(Debug, Clone)]
pub struct OpenFromReport {
    pub report: ReportId,
    pub reason: Option<String>,
    pub track: Track,
    /// The team of Blijvend Veilig that brings in expertise on safety.
    pub duo_team: Option<TeamId>,
    /// The local team that helps.
    pub local_team: Option<TeamId>,
}

/// What is filled in to open a case for a household that one registered oneself.
#[derive(Debug, Clone)]
pub struct OpenHere {
    pub household: HouseholdId,
    /// The team of the caller that begins.
    pub team: TeamId,
    pub reason: Option<String>,
    pub track: Track,
    /// The team of Blijvend Veilig that brings in expertise on safety.
    pub duo_team: Option<TeamId>,
}

/// The case that was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opened {
    pub case: CaseId,
}

/// How many codes are tried; two cases have the same one in a thousand million.
const CODES: usize = 4;

/// The signs of a code: no 0, 1, I and O, which are easily misread.
const SIGNS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// Opens a case from a report.
///
/// # Errors
/// [`Refusal::Rule`] when the report is not assessed, its outcome asks for no case, it opened one before, or the
/// household has an open case; [`Refusal::Invalid`] with every field that is wrong.
pub async fn open_from_report(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: OpenFromReport,
) -> Result<Opened, Refusal> {
    let report = command.report;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts = report::lock_facts(tx, report)
                .await?
                .ok_or_else(|| absent::<may::OpenCaseFromReport>("report", report.0))?;
            let permit: Permit<may::OpenCaseFromReport> = ask(caller, &facts.value)?;
            if let Some(made) = creation.made_before(tx, caller).await? {
                return Ok(Opened { case: CaseId(made) });
            }

            let standing = report::standing(tx, &permit).await?;
            let state = open_from(standing.outcome, standing.opened_a_case)?;
            let plan = Plan {
                origin: CaseOrigin::Assessment,
                holder: (standing.team, OrganisationKind::VeiligThuis),
                reason: command.reason.clone(),
                track: command.track,
                duo_team: command.duo_team,
                local_team: command.local_team,
            };
            let opening = plan.check(casework, tx).await?;

            let next = Versioned { version: facts.version, value: state };
            let calendar = calendar::calendar(tx).await?;
            let handed_over = Event { origin: report.0, at: tx.now() };
            let monitored = if state == ReportState::InMonitoring { &MONITOR[..] } else { &[] };
            let starts: Vec<_> = monitored
                .iter()
                .filter_map(|kind| starting(casework, &calendar, *kind, handed_over))
                .collect();
            case::open_from_report(tx, &permit, &opening, next, (standing.team, &starts)).await?;
            creation.remember(tx, caller, opening.case.0).await?;
            Ok(Opened { case: opening.case })
        })
        .await
}

/// Opens a case for a household that the caller registered.
///
/// # Errors
/// [`Refusal::Rule`] when the household has an open case; [`Refusal::Invalid`] with every field that is wrong.
pub async fn open_here(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: OpenHere,
) -> Result<Opened, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts = household::lock_facts(tx, command.household)
                .await?
                .ok_or_else(|| absent::<may::OpenCaseHere>("household", command.household.0))?;
            let permit: Permit<may::OpenCaseHere> = ask(caller, &facts.value)?;
            if let Some(made) = creation.made_before(tx, caller).await? {
                return Ok(Opened { case: CaseId(made) });
            }

            if !caller.is_in(command.team) {
                let mut faults = Faults::none();
                faults.add("team", FaultCode::UnknownChoice);
                return Err(faults.into());
            }
            let plan = Plan {
                origin: CaseOrigin::LocalTeam,
                holder: (command.team, caller.organisation_kind),
                reason: command.reason.clone(),
                track: command.track,
                duo_team: command.duo_team,
                local_team: None,
            };
            let opening = plan.check(casework, tx).await?;

            case::open_here(tx, &permit, &opening).await?;
            creation.remember(tx, caller, opening.case.0).await?;
            Ok(Opened { case: opening.case })
        })
        .await
}

/// What both ways of opening a case have in common, unchecked.
struct Plan {
    origin: CaseOrigin,
    holder: (TeamId, OrganisationKind),
    reason: Option<String>,
    track: Track,
    duo_team: Option<TeamId>,
    local_team: Option<TeamId>,
}

impl Plan {
    async fn check(self, casework: &Casework, tx: &mut Tx) -> Result<Opening, Refusal> {
        let chosen: Vec<TeamId> = self.duo_team.into_iter().chain(self.local_team).collect();
        let kinds = case::team_kinds(tx, &chosen, amsterdam_day(tx.now())).await?;
        let mut faults = Faults::none();
        let reason = faults.need("reason", self.reason.as_deref());
        let reason = reason.and_then(|it| faults.keep("reason", ShortText::parse(it)));
        let mut teams = vec![self.holder];
        for (field, team, task) in [
            ("duoTeam", self.duo_team, ParticipationTask::SafetyExpertise),
            ("localTeam", self.local_team, ParticipationTask::LocalHelp),
        ] {
            let Some(team) = team else { continue };
            match kinds.iter().find(|(known, _)| *known == team) {
                Some(found) if teams.contains(found) => faults.add(field, FaultCode::Duplicate),
                Some(found) if task_of(found.1) == task => teams.push(*found),
                _ => faults.add(field, FaultCode::UnknownChoice),
            }
        }
        let reason = faults.into_complete(reason)?;
        Ok(Opening {
            case: CaseId(casework.ids.ordered(tx.now())),
            codes: (0..CODES).map(|_| code(casework.ids.random())).collect(),
            origin: self.origin,
            reason,
            track: self.track,
            holder: self.holder.0,
            parts: teams.iter().map(|(team, kind)| self.part(casework, *team, *kind)).collect(),
        })
    }

    fn part(&self, casework: &Casework, team: TeamId, kind: OrganisationKind) -> Part {
        Part {
            participation: ParticipationId(casework.ids.random()),
            team,
            task: task_of(kind),
            ground: ground_of(kind, self.origin),
        }
    }
}

/// Six signs from thirty random bits.
pub(crate) fn code(random: Uuid) -> String {
    let (mut bits, ..) = random.as_fields();
    let mut code = String::with_capacity(6);
    for _ in 0..6 {
        code.extend(SIGNS.get((bits % 32) as usize).map(|sign| char::from(*sign)));
        bits /= 32;
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_six_signs_that_nobody_misreads() {
        for random in [0, u128::MAX, 0x1234_5678_9abc_def0 << 64] {
            let code = code(Uuid::from_u128(random));
            assert_eq!(code.len(), 6);
            assert!(code.bytes().all(|sign| SIGNS.contains(&sign)), "{code}");
        }
        assert_ne!(code(Uuid::from_u128(1 << 96)), code(Uuid::from_u128(1 << 101)));
    }
}
