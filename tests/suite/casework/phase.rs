//! Phases: through a gate together, past it with a reason, back at once, closed and asked after.

mod check_in;
mod fall_back;
mod let_pass;
mod passage;
mod read;
mod recurrence;

use crate::support::{ANNA, BILAL, BV_NOORD, Case, OKT_NOORD, SUSAN, World, world::creation};
use access::Caller;
use casework::phase as phases;
use casework::phase::{FallBack, LetPass};
use domain::phase::Phase;
use domain::version::Version;

/// A case with Anna of Blijvend Veilig and Bilal of the local team as its duo, and Susan as its supervisor.
async fn case_of_anna_and_bilal(world: &World) -> (Case, Caller, Caller) {
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let case = world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).with_team(OKT_NOORD).build().await;
    (case, anna, bilal)
}

fn back(case: &Case) -> FallBack {
    FallBack { case: case.id, reason: Some("Tom stond weer voor de deur.".to_owned()) }
}

pub(super) async fn version(world: &World, case: &Case) -> Version {
    let lines = world.lines(&format!("SELECT version FROM cases WHERE id = '{}'", case.id)).await;
    Version(lines[0].parse().unwrap())
}

/// Susan lets the case pass as far as this phase.
pub(super) async fn let_pass_to(world: &World, case: &Case, to: Phase) {
    let susan = world.caller(SUSAN).await;
    loop {
        let now = phases::read(&world.casework, &susan, case.id).await.unwrap();
        if now.standing.phase == to {
            return;
        }
        let command = LetPass {
            case: case.id,
            to: now.standing.phase.next().unwrap(),
            reason: Some("Het duo en ik zien dat het kan.".to_owned()),
            seen: now.version,
        };
        phases::let_pass(&world.casework, &susan, command).await.unwrap();
    }
}

/// Phase and state of the case, and its steps: `direct-stable override`.
async fn course(world: &World, case: &Case) -> Vec<String> {
    let id = case.id;
    let mut told =
        world.lines(&format!("SELECT concat_ws(' ', phase, state) FROM cases WHERE id = '{id}'")).await;
    told.extend(
        world
            .lines(&format!(
                "SELECT concat_ws(' ', from_phase || '-' || to_phase, kind, cause) FROM phase_changes \
                 WHERE case_id = '{id}' ORDER BY step"
            ))
            .await,
    );
    told
}

async fn falls_back(world: &World, caller: &Caller, case: &Case, key: u32) -> String {
    match phases::fall_back(&world.casework, caller, &creation(key), back(case)).await {
        Ok(_) => "done".to_owned(),
        Err(refusal) => refusal.to_string(),
    }
}
