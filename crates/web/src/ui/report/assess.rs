//! Assessing a report: what Veilig Thuis finds, what follows, and why.

use actix_web::HttpResponse;
use casework::report::{ReportSeen, assess, read};
use domain::assessment::{Outcome, SafetyFinding};
use domain::id::ReportId;
use domain::time::amsterdam_day;
use domain::version::Version;
use maud::{Markup, html};

use super::{about, due, path};
use crate::shared::bodies::report::AssessmentBody;
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
pub const PATH: &str = "/reports/{reportId}/assessment/new";

const TITLE: &str = "Veiligheidsbeoordeling";
const LABELS: &[(&str, &str)] = &[
    ("finding", "Wat stelt u vast?"),
    ("outcome", "Wat volgt er?"),
    ("rationale", "Waarom?"),
    ("decidedAt", "Besloten op"),
];

/// The longest reason that fits, in characters.
const LONGEST: usize = 10_000;

/// The page.
///
/// # Errors
/// When the report is not for the caller.
pub async fn show(here: Here, Id(report): Id<ReportId>) -> Result<HttpResponse, Problem> {
    let seen = read(&here.casework, &here.caller, report).await?;
    Ok(here.show(TITLE, Some(Place::Reports), content(&here, &seen, &FormState::default())))
}

/// Assesses the report.
///
/// # Errors
/// When the report is not for the caller.
pub async fn submit(
    here: Here,
    Id(report): Id<ReportId>,
    form: FormBody<AssessmentBody>,
) -> Result<HttpResponse, Problem> {
    let state = match form.input {
        Ok(body) => {
            let command = body.command(report, form.version.unwrap_or(Version(0)));
            match assess(&here.casework, &here.caller, command).await {
                Ok(_) => return Ok(here.go(&path(report))),
                Err(refusal) => refused(form.values, refusal)?,
            }
        }
        Err(state) => state,
    };
    let seen = read(&here.casework, &here.caller, report).await?;
    Ok(here.show_again(TITLE, Some(Place::Reports), content(&here, &seen, &state)))
}

fn content(here: &Here, seen: &ReportSeen, state: &FormState) -> Markup {
    let today = amsterdam_day(here.now());
    html! {
        h1 class="utrecht-heading-1" { (TITLE) }
        (summary(state, LABELS))
        p class="tandem-subtle" { (about(&seen.line)) ", " (due(seen.line.due_by.protocol, today)) }
        form method="post" action={ (path(seen.line.report)) "/assessment/new" } class="tandem-form" {
            (change_parts(&here.token(), seen.line.version))
            details class="tandem-group" {
                summary { "Lees wat er is verteld" }
                p class="tandem-text" { (seen.narrative) }
            }
            (Field::new("finding", "Wat stelt u vast?").radios(state, &Choice::all::<SafetyFinding>()))
            (Field::new("outcome", "Wat volgt er?").radios(state, &Choice::all::<Outcome>()))
            (Field::new("rationale", "Waarom?").hint("Wat zag en hoorde u, en hoe weegt u dat?").textarea(state, LONGEST))
            (Field::new("decidedAt", "Besloten op").optional().hint("Leeg is nu.").moment(state))
            (actions("Beoordeling opslaan", &path(seen.line.report)))
        }
    }
}
