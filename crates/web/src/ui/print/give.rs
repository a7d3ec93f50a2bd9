//! What would be on the paper, what is left out and why, and the form to give it to somebody.

use actix_web::HttpResponse;
use casework::disclosure::{LeftOutItem, Preview, Wanted, give, preview};
use domain::disclosure::DisclosureGround;
use domain::id::CaseId;
use maud::{Markup, html};

use crate::shared::bodies::disclosure::{NewDisclosure, PaperWanted};
use crate::shared::body::{FormBody, Query};
use crate::shared::fields::Draft;
use crate::shared::fields::form::FormValues;
use crate::shared::ids::Id;
use crate::shared::paper::kept;
use crate::shared::paper::plan::{document, why};
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::field::summary::actions;
use crate::ui::field::{Choice, Field};
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::plan as plans;
use crate::ui::plan::told;

/// Address of the page; the reader stands behind it.
pub const PATH: &str = "/cases/{caseId}/safety-plan/paper/preview";

/// The form about this paper.
struct Giving(Wanted);

/// The page.
///
/// # Errors
/// 404 when the case or the reader is not there, 403 outside the duo, 409 without a version that holds.
pub async fn show(
    here: Here,
    Id(case): Id<CaseId>,
    Query(wanted): Query<PaperWanted>,
) -> Result<HttpResponse, Problem> {
    here.open(&Giving(wanted.of(case)), FormValues::default()).await
}

/// Records to whom it is given, and leads to the document.
///
/// # Errors
/// 404 when the case or the reader is not there, 403 outside the duo, 409 without a version that holds.
pub async fn submit(
    here: Here,
    Id(case): Id<CaseId>,
    Query(wanted): Query<PaperWanted>,
    form: FormBody<Draft<NewDisclosure>>,
) -> Result<HttpResponse, Problem> {
    let wanted = wanted.of(case);
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let done = match input.and_then(|body| body.command(wanted)) {
        Ok(command) => give(&here.casework, &here.caller, &creation, command, kept).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Giving(wanted), sent, done.map(|id| super::given::path(case, id))).await
}

impl FormPage for Giving {
    const TITLE: &'static str = "Het plan op papier";
    const PLACE: Place = Place::MyCases;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let preview = preview(&here.casework, &here.caller, self.0).await?;
        Ok(content(here, &preview, attempt))
    }
}

const LABELS: [(&str, &str); 2] = [("ground", "Waarom het mag"), ("receiver", "Aan wie u het geeft")];

fn content(here: &Here, preview: &Preview, attempt: &Attempt) -> Markup {
    let case = preview.wanted.case;
    html! {
        div class="tandem-beside-paper" {
            p class="tandem-subtle" { "Zo komt het op papier. Lees het na: Tandem kijkt niet in de tekst zelf." }
            (left_out(&preview.left_out))
        }
        (paper::html::article(&document(preview)))
        div class="tandem-beside-paper" {
            h2 class="utrecht-heading-2" { "Aan wie geeft u dit?" }
            (attempt.above(&LABELS))
            form class="tandem-form" method="post" action=(address(preview.wanted)) novalidate {
                (attempt.create_parts(here))
                (Field::new("ground", "Waarom mag het?").select(&attempt.state, &Choice::all::<DisclosureGround>()))
                (Field::new("receiver", "Aan wie geeft u het?").hint("Naam, en bij een organisatie ook welke.")
                    .text(&attempt.state))
                (actions("Vastleggen en printen", &format!("{}/paper", plans::path(case))))
            }
        }
    }
}

fn left_out(items: &[LeftOutItem]) -> Markup {
    html! {
        section class="tandem-card" aria-labelledby="weggelaten" {
            h2 class="utrecht-heading-2" id="weggelaten" { "Wat er niet op staat" }
            @if items.is_empty() { p class="utrecht-paragraph" { "Alles uit het plan staat erop." } }
            @else {
                ul class="utrecht-unordered-list" {
                    @for it in items {
                        li class="utrecht-unordered-list__item" {
                            (told::called(&it.item.content)) " " span class="tandem-subtle" { (why(it.why)) }
                        }
                    }
                }
            }
        }
    }
}

fn address(wanted: Wanted) -> String {
    let person = wanted.person.map(|it| format!("&person={it}")).unwrap_or_default();
    format!(
        "{}/paper/preview?reader={}{person}&sheet={}",
        plans::path(wanted.case),
        wanted.reader,
        wanted.sheet
    )
}
