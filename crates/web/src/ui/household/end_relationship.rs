//! The end of a relationship. What was noted stays.

use actix_web::HttpResponse;
use casework::household::unrelate;
use domain::id::{HouseholdId, RelationshipId};
use maud::{Markup, html};

use super::{file, path, relations};
use crate::shared::bodies::household::EndingBody;
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormValues;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::field::Field;
use crate::ui::field::summary::actions;
use crate::ui::here::Here;
use crate::ui::layout::Place;

/// Address of the page.
pub const PATH: &str = "/households/{householdId}/relationships/{relationshipId}/ending/new";

const TITLE: &str = "Relatie beëindigen";

/// The form about this relationship.
struct Ending {
    household: HouseholdId,
    relationship: RelationshipId,
}

/// The page.
///
/// # Errors
/// When the household is not for the caller or has no such relationship.
pub async fn show(
    here: Here,
    Id(household): Id<HouseholdId>,
    Id(relationship): Id<RelationshipId>,
) -> Result<HttpResponse, Problem> {
    here.open(&Ending { household, relationship }, FormValues::default()).await
}

/// Ends the relationship.
///
/// # Errors
/// When the household is not for the caller or has no such relationship.
pub async fn submit(
    here: Here,
    Id(household): Id<HouseholdId>,
    Id(relationship): Id<RelationshipId>,
    form: FormBody<EndingBody>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let done = match input {
        Ok(body) => {
            let command = body.command(household, relationship, sent.seen());
            unrelate(&here.casework, &here.caller, command).await
        }
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Ending { household, relationship }, sent, done.map(|_| path(household))).await
}

impl FormPage for Ending {
    const TITLE: &'static str = TITLE;
    const PLACE: Place = Place::Search;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let file = file(here, self.household).await?;
        let stored = file.relationships.iter().find(|it| it.id == self.relationship);
        let stored = stored.ok_or(Problem::not_found())?;
        let home = path(file.household);
        Ok(html! {
            h1 class="utrecht-heading-1" { (TITLE) }
            (attempt.above(&[("until", "Laatste dag")]))
            p class="utrecht-paragraph" { (relations::sentence(&file, &stored.value)) }
            form method="post" action={ (home) "/relationships/" (self.relationship) "/ending/new" }
                class="tandem-form" {
                (attempt.change_parts(here, file.version))
                (Field::new("until", "Laatste dag").optional().hint("Leeg is vandaag.").date(&attempt.state))
                (actions("Relatie beëindigen", &home))
            }
        })
    }
}
