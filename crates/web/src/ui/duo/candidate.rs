//! How somebody who could sit in a duo is told of in a list of choices: name, organisation, where, what, and how full.

use casework::duo::Candidate;
use maud::{Markup, html};

/// In which order people stand.
pub(super) const ORDER: &str =
    "Bovenaan staat wie al meedacht, en daarna wie in dit gebied werkt en de meeste ruimte heeft.";
/// When there is nobody to choose.
pub(super) const NOBODY: &str =
    "Er is nu niemand die u kunt kiezen. Vraag of een ander team meedoet in deze casus.";

/// The value that a form sends for this person, and what the page tells.
pub(super) fn choice(candidate: &Candidate) -> (String, Markup) {
    let told = html! {
        span class="tandem-candidate" {
            strong { (candidate.name) }
            span { (candidate.organisation_name) @if let Some(areas) = areas(&candidate.areas) { " · " (areas) } }
            @if !candidate.expertise.is_empty() { span class="tandem-subtle" { (candidate.expertise.join(", ")) } }
            @if candidate.proposed { span class="tandem-tag" { "Dacht mee in een consultatie" } }
            span class=(load_class(candidate)) { (load(candidate)) }
        }
    };
    (candidate.who.membership.to_string(), told)
}

/// `7 van 10 huishoudens`; whoever is full can still be chosen, that is for the supervisor.
fn load(candidate: &Candidate) -> String {
    let unit = if candidate.capacity == 1 { "huishouden" } else { "huishoudens" };
    let full = if candidate.room() <= 0 { ", vol" } else { "" };
    format!("{} van {} {unit}{full}", candidate.load, candidate.capacity)
}

fn load_class(candidate: &Candidate) -> &'static str {
    if candidate.room() <= 0 { "tandem-tag tandem-tag--warm" } else { "tandem-tag" }
}

/// The areas, as long as they are few; a team for the whole region would fill the page.
fn areas(areas: &[String]) -> Option<String> {
    match areas {
        [] => None,
        few if few.len() <= 3 => Some(few.join(", ")),
        [first, others @ ..] => Some(format!("{first} en {} andere gebieden", others.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use access::Role;
    use domain::duo::{OrganisationKind, Professional};
    use domain::id::{MembershipId, OrganisationId, UserId};
    use uuid::Uuid;

    fn candidate(load: i64, areas: usize) -> Candidate {
        let who = Professional {
            user: UserId(Uuid::nil()),
            membership: MembershipId(Uuid::nil()),
            organisation: OrganisationId(Uuid::nil()),
            organisation_kind: OrganisationKind::BlijvendVeilig,
        };
        Candidate {
            who,
            name: "Noor <Visser>".to_owned(),
            organisation_name: "Blijvend Veilig".to_owned(),
            role: Role::SafetyExpert,
            expertise: vec!["schulden".to_owned(), "wonen".to_owned()],
            capacity: 10,
            load,
            areas: vec!["Noord".to_owned(); areas],
            nearby: true,
            seated: false,
            proposed: false,
        }
    }

    #[test]
    fn a_choice_tells_where_what_and_how_full() {
        let (_, told) = choice(&candidate(7, 1));
        let told = told.into_string();
        for part in
            ["Noor &lt;Visser&gt;", "Blijvend Veilig · Noord", "schulden, wonen", ">7 van 10 huishoudens<"]
        {
            assert!(told.contains(part), "{part} in {told}");
        }
    }

    #[test]
    fn whoever_is_full_is_called_so_and_many_areas_are_counted() {
        let (_, told) = choice(&candidate(11, 5));
        let told = told.into_string();
        assert!(told.contains("11 van 10 huishoudens, vol"));
        assert!(told.contains("Noord en 4 andere gebieden"));
    }
}
