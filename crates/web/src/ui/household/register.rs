//! A new household with the people in it. Rows that stay empty do not count.

use access::Permission;
use actix_web::HttpResponse;
use casework::Refusal;
use casework::household::register;
use domain::fault::Faults;
use domain::id::HouseholdId;
use maud::{Markup, html};

use super::member;
use crate::shared::bodies::household::{HouseholdBody, MOST_MEMBERS};
use crate::shared::body::{FormBody, Query};
use crate::shared::fields::form::FormValues;
use crate::shared::fields::{Body, Fields};
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::choosing::{self, Answers};
use crate::ui::field::Field;
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::search::{Next, Purpose};

/// Address of the page.
pub const PATH: &str = "/households/new";
/// Address that shows the same form with one more row.
pub const ROWS: &str = "/households/new/rows";

const TITLE: &str = "Nieuw huishouden";
/// Rows in the form when nobody asked for more.
const FEWEST_ROWS: usize = 2;

/// A new household with what comes after it.
#[derive(Clone)]
pub struct HouseholdForm {
    body: HouseholdBody,
    next: Option<Next>,
}

/// The form.
struct Registering;

/// What can be chosen.
struct Offer {
    areas: Answers,
    teams: Answers,
}

/// The page.
///
/// # Errors
/// 403 when the caller registers no households.
pub async fn show(here: Here, Query(Purpose(next)): Query<Purpose>) -> Result<HttpResponse, Problem> {
    here.require(Permission::Register)?;
    let values = FormValues::of(next.map(|it| ("next", it.to_string())));
    here.open(&Registering, values).await
}

/// The same form with everything that was filled in and one more row.
///
/// # Errors
/// 403 when the caller registers no households.
pub async fn add_row(here: Here, form: FormBody<HouseholdForm>) -> Result<HttpResponse, Problem> {
    here.require(Permission::Register)?;
    let offer = Offer::read(&here).await?;
    let rows = (rows(&form.values) + 1).min(MOST_MEMBERS);
    let content = content(&here, &offer, &Attempt::first(form.values), rows);
    Ok(here.show(TITLE, Some(Place::Search), content))
}

/// Registers the household.
///
/// # Errors
/// When the caller registers nobody.
pub async fn submit(here: Here, form: FormBody<HouseholdForm>) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let done = match input {
        Ok(HouseholdForm { body, next }) => {
            let done = match body.command() {
                Ok(command) => register(&here.casework, &here.caller, &creation, command).await,
                Err(faults) => Err(faults.into()),
            };
            done.map(|household| leads_to(household, next)).map_err(|it| in_its_rows(&sent.values, it))
        }
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Registering, sent, done).await
}

impl FormPage for Registering {
    const TITLE: &'static str = TITLE;
    const PLACE: Place = Place::Search;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let rows = rows(&attempt.state.values).max(FEWEST_ROWS);
        Ok(content(here, &Offer::read(here).await?, attempt, rows))
    }
}

/// What comes after a new household.
fn leads_to(household: HouseholdId, next: Option<Next>) -> String {
    match next {
        Some(Next::Report) => format!("{}/reports/new", super::path(household)),
        Some(Next::Join(_)) | None => super::path(household),
    }
}

fn content(here: &Here, offer: &Offer, attempt: &Attempt, rows: usize) -> Markup {
    let state = &attempt.state;
    let labels = labels(rows);
    let labels: Vec<(&str, &str)> =
        labels.iter().map(|(name, label)| (name.as_str(), label.as_str())).collect();
    html! {
        h1 class="utrecht-heading-1" { (TITLE) }
        (attempt.above(&labels))
        p class="utrecht-paragraph" {
            "Wie horen erbij? Noem ook een ex-partner of een kind dat ergens anders woont. Een leeg blok telt niet mee."
        }
        form method="post" action=(PATH) class="tandem-form tandem-wide" novalidate {
            (attempt.create_parts(here))
            (Next::part(Next::of(&state.values)))
            (choosing::desk(&offer.teams, state))
            (Field::new("area", "Gemeente of stadsdeel").select(state, &offer.areas.choices()))
            @for number in 0..rows {
                fieldset class="tandem-card" id={ "persoon-" (number + 1) } {
                    legend { "Persoon " (number + 1) }
                    div class="tandem-form tandem-wide" { (member::Place::Row(number).questions(state)) }
                }
            }
            div class="tandem-actions" {
                button class="utrecht-button utrecht-button--primary-action" type="submit" { "Huishouden opslaan" }
                @if rows < MOST_MEMBERS {
                    button class="utrecht-button utrecht-button--secondary-action" type="submit"
                        formaction={ (ROWS) "#persoon-" (rows + 1) } formnovalidate { "Nog iemand toevoegen" }
                }
                a class="utrecht-link" href="/search" { "Annuleren" }
            }
        }
    }
}

fn labels(rows: usize) -> Vec<(String, String)> {
    let mut labels = vec![
        ("area".to_owned(), "Gemeente of stadsdeel".to_owned()),
        ("team".to_owned(), "Namens welk team?".to_owned()),
    ];
    labels.extend((0..rows).flat_map(|number| member::Place::Row(number).labels()));
    labels
}

/// How many rows the form had, filled in or not.
fn rows(values: &FormValues) -> usize {
    values.rows("members.").last().map_or(0, |last| last + 1)
}

/// The use case counts members, the page rows: a fault goes to the row in which the member stands.
fn in_its_rows(values: &FormValues, refusal: Refusal) -> Refusal {
    match refusal {
        Refusal::Invalid(faults) => in_their_rows(values, faults).into(),
        other => other,
    }
}

fn in_their_rows(values: &FormValues, faults: Faults) -> Faults {
    let filled: Vec<usize> = values
        .rows("members.")
        .into_iter()
        .filter(|row| values.has_under(&format!("members.{row}.")))
        .collect();
    let place = |field: &str| {
        let (number, rest) = field.strip_prefix("members.")?.split_once('.')?;
        let row = filled.get(number.parse::<usize>().ok()?)?;
        Some(format!("members.{row}.{rest}"))
    };
    let mut placed = Faults::none();
    for fault in faults {
        let field = place(&fault.field).unwrap_or(fault.field);
        match fault.limit {
            Some(limit) => placed.add_limit(field, fault.code, limit),
            None => placed.add(field, fault.code),
        }
    }
    placed
}

impl Offer {
    async fn read(here: &Here) -> Result<Self, Problem> {
        Ok(Self { areas: choosing::areas(here).await?, teams: choosing::own_teams(here).await? })
    }
}

impl Body for HouseholdForm {
    const NAME: &'static str = "HouseholdForm";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let body = HouseholdBody::read(fields);
        let next = fields.optional("next");
        Some(Self { body: body?, next })
    }
}

#[cfg(test)]
mod tests {
    use domain::fault::FaultCode;

    use super::*;

    #[test]
    fn a_fault_stands_in_the_row_of_its_member_when_a_row_before_it_is_empty() {
        let values = FormValues::of([("members.0.familyName", ""), ("members.1.familyName", "Blom")]);
        let mut faults = Faults::none();
        faults.add("members.0.role", FaultCode::Missing);
        faults.add("area", FaultCode::Missing);
        assert_eq!(in_their_rows(&values, faults).to_string(), "members.1.role: missing, area: missing");
    }
}
