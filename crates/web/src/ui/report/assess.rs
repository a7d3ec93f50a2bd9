//! Assessing a report: what Veilig Thuis finds, what follows, and why.

use actix_web::HttpResponse;
use casework::report::{ReportSeen, assess, read};
use domain::assessment::{Outcome, SafetyFinding};
use domain::id::ReportId;
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::{about, due, path};
use crate::shared::bodies::report::AssessmentBody;
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

/// The form about this report.
struct Assessing(ReportId);

/// The page.
///
/// # Errors
/// When the report is not for the caller.
pub async fn show(here: Here, Id(report): Id<ReportId>) -> Result<HttpResponse, Problem> {
    here.open(&Assessing(report), FormValues::default()).await
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
    let (input, sent) = Sent::of(form);
    let done = match input {
        Ok(body) => assess(&here.casework, &here.caller, body.command(report, sent.seen())).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Assessing(report), sent, done.map(|_| path(report))).await
}

impl FormPage for Assessing {
    const TITLE: &'static str = TITLE;
    const PLACE: Place = Place::Reports;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let seen = read(&here.casework, &here.caller, self.0).await?;
        Ok(content(here, &seen, attempt))
    }
}

fn content(here: &Here, seen: &ReportSeen, attempt: &Attempt) -> Markup {
    let (today, state) = (amsterdam_day(here.now()), &attempt.state);
    html! {
        h1 class="utrecht-heading-1" { (TITLE) }
        (attempt.above(LABELS))
        p class="tandem-subtle" {
                (about(&seen.line))
                @if let Some(day) = seen.line.due_by.protocol { ", " (due(day, today)) }
            }
        form method="post" action={ (path(seen.line.report)) "/assessment/new" } class="tandem-form" {
            (attempt.change_parts(here, seen.line.version))
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
