//! What a caller has to do with a thing. Relations are computed from facts that are true at this moment.
//!
//! A relation must never depend on what the asked-for step changes, or the losers of a race would be told
//! "you may not" instead of "somebody was faster".

use crate::caller::{Caller, Role};
use crate::hearing::Hearing;
use crate::policy::{Permission, allows};
use domain::id::{
    AdviceRequestId, CaseId, ConsultationId, HandoverId, HouseholdId, MembershipId, PersonId, ReportId,
    RoundId, TeamId, UserId,
};
use domain::voice::WorksFor;

domain::codes! {
    /// What a caller has to do with a thing.
    pub enum Relation {
        /// Sits in the duo of the case, or covers for somebody who does.
        InDuo => "in_duo",
        /// A team of the caller takes part in the case.
        TeamTakesPart => "team_takes_part",
        /// Opened the case, which has no duo yet.
        Opener => "opener",
        /// Is asked for a score in the round, and a team of the caller takes part in the case.
        InvitedToRound => "invited_to_round",
        /// A team of the caller handles the report or the request for advice.
        TeamHandles => "team_handles",
        /// A team of the caller handled a report that is closed.
        TeamHandled => "team_handled",
        /// The view on safety of a case was offered to a team of the caller.
        OfferedTo => "offered_to",
        /// Registered the household some days ago at most, and it has neither a case nor a report yet.
        Registrar => "registrar",
        /// Does something new at a desk of an own team.
        AtOwnDesk => "at_own_desk",
        /// Does so at the desk of a local team.
        AtLocalDesk => "at_local_desk",
        /// Does so at the desk of an organisation that advises local teams.
        AtAdvisingDesk => "at_advising_desk",
        /// Asked the consultation, and still works for the household if it is about a case.
        Asker => "asker",
        /// Advises in a consultation that has not ended.
        Consulted => "consulted",
        /// Advised in a consultation that ended.
        WasConsulted => "was_consulted",
        /// A team of the caller may advise in a consultation that has not ended.
        MayAdvise => "may_advise",
        /// A team of the caller at Veilig Thuis works where a consultation was that came to a report.
        ReportedTo => "reported_to",
    }
}

/// The thing that a permit is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    Case { case: CaseId, household: HouseholdId },
    Round { round: RoundId, case: CaseId },
    Household(HouseholdId),
    Report { report: ReportId, household: HouseholdId },
    Advice(AdviceRequestId),
    Consultation { consultation: ConsultationId, case: Option<CaseId> },
    Handover { handover: HandoverId, case: CaseId },
    Desk(TeamId),
}

/// Facts about a thing, from which the relations of any caller follow.
pub trait Facts {
    /// The thing.
    fn subject(&self) -> Subject;
    /// What the caller has to do with it; empty for a stranger.
    fn relations_of(&self, caller: &Caller) -> Vec<Relation>;
    /// Whose voices the caller hears in it; of what is no case, none.
    fn hearing_of(&self, _caller: &Caller) -> Hearing {
        Hearing::default()
    }
}

/// Facts about a case at this moment. They hold no secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFacts {
    pub case: CaseId,
    pub household: HouseholdId,
    pub opened_by: UserId,
    /// On whose behalf; under another membership the opener is a stranger.
    pub opened_as: MembershipId,
    /// Who sits in a seat now, cover and overlap included.
    pub seats: Vec<(UserId, MembershipId)>,
    /// Whether anybody ever sat in a seat.
    pub had_duo: bool,
    /// Teams that take part now, each with the one person whom it works for; nothing for the household as a whole.
    pub teams: Vec<(TeamId, Option<PersonId>)>,
    /// Who is the victim in a suspicion of intieme terreur that runs now.
    pub protected: Vec<PersonId>,
}

impl Facts for CaseFacts {
    fn subject(&self) -> Subject {
        Subject::Case { case: self.case, household: self.household }
    }

