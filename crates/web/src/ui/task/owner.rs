//! Whose turn a task is, told and chosen.

use casework::case::line::{CaseLine, SeatLine};
use casework::participation::{self, ParticipationLine};
use casework::task::{OwnerChoice, OwnerLine};
use domain::duo::Seat;
use domain::id::CaseId;
use maud::{Markup, html};

use crate::shared::bodies::task::OwnerField;
use crate::shared::problem::Problem;
use crate::ui::here::Here;
use crate::ui::people::enumerated;

/// Whose turn it is.
pub fn told(owner: &OwnerLine) -> String {
    match owner {
        OwnerLine::Duo => "Voor het duo".to_owned(),
        OwnerLine::Seat(seat) => format!("Voor plek {} in het duo", seat.number()),
        OwnerLine::Person(user) => format!("Voor {}", user.name),
        OwnerLine::Team(_, name) => for_team(name),
        OwnerLine::Member(user, _, name) => format!("{} pakte dit op voor team {name}", user.name),
    }
}

/// Which team it waits for.
pub fn for_team(name: &str) -> String {
    format!("Voor team {name}")
}

/// Who can be chosen in a case: the duo, whoever sits in a seat of it, and teams that work for the whole household.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
pub async fn choices(here: &Here, line: &CaseLine) -> Result<Vec<(String, Markup)>, Problem> {
    let mut choices = vec![(OwnerField::word(OwnerChoice::Duo), html! { "Het duo samen" })];
    for seat in Seat::ALL {
        let names: Vec<&str> = line.seats.iter().filter(|it| it.seat == seat.number()).map(name).collect();
        if !names.is_empty() {
            choices.push((OwnerField::word(OwnerChoice::Seat(*seat)), html! { (enumerated(&names)) }));
        }
    }
    for team in teams(here, line.case).await? {
        let told = html! { "Team " (team.team_name) " (" (team.organisation_name) ")" };
        choices.push((OwnerField::word(OwnerChoice::Team(team.value.team)), told));
    }
    Ok(choices)
}

fn name(seat: &SeatLine) -> &str {
    &seat.name
}

async fn teams(here: &Here, case: CaseId) -> Result<Vec<ParticipationLine>, Problem> {
    let now = here.now();
    let parts = participation::list(&here.casework, &here.caller, case).await?;
    let works = |it: &ParticipationLine| {
        it.works_for.is_none() && it.value.from <= now && it.value.until.is_none_or(|until| until > now)
    };
    let mut teams: Vec<_> = parts.items.into_iter().filter(works).collect();
    teams.sort_by(|one, two| one.team_name.cmp(&two.team_name));
    teams.dedup_by_key(|it| it.value.team);
    Ok(teams)
}
