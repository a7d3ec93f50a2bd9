//! A supervisor lets a case pass a gate that is not met. The reason stays in sight.

use access::Permission;
use actix_web::HttpResponse;
use casework::case::read as cases;
use casework::phase::{let_pass, read};
use domain::id::CaseId;
use domain::text::LongText;
use maud::{Markup, html};

use super::section::next;
use super::{about, criterion};
use crate::shared::bodies::phase::OverrideBody;
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormValues;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::field::Field;
use crate::ui::field::summary::actions;
use crate::ui::here::Here;
use crate::ui::layout::Place;

/// Address of the page.
pub const PATH: &str = "/cases/{caseId}/phase/override/new";

/// The form about this case.
struct LettingPass(CaseId);

/// Address of the page of this case.
pub fn path(case: CaseId) -> String {
    format!("/cases/{case}/phase/override/new")
}

/// The page.
///
/// # Errors
/// 404 when the case is not there or not for the caller, 403 for who supervises no case.
pub async fn show(here: Here, Id(case): Id<CaseId>) -> Result<HttpResponse, Problem> {
    let page = LettingPass(case);
    let content = page.content(&here, &Attempt::first(FormValues::default())).await?;
    here.require(Permission::OverrideGate)?;
    Ok(here.show(LettingPass::TITLE, Some(LettingPass::PLACE), content))
}

/// Lets the case pass.
///
/// # Errors
/// 403 or 404 for who does not supervise the case.
pub async fn submit(
    here: Here,
    Id(case): Id<CaseId>,
    form: FormBody<OverrideBody>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let done = match input {
        Ok(body) => let_pass(&here.casework, &here.caller, body.command(case, sent.seen())).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&LettingPass(case), sent, done.map(|_| super::path(case))).await
}

impl FormPage for LettingPass {
    const TITLE: &'static str = "Met een reden laten doorgaan";
    const PLACE: Place = Place::MyCases;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let file = read(&here.casework, &here.caller, self.0).await?;
        let line = cases::read(&here.casework, &here.caller, self.0).await?.line;
        let policy = here.casework.policy_at(here.now()).phase;
        Ok(html! {
            h1 class="utrecht-heading-1" { (Self::TITLE) }
            (about(&line))
            (attempt.above(&[("reason", "Waarom kan de casus door?")]))
            @match &file.gate {
                None => p class="utrecht-paragraph" { "Deze casus is gesloten." },
                Some(gate) => {
                    p class="utrecht-paragraph" { "De casus gaat naar " (next(gate.to)) ". Dit is nog niet in orde:" }
                    ul class="tandem-plain tandem-stack" {
                        @for it in gate.criteria.iter().filter(|it| !it.met) {
                            li { (criterion::line(self.0, it, &file.names, &policy)) }
                        }
                    }
                    form class="tandem-form" method="post" action=(path(self.0)) novalidate {
                        (attempt.change_parts(here, file.version))
                        input type="hidden" name="to" value=(gate.to.code());
                        (Field::new("reason", "Waarom kan de casus door?")
                            .hint("Iedereen in de casus blijft dit zien.").textarea(&attempt.state, LongText::MAX))
                        (actions("Laten doorgaan", &super::path(self.0)))
                    }
                },
            }
        })
    }
}
