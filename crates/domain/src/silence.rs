//! Cases in which too little happens for too long. Each reason can be told in one sentence, and there is no score but the
//! list of them. A reason suggests what the method suggests; it never decides anything, and it ends by itself when
//! something happens.

use chrono::{DateTime, NaiveDate, Utc};

use crate::code::codes;
use crate::id::PersonId;
use crate::time::amsterdam_day;

codes! {
    /// What does not happen in a case.
    pub enum SilenceKind {
        /// Nobody had contact with the household.
        NoContact => "no_contact",
        /// Nobody gave a score.
        NoScore => "no_score",
        /// No professional saw a child with own eyes.
        ChildNotSeen => "child_not_seen",
        /// The safety plan was not adopted anew.
        NoPlanReview => "no_plan_review",
        /// A scoring round waits for answers.
        NoAnswer => "no_answer",
        /// Help that was to start has not started.
        HelpWaits => "help_waits",
        /// The case stands in the same phase.
        PhaseStill => "phase_still",
    }
}

codes! {
    /// What the method suggests. Source: the regional approach (consultation, spoednetwerkberaad) and the phased work.
    pub enum Suggestion {
        /// Ask a safety expert to think along.
        Consultation => "consultation",
        /// Look at the safety plan again, with everybody.
        PlanReview => "plan_review",
        /// Bring everybody together at once.
        Spoednetwerkberaad => "spoednetwerkberaad",
    }
}

/// After how many days something is missing; proposals, so settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SilencePolicy {
    pub contact_days: u16,
    pub score_days: u16,
    pub child_days: u16,
    pub plan_days: u16,
    pub answer_days: u16,
    pub help_days: u16,
    pub phase_days: u16,
    /// So many reasons at once suggest a spoednetwerkberaad.
    pub reasons_for_beraad: u8,
}

/// What happened last in an open case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastSigns {
    pub opened_at: DateTime<Utc>,
    pub contact: Option<DateTime<Utc>>,
    pub score: Option<DateTime<Utc>>,
    /// The children of the household, each with when it was last seen.
    pub children: Vec<(PersonId, Option<DateTime<Utc>>)>,
    /// When the plan that holds was adopted.
    pub plan: Option<DateTime<Utc>>,
    /// Since when a round waits for answers.
    pub round: Option<DateTime<Utc>>,
    /// The day on which help should have started that has not.
    pub help: Option<NaiveDate>,
    /// Since when the case stands in its phase.
    pub phase: Option<DateTime<Utc>>,
}

/// Something that has not happened for too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Silence {
    pub kind: SilenceKind,
    /// For so many days.
    pub days: i64,
    /// Whom it is about.
    pub person: Option<PersonId>,
}

impl SilenceKind {
    /// What the method suggests first. Everybody's scores and the help are looked at with the plan.
    #[must_use]
    pub const fn suggests(self) -> Suggestion {
        match self {
            Self::NoContact | Self::ChildNotSeen | Self::PhaseStill => Suggestion::Consultation,
            Self::NoScore | Self::NoPlanReview | Self::NoAnswer | Self::HelpWaits => Suggestion::PlanReview,
        }
    }
}

/// What has not happened for too long, in the order of the kinds. Where something never happened, the days count from
/// the opening of the case.
#[must_use]
pub fn silences(signs: &LastSigns, policy: &SilencePolicy, now: DateTime<Utc>) -> Vec<Silence> {
    let today = amsterdam_day(now);
    let days = |since: NaiveDate| (today - since).num_days();
    let since =
        |at: Option<DateTime<Utc>>| days(amsterdam_day(at.unwrap_or(signs.opened_at).max(signs.opened_at)));
    let mut found = Vec::new();
    let mut note = |kind, days: i64, most: u16, person| {
        if days > i64::from(most) {
            found.push(Silence { kind, days, person });
        }
    };
    note(SilenceKind::NoContact, since(signs.contact), policy.contact_days, None);
    note(SilenceKind::NoScore, since(signs.score), policy.score_days, None);
    for (child, seen) in &signs.children {
        note(SilenceKind::ChildNotSeen, since(*seen), policy.child_days, Some(*child));
    }
    note(SilenceKind::NoPlanReview, since(signs.plan), policy.plan_days, None);
    if let Some(asked) = signs.round {
        note(SilenceKind::NoAnswer, days(amsterdam_day(asked)), policy.answer_days, None);
    }
    if let Some(planned) = signs.help {
        note(SilenceKind::HelpWaits, days(planned), policy.help_days, None);
    }
    note(SilenceKind::PhaseStill, since(signs.phase), policy.phase_days, None);
    found
}

