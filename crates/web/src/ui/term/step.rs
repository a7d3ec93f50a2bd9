//! One form for every step with a term: longer, on hold, on again, done, and why it is over.

use access::Permission;
use actix_web::HttpResponse;
use casework::term::{TermOwner, TermSeen, read, take};
use domain::id::{CaseId, ReportId, TermId};
use domain::term::{Definition, StepKind};
use domain::text::LongText;
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::{home, tag, until};
use crate::shared::bodies::term::TermStepForm;
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormValues;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::field::summary::actions;
use crate::ui::field::{Choice, Field};
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::words::terms;

/// Address of the page for a term of a case.
pub const OF_CASE: &str = "/cases/{caseId}/terms/{termId}/step";
/// Address of the page for a term of a report.
pub const OF_REPORT: &str = "/reports/{reportId}/terms/{termId}/step";

const LABELS: [(&str, &str); 2] = [("step", "Wat wilt u doen?"), ("reason", "Toelichting")];
const TITLE: &str = "Termijn bijwerken";

/// The form about a term of this case.
struct OfCase(CaseId, TermId);
/// The form about a term of this report.
struct OfReport(ReportId, TermId);

/// Address of the page for this term.
pub fn path(owner: TermOwner, term: TermId) -> String {
    format!("{}/terms/{term}/step", home(owner))
}

/// The page for a term of a case.
///
/// # Errors
/// 404 when the case or the term is not there or not for the caller, 403 when the caller keeps no terms.
pub async fn show_of_case(
    here: Here,
    Id(case): Id<CaseId>,
    Id(term): Id<TermId>,
) -> Result<HttpResponse, Problem> {
    show(&here, &OfCase(case, term), Permission::KeepTerms).await
}

/// The page for a term of a report.
///
/// # Errors
/// 404 when the report or the term is not there or not for the caller, 403 when the caller keeps no terms.
pub async fn show_of_report(
    here: Here,
    Id(report): Id<ReportId>,
    Id(term): Id<TermId>,
) -> Result<HttpResponse, Problem> {
    show(&here, &OfReport(report, term), Permission::KeepReportTerms).await
}

/// Takes the step and leads back to the terms of the case.
///
/// # Errors
/// 403 or 404 for who does not work in the case.
pub async fn submit_of_case(
    here: Here,
    Id(case): Id<CaseId>,
    Id(term): Id<TermId>,
    form: FormBody<TermStepForm>,
) -> Result<HttpResponse, Problem> {
    submit(&here, &OfCase(case, term), (TermOwner::Case(case), term), form).await
}

/// Takes the step and leads back to the terms of the report.
///
/// # Errors
/// 403 or 404 for who does not handle the report.
pub async fn submit_of_report(
    here: Here,
    Id(report): Id<ReportId>,
    Id(term): Id<TermId>,
    form: FormBody<TermStepForm>,
) -> Result<HttpResponse, Problem> {
    submit(&here, &OfReport(report, term), (TermOwner::Report(report), term), form).await
}

async fn show<P: FormPage>(here: &Here, page: &P, needs: Permission) -> Result<HttpResponse, Problem> {
    let content = page.content(here, &Attempt::first(FormValues::default())).await?;
    here.require(needs)?;
    Ok(here.show(P::TITLE, Some(P::PLACE), content))
}

async fn submit<P: FormPage>(
    here: &Here,
    page: &P,
    (owner, term): (TermOwner, TermId),
    form: FormBody<TermStepForm>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let done = match input {
        Ok(body) => take(&here.casework, &here.caller, &creation, body.command(owner, term)).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(page, sent, done.map(|_| super::path(owner))).await
}

impl FormPage for OfCase {
    const TITLE: &'static str = TITLE;
    const PLACE: Place = Place::MyCases;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        content(here, attempt, TermOwner::Case(self.0), self.1).await
    }
}

impl FormPage for OfReport {
    const TITLE: &'static str = TITLE;
    const PLACE: Place = Place::Reports;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        content(here, attempt, TermOwner::Report(self.0), self.1).await
    }
}

async fn content(here: &Here, attempt: &Attempt, owner: TermOwner, term: TermId) -> Result<Markup, Problem> {
    let seen = read(&here.casework, &here.caller, owner, term).await?;
    let choices: Vec<(&str, String)> =
        seen.possible.iter().map(|it| (it.code(), offered(*it, &seen.definition))).collect();
    let choices: Vec<Choice<'_>> = choices.iter().map(|(value, label)| Choice { value, label }).collect();
    Ok(html! {
        h1 class="utrecht-heading-1" { (TITLE) }
        (about(&seen, here))
        (attempt.above(&LABELS))
        @if choices.is_empty() {
            p class="utrecht-paragraph" { "Aan deze termijn kan nu niets veranderen." }
            p { a class="utrecht-link tandem-tap" href=(super::path(owner)) { "Terug naar de termijnen" } }
        } @else {
            form class="tandem-form" method="post" action=(path(owner, term)) novalidate {
                (attempt.create_parts(here))
                (which(&choices, attempt))
                (Field::new("reason", "Toelichting").hint("Waarom, of wat er is gedaan.").textarea(&attempt.state, LongText::MAX))
                (actions("Opslaan", &super::path(owner)))
            }
        }
    })
}

/// Where there is one thing to do, nobody has to choose it.
fn which(choices: &[Choice<'_>], attempt: &Attempt) -> Markup {
    match choices {
        [only] => html! {
            input type="hidden" name="step" value=(only.value);
            p class="utrecht-paragraph" { strong { (only.label) } }
        },
        _ => Field::new("step", "Wat wilt u doen?").radios(&attempt.state, choices),
    }
}

fn about(seen: &TermSeen, here: &Here) -> Markup {
    let today = amsterdam_day(here.now());
    html! {
        p class="utrecht-paragraph" { (seen.definition.name) }
        p class="tandem-row" {
            (tag(seen.line.state, (seen.overdue, seen.met_late)))
            @if seen.goes_on() { span { (until(seen.line.due, seen.definition.is_exact(), today)) } }
        }
    }
}

/// What a step is called in the question.
fn offered(step: StepKind, definition: &Definition) -> String {
    match (step, definition.extension) {
        (StepKind::Extended, Some(by)) => {
            format!("Verlengen met {}", terms::length(by.length.into(), definition.unit))
        }
        (StepKind::Extended, None) => "Verlengen".to_owned(),
        (StepKind::Suspended, _) => "Stilzetten".to_owned(),
        (StepKind::Resumed, _) => "Weer laten lopen".to_owned(),
        (StepKind::Explained, _) => "Opschrijven waarom het te laat is".to_owned(),
        (StepKind::Met, _) => "Afronden: het is gedaan".to_owned(),
        (StepKind::Stopped, _) => "Stoppen: het is niet meer nodig".to_owned(),
    }
}
