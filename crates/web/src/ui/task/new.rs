//! The page on which somebody asks for something to be done in a case.

use access::Permission;
use actix_web::HttpResponse;
use casework::case::read as cases;
use casework::task::open;
use domain::id::CaseId;
use domain::text::ShortText;
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::owner;
use crate::shared::bodies::task::TaskBody;
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormValues;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::case::{self, Done};
use crate::ui::field::Field;
use crate::ui::field::summary::actions;
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::people;

/// Address of the page.
pub const PATH: &str = "/cases/{caseId}/tasks/new";

const LABELS: [(&str, &str); 4] = [
    ("told", "Wat moet er gebeuren?"),
    ("due", "Wanneer moet het klaar zijn?"),
    ("owner", "Wie gaat het doen?"),
    ("person", "Over wie gaat het?"),
];

/// Address of the page of a case.
pub fn path(case: CaseId) -> String {
    format!("/cases/{case}/tasks/new")
}

/// The form about this case.
struct Asking(CaseId);

/// The page.
///
/// # Errors
/// 404 when the case is not there or not for the caller, 403 when the caller asks for nothing in it.
pub async fn show(here: Here, Id(case): Id<CaseId>) -> Result<HttpResponse, Problem> {
    let first = FormValues::of([("owner", "duo")]);
    let content = Asking(case).content(&here, &Attempt::first(first)).await?;
    here.require(Permission::OpenTask)?;
    Ok(here.show(Asking::TITLE, Some(Asking::PLACE), content))
}

/// Makes the task and leads back to the case.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
pub async fn submit(
    here: Here,
    Id(case): Id<CaseId>,
    form: FormBody<TaskBody>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let done = match input {
        Ok(body) => open(&here.casework, &here.caller, &creation, body.command(case)).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Asking(case), sent, done.map(|_| case::path_after(case, Done::TaskOpened))).await
}

impl FormPage for Asking {
    const TITLE: &'static str = "Taak maken";
    const PLACE: Place = Place::MyCases;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let line = cases::read(&here.casework, &here.caller, self.0).await?.line;
        let owners = owner::choices(here, &line).await?;
        let state = &attempt.state;
        let mut people = vec![(String::new(), html! { "Het hele huishouden" })];
        people.extend(people::members(&line, amsterdam_day(here.now())).into_iter().map(|it| {
            let told = html! { (it.name) " (" (it.about) ")" };
            (it.person.to_string(), told)
        }));
        Ok(html! {
            h1 class="utrecht-heading-1" { (Self::TITLE) }
            (attempt.above(&LABELS))
            form class="tandem-form" method="post" action=(path(self.0)) novalidate {
                (attempt.create_parts(here))
                (Field::new("told", LABELS[0].1)
                    .hint("Kort en precies: wat, met wie. Hooguit 200 tekens.")
                    .text(state))
                (Field::new("due", LABELS[1].1).date(state))
                (Field::new("owner", LABELS[2].1).told_radios(state, &owners))
                (Field::new("person", LABELS[3].1).told_radios(state, &people))
                (actions("Taak maken", &case::path(self.0)))
            }
        })
    }
}

const _: () = assert!(ShortText::MAX == 200, "the hint names the longest text");
