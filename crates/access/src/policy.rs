//! THE TABLE. What is not in it is refused; there are no rows that forbid.
//!
//! Every permission says with which permission its thing is *seen*: whoever lacks that one too is told that the
//! thing does not exist.

use crate::caller::Role;
use crate::relation::Relation;

/// Makes the enum of permissions, and in [`may`] one empty type per permission for [`crate::Permit`].
macro_rules! permissions {
    ($($(#[$doc:meta])* $name:ident => $code:literal seen_with $sight:ident,)*) => {
        domain::codes! {
            /// One kind of step.
            pub enum Permission { $($(#[$doc])* $name => $code,)* }
        }

        impl Permission {
            /// The permission with which the thing is seen at all.
            #[must_use]
            pub fn sight(self) -> Self {
                match self { $(Self::$name => Self::$sight,)* }
            }
        }

        /// One type per permission: a permit for one step is another type than a permit for the next.
        pub mod may {
            $($(#[$doc])* #[derive(Debug)] pub enum $name {}
            impl crate::Named for $name {
                type Sight = $sight;
                const PERMISSION: super::Permission = super::Permission::$name;
            })*
        }
    };
}

permissions! {
    /// Open a case: its people, duo, holder, timeline and scores.
    ReadCase => "read_case" seen_with ReadCase,
    /// Write a contact in the progress log, or correct one.
    LogContact => "log_contact" seen_with ReadCase,
    /// Give a safety score, or enter one of a member of the household.
    GiveScore => "give_score" seen_with ReadCase,
    /// See that everybody is asked for a score, and who has answered.
    SeeRound => "see_round" seen_with SeeRound,
    /// Ask everybody for a score, enter the answer of a member of the household, close the round.
    HoldRound => "hold_round" seen_with SeeRound,
    /// Answer for oneself in a scoring round.
    AnswerRound => "answer_round" seen_with SeeRound,
    /// Add a team to a case with its task, ground and whom it works for, or end its part.
    ArrangeParticipations => "arrange_participations" seen_with ReadCase,
    /// Write down a sign of danger, what was decided on it, or that it was none.
    RecordRedFlag => "record_red_flag" seen_with ReadCase,
    /// Switch the suspicion of intieme terreur on or off.
    SuspectTerror => "suspect_terror" seen_with ReadCase,
    /// Write down how somebody is reached safely.
    NoteSafeContact => "note_safe_contact" seen_with ReadCase,
    /// Write what was done about a task.
    CompleteTask => "complete_task" seen_with ReadCase,
    /// The same with a task that waits for the own team, or that who asks took from it.
    CompleteTeamTask => "complete_team_task" seen_with ReadCase,
    /// Make a term of a case longer, put it on hold, say that it was met or why it is over.
    KeepTerms => "keep_terms" seen_with ReadCase,
    /// The same with a term of a report.
    KeepReportTerms => "keep_report_terms" seen_with ReadReport,
    /// Write down what has to be done and whose turn it is.
    OpenTask => "open_task" seen_with ReadCase,
    /// Pass a task on to somebody else.
    PassOnTask => "pass_on_task" seen_with ReadCase,
    /// See how the work of a team is divided: counts and codes of cases, nothing about anybody in them.
    ReadBoard => "read_board" seen_with ReadBoard,
    /// Say that one is away oneself, and who stands in.
    BeAway => "be_away" seen_with BeAway,
    /// Say that somebody of one's team is away, and who stands in.
    ArrangeAbsence => "arrange_absence" seen_with ArrangeAbsence,
    /// Let somebody stand in for a member of the duo who is away.
    ArrangeCover => "arrange_cover" seen_with ReadCase,
    /// Write a handover of the view on safety down, offer it to another team, withdraw it.
    OfferHandover => "offer_handover" seen_with ReadCase,
    /// Note that the two teams talked a handover over, and that all is done.
    FinishHandover => "finish_handover" seen_with ReadCase,
    /// See that the view on safety of a case is offered to an own team: numbers, and nothing about anybody.
    ReadOffer => "read_offer" seen_with ReadOffer,
    /// Accept the view on safety, or refuse it with a reason.
    AnswerHandover => "answer_handover" seen_with ReadOffer,
    /// Work on the safety plan: change it, note what became of it, adopt a version.
    EditPlan => "edit_plan" seen_with ReadCase,
    /// Give a case its duo, replace a member, arrange cover.
    AssignDuo => "assign_duo" seen_with ReadCase,
    /// See a household and the people in it.
    ReadHousehold => "read_household" seen_with ReadHousehold,
    /// Change who belongs to a household, how people are related, and what is known of them.
    EditHousehold => "edit_household" seen_with ReadHousehold,
    /// See a report at Veilig Thuis.
    ReadReport => "read_report" seen_with ReadReport,
    /// Write the safety assessment of a report.
    AssessReport => "assess_report" seen_with ReadReport,
    /// Open a case from an assessed report.
    OpenCaseFromReport => "open_case_from_report" seen_with ReadReport,
    /// See a request for advice.
    ReadAdvice => "read_advice" seen_with ReadAdvice,
    /// Answer a request for advice.
    AnswerAdvice => "answer_advice" seen_with ReadAdvice,
    /// Take in a report or a request for advice.
    TakeIn => "take_in" seen_with TakeIn,
    /// Open a case for a household that one registered oneself.
    OpenCaseHere => "open_case_here" seen_with ReadHousehold,
    /// Register a household and the people in it, and search for people first.
    Register => "register" seen_with Register,
    /// See the figures of the region.
    ReadFigures => "read_figures" seen_with ReadFigures,
    /// Propose that a case passes into the next phase, agree with it, ask after it once it is closed, open it again.
    MovePhase => "move_phase" seen_with ReadCase,
    /// Let a case pass a gate that is not met, with a reason.
    OverrideGate => "override_gate" seen_with ReadCase,
    /// Send a case back to direct safety.
    FallBack => "fall_back" seen_with ReadCase,
    /// Record an incident, or correct one.
    RecordIncident => "record_incident" seen_with ReadCase,
    /// Record a life event, correct one or withdraw it.
    RecordLifeEvent => "record_life_event" seen_with ReadCase,
    /// Print a plan for somebody and give it away.
    Disclose => "disclose" seen_with ReadCase,
    /// See that a consultation is there: what it asks for and how long it waits, not a word of it.
    SeeConsultation => "see_consultation" seen_with SeeConsultation,
    /// Read the question, the facts that were chosen with it, and what was answered.
    ReadConsultation => "read_consultation" seen_with SeeConsultation,
    /// Ask for a consultation.
    AskConsultation => "ask_consultation" seen_with AskConsultation,
    /// Take up a consultation.
    ClaimConsultation => "claim_consultation" seen_with SeeConsultation,
    /// Give a consultation to somebody who advises.
    AssignConsultation => "assign_consultation" seen_with SeeConsultation,
    /// Give advice in a consultation.
    AnswerConsultation => "answer_consultation" seen_with SeeConsultation,
    /// Ask further in a consultation.
    AskFurther => "ask_further" seen_with SeeConsultation,
    /// End a consultation with what came of it.
    EndConsultation => "end_consultation" seen_with SeeConsultation,
    /// See which consultations of the region wait, and for how long.
    ReadConsultationBoard => "read_consultation_board" seen_with ReadConsultationBoard,
    /// Score fictional situations on one's own, and see afterwards how the numbers lie.
    Calibrate => "calibrate" seen_with Calibrate,
}

/// One line of the table: whoever has the role and the relation may do the steps.
pub type Row = (Role, Relation, &'static [Permission]);

/// What those do who work with a household on its case.
const WORK: &[Permission] = &[
    Permission::ReadCase,
    Permission::LogContact,
    Permission::GiveScore,
    Permission::OpenTask,
    Permission::PassOnTask,
    Permission::CompleteTask,
    Permission::KeepTerms,
    Permission::RecordRedFlag,
    Permission::NoteSafeContact,
];

/// What those do who also keep who belongs to the household.
const FAMILY: &[Permission] = &[Permission::ReadHousehold, Permission::EditHousehold];

/// What the members of a duo do with the phase of their case.
const PHASES: &[Permission] = &[Permission::MovePhase];
/// What those write down who were there: it may send the case back, or asks for another look at the plan.
const EVENTS: &[Permission] =
    &[Permission::FallBack, Permission::RecordIncident, Permission::RecordLifeEvent];
/// What those do who ask everybody for a score.
const ROUNDS: &[Permission] = &[Permission::SeeRound, Permission::HoldRound, Permission::AnswerRound];

/// What those do who are asked for a score and may see nothing else of the case.
const ASKED: &[Permission] = &[Permission::SeeRound, Permission::AnswerRound];

/// What whoever asked a consultation does with it.
const QUESTION: &[Permission] = &[
    Permission::SeeConsultation,
    Permission::ReadConsultation,
    Permission::AskFurther,
    Permission::EndConsultation,
];

/// What whoever advises does with it.
const ADVICE: &[Permission] = &[
    Permission::SeeConsultation,
    Permission::ReadConsultation,
    Permission::AnswerConsultation,
    Permission::EndConsultation,
];

/// Who may do what. A role and a relation may have more than one line.
#[rustfmt::skip]
pub const POLICY: &[Row] = {
    use {Permission::*, Relation::*, Role::*};
    &[
        // role          relation       may
        (CaseWorker,   InDuo,         WORK),
        (CaseWorker,   InDuo,         &[EditPlan]),
        (CaseWorker,   InDuo,         FAMILY),
        (SafetyExpert, InDuo,         WORK),
        (SafetyExpert, InDuo,         &[EditPlan]),
        (SafetyExpert, InDuo,         FAMILY),
        (VtWorker,     InDuo,         WORK),
        (VtWorker,     InDuo,         &[EditPlan]),
        (VtWorker,     InDuo,         FAMILY),
        (ChainPartner, InDuo,         WORK),
        (ChainPartner, InDuo,         &[EditPlan]),
        (ChainPartner, InDuo,         &[ReadHousehold]),
        (CaseWorker,   InDuo,         PHASES),
        (CaseWorker,   InDuo,         EVENTS),
        (SafetyExpert, InDuo,         PHASES),
        (SafetyExpert, InDuo,         EVENTS),
        (VtWorker,     InDuo,         PHASES),
        (VtWorker,     InDuo,         EVENTS),
        (ChainPartner, InDuo,         PHASES),
        (ChainPartner, InDuo,         EVENTS),
        (CaseWorker,   Opener,        EVENTS),
        (SafetyExpert, Opener,        EVENTS),
        (Supervisor,   TeamTakesPart, &[OverrideGate]),
        (CaseWorker,   InDuo,          ROUNDS),
        (SafetyExpert, InDuo,          ROUNDS),
        (VtWorker,     InDuo,          ROUNDS),
        (ChainPartner, InDuo,          ROUNDS),
        (CaseWorker,   Opener,         &[SeeRound]),
        (SafetyExpert, Opener,         &[SeeRound]),
        (VtWorker,     TeamTakesPart,  &[SeeRound]),
        (TeamLead,     TeamTakesPart,  &[SeeRound]),
        (Supervisor,   TeamTakesPart,  &[SeeRound]),
        (CaseWorker,   InvitedToRound, ASKED),
        (SafetyExpert, InvitedToRound, ASKED),
        (VtWorker,     InvitedToRound, ASKED),
        (ChainPartner, InvitedToRound, ASKED),
        (TeamLead,     InvitedToRound, ASKED),
        (Supervisor,   InvitedToRound, ASKED),
        (CaseWorker,   InDuo,         &[ArrangeParticipations, SuspectTerror]),
        (SafetyExpert, InDuo,         &[ArrangeParticipations, SuspectTerror]),
        (VtWorker,     InDuo,         &[ArrangeParticipations, SuspectTerror]),
        (ChainPartner, InDuo,         &[SuspectTerror]),
        (CaseWorker,   InDuo,          &[ArrangeCover]),
        (SafetyExpert, InDuo,          &[ArrangeCover]),
        (VtWorker,     InDuo,          &[ArrangeCover]),
        (ChainPartner, InDuo,          &[ArrangeCover]),
        (TeamLead,     TeamTakesPart,  &[CompleteTeamTask, PassOnTask, ArrangeCover]),
        (Supervisor,   TeamTakesPart,  &[OpenTask, PassOnTask, ArrangeCover]),
        (CaseWorker,   InDuo,          &[Disclose]),
        (SafetyExpert, InDuo,          &[Disclose]),
        (VtWorker,     InDuo,          &[Disclose]),
        (CaseWorker,   InDuo,          &[OfferHandover, FinishHandover]),
        (SafetyExpert, InDuo,          &[OfferHandover, FinishHandover]),
        (VtWorker,     InDuo,          &[OfferHandover, FinishHandover]),
        (CaseWorker,   Opener,         &[OfferHandover]),
        (SafetyExpert, Opener,         &[OfferHandover]),
        (VtWorker,     TeamTakesPart,  &[OfferHandover, FinishHandover]),
        (Supervisor,   TeamTakesPart,  &[OfferHandover, FinishHandover]),
        (TeamLead,     TeamTakesPart,  &[FinishHandover]),
        // Who may accept for a team; before the answer they see a preview and nothing of the case.
        (VtWorker,     OfferedTo,      &[ReadOffer, AnswerHandover]),
        (TeamLead,     OfferedTo,      &[ReadOffer, AnswerHandover]),
        (Supervisor,   OfferedTo,      &[ReadOffer, AnswerHandover]),
        // Who opened a case may ask to open one again, and then hears that there is one: not that it is forbidden.
        (CaseWorker,   Opener,        WORK),
        (CaseWorker,   Opener,        &[EditPlan]),
        (CaseWorker,   Opener,        FAMILY),
        (CaseWorker,   Opener,        &[ReadHousehold, OpenCaseHere]),
        (SafetyExpert, Opener,        WORK),
        (SafetyExpert, Opener,        &[EditPlan]),
        (SafetyExpert, Opener,        FAMILY),
        (SafetyExpert, Opener,        &[ReadHousehold, OpenCaseHere]),
        (TeamLead,     TeamTakesPart, &[ReadCase, ReadHousehold]),
        (Supervisor,   TeamTakesPart, &[ReadCase, ReadHousehold, AssignDuo, CompleteTask, KeepTerms,
                                        ArrangeParticipations]),
        (VtWorker,     TeamTakesPart, WORK),
        (VtWorker,     TeamTakesPart, FAMILY),
        // Probation, mental health care, a shelter: they look, and hear only whom they work for.
        (ChainPartner, TeamTakesPart, &[ReadCase, ReadHousehold]),
        (VtWorker,     TeamHandles,   &[ReadReport, AssessReport, KeepReportTerms, OpenCaseFromReport, ReadHousehold, EditHousehold,
                                        ReadAdvice, AnswerAdvice]),
        (TeamLead,     TeamHandles,   &[ReadReport, ReadHousehold, ReadAdvice]),
        (Supervisor,   TeamHandles,   &[ReadReport, ReadHousehold, ReadAdvice]),
        // The involvement of Veilig Thuis has ended: its teams may look back, and change nothing.
        (VtWorker,     TeamHandled,   &[ReadHousehold]),
        (TeamLead,     TeamHandled,   &[ReadHousehold]),
        (Supervisor,   TeamHandled,   &[ReadHousehold]),
        (CaseWorker,   Registrar,     &[ReadHousehold, EditHousehold, OpenCaseHere]),
        (SafetyExpert, Registrar,     &[ReadHousehold, EditHousehold, OpenCaseHere]),
        (VtWorker,     Registrar,     &[ReadHousehold, EditHousehold]),
        (VtWorker,     AtOwnDesk,     &[TakeIn, Register, Calibrate]),
        (CaseWorker,   AtOwnDesk,     &[Register, Calibrate]),
        (SafetyExpert, AtOwnDesk,     &[Register, Calibrate]),
        (ChainPartner, AtOwnDesk,     &[Calibrate]),
        (CaseWorker,   AtOwnDesk,     &[BeAway]),
        (SafetyExpert, AtOwnDesk,     &[BeAway]),
        (VtWorker,     AtOwnDesk,     &[BeAway]),
        (ChainPartner, AtOwnDesk,     &[BeAway]),
        (TeamLead,     AtOwnDesk,     &[ReadBoard, ArrangeAbsence, BeAway]),
        (Supervisor,   AtOwnDesk,     &[ReadBoard, ArrangeAbsence, BeAway]),
        (CaseWorker,   AtLocalDesk,   &[AskConsultation]),
        (TeamLead,     AtLocalDesk,   &[AskConsultation]),
        (CaseWorker,   Asker,         QUESTION),
        (TeamLead,     Asker,         QUESTION),
        (SafetyExpert, Consulted,     ADVICE),
        (ChainPartner, Consulted,     ADVICE),
        // The adviser's access ends with it: that there was a consultation is all that stays.
        (SafetyExpert, WasConsulted,  &[SeeConsultation]),
        (ChainPartner, WasConsulted,  &[SeeConsultation]),
        // Who asked reports, and Veilig Thuis reads what was asked and advised, to take it in.
        (VtWorker,     ReportedTo,    &[SeeConsultation, ReadConsultation]),
        (SafetyExpert, MayAdvise,     &[SeeConsultation, ClaimConsultation]),
        (ChainPartner, MayAdvise,     &[SeeConsultation, ClaimConsultation]),
        (Supervisor,   MayAdvise,     &[SeeConsultation, AssignConsultation]),
        (SafetyExpert, AtAdvisingDesk, &[ReadConsultationBoard]),
        (ChainPartner, AtAdvisingDesk, &[ReadConsultationBoard]),
        (Supervisor,   AtAdvisingDesk, &[ReadConsultationBoard]),
        (Supervisor,   AtOwnDesk,     &[ReadFigures]),
        (TeamLead,     AtOwnDesk,     &[ReadFigures]),
        (PolicyOfficer, AtOwnDesk,    &[ReadFigures]),
    ]
};

/// Whether any row of the table lets this role, with one of these relations, do the step.
#[must_use]
pub fn allows(role: Role, relations: &[Relation], wanted: Permission) -> bool {
    POLICY
        .iter()
        .any(|(with, related, may)| *with == role && relations.contains(related) && may.contains(&wanted))
}

/// The table in words, a line for each role and relation: what a reviewer reads.
#[must_use]
pub fn matrix() -> String {
    let mut lines = String::from("| role | relation | may |\n|---|---|---|\n");
    for role in Role::ALL {
        for relation in Relation::ALL {
            let may: Vec<_> = Permission::ALL
                .iter()
                .filter(|it| allows(*role, &[*relation], **it))
                .map(|it| it.code())
                .collect();
            let may = if may.is_empty() { "–".to_owned() } else { may.join(", ") };
            lines.push_str(&format!("| {role} | {relation} | {may} |\n"));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_may_act_may_also_see() {
        for (role, relation, may) in POLICY {
            for permission in *may {
                let sight = permission.sight();
                assert!(
                    allows(*role, &[*relation], sight),
                    "{role} {relation}: {permission} without {sight}"
                );
            }
        }
    }

    #[test]
    fn an_administrator_may_nothing_in_any_relation() {
        for permission in Permission::ALL {
            assert!(!allows(Role::OrgAdmin, Relation::ALL, *permission));
        }
    }

    #[test]
    fn a_role_without_a_relation_may_nothing() {
        for role in Role::ALL {
            for permission in Permission::ALL {
                assert!(!allows(*role, &[], *permission));
            }
        }
    }

    #[test]
    fn every_permission_is_given_to_somebody() {
        for permission in Permission::ALL {
            assert!(POLICY.iter().any(|(_, _, may)| may.contains(permission)), "{permission} is in no row");
        }
    }
}
