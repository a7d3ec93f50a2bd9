//! One handover with what goes along, and the steps that the two teams take with it.

use access::Permission;
use actix_web::HttpResponse;
use casework::Refusal;
use casework::handover::{
    Finish, FinishHandover, HandoverFile, OfferHandover, finish, offer, read, withdraw,
};
use domain::handover::HandoverState;
use domain::id::{CaseId, HandoverId, PersonId};
use domain::text::LongText;
use domain::time::amsterdam_day;
use domain::version::Version;
use maud::{Markup, html};

use crate::shared::bodies::handover::{HandoverReason, MeetingBody};
use crate::shared::body::FormBody;
use crate::shared::fields::Body;
use crate::shared::fields::form::FormValues;
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::field::Field;
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::plan;
use crate::ui::words::dates;
use crate::ui::words::labels::Labelled;

/// Address of the page.
pub const PATH: &str = "/cases/{caseId}/handovers/{handoverId}";
/// Where the offer is sent.
pub const OFFER: &str = "/cases/{caseId}/handovers/{handoverId}/offer";
/// Where a withdrawal is sent.
pub const WITHDRAWAL: &str = "/cases/{caseId}/handovers/{handoverId}/withdrawal";
/// Where the day of the talk is sent.
pub const MEETING: &str = "/cases/{caseId}/handovers/{handoverId}/meeting";
/// Where it is sent that all is done.
pub const COMPLETION: &str = "/cases/{caseId}/handovers/{handoverId}/completion";

const LABELS: [(&str, &str); 2] =
    [("reason", "Waarom trekt u het in?"), ("talkedOverOn", "Wanneer hebt u het samen besproken?")];

/// The page about this handover.
struct One(CaseId, HandoverId);

/// Address of the page of this handover.
pub fn path(case: CaseId, handover: HandoverId) -> String {
    format!("/cases/{case}/handovers/{handover}")
}

/// The page.
///
/// # Errors
/// 404 when it is not there or not for the caller.
pub async fn show(
    here: Here,
    Id(case): Id<CaseId>,
    Id(handover): Id<HandoverId>,
) -> Result<HttpResponse, Problem> {
    here.open(&One(case, handover), FormValues::default()).await
}

/// Offers it.
///
/// # Errors
/// 403 or 404 for who does not hand over.
pub async fn offer_it(
    here: Here,
    Id(case): Id<CaseId>,
    Id(handover): Id<HandoverId>,
    form: FormBody<()>,
) -> Result<HttpResponse, Problem> {
    step(here, One(case, handover), form, async |here: &Here, (), seen| {
        offer(&here.casework, &here.caller, OfferHandover { case, handover, seen }).await.map(|_| ())
    })
    .await
}

/// Takes it back.
///
/// # Errors
/// 403 or 404 for who does not hand over.
pub async fn withdraw_it(
    here: Here,
    Id(case): Id<CaseId>,
    Id(handover): Id<HandoverId>,
    form: FormBody<HandoverReason>,
) -> Result<HttpResponse, Problem> {
    step(here, One(case, handover), form, async |here: &Here, body: HandoverReason, seen| {
        withdraw(&here.casework, &here.caller, body.withdraw(case, handover, seen)).await
    })
    .await
}

/// Notes that it was talked over.
///
/// # Errors
/// 403 or 404 for who works not on the case.
pub async fn talk_over(
    here: Here,
    Id(case): Id<CaseId>,
    Id(handover): Id<HandoverId>,
    form: FormBody<MeetingBody>,
) -> Result<HttpResponse, Problem> {
    step(here, One(case, handover), form, async |here: &Here, body: MeetingBody, seen| {
        finish(&here.casework, &here.caller, body.command(case, handover, seen)).await.map(|_| ())
    })
    .await
}

/// Notes that all is done.
///
/// # Errors
/// 403 or 404 for who works not on the case.
pub async fn complete(
    here: Here,
    Id(case): Id<CaseId>,
    Id(handover): Id<HandoverId>,
    form: FormBody<()>,
) -> Result<HttpResponse, Problem> {
    step(here, One(case, handover), form, async |here: &Here, (), seen| {
        let command = FinishHandover { case, handover, seen, step: Finish::Completed };
        finish(&here.casework, &here.caller, command).await.map(|_| ())
    })
    .await
}

async fn step<T: Body>(
    here: Here,
    page: One,
    form: FormBody<T>,
    take: impl AsyncFnOnce(&Here, T, Version) -> Result<(), Refusal>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let done = match input {
        Ok(body) => take(&here, body, sent.seen()).await,
        Err(faults) => Err(faults.into()),
    };
    let to = path(page.0, page.1);
    here.answer(&page, sent, done.map(|()| to)).await
}

impl FormPage for One {
    const TITLE: &'static str = "Overdracht";
    const PLACE: Place = Place::MyCases;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let file = read(&here.casework, &here.caller, self.0, self.1).await?;
        let it = &file.line;
        Ok(html! {
            h1 class="utrecht-heading-1" { (Self::TITLE) }
            p class="tandem-row" { span class="tandem-tag" { (it.state.label()) } }
            (attempt.above(&LABELS))
            (told(&file))
            @if let Some(preview) = &it.preview {
                section class="tandem-card tandem-stack" aria-labelledby="vooraf" {
                    h2 class="utrecht-heading-2" id="vooraf" { "Wat het andere team vooraf ziet" }
                    (super::preview(preview))
                }
            }
            (goes_along(self.0, &file))
            (self.steps(here, attempt, &file))
            p { a class="utrecht-link tandem-tap" href=(super::path(self.0)) { "Alle overdrachten" } }
        })
    }
}

