//! Handovers of random worlds, and what the policy lets a membership see of them.

use super::dice::Dice;
use super::sample::{Case, Membership, Sample, facts_of};
use access::{Caller, Facts, OfferFacts, decide, may};
use domain::handover::HandoverState;
use domain::id::{CaseId, HandoverId, MembershipId, TeamId, UserId};

/// A handover of the view on safety to a team, by the first team of the world. Only the last of a case may be open.
#[derive(Debug, Clone)]
pub(crate) struct Handover {
    pub(crate) id: HandoverId,
    pub(crate) case: CaseId,
    pub(crate) receiver: TeamId,
    pub(crate) state: HandoverState,
    pub(crate) by: (UserId, MembershipId),
}

impl Sample {
    /// Before the answer the receiver sees an offer and nothing of the case; afterwards hears what became of it.
    pub(super) fn see_handover(&self, it: &Handover, caller: &Caller, seen: &mut Vec<String>) {
        let case = self.cases.iter().find(|case| case.id == it.case).map(facts_of).unwrap();
        let works =
            decide::<may::ReadCase>(caller, &case).is_ok() && case.hearing_of(caller).is_for_household();
        let facts = facts_of_offer(it);
        let reads = decide::<may::ReadOffer>(caller, &facts).is_ok();
        let offered = it.state == HandoverState::Offered;
        let was_offered = it.state != HandoverState::Draft;
        let told = [
            ("handover", works || reads && offered),
            ("goes along with", works && was_offered),
            ("offer", reads && offered),
            ("answers", offered && decide::<may::AnswerHandover>(caller, &facts).is_ok()),
            ("became of", reads && was_offered),
        ];
        seen.extend(told.iter().filter(|(_, is)| *is).map(|(what, _)| format!("{what} {}", it.id)));
    }
}

/// What the row of a handover says to the side that answers.
pub(crate) fn facts_of_offer(it: &Handover) -> OfferFacts {
    OfferFacts { handover: it.id, case: it.case, receiver: it.receiver }
}

/// For every case none, or some of which the last one may wait for an answer.
pub(super) fn handovers(
    dice: &mut Dice,
    cases: &[Case],
    (teams, memberships): (&[TeamId], &[Membership]),
) -> Vec<Handover> {
    cases.iter().flat_map(|case| of_case(dice, case.id, teams, memberships)).collect()
}

fn of_case(dice: &mut Dice, case: CaseId, teams: &[TeamId], memberships: &[Membership]) -> Vec<Handover> {
    const ENDED: [HandoverState; 5] = [
        HandoverState::Refused,
        HandoverState::Withdrawn,
        HandoverState::Lapsed,
        HandoverState::Accepted,
        HandoverState::Completed,
    ];
    let mut some = dice.some(0..=2, |dice| {
        let (id, receiver) = (HandoverId(dice.id()), *dice.one_of(&teams[1..]));
        let by = dice.one_of(memberships);
        Handover { id, case, receiver, state: *dice.one_of(&ENDED), by: (by.user, by.id) }
    });
    if let Some(last) = some.last_mut() {
        last.state =
            *dice.one_of(&[HandoverState::Offered, HandoverState::Draft, last.state, HandoverState::Offered]);
    }
    some
}
