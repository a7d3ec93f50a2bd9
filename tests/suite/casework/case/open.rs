//! Opening a case, from a report and here.

mod from_report;
mod here;

use crate::support::World;
use casework::Refusal;
use domain::fault::Faults;

/// Who takes part in the only case, and who holds the view on safety, as `team task ground`.
async fn teams(world: &World) -> Vec<String> {
    world
        .lines(
            "SELECT concat_ws(' ', t.key, p.task, p.legal_ground, CASE WHEN h.team_id = t.id THEN 'holder' END) \
             FROM participations p JOIN teams t ON t.id = p.team_id JOIN cases c ON c.id = p.case_id \
             JOIN view_holders h ON h.case_id = c.id AND h.since = c.opened_at ORDER BY 1",
        )
        .await
}

fn rule_of(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Rule(code) => code,
        other => panic!("{other}"),
    }
}

fn faults_of(refusal: Refusal) -> Faults {
    match refusal {
        Refusal::Invalid(faults) => faults,
        other => panic!("{other}"),
    }
}
