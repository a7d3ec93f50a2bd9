//! The gates between the phases: what must be so before a case passes, and what says that it is. Pure rules over
//! what is known; what is not known is never met. A proposal, so every number is a setting.
//!
//! On the way to stable safety only the present phase counts: after an incident, what somebody said, scored or kept to
//! before it says nothing of how safe it is now.

use chrono::{DateTime, Utc};

use super::Phase;
use super::evidence::{Evidence, MemberEvidence, PlanEvidence, Tally};
use crate::code::codes;
use crate::household::MemberRole;
use crate::id::PersonId;
use crate::time::amsterdam_day;

codes! {
    /// One thing that must be so.
    pub enum CriterionCode {
        /// Every safety condition has an active agreement.
        ConditionsCovered => "conditions_covered",
        /// Every safety condition is fulfilled during the period of observation.
        ConditionsKept => "conditions_kept",
        /// A plan is adopted, and both members of the duo agreed.
        PlanAgreed => "plan_agreed",
        /// Every adult and every child was heard.
        EverybodyHeard => "everybody_heard",
        /// The lowest of the latest scores of professionals is high enough.
        ProfessionalScore => "professional_score",
        /// Every risk factor has an outcome.
        RiskFactorsSettled => "risk_factors_settled",
        /// No incident during the quiet period.
        QuietPeriod => "quiet_period",
        /// The plan that was adopted still holds.
        PlanInForce => "plan_in_force",
        /// Every recovery goal was evaluated.
        GoalsEvaluated => "goals_evaluated",
        /// No task is open.
        NoOpenTasks => "no_open_tasks",
        /// Every red flag has a decision.
        RedFlagsDecided => "red_flags_decided",
        /// No alarming score since the last evaluation.
        NoAlarmingScore => "no_alarming_score",
    }
}

/// The numbers of the gates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhasePolicy {
    /// So many days every condition must be fulfilled.
    pub observation_days: u16,
    /// The lowest of the latest scores of professionals must be this high.
    pub professional_score: u8,
    /// A score this low or lower is alarming.
    pub alarming_score: u8,
    /// From this age somebody is asked directly; who is younger may be heard in a way of its own.
    pub asked_from_age: u16,
    /// What somebody said counts for so many days.
    pub heard_days: u16,
    /// So many days must pass without an incident.
    pub quiet_days: u16,
}

/// One thing that must be so, whether it is, and what says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    /// What must be so.
    pub code: CriterionCode,
    /// Whether it is.
    pub met: bool,
    /// What says so.
    pub evidence: Finding,
}

/// What was found: so much of what is needed. What `have` and `need` count follows from the criterion: things,
/// days, or a score.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Finding {
    /// Whether it is known at all.
    pub known: bool,
    /// What there is.
    pub have: u32,
    /// What is needed.
    pub need: u32,
    /// Since when, or when last.
    pub at: Option<DateTime<Utc>>,
    /// Who is still missing.
    pub persons: Vec<PersonId>,
}

/// Every criterion of the gate out of this phase, in the order of the work; none out of a closed case.
#[must_use]
pub fn criteria(from: Phase, evidence: &Evidence, policy: &PhasePolicy) -> Vec<Criterion> {
    use CriterionCode as Code;
    let asked: &[Code] = match from {
        Phase::Direct => &[
            Code::ConditionsCovered,
            Code::ConditionsKept,
            Code::PlanAgreed,
            Code::EverybodyHeard,
            Code::ProfessionalScore,
            Code::RedFlagsDecided,
            Code::NoAlarmingScore,
        ],
        Phase::Stable => &[
            Code::RiskFactorsSettled,
            Code::QuietPeriod,
            Code::PlanInForce,
            Code::RedFlagsDecided,
            Code::NoAlarmingScore,
        ],
        Phase::Recovery => &[
            Code::GoalsEvaluated,
            Code::QuietPeriod,
            Code::PlanInForce,
            Code::NoOpenTasks,
            Code::RedFlagsDecided,
            Code::NoAlarmingScore,
        ],
        Phase::Closed => &[],
    };
    asked.iter().map(|code| criterion(*code, evidence, policy)).collect()
}

fn criterion(code: CriterionCode, evidence: &Evidence, policy: &PhasePolicy) -> Criterion {
    use CriterionCode as Code;
    let plan = evidence.plan.as_ref();
    let (met, found) = match code {
        Code::ConditionsCovered => of_plan(plan, |it| {
            let covered = it.conditions.iter().filter(|one| one.active_agreements > 0);
            at_least_one(Tally { done: count(covered), all: count(&it.conditions) })
        }),
        Code::ConditionsKept => of_plan(plan, |it| conditions_kept(it, evidence, policy)),
        Code::PlanAgreed => of_plan(plan, plan_agreed),
        Code::EverybodyHeard => everybody_heard(evidence, policy),
        Code::ProfessionalScore => professional_score(evidence, policy),
        Code::RiskFactorsSettled => of_plan(plan, |it| at_least_one(it.risk_factors)),
        Code::QuietPeriod => quiet_period(evidence, policy),
        Code::PlanInForce => of_plan(plan, |it| plan_in_force(it, evidence.now)),
        Code::GoalsEvaluated => of_plan(plan, |it| at_least_one(it.goals)),
        Code::NoOpenTasks => evidence.open_tasks.map_or_else(not_known, |open| none_of(open, None)),
        Code::RedFlagsDecided => evidence.red_flags.map_or_else(not_known, all_of),
        Code::NoAlarmingScore => no_alarming_score(evidence, policy),
    };
    Criterion { code, met, evidence: found }
}

