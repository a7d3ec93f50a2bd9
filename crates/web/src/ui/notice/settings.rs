//! The page on which one chooses how to hear of notices outside Tandem: by mail, and in the own calendar.

use actix_web::HttpResponse;
use actix_web::web::Data;
use casework::{calendar, notice};
use domain::notice::MailChoice;
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::{feed, list};
use crate::shared::access_token::AccessTokens;
use crate::shared::bodies::notice::PreferenceBody;
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormValues;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::field::summary::actions;
use crate::ui::field::{Choice, Field};
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::words::dates;
use crate::ui::words::labels::Labelled;

/// Address of the page.
pub const PATH: &str = "/notices/preference";
/// Where a new address for the calendar is asked for.
pub const FEEDS: &str = "/notices/calendar-feeds";
/// Where the address for the calendar is withdrawn.
pub const WITHDRAWAL: &str = "/notices/calendar-feeds/withdrawal";

const MAIL: &str = "Wanneer wilt u mail van Tandem?";

/// The page.
struct Settings;

/// The page.
///
/// # Errors
/// When the database is away.
pub async fn show(here: Here) -> Result<HttpResponse, Problem> {
    let now = notice::choice(&here.casework, &here.caller).await?;
    here.open(&Settings, FormValues::of([("mail", now.form_code())])).await
}

/// Saves how somebody wants mail.
///
/// # Errors
/// When the database is away.
pub async fn submit(here: Here, form: FormBody<PreferenceBody>) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let done = match input {
        Ok(PreferenceBody(mail)) => notice::choose(&here.casework, &here.caller, mail).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Settings, sent, done.map(|()| list::PATH.to_owned())).await
}

/// Makes an address for the calendar and shows it, once.
///
/// # Errors
/// When the database is away.
pub async fn make_feed(
    here: Here,
    tokens: Data<AccessTokens>,
    form: FormBody<()>,
) -> Result<HttpResponse, Problem> {
    drop(Sent::of(form));
    let secret = calendar::make(&here.casework, &here.caller).await?;
    let address = feed::address(&tokens, secret.reveal());
    let content = html! {
        h1 class="utrecht-heading-1" { "Uw agenda-adres" }
        p class="utrecht-paragraph" {
            "Kopieer dit adres naar uw agenda-programma, bij „abonneren op een agenda”. U ziet het alleen nu. Wie het adres "
            "heeft, ziet wanneer iets af moet zijn en de codes van uw casussen. Geef het dus aan niemand."
        }
        p class="tandem-text" { code { (address) } }
        (button(&here, WITHDRAWAL, "Agenda-adres intrekken"))
        p { a class="utrecht-link tandem-tap" href=(PATH) { "Terug naar mail en agenda" } }
    };
    Ok(here.show(Settings::TITLE, Some(Settings::PLACE), content))
}

/// Withdraws the address for the calendar.
///
/// # Errors
/// When the database is away.
pub async fn withdraw_feed(here: Here, form: FormBody<()>) -> Result<HttpResponse, Problem> {
    let (_, sent) = Sent::of(form);
    let done = calendar::revoke(&here.casework, &here.caller).await;
    here.answer(&Settings, sent, done.map(|()| PATH.to_owned())).await
}

impl FormPage for Settings {
    const TITLE: &'static str = "Mail en agenda";
    const PLACE: Place = Place::Notices;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let since = calendar::standing(&here.casework, &here.caller).await?;
        Ok(html! {
            h1 class="utrecht-heading-1" { (Self::TITLE) }
            (attempt.above(&[("mail", MAIL)]))
            form class="tandem-form" method="post" action=(PATH) novalidate {
                (Attempt::default().create_parts(here))
                (Field::new("mail", MAIL)
                    .hint("Wat dringend is, komt altijd meteen. In een mail staat alleen dat er werk wacht, met een code en een link.")
                    .radios(&attempt.state, &Choice::all::<MailChoice>()))
                (actions("Opslaan", list::PATH))
            }
            section class="tandem-stack" {
                h2 class="utrecht-heading-2" { "In uw agenda" }
                p class="utrecht-paragraph" {
                    "Uw agenda-programma kan laten zien op welke dag iets af moet zijn. Er staat alleen de code van de casus in "
                    "en een link: geen namen."
                }
                @if let Some(since) = since {
                    p class="utrecht-paragraph" {
                        "U heeft een agenda-adres sinds " (dates::day_and_month(amsterdam_day(since))) ". "
                        "Maakt u een nieuw adres, dan werkt het oude niet meer."
                    }
                }
                div class="tandem-actions" {
                    (button(here, FEEDS, if since.is_some() { "Nieuw agenda-adres maken" } else { "Agenda-adres maken" }))
                    @if since.is_some() { (button(here, WITHDRAWAL, "Agenda-adres intrekken")) }
                }
            }
        })
    }
}

fn button(here: &Here, action: &str, label: &str) -> Markup {
    html! {
        form method="post" action=(action) {
            (Attempt::default().create_parts(here))
            button class="utrecht-button utrecht-button--secondary-action" type="submit" { (label) }
        }
    }
}
