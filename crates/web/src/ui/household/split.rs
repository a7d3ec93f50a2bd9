//! Some members begin a household of their own, such as a mother who moves out with her children.

use actix_web::HttpResponse;
use casework::household::{HouseholdFile, split};
use domain::household::LeaveReason;
use domain::id::HouseholdId;
use maud::{Markup, html};

use super::{file, path, people, seen};
use crate::shared::bodies::household::SplitBody;
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormState;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::choosing::{Answers, areas};
use crate::ui::field::summary::{actions, create_parts, summary};
use crate::ui::field::{Choice, Field};
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::refused::refused;

/// Address of the page.
pub const PATH: &str = "/households/{householdId}/splits/new";

const TITLE: &str = "Huishouden splitsen";

const LABELS: &[(&str, &str)] = &[
    ("leaving", "Wie gaan er samen weg?"),
    ("reason", "Waarom?"),
    ("on", "Laatste dag in dit huishouden"),
    ("area", "Waar gaan zij wonen?"),
];

/// The page.
///
/// # Errors
/// When the household is not for the caller.
pub async fn show(here: Here, Id(household): Id<HouseholdId>) -> Result<HttpResponse, Problem> {
    let (file, areas) = (file(&here, household).await?, areas(&here).await?);
    Ok(here.show(TITLE, Some(Place::Search), content(&here, &file, &areas, &FormState::default())))
}

/// Splits the household, and leads to the new one.
///
/// # Errors
/// When the household is not for the caller.
pub async fn submit(
    here: Here,
    Id(household): Id<HouseholdId>,
    form: FormBody<SplitBody>,
) -> Result<HttpResponse, Problem> {
    let creation = here.creation(form.idempotency_key)?;
    let command = match form.input {
        Ok(body) => body.command(household, seen(form.version)),
        Err(state) => return again(&here, household, &state).await,
    };
    match split(&here.casework, &here.caller, &creation, command).await {
        Ok(made) => Ok(here.go(&path(made.household))),
        Err(refusal) => again(&here, household, &refused(form.values, refusal)?).await,
    }
}

async fn again(here: &Here, household: HouseholdId, state: &FormState) -> Result<HttpResponse, Problem> {
    let (file, areas) = (file(here, household).await?, areas(here).await?);
    Ok(here.show_again(TITLE, Some(Place::Search), content(here, &file, &areas, state)))
}

fn content(here: &Here, file: &HouseholdFile, areas: &Answers, state: &FormState) -> Markup {
    html! {
        h1 class="utrecht-heading-1" { (TITLE) }
        (summary(state, LABELS))
        p class="utrecht-paragraph" {
            "Wie weggaat, krijgt samen een nieuw huishouden. De relaties onderling gaan mee. In dit huishouden blijft "
            "staan wat er was. Hoort een kind bij beide? Kies het hier niet, en voeg het daarna toe aan het nieuwe."
        }
        form method="post" action={ (path(file.household)) "/splits/new" } class="tandem-form" {
            (create_parts(&here.token(), here.fresh_key()))
            input type="hidden" name="version" value=(file.version.0);
            (Field::new("leaving", "Wie gaan er samen weg?").checkboxes(state, &people(file).choices()))
            (Field::new("reason", "Waarom?").radios(state, &Choice::all::<LeaveReason>()))
            (Field::new("on", "Laatste dag in dit huishouden").optional().hint("Leeg is vandaag.").date(state))
            (Field::new("area", "Waar gaan zij wonen?").optional()
                .hint("Leeg is dezelfde gemeente of hetzelfde stadsdeel.").select(state, &areas.choices()))
            (actions("Splitsen", &path(file.household)))
        }
    }
}
