//! The page on which the plan is adopted: a small block for each member of the household, a child's own words among
//! them.

use access::Permission;
use actix_web::HttpResponse;
use casework::plan::{Desk, adopt};
use domain::id::CaseId;
use domain::plan::{Opinion, Voter};
use domain::score::AskedHow;
use domain::text::LongText;
use maud::{Markup, html};

use super::{desk, path, told, version};
use crate::shared::bodies::plan::NewPlanVersion;
use crate::shared::body::FormBody;
use crate::shared::fields::form::{FormState, FormValues};
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::field::summary::actions;
use crate::ui::field::{Choice, Field, id_of};
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::words::labels::Labelled;

/// Address of the page.
pub const PATH: &str = "/cases/{caseId}/safety-plan/adoption";

/// What is asked about each member.
const ASKED: [&str; 4] = ["opinion", "askedHow", "ownWords", "reason"];

/// The form about the plan of this case.
struct Adopting(CaseId);

/// The page.
///
/// # Errors
/// 404 when the case is not there or not for the caller, 403 for who does not work on plans.
pub async fn show(here: Here, Id(case): Id<CaseId>) -> Result<HttpResponse, Problem> {
    let content = Adopting(case).content(&here, &Attempt::first(FormValues::default())).await?;
    here.require(Permission::EditPlan)?;
    Ok(here.show(Adopting::TITLE, Some(Adopting::PLACE), content))
}

/// Adopts the plan and leads to the version.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
pub async fn submit(
    here: Here,
    Id(case): Id<CaseId>,
    form: FormBody<NewPlanVersion>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let done = match input {
        Ok(body) => adopt(&here.casework, &here.caller, &creation, body.command(case, sent.seen())).await,
        Err(faults) => Err(faults.into()),
    };
    let done = done.map(|adopted| version::version_path(case, adopted.number));
    here.answer(&Adopting(case), sent, done).await
}

impl FormPage for Adopting {
    const TITLE: &'static str = "Veiligheidsplan vaststellen";
    const PLACE: Place = Place::MyCases;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let case = self.0;
        let desk = desk(here, case).await?;
        let names: Vec<String> =
            desk.voters.iter().map(|it| told::name(it.person, &desk.file.names)).collect();
        let labels = labels(&names);
        let labels: Vec<(&str, &str)> =
            labels.iter().map(|(name, label)| (name.as_str(), label.as_str())).collect();
        let values = aligned(&attempt.state.values, &desk.voters);
        let state = FormState { values, ..attempt.state.clone() };
        let parts = desk.file.standing.plan.live().count();
        Ok(html! {
            h1 class="utrecht-heading-1" { (Self::TITLE) }
            (attempt.above(&labels))
            p class="utrecht-paragraph" {
                "U stelt het plan vast zoals het er nu staat: " (parts) " onderdelen. "
                a class="utrecht-link" href=(path(case)) { "Lees het plan" } " of "
                a class="utrecht-link" href={ (path(case)) "/comparison" } { "bekijk de wijzigingen" } "."
            }
            p class="utrecht-paragraph" {
                "Met dit formulier zegt " (here.caller.organisation_name) " ja tegen het plan. "
                "De andere organisatie van het duo doet dat zelf, bij de nieuwe versie."
            }
            form class="tandem-form" method="post" action={ (path(case)) "/adoption" } novalidate {
                (attempt.create_in_parts(here, desk.file.standing.plan.version()))
                @for (row, voter) in desk.voters.iter().enumerate() { (block(row, voter, &desk, &state)) }
                (actions("Plan vaststellen", &path(case)))
            }
        })
    }
}

/// The questions about one member.
fn block(row: usize, voter: &Voter, desk: &Desk, state: &FormState) -> Markup {
    let young = voter.is_young(desk.asked_from_age);
    let [opinion, asked, words, reason] = ASKED.map(|it| format!("voices.{row}.{it}"));
    let answers = Opinion::ALL.iter().filter(|it| young || **it != Opinion::Heard);
    let answers: Vec<Choice<'_>> = answers.map(|it| Choice { value: it.code(), label: it.label() }).collect();
    let how = Field::new(&asked, "Hoe is het gevraagd?");
    let how = if young { how.in_row().hint("Nodig bij een jong kind.") } else { how.optional() };
    html! {
        fieldset class="tandem-card tandem-stack tandem-voice" id=(id_of(&format!("voices.{row}"))) {
            legend class="utrecht-heading-3" {
                (told::name(voter.person, &desk.file.names))
                @if let Some(age) = voter.age { " (" (age) " jaar)" }
            }
            (Field::new(&opinion, "Wat vindt deze persoon van het plan?").radios(state, &answers))
            (how.select(state, &Choice::all::<AskedHow>()))
            (Field::new(&words, "In eigen woorden").optional().hint("Schrijf op wat iemand zei, zonder het mooier te maken.").textarea(state, LongText::MAX))
            (Field::new(&reason, "Waarom niet eens, of niet gevraagd?").optional().textarea(state, LongText::MAX))
            input type="hidden" name={ "voices." (row) ".person" } value=(voter.person);
        }
    }
}

/// The names of the fields with what the summary of faults calls them.
fn labels(names: &[String]) -> Vec<(String, String)> {
    let fields = |(row, name): (usize, &String)| ASKED.map(|it| (format!("voices.{row}.{it}"), name.clone()));
    names.iter().enumerate().flat_map(fields).collect()
}

/// What was filled in, at the row where each member stands now: words never move to somebody else.
fn aligned(values: &FormValues, voters: &[Voter]) -> FormValues {
    let rows = values.rows("voices.");
    let mut pairs: Vec<(String, String)> = Vec::new();
    for (row, voter) in voters.iter().enumerate() {
        let person = voter.person.to_string();
        let before =
            rows.iter().find(|it| values.first(&format!("voices.{it}.person")) == Some(person.as_str()));
        let Some(before) = before else { continue };
        for field in ASKED {
            let text = values.first(&format!("voices.{before}.{field}")).unwrap_or_default();
            pairs.push((format!("voices.{row}.{field}"), text.to_owned()));
        }
    }
    FormValues::of(pairs)
}