impl One {
    fn steps(&self, here: &Here, attempt: &Attempt, file: &HandoverFile) -> Markup {
        let (state, version) = (file.line.state, file.line.version);
        let gives = here.caller.is_in(file.line.giver.0) && here.may(Permission::OfferHandover);
        let takes_part = gives || here.caller.is_in(file.line.receiver.0);
        let met = file.line.talked_over_on.is_some();
        let meets = takes_part && !met && matches!(state, HandoverState::Offered | HandoverState::Accepted);
        let to = path(self.0, self.1);
        html! {
            @if gives && state == HandoverState::Draft {
                (step_card("aanbieden", "Aanbieden", &html! {
                    p class="utrecht-paragraph" {
                        "Het andere team leest eerst alleen uw vraag en een paar aantallen. Pas na een ja ziet het de casus."
                    }
                    form method="post" action={ (to) "/offer" } {
                        (attempt.change_parts(here, version))
                        button class="utrecht-button utrecht-button--primary-action" type="submit" { "Nu aanbieden" }
                    }
                }))
            }
            @if meets {
                (step_card("gesprek", "Samen besproken", &html! {
                    form class="tandem-form" method="post" action={ (to) "/meeting" } novalidate {
                        (attempt.change_parts(here, version))
                        (Field::new("talkedOverOn", LABELS[1].1).date(&attempt.state))
                        button class="utrecht-button utrecht-button--secondary-action" type="submit" { "Gesprek vastleggen" }
                    }
                }))
            }
            @if takes_part && met && state == HandoverState::Accepted {
                (step_card("klaar", "Alles overgedragen?", &html! {
                    form method="post" action={ (to) "/completion" } {
                        (attempt.change_parts(here, version))
                        button class="utrecht-button utrecht-button--primary-action" type="submit" { "Overdracht afronden" }
                    }
                }))
            }
            @if gives && state.is_open() {
                (step_card("intrekken", "Toch niet overdragen", &html! {
                    form class="tandem-form" method="post" action={ (to) "/withdrawal" } novalidate {
                        (attempt.change_parts(here, version))
                        (Field::new("reason", LABELS[0].1).textarea(&attempt.state, LongText::MAX))
                        button class="utrecht-button utrecht-button--secondary-action" type="submit" { "Intrekken" }
                    }
                }))
            }
        }
    }
}

fn step_card(id: &str, title: &str, content: &Markup) -> Markup {
    html! {
        section class="tandem-card tandem-stack" aria-labelledby=(id) {
            h2 class="utrecht-heading-2" id=(id) { (title) }
            (content)
        }
    }
}

fn told(file: &HandoverFile) -> Markup {
    let it = &file.line;
    html! {
        section class="tandem-card tandem-stack" aria-labelledby="wat" {
            h2 class="utrecht-heading-2" id="wat" { (it.giver.1) " aan " (it.receiver.1) }
            p class="tandem-text" dir="auto" { (it.why) }
            p class="tandem-subtle" { "Grondslag: " (it.ground.label()) }
            @if let Some(day) = it.informed_on { p { "Het gezin weet ervan sinds " (dates::long_day(day)) "." } }
            @if let Some(reason) = &it.not_informed_reason {
                p { strong { "Het gezin weet het nog niet: " } span dir="auto" { (reason) } }
            }
            @if let Some(text) = &it.monitoring { p { strong { "Later nog eens kijken: " } span dir="auto" { (text) } } }
            @if let Some(day) = it.meet_on { p { "Gesprek gepland op " (dates::long_day(day)) "." } }
            @if let Some(day) = it.talked_over_on { p { "Samen besproken op " (dates::long_day(day)) "." } }
            @if let Some(end) = it.answer_by.filter(|_| it.state == HandoverState::Offered) {
                (super::answer_by(end))
            }
            @if let Some(reason) = &it.reason { p { strong { "Reden: " } span dir="auto" { (reason) } } }
            p class="tandem-subtle" {
                "Opgeschreven door " (it.prepared_by.name) " op " (dates::day_and_month(amsterdam_day(it.prepared_at)))
            }
        }
    }
}

fn goes_along(case: CaseId, file: &HandoverFile) -> Markup {
    let Some(contents) = &file.contents else { return html! {} };
    let name = |wanted: Option<PersonId>, nobody: &'static str| {
        let found = wanted.and_then(|id| file.persons.iter().find(|it| it.person == id));
        found.map_or_else(|| nobody.to_owned(), |it| it.name.clone())
    };
    html! {
        section class="tandem-card tandem-stack" aria-labelledby="mee" {
            h2 class="utrecht-heading-2" id="mee" { "Wat er meegaat" }
            @match contents.plan {
                Some((_, number)) => p { a class="utrecht-link tandem-tap" href={ (plan::path(case)) "/versions/" (number) } {
                    "Veiligheidsplan, versie " (number)
                } },
                None => p { "Er was nog geen vastgesteld veiligheidsplan." },
            }
            h3 class="utrecht-heading-3" { "Cijfers op dat moment" }
            @if contents.scores.is_empty() { p { "Er waren nog geen cijfers." } }
            ul class="tandem-plain" {
                @for it in &contents.scores {
                    li { strong { (it.value) } " · " (name(it.rater, "Een professional")) " over " (name(it.about, "het hele gezin")) }
                }
            }
            h3 class="utrecht-heading-3" { "Wie u kunt bellen" }
            ul class="tandem-plain" {
                @for it in &contents.contacts { li { (it.name) " (" (it.organisation) ")" } }
            }
        }
    }
}
