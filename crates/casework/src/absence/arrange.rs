//! Saying that somebody is away, and letting colleagues stand in in all seats at once.
//!
//! Each seat goes to the one of those chosen who can take it and got the fewest so far. A seat that nobody of them can
//! take stays with the other member of the duo, and is told.

use super::Leave;
use crate::duo::roles;
use crate::{Casework, Creation, Refusal, ask};
use access::{Caller, Permit, may};
use chrono::NaiveDate;
use domain::absence::Away;
use domain::duo::Professional;
use domain::duo::seats::Cover;
use domain::fault::{FaultCode, Faults};
use domain::id::{AbsenceId, CaseId, MembershipId, SeatId};
use domain::text::LongText;
use std::collections::BTreeMap;
use store::absence::{self, AwaySeat};
use store::{Tx, case, duo};

/// What is filled in. Fields in faults: `from`, `until`, `replacements`.
#[derive(Debug, Clone)]
pub struct ArrangeAbsence {
    /// Who is away; nothing for the caller.
    pub who: Option<MembershipId>,
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub until: Option<NaiveDate>,
    /// Who stands in, in order of preference.
    pub replacements: Vec<MembershipId>,
    /// What everybody in the cases reads about it; never why somebody is away.
    pub reason: LongText,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arranged {
    pub absence: AbsenceId,
    /// The cases in which somebody stands in.
    pub covered: Vec<CaseId>,
    /// The cases in which nobody of those chosen can.
    pub uncovered: Vec<CaseId>,
}

/// Arranges it in one act.
///
/// # Errors
/// [`Refusal::Rule`] when this person is away then already; [`Refusal::Invalid`] with every field that is wrong;
/// [`Refusal::NotFound`] for somebody whose absence the caller does not arrange.
pub async fn arrange(
    casework: &Casework,
    caller: &Caller,
    creation: &Creation,
    command: ArrangeAbsence,
) -> Result<Arranged, Refusal> {
    let who = command.who.unwrap_or(caller.membership);
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let colleagues = absence::colleagues(tx, &caller.teams, &roles()).await?;
            let found = colleagues.iter().find(|it| it.who.membership == who);
            let teams = found.map(|it| it.teams.clone()).unwrap_or_default();
            let leave = Leave::ask(caller, who, &teams)?;
            if let Some(made) = creation.made_before(tx, caller).await? {
                return Ok(Arranged { absence: AbsenceId(made), covered: Vec::new(), uncovered: Vec::new() });
            }

            let mut faults = Faults::none();
            let away = Away::of_days(command.from, command.until, tx.now());
            let away = away.map_err(|it| faults.merge(it)).ok();
            let mut chosen: Vec<Professional> = Vec::new();
            for (place, wanted) in command.replacements.iter().enumerate() {
                let fits = |it: &&absence::Colleague| {
                    it.who.membership == *wanted && it.teams.iter().any(|team| teams.contains(team))
                };
                match colleagues.iter().find(fits).filter(|it| it.who.membership != who) {
                    Some(it) => chosen.push(it.who),
                    None => faults.add(format!("replacements.{place}"), FaultCode::UnknownChoice),
                }
            }
            let away = faults.into_complete(away)?;

            let user = found.map_or(caller.user, |it| it.who.user);
            let id = AbsenceId(casework.ids.ordered(tx.now()));
            match &leave {
                Leave::Own(permit) => absence::save(tx, permit, id, (user, who), away).await?,
                Leave::OfTeam(permit) => absence::save(tx, permit, id, (user, who), away).await?,
            }
            let mut arranged = Arranged { absence: id, covered: Vec::new(), uncovered: Vec::new() };
            let mut given: BTreeMap<MembershipId, usize> = BTreeMap::new();
            for seat in absence::seats_of(tx, who, away).await? {
                let had = |it: &Professional| given.get(&it.membership).copied().unwrap_or_default();
                let mut fairly = chosen.clone();
                fairly.sort_by_key(had);
                let wanted = (seat, away, &command.reason);
                match cover(casework, tx, caller, wanted, &fairly).await? {
                    Some((cover, by)) => {
                        absence::save_cover(tx, id, cover).await?;
                        *given.entry(by).or_default() += 1;
                        arranged.covered.push(seat.case);
                    }
                    None => arranged.uncovered.push(seat.case),
                }
            }
            creation.remember(tx, caller, id.0).await?;
            Ok(arranged)
        })
        .await
}

/// Lets the first of these who can stand in in one seat; nothing when nobody can, or the caller may not arrange it.
async fn cover(
    casework: &Casework,
    tx: &mut Tx,
    caller: &Caller,
    (wanted, away, reason): (AwaySeat, Away, &LongText),
    chosen: &[Professional],
) -> Result<Option<(SeatId, MembershipId)>, Refusal> {
    let Some(facts) = case::lock_facts(tx, wanted.case).await? else { return Ok(None) };
    let Ok(permit) = ask::<may::ArrangeCover>(caller, &facts.value) else { return Ok(None) };
    let permit: Permit<may::ArrangeCover> = permit;
    let before = duo::seats(tx, &permit).await?.seats;
    let id = SeatId(casework.ids.ordered(tx.now()));
    for who in chosen {
        let new = Cover {
            id,
            seat: wanted.seat,
            who: *who,
            from: away.from,
            until: Some(away.until),
            reason: Some(reason.clone()),
        };
        if let Ok(after) = before.clone().cover(new) {
            duo::save_covers(tx, &permit, &before, &after).await?;
            return Ok(Some((id, who.membership)));
        }
    }
    Ok(None)
}
