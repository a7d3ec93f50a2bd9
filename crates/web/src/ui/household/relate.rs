//! How two members of a household are related, and who has parental authority.

use actix_web::HttpResponse;
use casework::household::{HouseholdFile, relate};
use domain::id::HouseholdId;
use domain::relationship::RelationKind;
use maud::{Markup, html};

use super::member::YES_NO;
use super::{file, path, people};
use crate::shared::bodies::household::RelationshipBody;
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormValues;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::field::summary::actions;
use crate::ui::field::{Choice, Field};
use crate::ui::here::Here;
use crate::ui::layout::Place;

/// Address of the page.
pub const PATH: &str = "/households/{householdId}/relationships/new";

const TITLE: &str = "Relatie toevoegen";
const LABELS: &[(&str, &str)] = &[
    ("from", "Wie?"),
    ("kind", "Is wat?"),
    ("to", "Van wie?"),
    ("parentalAuthority", "Ouderlijk gezag?"),
    ("since", "Sinds"),
    ("until", "Tot en met"),
];

/// The form about this household.
struct Relating(HouseholdId);

/// The page.
///
/// # Errors
/// When the household is not for the caller.
pub async fn show(here: Here, Id(household): Id<HouseholdId>) -> Result<HttpResponse, Problem> {
    here.open(&Relating(household), FormValues::default()).await
}

/// Notes the relationship.
///
/// # Errors
/// When the household is not for the caller.
pub async fn submit(
    here: Here,
    Id(household): Id<HouseholdId>,
    form: FormBody<RelationshipBody>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let done = match input {
        Ok(body) => {
            let command = body.command(household, sent.seen());
            relate(&here.casework, &here.caller, &creation, command).await
        }
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Relating(household), sent, done.map(|_| path(household))).await
}

impl FormPage for Relating {
    const TITLE: &'static str = TITLE;
    const PLACE: Place = Place::Search;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        Ok(content(here, &file(here, self.0).await?, attempt))
    }
}

fn content(here: &Here, file: &HouseholdFile, attempt: &Attempt) -> Markup {
    let (people, state) = (people(file), &attempt.state);
    html! {
        h1 class="utrecht-heading-1" { (TITLE) }
        (attempt.above(LABELS))
        form method="post" action={ (path(file.household)) "/relationships/new" } class="tandem-form" {
            (attempt.create_in_parts(here, file.version))
            (Field::new("from", "Wie?").select(state, &people.choices()))
            (Field::new("kind", "Is wat?").select(state, &Choice::all::<RelationKind>()))
            (Field::new("to", "Van wie?").select(state, &people.choices()))
            (Field::new("parentalAuthority", "Ouderlijk gezag?").optional()
                .hint("Alleen bij een ouder, stiefouder, pleegouder of voogd. Weet u het niet? Kies dan niets.")
                .radios(state, YES_NO))
            (Field::new("since", "Sinds").optional().date(state))
            (Field::new("until", "Tot en met").optional().hint("Leeg als het nog zo is.").date(state))
            (actions("Opslaan", &path(file.household)))
        }
    }
}
