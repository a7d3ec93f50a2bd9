//! Somebody leaves a household. What was noted stays.

use actix_web::HttpResponse;
use casework::household::leave;
use domain::household::LeaveReason;
use domain::id::{HouseholdId, MemberId};
use maud::{Markup, html};

use super::{file, name_of, path, person_in};
use crate::shared::bodies::household::DepartureBody;
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
pub const PATH: &str = "/households/{householdId}/members/{memberId}/departure/new";

const TITLE: &str = "Vertrek vastleggen";

/// The form about this stay.
struct Departure {
    household: HouseholdId,
    member: MemberId,
}

/// The page.
///
/// # Errors
/// When the household is not for the caller, or has no such stay.
pub async fn show(
    here: Here,
    Id(household): Id<HouseholdId>,
    Id(member): Id<MemberId>,
) -> Result<HttpResponse, Problem> {
    here.open(&Departure { household, member }, FormValues::default()).await
}

/// Ends the stay.
///
/// # Errors
/// When the household is not for the caller, or has no such stay.
pub async fn submit(
    here: Here,
    Id(household): Id<HouseholdId>,
    Id(member): Id<MemberId>,
    form: FormBody<DepartureBody>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let done = match input {
        Ok(body) => {
            let command = body.command(household, member, sent.seen());
            leave(&here.casework, &here.caller, command).await
        }
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Departure { household, member }, sent, done.map(|_| path(household))).await
}

impl FormPage for Departure {
    const TITLE: &'static str = TITLE;
    const PLACE: Place = Place::Search;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let file = file(here, self.household).await?;
        let name = name_of(&file, person_in(&file, self.member)?);
        let (home, state) = (path(file.household), &attempt.state);
        Ok(html! {
            h1 class="utrecht-heading-1" { (TITLE) }
            (attempt.above(&[("reason", "Waarom?"), ("on", "Laatste dag")]))
            p class="utrecht-paragraph" {
                strong { (name) } " hoort dan niet meer bij dit huishouden. De geschiedenis blijft staan."
            }
            form method="post" action={ (home) "/members/" (self.member) "/departure/new" } class="tandem-form" {
                (attempt.change_parts(here, file.version))
                (Field::new("reason", "Waarom?").radios(state, &Choice::all::<LeaveReason>()))
                (Field::new("on", "Laatste dag").optional().hint("Leeg is vandaag.").date(state))
                (actions("Vertrek vastleggen", &home))
            }
        })
    }
}
