//! Terms for programs: by when something has to be done, why then, and the steps that people take.

pub mod definition;
pub mod of_case;
pub mod of_report;

use casework::term::{StepLine, TermFile, TermSeen};
use chrono::{DateTime, NaiveDate, Utc};
use domain::term::{Due, Step};
use domain::workday::DayOff;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::timeline::event::UserNameView;

/// The terms of a case or a report.
#[derive(Serialize, ToSchema)]
pub struct TermListView {
    /// Eerst wat nog loopt, naar de laatste dag; daarna wat is afgelopen
    items: Vec<TermView>,
}

/// A term.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TermView {
    id: Uuid,
    /// Wat er op tijd klaar moet zijn
    kind: &'static str,
    name: String,
    state: &'static str,
    /// Loopt nog, en is voorbij
    overdue: bool,
    /// Is gedaan, na het einde
    met_late: bool,
    /// Waarom het te laat is, zoals iemand het laatst opschreef
    overdue_reason: Option<String>,
    /// Waardoor de termijn begon
    event: &'static str,
    origin_id: Uuid,
    started_at: DateTime<Utc>,
    /// De laatste dag waarop het op tijd is
    due_on: NaiveDate,
    /// Het eerste moment waarop het te laat is
    due_at: DateTime<Utc>,
    /// Hoe er is geteld
    rule: &'static str,
    basis: &'static str,
    source: String,
    /// De stappen waarlangs de dag is gevonden
    explanation: Vec<ExplanationStepView>,
    /// Wat er met de termijn gebeurde, het oudste eerst
    steps: Vec<TermStepView>,
    /// Welke stappen nu kunnen
    possible_steps: Vec<&'static str>,
}

/// One step on the way to the end of a term.
#[derive(Serialize, ToSchema, Default)]
#[serde(rename_all = "camelCase")]
pub struct ExplanationStepView {
    #[schema(example = "counted")]
    code: &'static str,
    count: Option<u32>,
    unit: Option<&'static str>,
    /// De dag waarop deze stap uitkomt
    day: Option<NaiveDate>,
    /// Het moment waarop de termijn eindigt
    at: Option<DateTime<Utc>>,
    /// Vrije dagen die niet meetellen of waar het einde overheen schuift
    days_off: Vec<DayOffView>,
    /// Waarom de Algemene termijnenwet het einde niet verschuift
    exception: Option<&'static str>,
}

/// A day on which nobody works.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DayOffView {
    day: NaiveDate,
    why: &'static str,
}

/// Something that happened to a term.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TermStepView {
    kind: &'static str,
    reason: Option<String>,
    happened_at: DateTime<Utc>,
    /// De laatste dag na deze stap, als die verschoof
    due_on: Option<NaiveDate>,
    by: UserNameView,
}

impl From<TermFile> for TermListView {
    fn from(file: TermFile) -> Self {
        Self { items: file.items.into_iter().map(TermView::from).collect() }
    }
}

impl From<TermSeen> for TermView {
    fn from(seen: TermSeen) -> Self {
        let overdue_reason = seen.why_over().map(str::to_owned);
        let TermSeen { line, definition, explanation, overdue, met_late, possible } = seen;
        let Due { day: due_on, at: due_at } = line.due;
        Self {
            id: line.id.0,
            kind: line.kind.code(),
            name: definition.name,
            state: line.state.code(),
            overdue,
            met_late,
            overdue_reason,
            event: definition.event.code(),
            origin_id: line.origin,
            started_at: line.started_at,
            due_on,
            due_at,
            rule: definition.rule.code(),
            basis: definition.basis.code(),
            source: definition.source,
            explanation: explanation.steps.into_iter().map(ExplanationStepView::from).collect(),
            steps: line.steps.into_iter().map(TermStepView::from).collect(),
            possible_steps: possible.into_iter().map(|it| it.code()).collect(),
        }
    }
}

impl From<Step> for ExplanationStepView {
    fn from(step: Step) -> Self {
        let plain = |code, day| Self { code, day: Some(day), ..Self::default() };
        match step {
            Step::DayZero { day } => plain("day_zero", day),
            Step::Counted { count, unit, to } => {
                Self { count: Some(count), unit: Some(unit.code()), ..plain("counted", to) }
            }
            Step::Skipped { days } => Self { code: "skipped", days_off: off(&days), ..Self::default() },
            Step::ShortMonth { to, .. } => plain("short_month", to),
            Step::StoodStill { days, to } => Self { count: Some(days), ..plain("stood_still", to) },
            Step::MovedOn { over, to } => Self { days_off: off(&over), ..plain("moved_on", to) },
            Step::TwoWorkingDays { to } => plain("two_working_days", to),
            Step::Excepted { why } => {
                Self { code: "excepted", exception: Some(why.code()), ..Self::default() }
            }
            Step::EndOfDay { day } => plain("end_of_day", day),
            Step::AtMoment { at } => Self { code: "at_moment", at: Some(at), ..Self::default() },
        }
    }
}

impl From<StepLine> for TermStepView {
    fn from(it: StepLine) -> Self {
        Self {
            kind: it.kind.code(),
            reason: it.reason,
            happened_at: it.happened_at,
            due_on: it.due.map(|due| due.day),
            by: it.by.into(),
        }
    }
}

fn off(days: &[DayOff]) -> Vec<DayOffView> {
    days.iter().map(|it| DayOffView { day: it.day, why: it.why.code() }).collect()
}