/// Whether it is met, and what says so.
type Judged = (bool, Finding);

fn not_known() -> Judged {
    (false, Finding::default())
}

fn of_plan(plan: Option<&PlanEvidence>, judge: impl FnOnce(&PlanEvidence) -> Judged) -> Judged {
    plan.map_or_else(not_known, judge)
}

fn all_of(tally: Tally) -> Judged {
    let found = Finding { known: true, have: tally.done, need: tally.all, ..Finding::default() };
    (tally.done >= tally.all, found)
}

/// The same where nothing at all means that the work was not done yet.
fn at_least_one(tally: Tally) -> Judged {
    all_of(Tally { all: tally.all.max(1), ..tally })
}

fn none_of(found: u32, at: Option<DateTime<Utc>>) -> Judged {
    (found == 0, Finding { known: true, have: found, at, ..Finding::default() })
}

/// Who wrote the condition down yesterday knows nothing of four weeks.
fn conditions_kept(plan: &PlanEvidence, evidence: &Evidence, policy: &PhasePolicy) -> Judged {
    let long_enough = |since: DateTime<Utc>| {
        days_between(since.max(evidence.since), evidence.now) >= u32::from(policy.observation_days)
    };
    let kept = plan.conditions.iter().filter(|it| it.fulfilled_since.is_some_and(long_enough));
    let (met, found) = at_least_one(Tally { done: count(kept), all: count(&plan.conditions) });
    let at = plan.conditions.iter().filter_map(|it| it.fulfilled_since).max();
    (met, Finding { at, ..found })
}

fn plan_agreed(plan: &PlanEvidence) -> Judged {
    let agreed = plan.adopted.map_or(0, |it| it.agreed_in_duo);
    let at = plan.adopted.map(|it| it.at);
    (agreed >= 2, Finding { known: true, have: agreed, need: 2, at, ..Finding::default() })
}

fn plan_in_force(plan: &PlanEvidence, now: DateTime<Utc>) -> Judged {
    let today = amsterdam_day(now);
    let holds = plan.adopted.filter(|it| it.valid_until.is_none_or(|last| today <= last));
    let at = plan.adopted.map(|it| it.at);
    (
        holds.is_some(),
        Finding { known: true, have: holds.is_some().into(), need: 1, at, ..Finding::default() },
    )
}

fn everybody_heard(evidence: &Evidence, policy: &PhasePolicy) -> Judged {
    let concerned: Vec<&MemberEvidence> =
        evidence.members.iter().filter(|it| it.role != MemberRole::UnbornChild).collect();
    let persons: Vec<PersonId> =
        concerned.iter().filter(|it| !is_heard(it, evidence, policy)).map(|it| it.person).collect();
    let (need, missing) = (count(&concerned), count(&persons));
    let found = Finding { known: true, have: need.saturating_sub(missing), need, at: None, persons };
    (need > 0 && missing == 0, found)
}

/// Who may be younger than the age is heard in a way of its own; who may be older is asked.
fn is_heard(member: &MemberEvidence, evidence: &Evidence, policy: &PhasePolicy) -> bool {
    let lately = |at: DateTime<Utc>| days_between(at, evidence.now) <= u32::from(policy.heard_days);
    let counts = |at: DateTime<Utc>| evidence.since <= at && lately(at);
    let is_young = member.age.is_some_and(|age| age < policy.asked_from_age);
    let own_way = member.own_way_at.filter(|_| is_young);
    member.asked_at.into_iter().chain(own_way).any(counts)
}

fn professional_score(evidence: &Evidence, policy: &PhasePolicy) -> Judged {
    let of_phase = evidence.professional_scores.iter().filter(|it| evidence.since <= it.at);
    let Some(lowest) = of_phase.min_by_key(|it| it.value) else {
        let need = policy.professional_score.into();
        return (false, Finding { known: true, need, ..Finding::default() });
    };
    let (have, need) = (lowest.value.into(), policy.professional_score.into());
    (have >= need, Finding { known: true, have, need, at: Some(lowest.at), ..Finding::default() })
}

/// Counted from the last incident, or from the beginning of the phase where that is later.
fn quiet_period(evidence: &Evidence, policy: &PhasePolicy) -> Judged {
    let from = evidence.last_incident.map_or(evidence.since, |it| it.max(evidence.since));
    let (have, need) = (days_between(from, evidence.now), u32::from(policy.quiet_days));
    (have >= need, Finding { known: true, have, need, at: evidence.last_incident, persons: Vec::new() })
}

/// A score of the very moment of the evaluation was part of it.
fn no_alarming_score(evidence: &Evidence, policy: &PhasePolicy) -> Judged {
    let is_new = |at: DateTime<Utc>| evidence.evaluated_at.is_none_or(|evaluated| evaluated < at);
    let alarming: Vec<DateTime<Utc>> = evidence
        .scores
        .iter()
        .filter(|it| it.value <= policy.alarming_score && is_new(it.at))
        .map(|it| it.at)
        .collect();
    none_of(count(&alarming), alarming.iter().max().copied())
}

/// Whole days on the calendar in Amsterdam; none when the first moment has yet to come.
fn days_between(from: DateTime<Utc>, until: DateTime<Utc>) -> u32 {
    let (from, until) = (amsterdam_day(from), amsterdam_day(until));
    u32::try_from((until - from).num_days()).unwrap_or(0)
}

fn count<T>(items: impl IntoIterator<Item = T>) -> u32 {
    u32::try_from(items.into_iter().count()).unwrap_or(u32::MAX)
}
