//! The page on which a team is added to a case, with its task, its ground and whom it works for.

use actix_web::HttpResponse;
use casework::case::read as cases;
use casework::participation::{add, list};
use domain::case::{LegalGround, ParticipationTask};
use domain::duo::OrganisationKind;
use domain::id::CaseId;
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::path;
use crate::shared::bodies::participation::ParticipationBody;
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormValues;
use crate::shared::ids::Id;
use crate::shared::problem::{Kind, Problem};
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::choosing::Teams;
use crate::ui::field::summary::actions;
use crate::ui::field::{Choice, Field};
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::people;

/// Address of the page.
pub const PATH: &str = "/cases/{caseId}/participations/new";

const LABELS: [(&str, &str); 4] = [
    ("team", "Welk team?"),
    ("task", "Welke taak?"),
    ("legalGround", "Op welke grond?"),
    ("worksFor", "Voor wie werkt dit team?"),
];

/// The form about this case.
struct Adding(CaseId);

/// The page.
///
/// # Errors
/// 404 when the case is not there or not for the caller, 403 when the caller does not arrange it.
pub async fn show(here: Here, Id(case): Id<CaseId>) -> Result<HttpResponse, Problem> {
    here.open(&Adding(case), FormValues::default()).await
}

/// Adds the team.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
pub async fn submit(
    here: Here,
    Id(case): Id<CaseId>,
    form: FormBody<ParticipationBody>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let done = match input {
        Ok(body) => add(&here.casework, &here.caller, &creation, body.command(case)).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Adding(case), sent, done.map(|_| path(case))).await
}

impl FormPage for Adding {
    const TITLE: &'static str = "Team toevoegen";
    const PLACE: Place = Place::MyCases;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        if !list(&here.casework, &here.caller, self.0).await?.may_arrange {
            return Err(Problem::new(Kind::Forbidden));
        }
        let line = cases::read(&here.casework, &here.caller, self.0).await?.line;
        let teams = Teams::read(here).await?.of_kinds(OrganisationKind::ALL);
        let state = &attempt.state;
        let mut people = vec![(String::new(), html! { "Het hele huishouden" })];
        people.extend(people::members(&line, amsterdam_day(here.now())).into_iter().map(|it| {
            let told = html! { "Alleen " (it.name) " (" (it.about) ")" };
            (it.person.to_string(), told)
        }));
        Ok(html! {
            h1 class="utrecht-heading-1" { (Self::TITLE) }
            (attempt.above(&LABELS))
            form class="tandem-form" method="post" action={ (path(self.0)) "/new" } novalidate {
                (attempt.create_parts(here))
                (Field::new("team", LABELS[0].1).select(state, &teams.choices()))
                (Field::new("task", LABELS[1].1).select(state, &Choice::all::<ParticipationTask>()))
                (Field::new("legalGround", LABELS[2].1).select(state, &Choice::all::<LegalGround>()))
                (Field::new("worksFor", LABELS[3].1)
                    .hint("Reclassering werkt voor de beschuldigde, opvang meestal voor één persoon. \
                           Wie voor een ander werkt, ziet zo'n team niet.")
                    .told_radios(state, &people))
                (actions("Team toevoegen", &path(self.0)))
            }
        })
    }
}
