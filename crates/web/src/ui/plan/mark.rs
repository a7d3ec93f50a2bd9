//! The page on which somebody notes what became of a part, with what was noted before.

use access::Permission;
use actix_web::HttpResponse;
use casework::plan::{MarkLine, PlanNames, history, mark};
use domain::id::{CaseId, PlanItemId};
use domain::plan::ItemKind;
use domain::text::LongText;
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::part::marked;
use super::{anchor, desk, item_path, live, path, told};
use crate::shared::bodies::plan::NewPlanMark;
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormValues;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::field::summary::actions;
use crate::ui::field::{Choice, Field};
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::words::labels::Labelled;

/// Address of the page.
pub const PATH: &str = "/cases/{caseId}/safety-plan/items/{planItemId}/marks/new";

const LABELS: [(&str, &str); 3] =
    [("mark", "Hoe staat het ermee?"), ("onDay", "Op welke dag?"), ("note", "Wat gebeurde er?")];

/// The form about this part.
struct Marking(CaseId, PlanItemId);

/// The page.
///
/// # Errors
/// 404 when the case or the part is not there or not for the caller, 403 for who does not work on plans.
pub async fn show(
    here: Here,
    Id(case): Id<CaseId>,
    Id(item): Id<PlanItemId>,
) -> Result<HttpResponse, Problem> {
    let today = amsterdam_day(here.now()).to_string();
    let attempt = Attempt::first(FormValues::of([("onDay", today)]));
    let content = Marking(case, item).content(&here, &attempt).await?;
    here.require(Permission::EditPlan)?;
    Ok(here.show(Marking::TITLE, Some(Marking::PLACE), content))
}

/// Notes it and leads back to the part.
///
/// # Errors
/// 404 when the case or the part is not there or not for the caller.
pub async fn submit(
    here: Here,
    Id(case): Id<CaseId>,
    Id(item): Id<PlanItemId>,
    form: FormBody<NewPlanMark>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let done = match input {
        Ok(body) => mark(&here.casework, &here.caller, &creation, body.command(case, item)).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Marking(case, item), sent, done.map(|_| anchor(case, item))).await
}

impl FormPage for Marking {
    const TITLE: &'static str = "Hoe staat het ermee?";
    const PLACE: Place = Place::MyCases;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let Self(case, id) = *self;
        let desk = desk(here, case).await?;
        let item = live(&desk, id)?;
        let (before, names) = history(&here.casework, &here.caller, case, id).await?;
        let kind = item.content.kind();
        let marks = kind.marks().iter().map(|it| Choice { value: it.code(), label: it.label() });
        let marks: Vec<Choice<'_>> = marks.collect();
        let state = &attempt.state;
        Ok(html! {
            h1 class="utrecht-heading-1" { (Self::TITLE) }
            p class="tandem-text" dir="auto" { strong { (told::called(&item.content)) } }
            (attempt.above(&LABELS))
            form class="tandem-form" method="post" action={ (item_path(case, id)) "/marks/new" } novalidate {
                (attempt.create_parts(here))
                (Field::new("mark", "Hoe staat het ermee?").radios(state, &marks))
                (Field::new("onDay", "Op welke dag?").optional().hint("Leeg is vandaag.").date(state))
                (Field::new("note", "Wat gebeurde er?").optional().hint(hint(kind)).textarea(state, LongText::MAX))
                (actions("Opslaan", &path(case)))
            }
            (earlier(&before, &names))
        })
    }
}

const fn hint(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::RiskFactor => {
            "Blijft de risicofactor? Schrijf dan op wat ervoor zorgt dat het veilig blijft."
        }
        ItemKind::Condition => {
            "Is de voorwaarde geschonden? Dan gaat de casus terug naar directe veiligheid."
        }
        _ => "Schrijf op wat u zag of hoorde.",
    }
}

fn earlier(before: &[MarkLine], names: &PlanNames) -> Markup {
    html! {
        @if !before.is_empty() {
            section class="tandem-stack" aria-labelledby="eerder" {
                h2 class="utrecht-heading-2" id="eerder" { "Wat er eerder is vastgelegd" }
                ul class="tandem-lines" {
                    @for line in before {
                        li class="tandem-stack" {
                            (marked(line))
                            p class="tandem-subtle" {
                                "Vastgelegd door " (names.users.get(&line.made_by).map_or("", String::as_str))
                            }
                        }
                    }
                }
            }
        }
    }
}
