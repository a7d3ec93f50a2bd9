//! Handing over the view on safety: each of the ten rules of handing over has a test with its number in its name.

mod races;
mod rules;

use crate::support::{ANNA, BILAL, BV_NOORD, Case, LEA, OKT_NOORD, Persona, World, creation};
use access::{Caller, Role};
use casework::Refusal;
use casework::handover::{
    AcceptHandover, OfferHandover, PrepareHandover, RefuseHandover, WithdrawHandover, accept, offer, prepare,
    refuse, withdraw,
};
use casework::reference::team_id;
use chrono::Duration;
use domain::case::LegalGround;
use domain::handover::HandoverDraft;
use domain::id::{CaseId, HandoverId};
use domain::version::Version;

/// Supervisor of the local youth team in Noord.
const SUPERVISOR_OKT: Persona = Persona {
    name: "sien",
    display_name: "Sien Bakker",
    role: Role::Supervisor,
    organisation: "ouder-en-kindteams-amsterdam",
    teams: &[OKT_NOORD],
};

/// A case of which Anna's team holds the view, with Anna and Bilal in the duo; the local team has no part in it yet.
async fn case_of_anna(world: &World) -> (Case, Caller, Caller) {
    let (anna, bilal, lea) = (world.caller(ANNA).await, world.caller(BILAL).await, world.caller(LEA).await);
    let case = world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).build().await;
    (case, anna, lea)
}

fn draft(world: &World) -> HandoverDraft {
    HandoverDraft {
        team: Some(team_id(OKT_NOORD)),
        ground: Some(LegalGround::Youth7311),
        why: Some("Het is nu veilig genoeg voor hulp op de lange termijn.".to_owned()),
        informed_on: Some(world.now().date_naive()),
        ..HandoverDraft::default()
    }
}

/// Anna writes it down.
async fn prepared(world: &World, by: &Caller, case: CaseId, key: u32) -> Result<HandoverId, Refusal> {
    let command = PrepareHandover { case, handover: draft(world) };
    prepare(&world.casework, by, &creation(key), command).await
}

/// Anna writes it down and offers it; its version is 2 from then on.
async fn offered(world: &World, by: &Caller, case: CaseId, key: u32) -> HandoverId {
    let handover = prepared(world, by, case, key).await.unwrap();
    let command = OfferHandover { case, handover, seen: Version(1) };
    assert_eq!(offer(&world.casework, by, command).await.unwrap(), Version(2));
    handover
}

async fn accepts(world: &World, by: &Caller, handover: HandoverId) -> Result<CaseId, Refusal> {
    accept(&world.casework, by, AcceptHandover { handover, seen: Version(2) }).await
}

async fn refuses(world: &World, by: &Caller, handover: HandoverId, reason: &str) -> Result<(), Refusal> {
    let reason = Some(reason.to_owned());
    refuse(&world.casework, by, RefuseHandover { handover, seen: Version(2), reason }).await
}

async fn withdraws(world: &World, by: &Caller, case: CaseId, handover: HandoverId) -> Result<(), Refusal> {
    let reason = Some("De situatie is veranderd.".to_owned());
    withdraw(&world.casework, by, WithdrawHandover { case, handover, seen: Version(2), reason }).await
}

/// A little later: what was done at one moment is over.
fn later(world: &World) {
    world.clock.forward(Duration::seconds(1));
}

async fn holders(world: &World) -> Vec<String> {
    world.lines("SELECT t.key FROM view_holders h JOIN teams t ON t.id = h.team_id ORDER BY h.since").await
}

fn told<T: std::fmt::Debug>(result: Result<T, Refusal>) -> String {
    result.unwrap_err().to_string()
}
