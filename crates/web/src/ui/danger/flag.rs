//! The page on which somebody writes a red flag down.

use actix_web::HttpResponse;
use casework::red_flag::{DangerFile, file, record};
use domain::danger::{FlagSource, RedFlagKind};
use domain::id::CaseId;
use domain::text::LongText;
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::path;
use crate::shared::bodies::red_flag::RedFlagBody;
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormValues;
use crate::shared::ids::Id;
use crate::shared::problem::{Kind, Problem};
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::field::summary::actions;
use crate::ui::field::{Choice, Field};
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::people::{self, Someone};

/// Address of the page.
pub const PATH: &str = "/cases/{caseId}/red-flags/new";

const LABELS: [(&str, &str); 5] = [
    ("person", "Wie loopt gevaar?"),
    ("kind", "Welk signaal?"),
    ("source", "Van wie weet u het?"),
    ("noticedOn", "Wanneer"),
    ("note", "Wat is er verteld of gezien?"),
];

/// The form about this case.
struct Flagging(CaseId);

/// The page.
///
/// # Errors
/// 404 when the case is not there or not for the caller, 403 when the caller writes none down.
pub async fn show(here: Here, Id(case): Id<CaseId>) -> Result<HttpResponse, Problem> {
    let today = amsterdam_day(here.now()).to_string();
    here.open(&Flagging(case), FormValues::of([("noticedOn", today.as_str())])).await
}

/// Records the flag.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
pub async fn submit(
    here: Here,
    Id(case): Id<CaseId>,
    form: FormBody<RedFlagBody>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let done = match input {
        Ok(body) => record(&here.casework, &here.caller, &creation, body.command(case)).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Flagging(case), sent, done.map(|_| path(case))).await
}

impl FormPage for Flagging {
    const TITLE: &'static str = "Rode vlag vastleggen";
    const PLACE: Place = Place::MyCases;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let file = file(&here.casework, &here.caller, self.0).await?;
        if !file.may_record {
            return Err(Problem::new(Kind::Forbidden));
        }
        Ok(content(here, &file, attempt))
    }
}

fn content(here: &Here, file: &DangerFile, attempt: &Attempt) -> Markup {
    let people = people::members(&file.line, amsterdam_day(here.now()));
    let choices = choices(&people);
    let choices: Vec<Choice<'_>> = choices.iter().map(|(value, label)| Choice { value, label }).collect();
    let state = &attempt.state;
    html! {
        h1 class="utrecht-heading-1" { (Flagging::TITLE) }
        (attempt.above(&LABELS))
        form class="tandem-form" method="post" action={ (path(file.line.case)) "/new" } novalidate {
            (attempt.create_parts(here))
            (Field::new("person", LABELS[0].1).radios(state, &choices))
            (Field::new("kind", LABELS[1].1).select(state, &Choice::all::<RedFlagKind>()))
            (Field::new("source", LABELS[2].1).select(state, &Choice::all::<FlagSource>()))
            (Field::new("noticedOn", LABELS[3].1).date(state))
            (Field::new("note", LABELS[4].1).optional()
                .hint("Wie alleen voor een ander werkt, ziet deze rode vlag niet.")
                .textarea(state, LongText::MAX))
            (actions("Rode vlag opslaan", &path(file.line.case)))
        }
    }
}

/// People as answers.
pub(super) fn choices(people: &[Someone]) -> Vec<(String, String)> {
    people.iter().map(|it| (it.person.to_string(), format!("{} ({})", it.name, it.about))).collect()
}
