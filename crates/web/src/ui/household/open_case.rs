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
use crate::shared::fields::form::FormValues;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::choosing::{self, Answers, Teams};
use crate::ui::field::summary::actions;
use crate::ui::field::{Choice, Field};
use crate::ui::here::Here;
use crate::ui::layout::Place;

/// Address of the page.
pub const PATH: &str = "/households/{householdId}/case/new";

const TITLE: &str = "Casus openen";
const LABELS: &[(&str, &str)] = &[
    ("reason", "Waarom opent u deze casus?"),
    ("team", "Namens welk team?"),
    ("track", "Werkwijze"),
    ("duoTeam", "Team van Blijvend Veilig"),
];

/// The form about this household.
struct Opening(HouseholdId);

/// The page.
///
/// # Errors
/// When the household is not for the caller.
pub async fn show(here: Here, Id(household): Id<HouseholdId>) -> Result<HttpResponse, Problem> {
    here.open(&Opening(household), FormValues::default()).await
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
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let done = match input {
        Ok(body) => {
            let command = body.command(household, &here.caller);
            open_here(&here.casework, &here.caller, &creation, command).await
        }
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Opening(household), sent, done.map(|opened| format!("/cases/{}", opened.case))).await
}

impl FormPage for Opening {
    const TITLE: &'static str = TITLE;
    const PLACE: Place = Place::Search;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let file = file(here, self.0).await?;
        let teams = Teams::read(here).await?;
        let (own, safety) =
            (teams.of_caller(&here.caller), teams.of_kinds(&[OrganisationKind::BlijvendVeilig]));
        Ok(content(here, &file, attempt, (&own, &safety)))
    }
}

fn content(
    here: &Here,
    file: &HouseholdFile,
    attempt: &Attempt,
    (own, safety): (&Answers, &Answers),
) -> Markup {
    let state = &attempt.state;
    html! {
        h1 class="utrecht-heading-1" { (TITLE) }
        (attempt.above(LABELS))
        p class="utrecht-paragraph" {
            "Uw team krijgt het zicht op veiligheid. Daarna kiest een gedragswetenschapper het duo."
        }
        form method="post" action={ (path(file.household)) "/case/new" } class="tandem-form" {
            (attempt.create_parts(here))
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
