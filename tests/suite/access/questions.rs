//! Consultations in the small random worlds, and what somebody sees of them.

use super::dice::Dice;
use super::sample::{self, Case, Membership, Sample};
use access::{Caller, ConsultationFacts, decide, may};
use domain::id::{CaseId, ConsultationId, MembershipId, TeamId, UserId};

/// A question of somebody, in an area in which some of the teams work.
#[derive(Debug, Clone)]
pub(crate) struct Consultation {
    pub(crate) id: ConsultationId,
    pub(crate) case: Option<CaseId>,
    pub(crate) asker: (UserId, MembershipId),
    pub(crate) team: TeamId,
    pub(crate) adviser: Option<(UserId, MembershipId)>,
    pub(crate) ended: bool,
    /// Key of the area.
    pub(crate) area: &'static str,
}

/// Where people ask and advise.
#[derive(Debug, Clone)]
pub(crate) struct Questions {
    /// Where each team works, by the key of the area.
    pub(crate) worked: Vec<&'static str>,
    pub(crate) all: Vec<Consultation>,
}

/// Areas in which teams work: two districts, and the town around them, in whose districts its teams work as well.
const AREAS: [&str; 3] = ["amsterdam-noord", "amsterdam-nieuw-west", TOWN];
const TOWN: &str = "amsterdam";

impl Questions {
    /// Those of the world of these dice.
    pub(super) fn of(dice: &mut Dice, world: (&[TeamId], &[Membership], &[Case])) -> Self {
        let worked = world.0.iter().map(|_| *dice.one_of(&AREAS)).collect();
        Self { worked, all: dice.some(0..=3, |dice| consultation(dice, world)) }
    }
}

/// What the policy lets somebody see of them.
pub(super) fn see(sample: &Sample, caller: &Caller, seen: &mut Vec<String>) {
    for consultation in &sample.questions.all {
        let facts = facts_of(sample, consultation, caller);
        if decide::<may::SeeConsultation>(caller, &facts).is_ok() {
            seen.push(format!("consultation {}", consultation.id));
        }
        if decide::<may::ReadConsultation>(caller, &facts).is_ok() {
            seen.push(format!("entry {}", consultation.id));
            seen.push(format!("frozen {}", consultation.id));
        }
    }
}

fn consultation(
    dice: &mut Dice,
    (teams, memberships, cases): (&[TeamId], &[Membership], &[Case]),
) -> Consultation {
    let who = |it: &Membership| (it.user, it.id);
    let asker = who(dice.one_of(memberships));
    let case = if cases.is_empty() || dice.below(2) == 0 { None } else { Some(dice.one_of(cases).id) };
    let &area = dice.one_of(&AREAS[..2]);
    let adviser = if dice.below(3) == 0 { None } else { Some(who(dice.one_of(memberships))) };
    Consultation {
        id: ConsultationId(dice.id()),
        case,
        asker,
        team: *dice.one_of(teams),
        adviser,
        ended: dice.below(3) == 0,
        area,
    }
}

/// What the rows say; of a case that the caller may not see they say nothing.
fn facts_of(sample: &Sample, it: &Consultation, caller: &Caller) -> ConsultationFacts {
    let works_here = |(_, worked): &(&TeamId, &&str)| **worked == it.area || **worked == TOWN;
    let advising =
        sample.teams.iter().zip(&sample.questions.worked).filter(works_here).map(|(team, _)| *team).collect();
    let about = it.case.map(|id| {
        let case = sample.cases.iter().find(|case| case.id == id).map(sample::facts_of);
        (id, case.filter(|case| decide::<may::ReadCase>(caller, case).is_ok()))
    });
    ConsultationFacts {
        consultation: it.id,
        about,
        asker: it.asker,
        adviser: it.adviser,
        ended: it.ended,
        advising,
        // Nobody here works for Veilig Thuis.
        reported_to: Vec::new(),
    }
}
