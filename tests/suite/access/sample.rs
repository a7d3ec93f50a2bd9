//! Small random worlds: people with memberships that begin and end, households, reports, cases, teams and seats.
//!
//! A world follows from its seed alone. What somebody may see in it is worked out here from the rows, without asking
//! the program how it reads them; only the last word is that of the policy table.

use super::dice::Dice;
use super::questions::{self, Questions};
use super::sample_handovers::{Handover, handovers};
use access::{
    Caller, CaseFacts, Facts, HouseholdFacts, Relation, ReportFacts, Role, RoundFacts, decide, may,
};
use casework::reference::organisation_id;
use domain::duo::OrganisationKind;
use domain::id::{
    CaseId, HouseholdId, MembershipId, OrganisationId, PersonId, ReportId, RoundId, SessionId, TeamId, UserId,
};
use domain::voice::Voice;
use std::collections::BTreeSet;
use uuid::Uuid;

/// From when until when, in hours from the moment of looking.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Span {
    pub(crate) from: i64,
    pub(crate) until: Option<i64>,
}

#[derive(Debug, Clone)]
pub(crate) struct Membership {
    pub(crate) id: MembershipId,
    pub(crate) user: UserId,
    pub(crate) role: Role,
    pub(crate) teams: Vec<TeamId>,
    pub(crate) span: Span,
}

#[derive(Debug, Clone)]
pub(crate) struct Household {
    pub(crate) id: HouseholdId,
    pub(crate) registered_by: UserId,
    pub(crate) registered_as: MembershipId,
    /// In hours from the moment of looking.
    pub(crate) registered: i64,
}

#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) id: PersonId,
    pub(crate) registered_by: UserId,
    /// In hours from the moment of looking.
    pub(crate) registered: i64,
    /// Each with whether it lasts.
    pub(crate) stays: Vec<(HouseholdId, bool)>,
}

#[derive(Debug, Clone)]
pub(crate) struct Report {
    pub(crate) id: ReportId,
    pub(crate) household: HouseholdId,
    pub(crate) team: TeamId,
    pub(crate) closed: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) id: CaseId,
    pub(crate) household: HouseholdId,
    pub(crate) open: bool,
    pub(crate) opened_by: UserId,
    pub(crate) opened_as: MembershipId,
    /// Each with the one person whom it works for.
    pub(crate) teams: Vec<(TeamId, Option<PersonId>, Span)>,
    /// Victims of suspicions, each with whether it runs.
    pub(crate) suspicions: Vec<(PersonId, bool)>,
    pub(crate) seats: Vec<Seat>,
    pub(crate) rounds: Vec<Round>,
}

