//! Closing a round without waiting for the rest.

use actix_web::HttpResponse;
use casework::round::close;
use casework::round::read::{Shown, read};
use domain::id::RoundId;
use domain::text::LongText;
use maud::{Markup, html};

use super::path as round_path;
use crate::shared::bodies::round::ClosureBody;
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormValues;
use crate::shared::ids::Id;
use crate::shared::problem::{Kind, Problem};
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::field::Field;
use crate::ui::field::summary::actions;
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::people::enumerated;

/// Address of the page.
pub const PATH: &str = "/scoring-rounds/{roundId}/closure/new";

const REASON: &str = "Waarom wacht u niet op de rest?";

/// The page about this round.
struct Closing(RoundId);

/// The page.
///
/// # Errors
/// 403 or 404 for who does not sit in the duo.
pub async fn show(here: Here, Id(round): Id<RoundId>) -> Result<HttpResponse, Problem> {
    here.open(&Closing(round), FormValues::default()).await
}

/// Closes the round and shows what was answered.
///
/// # Errors
/// 403 or 404 for who does not sit in the duo.
pub async fn submit(
    here: Here,
    Id(round): Id<RoundId>,
    form: FormBody<ClosureBody>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let done = match input {
        Ok(body) => close(&here.casework, &here.caller, body.command(round, sent.seen())).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Closing(round), sent, done.map(|_| round_path(round))).await
}

impl FormPage for Closing {
    const TITLE: &'static str = "Ronde sluiten";
    const PLACE: Place = Place::MyCases;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let found = read(&here.casework, &here.caller, self.0).await?;
        let Shown::File(file) = found.shown else { return Err(Problem::new(Kind::Forbidden)) };
        if !file.may_hold {
            return Err(Problem::new(Kind::Forbidden));
        }
        let raters = file.sheet.raters.iter();
        let open: Vec<&str> = raters.filter(|it| it.answered_at.is_none()).map(|it| it.name.text()).collect();
        Ok(html! {
            h1 class="utrecht-heading-1" { (Self::TITLE) }
            (attempt.above(&[("reason", REASON)]))
            @if file.sheet.line.closed.is_some() {
                p class="utrecht-paragraph" { "Deze ronde is al gesloten." }
                p { a class="utrecht-link tandem-tap" href=(round_path(self.0)) { "Naar de ronde" } }
            } @else {
                p class="utrecht-paragraph" { "Nog geen antwoord van " (enumerated(&open)) ". Na het sluiten kan dat niet meer." }
                form class="tandem-form" method="post" action={ (round_path(self.0)) "/closure/new" } novalidate {
                    (attempt.change_parts(here, found.version))
                    (Field::new("reason", REASON).textarea(&attempt.state, LongText::MAX))
                    (actions("Ronde sluiten", &round_path(self.0)))
                }
            }
        })
    }
}
