//! Why a step was not taken. The doors turn it into a status and a sentence.

use crate::plan::PlanConflict;
use access::Permission;
use domain::fault::Faults;
use store::StoreError;
use uuid::Uuid;

/// Kind of thing and which, for the audit log.
pub type Thing = (&'static str, Option<Uuid>);

/// Why a step was not taken.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// Nobody is signed in, or the name or password is wrong.
    #[error("signed out")]
    SignedOut,
    /// Too many wrong passwords.
    #[error("try again in {seconds} s")]
    TryLater { seconds: i64 },
    /// It is not there, or the caller may not know of it.
    #[error("not found")]
    NotFound { asked: Option<(Permission, Thing)> },
    /// The caller sees the thing but may not do this.
    #[error("{permission} is not allowed")]
    Forbidden { permission: Permission, subject: Thing },
    /// Somebody changed it since the caller looked.
    #[error("changed in the meantime")]
    Stale,
    /// Somebody wrote something else in the same fields; both texts are in it.
    #[error("written in two ways")]
    Conflict(Box<PlanConflict>),
    /// A rule of the work forbids it; the code is that of the rule.
    #[error("rule {0}")]
    Rule(&'static str),
    /// Fields are wrong, all of them listed.
    #[error("{0}")]
    Invalid(#[from] Faults),
    /// The idempotency key was used for something else.
    #[error("the idempotency key was used for another request")]
    KeyReused,
    /// The database is away; try again soon.
    #[error("unavailable")]
    Unavailable,
    /// Nobody expected this; it is logged with its causes.
    #[error("broken")]
    Broken(#[source] StoreError),
}

impl Refusal {
    /// The refusal for a thing that the caller may not know of.
    #[must_use]
    pub fn hidden(permission: Permission, subject: Thing) -> Self {
        Self::NotFound { asked: Some((permission, subject)) }
    }
}

/// Constraints whose names are rules of the work: a race that slips past everything else ends here.
const RULES: &[&str] = &[
    "away_once_at_a_time",
    "one_open_case_per_household",
    "one_open_handover",
    "one_open_round",
    "one_member_per_seat",
    "one_retraction_per_flag",
    "one_running_suspicion",
    "one_seat_per_member",
    "once_in_a_household",
    "once_per_team_and_task",
    "relationship_once",
    "users_name_key",
    "vignette_already_scored",
];

/// Constraints that only somebody who was slower meets.
const TOO_LATE: &[&str] = &[
    "a_handover_goes_on_from_where_it_stands",
    "a_handover_makes_one_holder",
    "check_in_answers_pkey",
    "a_consultation_stays",
    "consultation_entries_pkey",
    "handover_steps_pkey",
    "contact_entries_corrects_id_key",
    "incidents_corrects_id_key",
    "life_event_withdrawals_pkey",
    "life_events_corrects_id_key",
    "one_phase_change_at_a_time",
    "one_phase_proposal_at_a_time",
    "one_turn_at_a_time",
    "plan_revisions_pkey",
    "plan_versions_case_id_number_key",
    "task_completions_pkey",
    "a_term_goes_on_from_where_it_stands",
    "term_steps_pkey",
];

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Stale => Self::Stale,
            StoreError::Unavailable(ref cause) => {
                tracing::warn!(cause = &**cause as &dyn std::error::Error, "the database is away");
                Self::Unavailable
            }
            StoreError::Conflict { ref constraint } => match RULES.iter().find(|rule| *rule == constraint) {
                Some(rule) => Self::Rule(rule),
                None if TOO_LATE.contains(&constraint.as_str()) => Self::Stale,
                None => Self::Broken(error),
            },
            StoreError::Query(_) | StoreError::Row { .. } | StoreError::Sealed { .. } => Self::Broken(error),
        }
    }
}

/// Rules of `domain` become refusals with the code of the rule.
macro_rules! rules {
    ($($rule:ty),+ $(,)?) => {$(
        impl From<$rule> for Refusal {
            fn from(rule: $rule) -> Self {
                Self::Rule(rule.code())
            }
        }
    )+};
}

rules!(
    domain::absence::AbsenceRule,
    domain::advice::AdviceRule,
    domain::case::CaseRule,
    domain::case::OpeningRule,
    domain::consultation::ConsultationRule,
    domain::contact::ContactRule,
    domain::danger::DangerRule,
    domain::disclosure::DisclosureRule,
    domain::duo::DuoRule,
    domain::handover::HandoverRule,
    domain::household::HouseholdRule,
    domain::incident::IncidentRule,
    domain::life_event::LifeEventRule,
    domain::phase::PhaseRule,
    domain::plan::PlanRule,
    domain::report::ReportRule,
    domain::vignette::VignetteRule,
    domain::round::RoundRule,
    domain::task::TaskRule,
    domain::term::TermRule,
);
