//! Opening a case from an assessed report: why, and which teams take part from the start.

use actix_web::HttpResponse;
use casework::case::open::open_from_report;
use casework::report::{ReportSeen, read};
use domain::duo::{OrganisationKind, Track};
use domain::id::ReportId;
use maud::{Markup, html};

use super::{about, path};
use crate::shared::bodies::case_opening::CaseFromReportBody;
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormState;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::choosing::{Answers, Teams};
use crate::ui::field::summary::{actions, create_parts, summary};
use crate::ui::field::{Choice, Field};
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::refused::refused;
use crate::ui::words::labels::Labelled;

/// Address of the page.
pub const PATH: &str = "/reports/{reportId}/case/new";

const TITLE: &str = "Casus openen";
const LABELS: &[(&str, &str)] = &[
    ("reason", "Waarom opent u deze casus?"),
    ("duoTeam", "Team van Blijvend Veilig"),
    ("localTeam", "Lokaal team"),
    ("track", "Werkwijze"),
];

/// Organisations with a local team.
const LOCAL: &[OrganisationKind] =
    &[OrganisationKind::LocalTeamYouth, OrganisationKind::LocalTeamAdults, OrganisationKind::LocalTeamSocial];

/// The page.
///
/// # Errors
/// When the report is not for the caller.
pub async fn show(here: Here, Id(report): Id<ReportId>) -> Result<HttpResponse, Problem> {
    let content = content(&here, report, &FormState::default()).await?;
    Ok(here.show(TITLE, Some(Place::Reports), content))
}

/// Opens the case.
///
/// # Errors
/// When the report is not for the caller.
pub async fn submit(
    here: Here,
    Id(report): Id<ReportId>,
    form: FormBody<CaseFromReportBody>,
) -> Result<HttpResponse, Problem> {
    let creation = here.creation(form.idempotency_key)?;
    let state = match form.input {
        Ok(body) => {
            match open_from_report(&here.casework, &here.caller, &creation, body.command(report)).await {
                Ok(opened) => return Ok(here.go(&format!("/cases/{}", opened.case))),
                Err(refusal) => refused(form.values, refusal)?,
            }
        }
        Err(state) => state,
    };
    let content = content(&here, report, &state).await?;
    Ok(here.show_again(TITLE, Some(Place::Reports), content))
}

async fn content(here: &Here, report: ReportId, state: &FormState) -> Result<Markup, Problem> {
    let seen = read(&here.casework, &here.caller, report).await?;
    let teams = Teams::read(here).await?;
    let (safety, local) = (teams.of_kinds(&[OrganisationKind::BlijvendVeilig]), teams.of_kinds(LOCAL));
    Ok(form(here, &seen, state, (&safety, &local)))
}

fn form(here: &Here, seen: &ReportSeen, state: &FormState, (safety, local): (&Answers, &Answers)) -> Markup {
    html! {
        h1 class="utrecht-heading-1" { (TITLE) }
        (summary(state, LABELS))
        p class="tandem-subtle" {
            (about(&seen.line))
            @if let Some((outcome, _)) = seen.line.assessed { ", " (outcome.label().to_lowercase()) }
        }
        p class="utrecht-paragraph" { "Veilig Thuis houdt het zicht op veiligheid tot het is overgedragen." }
        form method="post" action={ (path(seen.line.report)) "/case/new" } class="tandem-form" {
            (create_parts(&here.token(), here.fresh_key()))
            (Field::new("reason", "Waarom opent u deze casus?").hint("Kort, in één regel.").text(state))
            (Field::new("duoTeam", "Team van Blijvend Veilig").optional()
                .hint("Dit team brengt expertise op veiligheid mee.").select(state, &safety.choices()))
            (Field::new("localTeam", "Lokaal team").optional().hint("Dit team helpt het huishouden.")
                .select(state, &local.choices()))
            (Field::new("track", "Werkwijze").optional().hint("Kiest u niets, dan is het de gewone werkwijze.")
                .radios(state, &Choice::all::<Track>()))
            (actions("Casus openen", &path(seen.line.report)))
        }
    }
}
