//! Opening a case for a household, by the team that registered it.

use actix_web::HttpResponse;
use casework::case::open::open_here;
use casework::household::HouseholdFile;
use domain::duo::{OrganisationKind, Track};
use domain::id::HouseholdId;
use maud::{Markup, html};

use super::{file, path};
use crate::shared::bodies::case_opening::CaseBody;
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormState;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::choosing::{self, Answers, Teams};
use crate::ui::field::summary::{actions, create_parts, summary};
use crate::ui::field::{Choice, Field};
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::refused::refused;

/// Address of the page.
pub const PATH: &str = "/households/{householdId}/case/new";

const TITLE: &str = "Casus openen";
const LABELS: &[(&str, &str)] = &[
    ("reason", "Waarom opent u deze casus?"),
    ("team", "Namens welk team?"),
    ("track", "Werkwijze"),
    ("duoTeam", "Team van Blijvend Veilig"),
];

/// The page.
///
/// # Errors
/// When the household is not for the caller.
pub async fn show(here: Here, Id(household): Id<HouseholdId>) -> Result<HttpResponse, Problem> {
    let content = content(&here, household, &FormState::default()).await?;
    Ok(here.show(TITLE, Some(Place::Search), content))
}

/// Opens the case.
///
/// # Errors
/// When the household is not for the caller.
pub async fn submit(
    here: Here,
    Id(household): Id<HouseholdId>,
    form: FormBody<CaseBody>,
) -> Result<HttpResponse, Problem> {
    let creation = here.creation(form.idempotency_key)?;
    let state = match form.input {
        Ok(body) => {
            let command = body.command(household, &here.caller);
            match open_here(&here.casework, &here.caller, &creation, command).await {
                Ok(opened) => return Ok(here.go(&format!("/cases/{}", opened.case))),
                Err(refusal) => refused(form.values, refusal)?,
            }
        }
        Err(state) => state,
    };
    let content = content(&here, household, &state).await?;
    Ok(here.show_again(TITLE, Some(Place::Search), content))
}

async fn content(here: &Here, household: HouseholdId, state: &FormState) -> Result<Markup, Problem> {
    let file = file(here, household).await?;
    let teams = Teams::read(here).await?;
    let (own, safety) = (teams.of_caller(&here.caller), teams.of_kinds(&[OrganisationKind::BlijvendVeilig]));
    Ok(form(here, &file, state, (&own, &safety)))
}

fn form(here: &Here, file: &HouseholdFile, state: &FormState, (own, safety): (&Answers, &Answers)) -> Markup {
    html! {
        h1 class="utrecht-heading-1" { (TITLE) }
        (summary(state, LABELS))
        p class="utrecht-paragraph" {
            "Uw team krijgt het zicht op veiligheid. Daarna kiest een gedragswetenschapper het duo."
        }
        form method="post" action={ (path(file.household)) "/case/new" } class="tandem-form" {
            (create_parts(&here.token(), here.fresh_key()))
            (Field::new("reason", "Waarom opent u deze casus?").hint("Kort, in één regel.").text(state))
            (choosing::desk(own, state))
            (Field::new("duoTeam", "Team van Blijvend Veilig").optional()
                .hint("Dit team brengt expertise op veiligheid mee.").select(state, &safety.choices()))
            (Field::new("track", "Werkwijze").optional().hint("Kiest u niets, dan is het de gewone werkwijze.")
                .radios(state, &Choice::all::<Track>()))
            (actions("Casus openen", &path(file.household)))
        }
    }
}
