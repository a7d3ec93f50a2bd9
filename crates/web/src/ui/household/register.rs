//! A new household with the people in it. Rows that stay empty do not count.

use actix_web::HttpResponse;
use casework::household::register;
use domain::fault::Faults;
use maud::{Markup, html};

use super::member;
use crate::shared::bodies::household::{HouseholdBody, MOST_MEMBERS};
use crate::shared::body::{FormBody, Query};
use crate::shared::fields::form::{FormState, FormValues};
use crate::shared::fields::{Body, Fields};
use crate::shared::problem::Problem;
use crate::ui::choosing::{self, Answers};
use crate::ui::field::Field;
use crate::ui::field::summary::{create_parts, summary};
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::refused::refused;
use crate::ui::search::{Next, Purpose};

/// Address of the page.
pub const PATH: &str = "/households/new";
/// Address that shows the same form with one more row.
pub const ROWS: &str = "/households/new/rows";

/// Rows in the form when nobody asked for more.
const FEWEST_ROWS: usize = 2;

/// A new household with what comes after it.
#[derive(Clone)]
pub struct HouseholdForm {
    body: HouseholdBody,
    next: Option<Next>,
}

/// What can be chosen.
struct Offer {
    areas: Answers,
    teams: Answers,
}

/// The page.
///
/// # Errors
/// When the database is away.
pub async fn show(here: Here, Query(Purpose(next)): Query<Purpose>) -> Result<HttpResponse, Problem> {
    let offer = Offer::read(&here).await?;
    let content = content(&here, &offer, &FormState::default(), (FEWEST_ROWS, next));
    Ok(here.show("Nieuw huishouden", Some(Place::Search), content))
}

/// The same form with everything that was filled in and one more row.
///
/// # Errors
/// When the database is away.
pub async fn add_row(here: Here, form: FormBody<HouseholdForm>) -> Result<HttpResponse, Problem> {
    let offer = Offer::read(&here).await?;
    let rows = (rows(&form.values) + 1).min(MOST_MEMBERS);
    let next = Next::of(&form.values);
    let content = content(&here, &offer, &FormState::starting_with(form.values), (rows, next));
    Ok(here.show("Nieuw huishouden", Some(Place::Search), content))
}

/// Registers the household.
///
/// # Errors
/// When the caller registers nobody.
pub async fn submit(here: Here, form: FormBody<HouseholdForm>) -> Result<HttpResponse, Problem> {
    let creation = here.creation(form.idempotency_key)?;
    let HouseholdForm { body, next } = match form.input {
        Ok(body) => body,
        Err(state) => return again(&here, &state).await,
    };
    let command = match body.command() {
        Ok(command) => command,
        Err(faults) => return again(&here, &in_their_rows(form.values, faults)).await,
    };
    match register(&here.casework, &here.caller, &creation, command).await {
        Ok(household) if next == Some(Next::Report) => {
            Ok(here.go(&format!("{}/reports/new", super::path(household))))
        }
        Ok(household) => Ok(here.go(&super::path(household))),
        Err(refusal) => {
            let state = refused(form.values, refusal)?;
            let faults = state.faults.clone();
            let state = FormState { rule: state.rule, ..in_their_rows(state.values, faults) };
            again(&here, &state).await
        }
    }
}

async fn again(here: &Here, state: &FormState) -> Result<HttpResponse, Problem> {
    let offer = Offer::read(here).await?;
    let shape = (rows(&state.values).max(FEWEST_ROWS), Next::of(&state.values));
    Ok(here.show_again("Nieuw huishouden", Some(Place::Search), content(here, &offer, state, shape)))
}

fn content(here: &Here, offer: &Offer, state: &FormState, (rows, next): (usize, Option<Next>)) -> Markup {
    let labels = labels(rows);
    let labels: Vec<(&str, &str)> =
        labels.iter().map(|(name, label)| (name.as_str(), label.as_str())).collect();
    html! {
        h1 class="utrecht-heading-1" { "Nieuw huishouden" }
        (summary(state, &labels))
        p class="utrecht-paragraph" {
            "Wie horen erbij? Noem ook een ex-partner of een kind dat ergens anders woont. Een leeg blok telt niet mee."
        }
        form method="post" action=(PATH) class="tandem-form tandem-wide" novalidate {
            (create_parts(&here.token(), here.fresh_key()))
            (Next::part(next))
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
fn in_their_rows(values: FormValues, faults: Faults) -> FormState {
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
    FormState { values, faults: placed, rule: None }
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
        assert_eq!(
            in_their_rows(values, faults).faults.to_string(),
            "members.1.role: missing, area: missing"
        );
    }
}
