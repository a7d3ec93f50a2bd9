//! Who may hear whose voice: teams for one person, confidences, red flags, the suspicion of intieme terreur, safe
//! contact and the home visit.

mod apart;
mod flags;
mod part;
mod safe;

use crate::support::{ANNA, BILAL, BV_NOORD, Case, FEM, RECLASSERING, World, world::creation};
use ::casework::participation::{AddParticipation, add};
use ::casework::reference::team_id;
use ::casework::suspicion::{RaiseSuspicion, raise};
use access::Caller;
use domain::case::{LegalGround, ParticipationTask};
use domain::danger::SuspicionDraft;
use domain::id::PersonId;

/// A case of Anna and Bilal in which the probation service works for the ex-partner only.
async fn case_with_two_sides(world: &World) -> (Case, Caller, Caller) {
    let (anna, bilal) = (world.caller(ANNA).await, world.caller(BILAL).await);
    let case = world.case().with_team(BV_NOORD).with_duo(&anna, &bilal).build().await;
    let part = probation_for(&case, case.household.ex_partner);
    add(&world.casework, &anna, &creation(900), part).await.unwrap();
    (case, anna, world.caller(FEM).await)
}

fn probation_for(case: &Case, person: PersonId) -> AddParticipation {
    AddParticipation {
        case: case.id,
        team: Some(team_id(RECLASSERING)),
        task: Some(ParticipationTask::Probation),
        ground: Some(LegalGround::Consent),
        works_for: Some(person),
    }
}

/// The mother would be in danger through her ex-partner.
pub(crate) async fn suspect(world: &World, case: &Case, by: &Caller) {
    let suspicion = SuspicionDraft {
        victim: Some(case.household.mother),
        accused: Some(case.household.ex_partner),
        reason: Some("Zij durft niet alleen naar buiten.".to_owned()),
    };
    raise(&world.casework, by, &creation(901), RaiseSuspicion { case: case.id, suspicion }).await.unwrap();
}
