//! What the caller asked and advises on, and what waits where the caller's teams advise.

use crate::{Casework, Refusal};
use access::{Caller, Permission, Permit, may};
use chrono::{DateTime, Utc};
use domain::consultation::ConsultationState;
use store::consultation::{self, ConsultationLine};
use store::{Tx, audit};

/// The caller's own consultations, the latest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsultationLists {
    pub asked: Vec<ConsultationLine>,
    pub advised: Vec<ConsultationLine>,
    /// Whether the caller may ask.
    pub may_ask: bool,
    /// Whether the caller sees what waits.
    pub sees_board: bool,
    /// The moment of the list.
    pub now: DateTime<Utc>,
}

/// What waits, what presses most first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board {
    /// What nobody took up yet.
    pub waiting: Vec<ConsultationLine>,
    /// What somebody has in hand.
    pub in_hand: Vec<ConsultationLine>,
    /// Whether the caller may take one up.
    pub may_claim: bool,
    /// Whether the caller may give one to somebody.
    pub may_assign: bool,
    /// The moment of the list.
    pub now: DateTime<Utc>,
}

/// Lists what the caller asked and advises on.
///
/// # Errors
/// Those of the database.
pub async fn lists(casework: &Casework, caller: &Caller) -> Result<ConsultationLists, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let may_ask = crate::desk::ask_at_desk::<may::AskConsultation>(caller, None).is_ok();
            let sees_board = crate::desk::ask_at_desk::<may::ReadConsultationBoard>(caller, None).is_ok();
            let asked = if may_ask { consultation::asked(tx, caller).await? } else { Vec::new() };
            let advised = if sees_board { consultation::advised(tx, caller).await? } else { Vec::new() };
            audit::record_list(tx, Permission::SeeConsultation, "consultations", &[]).await?;
            Ok(ConsultationLists { asked, advised, may_ask, sees_board, now: tx.now() })
        })
        .await
}

/// Lists what waits and what is in hand where the caller's teams may advise.
///
/// # Errors
/// [`Refusal::NotFound`] for who neither advises nor divides that work.
pub async fn board(casework: &Casework, caller: &Caller) -> Result<Board, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let _: Permit<may::ReadConsultationBoard> = crate::desk::ask_at_desk(caller, None)?;

            let found = consultation::board(tx, caller).await?;
            audit::record_list(tx, Permission::ReadConsultationBoard, "consultations", &[]).await?;
            let (waiting, in_hand) = found.into_iter().partition(|it| it.state == ConsultationState::Asked);
            let may = |it| access::policy::allows(caller.role, &[access::Relation::MayAdvise], it);
            let (may_claim, may_assign) =
                (may(Permission::ClaimConsultation), may(Permission::AssignConsultation));
            Ok(Board { waiting, in_hand, may_claim, may_assign, now: tx.now() })
        })
        .await
}

/// Lists what came to a report and is for the caller to take in, the latest first; nothing for who takes in none.
///
/// # Errors
/// Those of the database.
pub async fn announced(casework: &Casework, caller: &Caller) -> Result<Vec<ConsultationLine>, Refusal> {
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let reads = [access::Relation::ReportedTo];
            if !access::policy::allows(caller.role, &reads, Permission::ReadConsultation) {
                return Ok(Vec::new());
            }
            let found = consultation::announced(tx, caller).await?;
            audit::record_list(tx, Permission::SeeConsultation, "consultations", &[]).await?;
            Ok(found)
        })
        .await
}
