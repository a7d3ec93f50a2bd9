//! Opening a consultation: with its words for both sides, and as a line for who may take it up or advised once.

use super::side;
use crate::{Casework, Refusal, absent, allowed, ask};
use access::{Caller, Permission, Permit, may};
use chrono::{DateTime, Utc};
use domain::consultation::Outcome;
use domain::id::{CaseId, ConsultationId};
use store::Tx;
use store::consultation::{self, ConsultationFile, ConsultationLine};

/// A consultation as the caller sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsultationSeen {
    pub line: ConsultationLine,
    /// What was said and shown, for both sides.
    pub file: Option<ConsultationFile>,
    /// The case that it is about, for who asked.
    pub case: Option<CaseId>,
    /// What the caller may do in it, as a page offers it.
    pub may: Vec<Permission>,
    /// The outcomes with which the caller may end it now.
    pub possible_ends: Vec<Outcome>,
    /// Whether the caller asked it.
    pub asked: bool,
    /// The moment at which it was read.
    pub now: DateTime<Utc>,
}

/// Reads a consultation.
///
/// # Errors
/// [`Refusal::NotFound`] when it is not there or not for the caller.
pub async fn read(
    casework: &Casework,
    caller: &Caller,
    id: ConsultationId,
) -> Result<ConsultationSeen, Refusal> {
    let hidden = || absent::<may::SeeConsultation>("consultation", id.0);
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let (facts, standing) = consultation::facts(tx, id).await?.ok_or_else(hidden)?.value;
            let permit: Permit<may::SeeConsultation> = ask(caller, &facts)?;
            let may = allowed(caller, &facts);
            let words: Option<Permit<may::ReadConsultation>> =
                if may.contains(&Permission::ReadConsultation) { Some(ask(caller, &facts)?) } else { None };

            let side = side(caller, &facts);
            let asked = words.is_some() && facts.asker == (caller.user, caller.membership);
            let (line, file) = match &words {
                Some(words) => {
                    let file = consultation::read(tx, words).await?.ok_or_else(hidden)?;
                    (file.line.clone(), Some(file))
                }
                None => (consultation::line(tx, &permit).await?.ok_or_else(hidden)?, None),
            };
            let ends = may.contains(&Permission::EndConsultation);
            Ok(ConsultationSeen {
                line,
                file,
                case: facts.about.map(|(case, _)| case).filter(|_| asked),
                possible_ends: if ends { standing.state.possible_ends(side) } else { Vec::new() },
                may,
                asked,
                now: tx.now(),
            })
        })
        .await
}
