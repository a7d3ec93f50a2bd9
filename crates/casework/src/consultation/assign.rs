//! Giving a consultation to somebody who advises, by who divides that work.

use super::{Step, lock, save};
use crate::{Casework, Creation, Refusal, absent, ask};
use access::{Caller, Permit, may};
use domain::consultation::{ConsultationRule, EntryKind, check_words};
use domain::id::{ConsultationId, MembershipId};
use domain::notice::NoticeKind;
use domain::version::Versioned;
use store::Tx;
use store::consultation::{self, Adviser, ConsultationLine, Standing};

/// What is filled in.
#[derive(Debug, Clone)]
pub struct AssignConsultation {
    pub consultation: ConsultationId,
    /// Who advises from now on.
    pub to: Option<MembershipId>,
    /// Why.
    pub reason: Option<String>,
}

/// The consultation and who can advise in it.
///
/// # Errors
/// [`Refusal::NotFound`] when it is not there or not for the caller; [`Refusal::Forbidden`] for who does not divide the
/// work.
pub async fn advisers(
    casework: &Casework,
    caller: &Caller,
    id: ConsultationId,
) -> Result<(ConsultationLine, Vec<Adviser>), Refusal> {
    let hidden = || absent::<may::AssignConsultation>("consultation", id.0);
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let (facts, standing) = consultation::facts(tx, id).await?.ok_or_else(hidden)?.value;
            let permit: Permit<may::AssignConsultation> = ask(caller, &facts)?;

            let line = consultation::line(tx, &permit).await?.ok_or_else(hidden)?;
            let wanted = (standing.area, standing.expertise);
            Ok((line, consultation::advisers(tx, &permit, wanted).await?))
        })
        .await
}

/// Gives a consultation to somebody.
///
/// # Errors
/// [`Refusal::Invalid`] without a reason or an adviser; [`Refusal::Rule`] for somebody who cannot advise in it, or does
/// so already.
pub async fn assign(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: AssignConsultation,
) -> Result<ConsultationId, Refusal> {
    let id = command.consultation;
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let locked = lock::<may::AssignConsultation>(tx, caller, id).await?;
            if creation.made_before(tx, caller).await?.is_some() {
                return Ok(id);
            }

            let mut faults = domain::fault::Faults::none();
            let to = faults.need("membershipId", command.to);
            let told = check_words(command.reason.as_deref(), None).map_err(|it| faults.merge(it)).ok();
            let (to, told) = faults.into_complete(to.zip(told))?;
            let Versioned { version, value } = locked.standing;
            let wanted = (value.area, value.expertise);
            let found = consultation::advisers(tx, &locked.permit, wanted).await?;
            let found = found.iter().find(|it| it.load.membership == to);
            let found = found.ok_or(ConsultationRule::NotAnAdviser)?;
            let state = value.state.assign(value.adviser.map(|(_, membership)| membership), to)?;
            let adviser = Some((found.user, to));
            let next = Versioned { version, value: Standing { state, adviser, ..value } };

            let step = Step {
                kind: EntryKind::Assigned,
                told: Some(&told),
                facts: None,
                tells: Some(NoticeKind::ConsultationTurn),
            };
            save(casework, tx, &locked.permit, next, step).await?;
            creation.remember(tx, caller, id.0).await?;
            Ok(id)
        })
        .await
}
