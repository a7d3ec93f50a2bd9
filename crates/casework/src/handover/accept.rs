//! Accepting an offer: the one step that moves the view on safety. Whether the receiver may is asked again, and who has no
//! reason left to be in the case leaves it in the same transaction.

use super::lock_offer;
use crate::term::{Event, MONITOR, starting};
use crate::{Casework, Refusal};
use access::{Caller, Permit, may};
use domain::case::{CaseRule, HolderChange, HolderTrack};
use domain::handover::{Act, HandoverRule, Side, StepKind, leaving_parts, leaving_seats};
use domain::id::{CaseId, DisclosureId, HandoverId, ParticipationId, TaskId, TeamId};
use domain::task::{NewTask, Owner, TaskCause, TaskKind};
use domain::term::TermKind;
use domain::time::amsterdam_day;
use domain::version::Version;
use store::handover::{self, Part, Standing, Stored, TakingOver};
use store::term::NewTerm;
use store::{Tx, calendar, case, task};

/// What is accepted.
#[derive(Debug, Clone, Copy)]
pub struct AcceptHandover {
    pub handover: HandoverId,
    /// The version that the caller saw.
    pub seen: Version,
}

/// Accepts an offer to a team of the caller, and tells which case that team holds from now on.
///
/// # Errors
/// [`Refusal::Rule`] with what became of it when somebody was faster, when the term is over, or when the team takes part in
/// cases no longer.
pub async fn accept(
    casework: &Casework,
    caller: &Caller,
    command: AcceptHandover,
) -> Result<CaseId, Refusal> {
    let AcceptHandover { handover: id, seen } = command;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let (permit, stored) = lock_offer(tx, caller, (id, seen)).await?;

            let around = stored.around_offer(tx).await?;
            let at = tx.now();
            let act = Act { step: StepKind::Accept, by: Side::Receiver, at, answer_by: None };
            let (_, change) = stored.value.take(act, around)?;
            let change = change.ok_or(HandoverRule::NotOffered)?;
            follows(around.holder, change)?;
            let part = part(casework, tx, stored.value.receiver).await?;

            handover::accept(tx, &permit, &stored, part).await?;
            let standing = handover::standing(tx, &permit, &stored).await?;
            let taking = taking(casework, tx, &stored, &standing).await?;
            handover::settle(tx, &permit, &stored, &taking).await?;
            if !stored.value.talked_over {
                ask_to_meet(casework, tx, &permit, &stored).await?;
            }
            Ok(stored.case)
        })
        .await
}

/// A change that the track of holders takes.
fn follows(holder: TeamId, change: HolderChange) -> Result<(), CaseRule> {
    HolderTrack::opened(change.since, holder).change(change).map(|_| ())
}

/// What the receiver is there for, by its kind of organisation.
async fn part(casework: &Casework, tx: &mut Tx, receiver: TeamId) -> Result<Part, Refusal> {
    let kinds = case::team_kinds(tx, &[receiver], amsterdam_day(tx.now())).await?;
    let (_, kind) = kinds.first().ok_or(HandoverRule::ReceiverNotEntitled)?;
    Ok(Part { id: ParticipationId(casework.ids.random()), task: domain::case::opening::task_of(*kind) })
}

async fn taking(
    casework: &Casework,
    tx: &mut Tx,
    stored: &Stored,
    standing: &Standing,
) -> Result<TakingOver, Refusal> {
    let (giver, receiver) = (stored.value.giver, stored.value.receiver);
    let leaving = leaving_parts(&standing.parts, giver, receiver);
    let staying: Vec<TeamId> =
        standing.parts.iter().filter(|(id, _)| !leaving.contains(id)).map(|(_, it)| it.team).collect();
    let terms = if standing.giver_monitors { monitor(casework, tx, stored).await? } else { Vec::new() };
    Ok(TakingOver {
        disclosure: DisclosureId(casework.ids.random()),
        leaving_seats: leaving_seats(&standing.seats, giver, &staying),
        leaving_parts: leaving,
        terms,
    })
}

/// Veilig Thuis looks again after a while, each time by a term of its own.
async fn monitor(casework: &Casework, tx: &mut Tx, stored: &Stored) -> Result<Vec<NewTerm>, Refusal> {
    let event = Event { origin: stored.id.0, at: tx.now() };
    let calendar = calendar::calendar(tx).await?;
    Ok(MONITOR.iter().filter_map(|kind| starting(casework, &calendar, *kind, event)).collect())
}

/// What was accepted on paper is still to be talked over: a task for the receiver.
async fn ask_to_meet(
    casework: &Casework,
    tx: &mut Tx,
    permit: &Permit<may::AnswerHandover>,
    stored: &Stored,
) -> Result<(), Refusal> {
    let at = tx.now();
    let calendar = calendar::calendar(tx).await?;
    let term = starting(casework, &calendar, TermKind::HandoverMeeting, Event { origin: stored.id.0, at });
    let new = NewTask {
        id: TaskId(casework.ids.ordered(at)),
        kind: TaskKind::HandoverMeeting,
        cause: TaskCause::Handover,
        origin: stored.id.0,
        person: None,
        told: None,
        due: term.map_or(amsterdam_day(at), |it| it.due.day),
    };
    let id = new.id;
    task::open_once(tx, permit, new).await?;
    task::pass_on(tx, permit, (id, 0), Owner::Team(stored.value.receiver), None).await?;
    Ok(())
}
