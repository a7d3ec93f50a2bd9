//! The page on which a member of the duo raises a suspicion of intieme terreur.

use actix_web::HttpResponse;
use casework::red_flag::{DangerFile, file};
use casework::suspicion::raise;
use domain::id::CaseId;
use domain::text::LongText;
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::flag::choices;
use super::path;
use crate::shared::bodies::suspicion::SuspicionBody;
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormValues;
use crate::shared::ids::Id;
use crate::shared::problem::{Kind, Problem};
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::case;
use crate::ui::field::summary::actions;
use crate::ui::field::{Choice, Field};
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::people;

/// Address of the page.
pub const PATH: &str = "/cases/{caseId}/terror-suspicions/new";

const LABELS: [(&str, &str); 3] =
    [("victim", "Wie loopt gevaar?"), ("accused", "Door wie?"), ("reason", "Waarom denkt u dit?")];

/// The form about this case.
struct Suspecting(CaseId);

/// The page.
///
/// # Errors
/// 404 when the case is not there or not for the caller, 403 when the caller is not in the duo.
pub async fn show(here: Here, Id(case): Id<CaseId>) -> Result<HttpResponse, Problem> {
    here.open(&Suspecting(case), FormValues::default()).await
}

/// Raises the suspicion.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
pub async fn submit(
    here: Here,
    Id(case): Id<CaseId>,
    form: FormBody<SuspicionBody>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let done = match input {
        Ok(body) => raise(&here.casework, &here.caller, &creation, body.command(case)).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Suspecting(case), sent, done.map(|_| path(case))).await
}

impl FormPage for Suspecting {
    const TITLE: &'static str = "Vermoeden van intieme terreur";
    const PLACE: Place = Place::MyCases;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let file = file(&here.casework, &here.caller, self.0).await?;
        if !file.may_suspect {
            return Err(Problem::new(Kind::Forbidden));
        }
        Ok(content(here, &file, attempt))
    }
}

fn content(here: &Here, file: &DangerFile, attempt: &Attempt) -> Markup {
    let people = choices(&people::members(&file.line, amsterdam_day(here.now())));
    let people: Vec<Choice<'_>> = people.iter().map(|(value, label)| Choice { value, label }).collect();
    let state = &attempt.state;
    let case = file.line.case;
    html! {
        h1 class="utrecht-heading-1" { (Suspecting::TITLE) }
        (attempt.above(&LABELS))
        div class="tandem-note" {
            p { "Zolang dit vermoeden er is:" }
            ul {
                li { "heeft een gesprek met beiden samen een reden nodig;" }
                li { "ziet wie alleen voor een ander werkt niets van wat deze persoon vertelt;" }
                li { "ziet wie alleen voor een ander werkt ook dit vermoeden niet." }
            }
        }
        form class="tandem-form" method="post" action={ (case::path(case)) "/terror-suspicions/new" } novalidate {
            (attempt.create_parts(here))
            (Field::new("victim", LABELS[0].1).radios(state, &people))
            (Field::new("accused", LABELS[1].1).radios(state, &people))
            (Field::new("reason", LABELS[2].1).textarea(state, LongText::MAX))
            (actions("Vermoeden vastleggen", &path(case)))
        }
    }
}
