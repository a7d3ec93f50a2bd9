//! What says whether a criterion of a gate is met, in one sentence, and where that can be seen. What is not known is said
//! to be so.

use std::collections::BTreeMap;

use domain::id::{CaseId, PersonId};
use domain::phase::{Criterion, CriterionCode, PhasePolicy};
use maud::{Markup, html};

use crate::ui::people::enumerated;
use crate::ui::words::labels::Labelled;
use crate::ui::{case, danger, incident, plan};

/// One line of the list: whether it is met in a word, what it is, and what says so.
pub(super) fn line(
    case: CaseId,
    it: &Criterion,
    names: &BTreeMap<PersonId, String>,
    policy: &PhasePolicy,
) -> Markup {
    let (address, called) = place(case, it.code);
    html! {
        p {
            @if it.met {
                span class="tandem-tag" { "In orde" }
            } @else {
                span class="tandem-tag tandem-tag--warm" { "Nog niet" }
            }
            " " strong { (it.code.label()) }
        }
        p class="tandem-subtle" {
            (told(it, names, policy)) " "
            a class="utrecht-link" href=(address) { (called) }
        }
    }
}

/// Where the evidence stands, and what the link to it is called.
fn place(case: CaseId, code: CriterionCode) -> (String, &'static str) {
    match code {
        CriterionCode::ConditionsCovered
        | CriterionCode::ConditionsKept
        | CriterionCode::RiskFactorsSettled
        | CriterionCode::GoalsEvaluated => (plan::path(case), "Naar het veiligheidsplan"),
        CriterionCode::PlanAgreed | CriterionCode::PlanInForce => {
            (format!("{}/versions", plan::path(case)), "Naar de versies van het plan")
        }
        CriterionCode::EverybodyHeard => (format!("{}#gezien", case::path(case)), "Wie is wanneer gezien"),
        CriterionCode::ProfessionalScore | CriterionCode::NoAlarmingScore => {
            (format!("{}#cijfers", case::path(case)), "Naar de cijfers")
        }
        CriterionCode::QuietPeriod => (incident::path(case), "Naar de incidenten"),
        CriterionCode::NoOpenTasks => (format!("{}#taken", case::path(case)), "Naar de taken"),
        CriterionCode::RedFlagsDecided => (danger::path(case), "Naar de rode vlaggen"),
    }
}

fn told(it: &Criterion, names: &BTreeMap<PersonId, String>, policy: &PhasePolicy) -> String {
    let found = &it.evidence;
    let (have, need) = (found.have, found.need);
    if !found.known {
        return "Dit is niet bekend.".to_owned();
    }
    match it.code {
        CriterionCode::ConditionsCovered
        | CriterionCode::RiskFactorsSettled
        | CriterionCode::GoalsEvaluated
        | CriterionCode::RedFlagsDecided => format!("In orde: {have} van {need}."),
        CriterionCode::ConditionsKept => {
            format!("In orde: {have} van {need}, minstens {} dagen lang.", policy.observation_days)
        }
        CriterionCode::PlanAgreed => format!("Akkoord: {have} van de {need} leden van het duo."),
        CriterionCode::EverybodyHeard => {
            let missing: Vec<&str> =
                found.persons.iter().filter_map(|it| names.get(it).map(String::as_str)).collect();
            let missing = if missing.is_empty() {
                String::new()
            } else {
                format!(" Nog niet: {}.", enumerated(&missing))
            };
            format!("Gehoord in deze fase: {have} van {need}.{missing}")
        }
        CriterionCode::ProfessionalScore if have == 0 => {
            "Er is in deze fase nog geen cijfer van een professional.".to_owned()
        }
        CriterionCode::ProfessionalScore => format!("Het is een {have}. Nodig is een {need} of hoger."),
        CriterionCode::QuietPeriod => format!("Het zijn {have} dagen. Nodig zijn er {need}."),
        CriterionCode::PlanInForce if it.met => "Het vastgestelde plan loopt.".to_owned(),
        CriterionCode::PlanInForce => "Er is geen vastgesteld plan dat nog loopt.".to_owned(),
        CriterionCode::NoOpenTasks => format!("Open taken: {have}."),
        CriterionCode::NoAlarmingScore => {
            format!("Cijfers van {} of lager: {have}.", policy.alarming_score)
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::phase::Finding;

    use super::*;

    #[test]
    fn every_criterion_tells_what_says_so_and_what_is_not_known() {
        let policy = PhasePolicy {
            observation_days: 28,
            professional_score: 6,
            alarming_score: 3,
            asked_from_age: 12,
            heard_days: 92,
            quiet_days: 92,
        };
        for code in CriterionCode::ALL {
            let of = |evidence| Criterion { code: *code, met: false, evidence };
            let told = |evidence| super::told(&of(evidence), &BTreeMap::new(), &policy);
            assert_eq!(told(Finding::default()), "Dit is niet bekend.");
            let known = told(Finding { known: true, have: 1, need: 2, ..Finding::default() });
            assert!(known.ends_with('.') && known != "Dit is niet bekend.", "{known}");
        }
    }
}
