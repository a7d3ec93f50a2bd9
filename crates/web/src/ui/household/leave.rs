//! Somebody leaves a household. What was noted stays.

use actix_web::HttpResponse;
use casework::household::{HouseholdFile, leave};
use domain::household::LeaveReason;
use domain::id::{HouseholdId, MemberId};
use maud::{Markup, html};

use super::{file, name_of, path, person_in, seen};
use crate::shared::bodies::household::DepartureBody;
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormState;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::field::summary::{actions, change_parts, summary};
use crate::ui::field::{Choice, Field};
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::refused::refused;

/// Address of the page.
pub const PATH: &str = "/households/{householdId}/members/{memberId}/departure/new";

const TITLE: &str = "Vertrek vastleggen";

/// The page.
///
/// # Errors
/// When the household is not for the caller, or the stay has ended.
pub async fn show(
    here: Here,
    Id(household): Id<HouseholdId>,
    Id(member): Id<MemberId>,
) -> Result<HttpResponse, Problem> {
    let file = file(&here, household).await?;
    let content = content(&here, &file, member, &FormState::default())?;
    Ok(here.show(TITLE, Some(Place::Search), content))
}

/// Ends the stay.
///
/// # Errors
/// When the household is not for the caller, or the stay has ended.
pub async fn submit(
    here: Here,
    Id(household): Id<HouseholdId>,
    Id(member): Id<MemberId>,
    form: FormBody<DepartureBody>,
) -> Result<HttpResponse, Problem> {
    let file = file(&here, household).await?;
    let person = person_in(&file, member)?;
    let again = |file: &HouseholdFile, state: &FormState| {
        let content = content(&here, file, member, state)?;
        Ok(here.show_again(TITLE, Some(Place::Search), content))
    };
    let body = match form.input {
        Ok(body) => body,
        Err(state) => return again(&file, &state),
    };
    match leave(&here.casework, &here.caller, body.command(household, person, seen(form.version))).await {
        Ok(_) => Ok(here.go(&path(household))),
        Err(refusal) => again(&file, &refused(form.values, refusal)?),
    }
}

fn content(
    here: &Here,
    file: &HouseholdFile,
    member: MemberId,
    state: &FormState,
) -> Result<Markup, Problem> {
    let name = name_of(file, person_in(file, member)?);
    Ok(html! {
        h1 class="utrecht-heading-1" { (TITLE) }
        (summary(state, &[("reason", "Waarom?"), ("on", "Laatste dag")]))
        p class="utrecht-paragraph" { strong { (name) } " hoort dan niet meer bij dit huishouden. De geschiedenis blijft staan." }
        form method="post" action={ (path(file.household)) "/members/" (member) "/departure/new" } class="tandem-form" {
            (change_parts(&here.token(), file.version))
            (Field::new("reason", "Waarom?").radios(state, &Choice::all::<LeaveReason>()))
            (Field::new("on", "Laatste dag").optional().hint("Leeg is vandaag.").date(state))
            (actions("Vertrek vastleggen", &path(file.household)))
        }
    })
}
