//! The progress log: writing contacts with a household down, correcting them, keeping drafts, and telling when each
//! member was last seen.

pub mod correct;
pub mod draft;
pub mod last_seen;
pub mod log;

pub use correct::{CorrectContact, correct};
pub use draft::SaveDraft;
pub use last_seen::{LastSeen, last_seen};
pub use log::{LogContact, Logged, log};
pub use store::contact::draft::Draft;

use crate::Refusal;
use access::{Permit, may};
use chrono::{DateTime, Utc};
use domain::contact::{ContactDraft, NewContact};
use domain::danger::met_together;
use domain::fault::{FaultCode, Faults};
use domain::id::{ContactId, PersonId};
use domain::relationship::RelationKind;
use domain::voice::Voice;
use store::contact::Surroundings;
use store::suspicion::Running;
use store::{Tx, contact, relationship, suspicion};

/// What an entry is checked against.
struct Around {
    case: Surroundings,
    /// The suspicions of intieme terreur that run.
    running: Vec<Running>,
    /// Who may not be met together without a reason, as long as one runs.
    apart: Vec<(PersonId, PersonId)>,
}

impl Around {
    async fn read(tx: &mut Tx, permit: &Permit<may::LogContact>) -> Result<Self, Refusal> {
        let case = contact::surroundings(tx, permit).await?;
        let running = suspicion::running(tx, permit).await?;
        let mut apart: Vec<_> = running.iter().map(|it| (it.victim, it.accused)).collect();
        if !running.is_empty() {
            let known = relationship::of_household(tx, permit).await?;
            let partners = known
                .iter()
                .filter(|it| matches!(it.value.kind, RelationKind::PartnerOf | RelationKind::ExPartnerOf));
            apart.extend(partners.map(|it| (it.value.from, it.value.to)));
        }
        Ok(Self { case, running, apart })
    }

    /// Checks an entry, also against who ever belonged to the household: nobody else can have been met.
    fn check(
        &self,
        draft: ContactDraft,
        permit: &Permit<may::LogContact>,
        now: DateTime<Utc>,
    ) -> Result<NewContact, Faults> {
        let mut misplaced = Faults::none();
        let heard = |it: PersonId| permit.hearing().hears(Some(Voice::confided(it)));
        if draft.person.is_some_and(|it| !self.case.members.contains(&it) || !heard(it)) {
            misplaced.add("person", FaultCode::UnknownChoice);
        }
        for (position, met) in draft.presences.iter().enumerate().take(ContactDraft::MOST_PRESENCES) {
            if !self.case.members.contains(&met.person) {
                misplaced.add(format!("presences.{position}.person"), FaultCode::UnknownChoice);
            }
        }
        let joint = draft.kind.and_then(|kind| met_together(kind, &draft.presences, &self.apart));
        let says_why = draft.joint_reason.as_deref().is_some_and(|it| !it.trim().is_empty());
        match (joint, says_why) {
            (Some(_), false) => misplaced.add("jointReason", FaultCode::JointSession),
            (None, true) => misplaced.add("jointReason", FaultCode::DoesNotFit),
            (Some(_), true) | (None, false) => {}
        }
        match draft.check(now, self.case.span.opened_at) {
            Ok(new) => misplaced.into_result(new),
            Err(mut faults) => {
                faults.merge(misplaced);
                Err(faults)
            }
        }
    }

    /// Saves an entry, with why two partners were met together where they were.
    async fn save(
        &self,
        tx: &mut Tx,
        permit: &Permit<may::LogContact>,
        id: ContactId,
        new: &NewContact,
    ) -> Result<(), Refusal> {
        contact::save(tx, permit, id, new).await?;
        if let Some((reason, first)) = new.joint_reason.as_ref().zip(self.running.first()) {
            suspicion::note_joint_meeting(tx, id, first.id, reason).await?;
        }
        Ok(())
    }
}