/// A scoring round, and who is asked in it. Only the last of a case may be open.
#[derive(Debug, Clone)]
pub(crate) struct Round {
    pub(crate) id: RoundId,
    pub(crate) asked: Vec<(UserId, MembershipId)>,
    pub(crate) open: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Seat {
    /// First or second, for members; who covers sits in the first.
    pub(crate) seat: i16,
    pub(crate) kind: &'static str,
    pub(crate) user: UserId,
    pub(crate) membership: MembershipId,
    pub(crate) span: Span,
}

/// One random world, a stranger to all others.
#[derive(Debug, Clone)]
pub(crate) struct Sample {
    pub(crate) seed: u64,
    pub(crate) users: Vec<UserId>,
    pub(crate) teams: Vec<TeamId>,
    pub(crate) memberships: Vec<Membership>,
    pub(crate) households: Vec<Household>,
    pub(crate) persons: Vec<Person>,
    pub(crate) reports: Vec<Report>,
    pub(crate) cases: Vec<Case>,
    pub(crate) questions: Questions,
    pub(crate) handovers: Vec<Handover>,
}

/// So many hours from the moment of looking, and what was registered then or before shows itself to nobody for that.
pub(crate) const REGISTERED_AFTER: i64 = -14 * 24;

/// Where members sit, besides those who cover or overlap.
const MEMBERS: [i16; 2] = [1, 2];

impl Span {
    pub(crate) fn is_now(self) -> bool {
        self.from <= 0 && self.until.is_none_or(|until| until > 0)
    }
}

impl Sample {
    /// The world of a seed.
    pub(crate) fn of(seed: u64) -> Self {
        let dice = &mut Dice(seed);
        let users: Vec<UserId> = dice.some(2..=4, |dice| UserId(dice.id()));
        let teams: Vec<TeamId> = dice.some(2..=3, |dice| TeamId(dice.id()));
        let mut memberships: Vec<Membership> =
            users.iter().map(|user| membership(dice, *user, &teams)).collect();
        let second = *dice.one_of(&users);
        memberships.push(membership(dice, second, &teams));

        let households: Vec<Household> = dice.some(2..=3, |dice| {
            let by = dice.one_of(&memberships).clone();
            let registered =
                *dice.one_of(&[REGISTERED_AFTER - 1, REGISTERED_AFTER, REGISTERED_AFTER + 1, -90, -1]);
            let id = HouseholdId(dice.id());
            Household { id, registered_by: by.user, registered_as: by.id, registered }
        });
        let persons: Vec<Person> = dice.some(2..=3, |dice| {
            let mut of: Vec<HouseholdId> = dice.some(0..=2, |dice| dice.one_of(&households).id);
            of.sort();
            of.dedup();
            let stays = of.into_iter().map(|it| (it, dice.below(4) > 0)).collect();
            let registered = *dice.one_of(&[0, 0, -90]);
            Person { id: PersonId(dice.id()), registered_by: *dice.one_of(&users), registered, stays }
        });
        let reports = dice.some(0..=2, |dice| Report {
            id: ReportId(dice.id()),
            household: dice.one_of(&households).id,
            team: *dice.one_of(&teams),
            closed: dice.below(2) == 0,
        });
        let mut cases: Vec<Case> = Vec::new();
        for _ in 0..dice.below(4) {
            let case = case(dice, &cases, &households, (&teams, &memberships, &persons));
            cases.push(case);
        }
        let questions = Questions::of(dice, (&teams, &memberships, &cases));
        let handovers = handovers(dice, &cases, (&teams, &memberships));
        Self { seed, users, teams, memberships, households, persons, reports, cases, questions, handovers }
    }

    /// Who signs in under a membership, as the program knows it while the membership lasts.
    pub(crate) fn caller(&self, membership: &Membership) -> Caller {
        Caller {
            user: membership.user,
            membership: membership.id,
            organisation: organisation(),
            organisation_kind: OrganisationKind::BlijvendVeilig,
            role: membership.role,
            teams: membership.teams.clone(),
            session: SessionId(Uuid::nil()),
            display_name: "Iemand".to_owned(),
            organisation_name: "Blijvend Veilig".to_owned(),
        }
    }

    /// What the policy lets a membership see of this world: `case 1`, `household 0`, …, sorted.
    pub(crate) fn seen_by(&self, membership: &Membership) -> Vec<String> {
        if !membership.span.is_now() {
            return Vec::new();
        }
        let caller = self.caller(membership);
        let mut seen = Vec::new();
        for case in self.cases.iter().filter(|case| decide::<may::ReadCase>(&caller, &facts_of(case)).is_ok())
        {
            seen.push(format!("case {}", case.id));
            let hearing = facts_of(case).hearing_of(&caller);
            for person in &self.persons {
                for (how, voice) in
                    [("said", Voice::said(person.id)), ("confided", Voice::confided(person.id))]
                {
                    if hearing.hears(Some(voice)) {
                        seen.push(format!("hears {how} {} {}", case.id, person.id));
                    }
                }
            }
            if hearing.is_for_household() {
                seen.push(format!("hears all {}", case.id));
            }
        }
        for (case, round) in self.cases.iter().flat_map(|it| it.rounds.iter().map(move |round| (it, round))) {
            if decide::<may::SeeRound>(&caller, &facts_of_round(case, round)).is_ok() {
                seen.push(format!("round {}", round.id));
            }
        }
        questions::see(self, &caller, &mut seen);
        self.handovers.iter().for_each(|it| self.see_handover(it, &caller, &mut seen));
        for report in &self.reports {
            let facts = ReportFacts { report: report.id, household: report.household, team: report.team };
            if decide::<may::ReadReport>(&caller, &facts).is_ok() {
                seen.push(format!("report {}", report.id));
            }
        }
        for household in &self.households {
            let facts = self.facts_of_household(household.id);
            if decide::<may::ReadHousehold>(&caller, &facts).is_ok() {
                seen.push(format!("household {}", household.id));
            }
            if decide::<may::EditHousehold>(&caller, &facts).is_ok() {
                seen.push(format!("edits household {}", household.id));
            }
        }
        for person in &self.persons {
            self.see(person, &caller, &mut seen);
        }
        seen.sort();
        seen
    }

