//! One identifier type per kind of thing, so that a team can never be passed where a person is meant. Nothing
//! here may make an identifier up: they come from the caller.

use std::fmt;

use uuid::Uuid;

macro_rules! ids {
    ($($(#[$about:meta])* $name:ident,)+) => {$(
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    )+};
}

ids! {
    /// A household: a system of people, ex-partners outside the home included.
    HouseholdId,
    /// A person, born or unborn.
    PersonId,
    /// One dated stay of a person in a household.
    MemberId,
    /// One dated relationship between two people.
    RelationshipId,
    /// A case: one stretch of joint work for a household.
    CaseId,
    /// A report at Veilig Thuis.
    ReportId,
    /// An advice request at Veilig Thuis.
    AdviceRequestId,
    /// A safety assessment of a report.
    AssessmentId,
    /// A consultation: a question of a local team.
    ConsultationId,
    /// Something that happened in a consultation.
    ConsultationEntryId,
    /// An entry in the progress log.
    ContactId,
    /// A safety score.
    ScoreId,
    /// A fictional situation to practise the safety scale on.
    VignetteId,
    /// What somebody gave a fictional situation.
    VignetteScoreId,
    /// A scoring round.
    RoundId,
    /// Somebody who is asked in a scoring round.
    InvitationId,
    /// A part of a safety plan.
    PlanItemId,
    /// Something that became of a part of a safety plan.
    PlanMarkId,
    /// An adopted version of a safety plan.
    PlanVersionId,
    /// The consent of an organisation to a version of a safety plan.
    PlanConsentId,
    /// Something of a case that was given to somebody.
    DisclosureId,
    /// One stretch of time that somebody sits in a seat of a duo.
    SeatId,
    /// A team's dated task in a case.
    ParticipationId,
    /// A handover of the view on safety.
    HandoverId,
    /// A red flag.
    RedFlagId,
    /// What was written on a red flag.
    FlagEntryId,
    /// A suspicion of intieme terreur.
    TerrorSuspicionId,
    /// A safe way to reach somebody.
    SafeContactId,
    /// A professional with an account.
    UserId,
    /// A professional's dated role at one organisation.
    MembershipId,
    /// An organisation.
    OrganisationId,
    /// A team of an organisation.
    TeamId,
    /// A working area: a municipality or a district.
    AreaId,
    /// A task in a case.
    TaskId,
    /// A time that somebody is away.
    AbsenceId,
    /// A signed-in session.
    SessionId,
    /// A step of a case from a phase into a phase.
    PhaseChangeId,
    /// A proposal to pass into the next phase.
    PhaseProposalId,
    /// An incident.
    IncidentId,
    /// A life event: what changes a family.
    LifeEventId,
    /// One moment of asking after a closed case.
    CheckInId,
    /// A term that runs over a case or a report.
    TermId,
    /// A notice to a professional that something waits.
    NoticeId,
    /// A mail in the outbox.
    MailId,
    /// The address of somebody's calendar feed.
    CalendarFeedId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_prints_as_the_uuid_it_holds() {
        let uuid = Uuid::from_u128(7);
        assert_eq!(PersonId::from(uuid).to_string(), uuid.to_string());
        assert_eq!(Uuid::from(PersonId(uuid)), uuid);
    }
}