/// What the method suggests for these, each once: more reasons suggest more.
#[must_use]
pub fn suggestions(found: &[Silence], policy: &SilencePolicy) -> Vec<Suggestion> {
    let has = |kind| found.iter().any(|it| it.kind == kind);
    let kinds = SilenceKind::ALL.iter().filter(|it| has(**it)).count();
    let mut suggested = Vec::new();
    let suggests = |wanted| found.iter().any(|it| it.kind.suggests() == wanted);
    for suggestion in [Suggestion::PlanReview, Suggestion::Consultation] {
        if suggests(suggestion) {
            suggested.push(suggestion);
        }
    }
    if kinds >= usize::from(policy.reasons_for_beraad) {
        suggested.push(Suggestion::Spoednetwerkberaad);
    }
    suggested
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    const POLICY: SilencePolicy = SilencePolicy {
        contact_days: 14,
        score_days: 42,
        child_days: 28,
        plan_days: 92,
        answer_days: 14,
        help_days: 28,
        phase_days: 183,
        reasons_for_beraad: 3,
    };

    fn moment(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn now() -> DateTime<Utc> {
        moment("2026-05-07T09:00:00Z")
    }

    fn ago(days: i64) -> Option<DateTime<Utc>> {
        Some(now() - chrono::Duration::days(days))
    }

    fn busy() -> LastSigns {
        LastSigns {
            opened_at: now() - chrono::Duration::days(400),
            contact: ago(1),
            score: ago(1),
            children: vec![(PersonId(Uuid::from_u128(1)), ago(1))],
            plan: ago(1),
            round: None,
            help: None,
            phase: ago(1),
        }
    }

    fn told(signs: &LastSigns) -> Vec<String> {
        silences(signs, &POLICY, now()).iter().map(|it| format!("{} {}", it.kind, it.days)).collect()
    }

    #[test]
    fn each_sign_is_missed_the_day_after_its_days() {
        assert_eq!(told(&busy()), Vec::<String>::new());
        let child = |days| vec![(PersonId(Uuid::from_u128(1)), ago(days))];
        let day = |days| Some(amsterdam_day(now()) - chrono::Duration::days(days));
        for (on_the_day, the_day_after, expected) in [
            (
                LastSigns { contact: ago(14), ..busy() },
                LastSigns { contact: ago(15), ..busy() },
                "no_contact 15",
            ),
            (LastSigns { score: ago(42), ..busy() }, LastSigns { score: ago(43), ..busy() }, "no_score 43"),
            (
                LastSigns { children: child(28), ..busy() },
                LastSigns { children: child(29), ..busy() },
                "child_not_seen 29",
            ),
            (
                LastSigns { plan: ago(92), ..busy() },
                LastSigns { plan: ago(93), ..busy() },
                "no_plan_review 93",
            ),
            (LastSigns { round: ago(14), ..busy() }, LastSigns { round: ago(15), ..busy() }, "no_answer 15"),
            (LastSigns { help: day(28), ..busy() }, LastSigns { help: day(29), ..busy() }, "help_waits 29"),
            (
                LastSigns { phase: ago(183), ..busy() },
                LastSigns { phase: ago(184), ..busy() },
                "phase_still 184",
            ),
        ] {
            assert_eq!(told(&on_the_day), Vec::<String>::new(), "{expected}");
            assert_eq!(told(&the_day_after), [expected]);
        }
    }

    #[test]
    fn what_never_happened_counts_from_the_opening() {
        let opened_at = now() - chrono::Duration::days(20);
        let signs = LastSigns { opened_at, contact: None, score: None, plan: None, phase: None, ..busy() };
        assert_eq!(told(&signs), ["no_contact 20"]);
    }

    #[test]
    fn more_reasons_suggest_more_and_nothing_is_decided() {
        let one = silences(&LastSigns { contact: ago(20), ..busy() }, &POLICY, now());
        assert_eq!(suggestions(&one, &POLICY), [Suggestion::Consultation]);
        let signs = LastSigns { contact: ago(20), score: ago(60), plan: ago(120), ..busy() };
        let three = silences(&signs, &POLICY, now());
        let all = [Suggestion::PlanReview, Suggestion::Consultation, Suggestion::Spoednetwerkberaad];
        assert_eq!(suggestions(&three, &POLICY), all);
    }

    /// Days ago, for each sign; nothing for what never happened.
    type Days = [Option<i64>; 7];

    fn signs([contact, score, child, plan, round, help, phase]: Days) -> LastSigns {
        let at = |days: Option<i64>| days.and_then(ago);
        LastSigns {
            opened_at: now() - chrono::Duration::days(300),
            contact: at(contact),
            score: at(score),
            children: vec![(PersonId(Uuid::from_u128(1)), at(child))],
            plan: at(plan),
            round: at(round),
            help: at(help).map(amsterdam_day),
            phase: at(phase),
        }
    }

    fn kinds(signs: &LastSigns, now: DateTime<Utc>) -> Vec<SilenceKind> {
        silences(signs, &POLICY, now).iter().map(|it| it.kind).collect()
    }

    fn any_days() -> impl Strategy<Value = Days> {
        prop::array::uniform7(prop::option::of(0..400i64))
    }

    proptest! {
        #[test]
        fn time_alone_never_ends_a_silence(days in any_days(), later in 0..100i64) {
            let signs = signs(days);
            let after = silences(&signs, &POLICY, now() + chrono::Duration::days(later));
            for it in silences(&signs, &POLICY, now()) {
                prop_assert!(after.iter().any(|then| then.kind == it.kind && then.days == it.days + later));
            }
        }

        #[test]
        fn what_happened_longer_ago_never_takes_a_reason_away(days in any_days(), which in 0..7usize, more in 0..200i64) {
            let mut longer = days;
            longer[which] = longer[which].map(|it| it + more);
            let (before, after) = (kinds(&signs(days), now()), kinds(&signs(longer), now()));
            prop_assert!(before.iter().all(|it| after.contains(it)), "{before:?} {after:?}");
        }

        #[test]
        fn every_reason_lasts_longer_than_it_may_and_suggests_something(days in any_days()) {
            let found = silences(&signs(days), &POLICY, now());
            let suggested = suggestions(&found, &POLICY);
            prop_assert!(found.iter().all(|it| it.days > 14));
            prop_assert!(found.iter().all(|it| suggested.contains(&it.kind.suggests())));
            prop_assert_eq!(suggested.contains(&Suggestion::Spoednetwerkberaad), found.len() >= 3);
        }

        #[test]
        fn what_happens_now_ends_its_reason(days in any_days(), which in 0..7usize) {
            let mut today = days;
            today[which] = Some(0);
            let found = kinds(&signs(today), now());
            prop_assert!(!found.contains(&SilenceKind::ALL[which]), "{found:?}");
        }
    }
}
