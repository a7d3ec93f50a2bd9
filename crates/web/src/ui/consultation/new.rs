//! The page on which a local team asks: about nobody by name, or about a case of which it chooses what is shown.

use actix_web::HttpResponse;
use casework::consultation::{ask, form};
use domain::consultation::{Expertise, FactKind, GROUNDS, Urgency};
use domain::id::CaseId;
use domain::text::LongText;
use maud::{Markup, html};

use super::{list, path};
use crate::shared::bodies::consultation::{AboutCase, ConsultationBody};
use crate::shared::body::{FormBody, Query};
use crate::shared::fields::form::{FormState, FormValues};
use crate::shared::ids;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::choosing;
use crate::ui::field::summary::actions;
use crate::ui::field::{Choice, Field};
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::words::labels::Labelled;

/// Address of the page.
pub const PATH: &str = "/consultations/new";

const LABELS: [(&str, &str); 7] = [
    ("question", "Wat is uw vraag?"),
    ("urgency", "Hoe snel heeft u antwoord nodig?"),
    ("expertise", "Waarover wilt u meer weten?"),
    ("areaId", "Waar speelt het?"),
    ("facts", "Wat mag de adviseur van de casus zien?"),
    ("legalGround", "Op welke grond bespreekt u deze casus?"),
    ("team", "Namens welk team?"),
];

/// Address of the page for a question about this case.
pub fn path_about(case: CaseId) -> String {
    format!("{PATH}?case={case}")
}

/// The form, about this case or about nobody by name.
struct Asking(Option<CaseId>);

/// The page.
///
/// # Errors
/// 404 for who asks none, and for a case that is not for the caller.
pub async fn show(here: Here, Query(AboutCase(case)): Query<AboutCase>) -> Result<HttpResponse, Problem> {
    let start = FormValues::of(case.map(|it| ("caseId", it.to_string())));
    here.open(&Asking(case), start).await
}

/// Asks.
///
/// # Errors
/// 404 for who asks none, and for a case that is not for the caller.
pub async fn submit(here: Here, body: FormBody<ConsultationBody>) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(body);
    let creation = here.creation(sent.key())?;
    let about = sent.values.first("caseId").and_then(ids::parse).map(CaseId);
    let done = match input {
        Ok(body) => ask(&here.casework, &here.caller, &creation, body.command()).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Asking(about), sent, done.map(|asked| path(asked.consultation))).await
}

impl FormPage for Asking {
    const TITLE: &'static str = "Consultatie vragen";
    const PLACE: Place = Place::Consultations;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let about = form(&here.casework, &here.caller, self.0).await?.case_code;
        let own = choosing::own_teams(here).await?;
        let areas = choosing::areas(here).await?;
        let state = &attempt.state;
        Ok(html! {
            h1 class="utrecht-heading-1" { (Self::TITLE) }
            p class="tandem-card" { strong { "Is iemand nu in gevaar? Bel 112, en daarna Veilig Thuis: 0800 2000." } }
            (attempt.above(&LABELS))
            @match &about {
                Some(code) => p class="utrecht-paragraph" {
                    "Deze vraag gaat over casus " strong { (code) } ". De adviseur ziet alleen wat u hieronder kiest."
                },
                None => p class="utrecht-paragraph" {
                    "Deze vraag gaat over niemand met naam. Schrijf geen namen, nummers, geboortedatums of adressen op. \
                     Wilt u iets uit een casus laten zien? Vraag het dan vanaf de pagina van de casus."
                },
            }
            form class="tandem-form" method="post" action=(PATH) novalidate {
                (attempt.create_parts(here))
                @if let Some(case) = self.0 { input type="hidden" name="caseId" value=(case); }
                (Field::new("question", LABELS[0].1).textarea(state, LongText::MAX))
                (Field::new("urgency", LABELS[1].1).radios(state, &Choice::all::<Urgency>()))
                (Field::new("expertise", LABELS[2].1).select(state, &Choice::all::<Expertise>()))
                (Field::new("areaId", LABELS[3].1).optional()
                    .hint(if about.is_some() { "Leeg is waar de casus is." } else { "Leeg is waar uw team werkt." })
                    .select(state, &areas.choices()))
                @if about.is_some() {
                    (Field::new("facts", LABELS[4].1).optional()
                        .hint("Wat u kiest, wordt bewaard zoals het nu is. Kies niet meer dan nodig is.")
                        .checkboxes(state, &Choice::all::<FactKind>()))
                    (grounds(Field::new("legalGround", LABELS[5].1), state))
                }
                (choosing::desk(&own, state))
                (actions("Vraag versturen", list::PATH))
            }
        })
    }
}

/// On which ground somebody asks about a case.
pub(super) fn grounds(field: Field<'_>, state: &FormState) -> Markup {
    let choices: Vec<_> = GROUNDS.iter().map(|it| (it.form_code(), html! { (it.label()) })).collect();
    field.told_radios(state, &choices)
}
