//! The page with all teams of a case, also those of before. Ending a part is a button on this page.

use actix_web::HttpResponse;
use casework::participation::{EndParticipation, ParticipationLine, end, list};
use domain::id::{CaseId, ParticipationId};
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::{path, section};
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormValues;
use crate::shared::fields::{Body, Fields};
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::case;
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::words::dates;
use crate::ui::words::labels::Labelled;

/// Address of the page.
pub const PATH: &str = "/cases/{caseId}/participations";
/// Where an ending is sent.
pub const ENDINGS: &str = "/cases/{caseId}/participations/endings";

/// The page about this case.
struct Parts(CaseId);

/// Whose part ends.
pub struct EndingForm(ParticipationId);

impl Body for EndingForm {
    const NAME: &'static str = "EndingForm";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        fields.required("participation").map(Self)
    }
}

/// The page.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
pub async fn show(here: Here, Id(case): Id<CaseId>) -> Result<HttpResponse, Problem> {
    here.open(&Parts(case), FormValues::default()).await
}

/// Ends the part of a team.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
pub async fn end_one(
    here: Here,
    Id(case): Id<CaseId>,
    form: FormBody<EndingForm>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let done = match input {
        Ok(EndingForm(participation)) => {
            let command = EndParticipation { case, participation };
            end(&here.casework, &here.caller, &creation, command).await
        }
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Parts(case), sent, done.map(|_| path(case))).await
}

impl FormPage for Parts {
    const TITLE: &'static str = "Betrokken teams";
    const PLACE: Place = Place::MyCases;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let parts = list(&here.casework, &here.caller, self.0).await?;
        Ok(html! {
            h1 class="utrecht-heading-1" { (Self::TITLE) }
            (attempt.above(&[]))
            p class="utrecht-paragraph" {
                "Wie alleen voor één persoon werkt, hoort niet wat een ander in vertrouwen zegt."
            }
            @if parts.may_arrange {
                p { a class="utrecht-button-link utrecht-button-link--html-a utrecht-button-link--primary-action"
                    href={ (path(self.0)) "/new" } { "Team toevoegen" } }
            }
            @for it in &parts.items { (one(here, self.0, it, parts.may_arrange)) }
            p { a class="utrecht-link tandem-tap" href=(case::path(self.0)) { "Terug naar de casus" } }
        })
    }
}

fn one(here: &Here, case: CaseId, it: &ParticipationLine, may_arrange: bool) -> Markup {
    let day = |at| dates::day_and_month(amsterdam_day(at));
    html! {
        section class="tandem-card tandem-stack" {
            (section::told(it))
            p class="tandem-subtle" {
                "Vanaf " (day(it.value.from))
                @if let Some(until) = it.value.until { " tot " (day(until)) }
                " · grondslag: " (it.value.ground.label())
            }
            @if may_arrange && it.value.until.is_none() && !here.caller.is_in(it.value.team) {
                form method="post" action={ (path(case)) "/endings" } {
                    (Attempt::default().create_parts(here))
                    input type="hidden" name="participation" value=(it.id);
                    button class="utrecht-button utrecht-button--secondary-action" type="submit" {
                        "Betrokkenheid beëindigen"
                        span class="tandem-hidden" { ": " (it.team_name) }
                    }
                }
            }
        }
    }
}
