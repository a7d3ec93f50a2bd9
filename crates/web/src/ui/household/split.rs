//! Some members begin a household of their own, such as a mother who moves out with her children.

use actix_web::HttpResponse;
use casework::household::{HouseholdFile, split};
use domain::household::LeaveReason;
use domain::id::HouseholdId;
use maud::{Markup, html};

use super::{file, path, people};
use crate::shared::bodies::household::SplitBody;
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormValues;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::choosing::{Answers, areas};
use crate::ui::field::summary::actions;
use crate::ui::field::{Choice, Field};
use crate::ui::here::Here;
use crate::ui::layout::Place;

/// Address of the page.
pub const PATH: &str = "/households/{householdId}/splits/new";

const TITLE: &str = "Huishouden splitsen";

const LABELS: &[(&str, &str)] = &[
    ("leaving", "Wie gaan er samen weg?"),
    ("reason", "Waarom?"),
    ("on", "Laatste dag in dit huishouden"),
    ("area", "Waar gaan zij wonen?"),
];

/// The form about this household.
struct Splitting(HouseholdId);

/// The page.
///
/// # Errors
/// When the household is not for the caller.
pub async fn show(here: Here, Id(household): Id<HouseholdId>) -> Result<HttpResponse, Problem> {
    here.open(&Splitting(household), FormValues::default()).await
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
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let done = match input {
        Ok(body) => {
            let command = body.command(household, sent.seen());
            split(&here.casework, &here.caller, &creation, command).await
        }
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Splitting(household), sent, done.map(|made| path(made.household))).await
}

impl FormPage for Splitting {
    const TITLE: &'static str = TITLE;
    const PLACE: Place = Place::Search;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        Ok(content(here, &file(here, self.0).await?, &areas(here).await?, attempt))
    }
}

fn content(here: &Here, file: &HouseholdFile, areas: &Answers, attempt: &Attempt) -> Markup {
    let state = &attempt.state;
    html! {
        h1 class="utrecht-heading-1" { (TITLE) }
        (attempt.above(LABELS))
        p class="utrecht-paragraph" {
            "Wie weggaat, krijgt samen een nieuw huishouden. De relaties onderling gaan mee. In dit huishouden blijft "
            "staan wat er was. Hoort een kind bij beide? Kies het hier niet, en voeg het daarna toe aan het nieuwe."
        }
        form method="post" action={ (path(file.household)) "/splits/new" } class="tandem-form" {
            (attempt.create_in_parts(here, file.version))
            (Field::new("leaving", "Wie gaan er samen weg?").checkboxes(state, &people(file).choices()))
            (Field::new("reason", "Waarom?").radios(state, &Choice::all::<LeaveReason>()))
            (Field::new("on", "Laatste dag in dit huishouden").optional().hint("Leeg is vandaag.").date(state))
            (Field::new("area", "Waar gaan zij wonen?").optional()
                .hint("Leeg is dezelfde gemeente of hetzelfde stadsdeel.").select(state, &areas.choices()))
            (actions("Splitsen", &path(file.household)))
        }
    }
}