    fn relations_of(&self, caller: &Caller) -> Vec<Relation> {
        let mut relations = Vec::new();
        if self.seats.contains(&(caller.user, caller.membership)) {
            relations.push(Relation::InDuo);
        }
        if self.teams.iter().any(|(team, _)| caller.is_in(*team)) {
            relations.push(Relation::TeamTakesPart);
        }
        if (self.opened_by, self.opened_as) == (caller.user, caller.membership) && !self.had_duo {
            relations.push(Relation::Opener);
        }
        relations
    }

    /// Through the relations that let the caller's role see the case: others give no ear either.
    fn hearing_of(&self, caller: &Caller) -> Hearing {
        let sees = |it: &Relation| allows(caller.role, &[*it], Permission::ReadCase);
        let through: Vec<Relation> = self.relations_of(caller).into_iter().filter(sees).collect();
        let of_own_teams =
            self.teams.iter().filter(|(team, _)| caller.is_in(*team)).map(|(_, person)| *person);
        // A chain partner outside the duo knows what its own task needs, and never works for everybody.
        let of_own_teams = of_own_teams.filter(|it| caller.role != Role::ChainPartner || it.is_some());
        let works_for = if through.iter().any(|it| *it != Relation::TeamTakesPart) {
            WorksFor::Household
        } else if through.is_empty() {
            WorksFor::through([])
        } else {
            WorksFor::through(of_own_teams)
        };
        Hearing::new(works_for, self.protected.iter().copied().collect())
    }
}

/// Facts about a scoring round at this moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundFacts {
    pub round: RoundId,
    pub case: CaseId,
    /// The facts of its case; nothing for whoever may not see that.
    pub of_case: Option<CaseFacts>,
    /// The professionals who are asked, those who have answered included.
    pub asked: Vec<(UserId, MembershipId)>,
    /// Teams that take part in the case now, as far as the caller sees them.
    pub teams: Vec<TeamId>,
}

impl Facts for RoundFacts {
    fn subject(&self) -> Subject {
        Subject::Round { round: self.round, case: self.case }
    }

    fn relations_of(&self, caller: &Caller) -> Vec<Relation> {
        // A round holds everybody's voice: whoever works for one person only is told of it when asked for a score.
        let whole = self.of_case.as_ref().filter(|it| it.hearing_of(caller).is_for_household());
        let mut relations = whole.map(|it| it.relations_of(caller)).unwrap_or_default();
        let is_asked = self.asked.contains(&(caller.user, caller.membership));
        if is_asked && self.teams.iter().any(|team| caller.is_in(*team)) {
            relations.push(Relation::InvitedToRound);
        }
        relations
    }
}

/// Facts about a household: those of its cases and reports, and who registered it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HouseholdFacts {
    pub household: HouseholdId,
    /// Who registered it and on whose behalf, as long as that is recent.
    pub registrar: Option<(UserId, MembershipId)>,
    pub cases: Vec<CaseFacts>,
    /// Teams that handle a report on it.
    pub report_teams: Vec<TeamId>,
    /// Teams that handled a report on it that is closed.
    pub closed_report_teams: Vec<TeamId>,
}

impl Facts for HouseholdFacts {
    fn subject(&self) -> Subject {
        Subject::Household(self.household)
    }

    fn relations_of(&self, caller: &Caller) -> Vec<Relation> {
        let mut relations: Vec<_> = self.cases.iter().flat_map(|case| case.relations_of(caller)).collect();
        if self.report_teams.iter().any(|team| caller.is_in(*team)) {
            relations.push(Relation::TeamHandles);
        }
        if self.closed_report_teams.iter().any(|team| caller.is_in(*team)) {
            relations.push(Relation::TeamHandled);
        }
        let untouched =
            self.cases.is_empty() && self.report_teams.is_empty() && self.closed_report_teams.is_empty();
        if self.registrar == Some((caller.user, caller.membership)) && untouched {
            relations.push(Relation::Registrar);
        }
        relations.sort();
        relations.dedup();
        relations
    }
}

/// Facts about a report at Veilig Thuis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportFacts {
    pub report: ReportId,
    pub household: HouseholdId,
    pub team: TeamId,
}

