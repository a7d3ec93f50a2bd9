//! The offers to one's own teams: what waits for an answer, and one with what may be seen before deciding.

use actix_web::HttpResponse;
use casework::handover::{AcceptHandover, OfferLine, accept, offers, read_offer, refuse};
use domain::id::HandoverId;
use domain::text::LongText;
use maud::{Markup, html};

use crate::shared::bodies::handover::HandoverReason;
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormValues;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::case;
use crate::ui::field::Field;
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::words::dates;
use crate::ui::words::labels::Labelled;

/// Address of the list.
pub const PATH: &str = "/handovers";
/// Address of one.
pub const ONE: &str = "/handovers/{handoverId}";
/// Where a yes is sent.
pub const ACCEPTANCE: &str = "/handovers/{handoverId}/acceptance";
/// Where a no is sent.
pub const REFUSAL: &str = "/handovers/{handoverId}/refusal";

/// The page about this offer.
struct Offer(HandoverId);

/// Address of the page of this offer.
pub fn path(handover: HandoverId) -> String {
    format!("/handovers/{handover}")
}

/// The list.
///
/// # Errors
/// Those of the database.
pub async fn show(here: Here) -> Result<HttpResponse, Problem> {
    let waiting = offers(&here.casework, &here.caller).await?;
    let content = html! {
        h1 class="utrecht-heading-1" { "Aangeboden overdrachten" }
        @if waiting.is_empty() { p class="utrecht-paragraph" { "Er wacht geen overdracht op uw team." } }
        @for it in &waiting {
            section class="tandem-card tandem-stack" {
                h2 class="utrecht-heading-2" { (it.giver.1) " aan " (it.receiver.1) }
                @if let Some(end) = it.answer_by { (super::answer_by(end)) }
                p { a class="utrecht-link tandem-tap" href=(path(it.id)) {
                    "Bekijken" span class="tandem-hidden" { ": " (it.giver.1) " aan " (it.receiver.1) }
                } }
            }
        }
    };
    Ok(here.show("Aangeboden overdrachten", Some(Place::Handovers), content))
}

/// One offer.
///
/// # Errors
/// 404 when it waits no longer or was never for the caller.
pub async fn show_one(here: Here, Id(handover): Id<HandoverId>) -> Result<HttpResponse, Problem> {
    here.open(&Offer(handover), FormValues::default()).await
}

/// Accepts it and leads to the case.
///
/// # Errors
/// 404 when it was never for the caller, 409 with what became of it when somebody was faster.
pub async fn accept_it(
    here: Here,
    Id(handover): Id<HandoverId>,
    form: FormBody<()>,
) -> Result<HttpResponse, Problem> {
    let (_, sent) = Sent::of(form);
    let command = AcceptHandover { handover, seen: sent.seen() };
    let done = accept(&here.casework, &here.caller, command).await;
    here.answer(&Offer(handover), sent, done.map(case::path)).await
}

/// Refuses it and leads back to the list.
///
/// # Errors
/// 404 when it was never for the caller, 409 with what became of it when somebody was faster.
pub async fn refuse_it(
    here: Here,
    Id(handover): Id<HandoverId>,
    form: FormBody<HandoverReason>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let done = match input {
        Ok(body) => refuse(&here.casework, &here.caller, body.refuse(handover, sent.seen())).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Offer(handover), sent, done.map(|()| PATH.to_owned())).await
}

impl FormPage for Offer {
    const TITLE: &'static str = "Aangeboden overdracht";
    const PLACE: Place = Place::Handovers;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let found = read_offer(&here.casework, &here.caller, self.0).await;
        let it = match found {
            Ok(it) => it,
            // Somebody was faster: what became of it stands above, and there is nothing else to see.
            Err(_) if attempt.state.rule.is_some() => {
                return Ok(html! {
                    h1 class="utrecht-heading-1" { (Self::TITLE) }
                    (attempt.above(&[]))
                    p { a class="utrecht-link tandem-tap" href=(PATH) { "Naar de aangeboden overdrachten" } }
                });
            }
            Err(refusal) => return Err(refusal.into()),
        };
        Ok(html! {
            h1 class="utrecht-heading-1" { (Self::TITLE) }
            (attempt.above(&[("reason", "Waarom niet?")]))
            (told(&it))
            section class="tandem-card tandem-stack" aria-labelledby="ja" {
                h2 class="utrecht-heading-2" id="ja" { "Ja, wij nemen het over" }
                p class="utrecht-paragraph" {
                    "Vanaf uw ja heeft uw team het zicht op veiligheid. U ziet dan de hele casus."
                }
                form method="post" action={ (path(self.0)) "/acceptance" } {
                    (attempt.change_parts(here, it.version))
                    button class="utrecht-button utrecht-button--primary-action" type="submit" { "Aannemen" }
                }
            }
            section class="tandem-card tandem-stack" aria-labelledby="nee" {
                h2 class="utrecht-heading-2" id="nee" { "Nee, nu niet" }
                form class="tandem-form" method="post" action={ (path(self.0)) "/refusal" } novalidate {
                    (attempt.change_parts(here, it.version))
                    (Field::new("reason", "Waarom niet?").hint("Het andere team leest dit.")
                        .textarea(&attempt.state, LongText::MAX))
                    button class="utrecht-button utrecht-button--secondary-action" type="submit" { "Weigeren" }
                }
            }
        })
    }
}

fn told(it: &OfferLine) -> Markup {
    html! {
        section class="tandem-card tandem-stack" aria-labelledby="vraag" {
            h2 class="utrecht-heading-2" id="vraag" { (it.giver.1) " aan " (it.receiver.1) }
            p class="tandem-text" dir="auto" { (it.why) }
            p class="tandem-subtle" { "Grondslag: " (it.ground.label()) }
            @if let Some(end) = it.answer_by { (super::answer_by(end)) }
            @if let Some(day) = it.meet_on { p { "Gesprek gepland op " (dates::long_day(day)) "." } }
            @if let Some(preview) = &it.preview { (super::preview(preview)) }
        }
    }
}
