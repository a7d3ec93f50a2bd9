//! The page on which a handover is written down. It is offered on the next page, after a look at what goes along.

use actix_web::HttpResponse;
use casework::handover::{prepare, preparing};
use domain::case::LegalGround;
use domain::id::CaseId;
use domain::text::LongText;
use maud::{Markup, html};

use super::{path, show};
use crate::shared::bodies::handover::HandoverBody;
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

/// Address of the page.
pub const PATH: &str = "/cases/{caseId}/handovers/new";

const LABELS: [(&str, &str); 7] = [
    ("team", "Aan welk team?"),
    ("legalGround", "Op welke grond?"),
    ("why", "Wat vraagt u, en waarom nu?"),
    ("monitoring", "Wat is afgesproken over later nog eens kijken?"),
    ("informedOn", "Wanneer is het gezin verteld wat naar wie gaat?"),
    ("notInformedReason", "Nog niet verteld? Waarom niet?"),
    ("meetOn", "Wanneer bespreekt u het samen?"),
];

/// The form about this case.
struct Preparing(CaseId);

/// The page.
///
/// # Errors
/// 404 when the case is not there or not for the caller, 403 when the caller's team does not hold the view on safety.
pub async fn show(here: Here, Id(case): Id<CaseId>) -> Result<HttpResponse, Problem> {
    here.open(&Preparing(case), FormValues::default()).await
}

/// Writes it down and leads to it.
///
/// # Errors
/// 403 or 404 for who does not hand over.
pub async fn submit(
    here: Here,
    Id(case): Id<CaseId>,
    form: FormBody<HandoverBody>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let done = match input {
        Ok(body) => prepare(&here.casework, &here.caller, &creation, body.command(case)).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Preparing(case), sent, done.map(|made| show::path(case, made))).await
}

impl FormPage for Preparing {
    const TITLE: &'static str = "Overdracht opschrijven";
    const PLACE: Place = Place::MyCases;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let known = preparing(&here.casework, &here.caller, self.0).await?;
        if !known.holds {
            return Err(Problem::new(Kind::Forbidden));
        }
        let teams = Teams::read(here).await?.among(&known.receivers);
        let state = &attempt.state;
        Ok(html! {
            h1 class="utrecht-heading-1" { (Self::TITLE) }
            p class="utrecht-paragraph" { "Uw team houdt het zicht op veiligheid tot het andere team ja zegt." }
            (attempt.above(&LABELS))
            form class="tandem-form" method="post" action={ (path(self.0)) "/new" } novalidate {
                (attempt.create_parts(here))
                (Field::new("team", LABELS[0].1).select(state, &teams.choices()))
                (Field::new("legalGround", LABELS[1].1).select(state, &Choice::all::<LegalGround>()))
                (Field::new("why", LABELS[2].1)
                    .hint("Schrijf geen namen: het andere team leest dit voor het beslist.")
                    .textarea(state, LongText::MAX))
                (Field::new("monitoring", LABELS[3].1).optional().textarea(state, LongText::MAX))
                (Field::new("informedOn", LABELS[4].1).optional().date(state))
                (Field::new("notInformedReason", LABELS[5].1).optional()
                    .hint("Vul dit in of de dag hierboven.").textarea(state, LongText::MAX))
                (Field::new("meetOn", LABELS[6].1).optional().date(state))
                (actions("Opslaan als concept", &path(self.0)))
            }
        })
    }
}