    /// A person is seen through the households of now. Having registered one is not enough where somebody lives in
    /// another one, out of sight.
    fn see(&self, person: &Person, caller: &Caller, seen: &mut Vec<String>) {
        let now = person.stays.iter().filter(|(_, lasts)| *lasts);
        let homes: Vec<_> = now.map(|(household, _)| self.facts_of_household(*household)).collect();
        let sees = |it: &HouseholdFacts| decide::<may::ReadHousehold>(caller, it).is_ok();
        let works = |it: &HouseholdFacts| sees(it) && !it.relations_of(caller).contains(&Relation::Registrar);
        let registers =
            person.stays.is_empty() && person.registered == 0 && person.registered_by == caller.user;
        let all_in_sight = !homes.is_empty() && homes.iter().all(sees);
        if !(registers || all_in_sight || homes.iter().any(works)) {
            return;
        }
        seen.push(format!("person {}", person.id));
        if homes.iter().any(|it| decide::<may::EditHousehold>(caller, it).is_ok()) {
            seen.push(format!("edits person {}", person.id));
        }
    }

    fn facts_of_household(&self, household: HouseholdId) -> HouseholdFacts {
        let registered = self.households.iter().find(|it| it.id == household).unwrap();
        let recent = registered.registered > REGISTERED_AFTER;
        let cases = self.cases.iter().filter(|it| it.household == household).map(facts_of).collect();
        let teams = |closed| {
            let reports = self.reports.iter().filter(|it| it.household == household && it.closed == closed);
            reports.map(|it| it.team).collect()
        };
        HouseholdFacts {
            household,
            registrar: recent.then_some((registered.registered_by, registered.registered_as)),
            cases,
            report_teams: teams(false),
            closed_report_teams: teams(true),
        }
    }
}

/// The organisation of everybody here; which one does not matter to what is seen of households and cases.
pub(crate) fn organisation() -> OrganisationId {
    organisation_id("blijvend-veilig")
}

/// What the rows of a case say at the moment of looking.
pub(crate) fn facts_of(case: &Case) -> CaseFacts {
    let sits = case.seats.iter().filter(|seat| seat.span.is_now());
    let takes_part = case.teams.iter().filter(|(.., span)| span.is_now());
    let running = case.suspicions.iter().filter(|(_, runs)| *runs);
    CaseFacts {
        case: case.id,
        household: case.household,
        opened_by: case.opened_by,
        opened_as: case.opened_as,
        seats: sits.map(|seat| (seat.user, seat.membership)).collect(),
        had_duo: !case.seats.is_empty(),
        teams: takes_part.map(|(team, person, _)| (*team, *person)).collect(),
        protected: running.map(|(victim, _)| *victim).collect::<BTreeSet<_>>().into_iter().collect(),
    }
}

fn facts_of_round(case: &Case, Round { id, asked, .. }: &Round) -> RoundFacts {
    let (facts, asked) = (facts_of(case), asked.clone());
    RoundFacts {
        round: *id,
        case: case.id,
        teams: facts.teams.iter().map(|(team, _)| *team).collect(),
        of_case: Some(facts),
        asked,
    }
}

fn membership(dice: &mut Dice, user: UserId, teams: &[TeamId]) -> Membership {
    let mut mine: Vec<TeamId> = dice.some(0..=2, |dice| *dice.one_of(teams));
    mine.sort();
    mine.dedup();
    let role = *dice.one_of(&[Role::ALL, WORKING].concat());
    // Most memberships last, or there would be little to see.
    let span = if dice.below(4) == 0 { span(dice) } else { Span { from: -1, until: None } };
    Membership { id: MembershipId(dice.id()), user, role, teams: mine, span }
}

/// Roles that see something, to meet them more often.
const WORKING: &[Role] = &[
    Role::CaseWorker,
    Role::SafetyExpert,
    Role::VtWorker,
    Role::ChainPartner,
    Role::TeamLead,
    Role::Supervisor,
    Role::CaseWorker,
    Role::SafetyExpert,
    Role::VtWorker,
    Role::Supervisor,
];

fn case(
    dice: &mut Dice,
    earlier: &[Case],
    households: &[Household],
    (teams, memberships, persons): (&[TeamId], &[Membership], &[Person]),
) -> Case {
    let household = dice.one_of(households).id;
    let mut taking_part = Vec::new();
    for team in teams {
        if dice.below(2) == 0 {
            let works_for = (dice.below(3) > 0).then(|| dice.one_of(persons).id);
            taking_part.push((*team, works_for, span(dice)));
        }
    }
    let opener = dice.one_of(memberships).clone();
    Case {
        id: CaseId(dice.id()),
        household,
        // A household has at most one open case.
        open: dice.below(3) > 0 && !earlier.iter().any(|it| it.household == household && it.open),
        opened_by: opener.user,
        opened_as: opener.id,
        teams: taking_part,
        suspicions: dice.some(0..=1, |dice| (dice.one_of(persons).id, dice.below(3) > 0)),
        seats: seats(dice, memberships),
        rounds: rounds(dice, memberships),
    }
}

/// None, or some in each of which a few people are asked.
fn rounds(dice: &mut Dice, memberships: &[Membership]) -> Vec<Round> {
    let mut rounds: Vec<Round> = dice.some(0..=2, |dice| {
        let mut asked: Vec<_> = dice.some(0..=2, |dice| dice.one_of(memberships).clone());
        asked.sort_by_key(|it| it.user);
        asked.dedup_by_key(|it| it.user);
        let id = RoundId(dice.id());
        Round { id, asked: asked.into_iter().map(|it| (it.user, it.id)).collect(), open: false }
    });
    if let Some(last) = rounds.last_mut() {
        last.open = dice.below(2) == 0;
    }
    rounds
}

/// Nobody, or members that begin and end, and somebody who covers.
fn seats(dice: &mut Dice, memberships: &[Membership]) -> Vec<Seat> {
    let mut seats: Vec<Seat> = Vec::new();
    if dice.below(3) == 0 {
        return seats;
    }
    for seat in MEMBERS {
        let Membership { id, user, .. } = dice.one_of(memberships).clone();
        if dice.below(3) > 0 && !seats.iter().any(|it| it.user == user) {
            seats.push(Seat { seat, kind: "member", user, membership: id, span: span(dice) });
        }
    }
    if dice.below(3) == 0 {
        let Membership { id, user, .. } = dice.one_of(memberships).clone();
        let kind = *dice.one_of(&["cover", "overlap"]);
        let until = Some(*dice.one_of(&[-1, 0, 1]));
        seats.push(Seat { seat: 1, kind, user, membership: id, span: Span { from: -48, until } });
    }
    seats
}

/// The edges matter most: what begins now has begun, what ends now has ended.
fn span(dice: &mut Dice) -> Span {
    let from = *dice.one_of(&[-48, -24, -24, -1, 0, 1, 24]);
    let until =
        dice.one_of(&[None, None, Some(-1), Some(0), Some(1), Some(24)]).filter(|until| *until >= from);
    Span { from, until }
}