impl Facts for ReportFacts {
    fn subject(&self) -> Subject {
        Subject::Report { report: self.report, household: self.household }
    }

    fn relations_of(&self, caller: &Caller) -> Vec<Relation> {
        if caller.is_in(self.team) { vec![Relation::TeamHandles] } else { Vec::new() }
    }
}

/// Facts about a request for advice, which is about no household.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdviceFacts {
    pub advice: AdviceRequestId,
    pub team: TeamId,
}

impl Facts for AdviceFacts {
    fn subject(&self) -> Subject {
        Subject::Advice(self.advice)
    }

    fn relations_of(&self, caller: &Caller) -> Vec<Relation> {
        if caller.is_in(self.team) { vec![Relation::TeamHandles] } else { Vec::new() }
    }
}

/// Facts about a consultation at this moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsultationFacts {
    pub consultation: ConsultationId,
    /// The case that it is about, with its facts; of a case that the caller may not see there are none.
    pub about: Option<(CaseId, Option<CaseFacts>)>,
    pub asker: (UserId, MembershipId),
    /// Who advises, or advised.
    pub adviser: Option<(UserId, MembershipId)>,
    pub ended: bool,
    /// The teams that may advise where it is, by what it asks.
    pub advising: Vec<TeamId>,
    /// The teams of Veilig Thuis there, once it came to a report.
    pub reported_to: Vec<TeamId>,
}

impl ConsultationFacts {
    /// Whether the caller works for the household as a whole, or it is about no household.
    fn is_about_own_work(&self, caller: &Caller) -> bool {
        self.about.as_ref().is_none_or(|(_, case)| {
            case.as_ref().is_some_and(|it| {
                let sees = allows(caller.role, &it.relations_of(caller), Permission::ReadCase);
                sees && it.hearing_of(caller).is_for_household()
            })
        })
    }
}

impl Facts for ConsultationFacts {
    fn subject(&self) -> Subject {
        Subject::Consultation {
            consultation: self.consultation,
            case: self.about.as_ref().map(|(case, _)| *case),
        }
    }

    fn relations_of(&self, caller: &Caller) -> Vec<Relation> {
        let who = (caller.user, caller.membership);
        let mut relations = Vec::new();
        if self.asker == who && self.is_about_own_work(caller) {
            relations.push(Relation::Asker);
        }
        if self.adviser == Some(who) {
            relations.push(if self.ended { Relation::WasConsulted } else { Relation::Consulted });
        }
        if !self.ended && self.advising.iter().any(|team| caller.is_in(*team)) {
            relations.push(Relation::MayAdvise);
        }
        if self.reported_to.iter().any(|team| caller.is_in(*team)) {
            relations.push(Relation::ReportedTo);
        }
        relations
    }
}

/// An offered handover, for the side that answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferFacts {
    pub handover: HandoverId,
    pub case: CaseId,
    /// The team that it was offered to, whatever became of it.
    pub receiver: TeamId,
}

impl Facts for OfferFacts {
    fn subject(&self) -> Subject {
        Subject::Handover { handover: self.handover, case: self.case }
    }

    fn relations_of(&self, caller: &Caller) -> Vec<Relation> {
        if caller.is_in(self.receiver) { vec![Relation::OfferedTo] } else { Vec::new() }
    }
}

/// A desk where something new begins: a report, a search, a household.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskFacts {
    pub team: TeamId,
}

impl Facts for DeskFacts {
    fn subject(&self) -> Subject {
        Subject::Desk(self.team)
    }

    fn relations_of(&self, caller: &Caller) -> Vec<Relation> {
        if !caller.is_in(self.team) {
            return Vec::new();
        }
        let mut relations = vec![Relation::AtOwnDesk];
        if caller.organisation_kind.is_local_team() {
            relations.push(Relation::AtLocalDesk);
        }
        if caller.organisation_kind.advises() {
            relations.push(Relation::AtAdvisingDesk);
        }
        relations
    }
}
