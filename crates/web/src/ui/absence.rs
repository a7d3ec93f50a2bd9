//! Who is away or will be, with who stands in, and being back sooner. Never why.

pub mod new;

use actix_web::HttpResponse;
use casework::absence::{AbsenceLine, Away, end, list};
use chrono::{Duration, NaiveDate};
use domain::id::AbsenceId;
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::attempt::{Attempt, FormPage, Sent};
use super::here::{Here, places};
use super::layout::Place;
use super::words::dates;
use crate::shared::body::{FormBody, Query};
use crate::shared::fields::form::FormValues;
use crate::shared::fields::values::Whole;
use crate::shared::fields::{Body, Fields};
use crate::shared::problem::Problem;

/// Address of the page.
pub const PATH: &str = "/absences";
/// Where an ending is sent.
pub const ENDINGS: &str = "/absences/endings";

/// What was just arranged: in how many cases nobody stands in.
pub struct JustArranged(Option<i64>);

/// Which absence ends.
pub struct EndingForm(AbsenceId);

struct Absences(Option<i64>);

impl Body for JustArranged {
    const NAME: &'static str = "JustArranged";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        Some(Self(fields.optional::<Whole<0, 1000>>("uncovered").map(|it| it.0)))
    }
}

impl Body for EndingForm {
    const NAME: &'static str = "AbsenceEndingForm";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        fields.required("absence").map(Self)
    }
}

/// The page.
///
/// # Errors
/// When the database is away.
pub async fn show(
    here: Here,
    Query(JustArranged(uncovered)): Query<JustArranged>,
) -> Result<HttpResponse, Problem> {
    here.open(&Absences(uncovered), FormValues::default()).await
}

/// Ends an absence now.
///
/// # Errors
/// 404 when it is not there or not for the caller.
pub async fn end_one(here: Here, form: FormBody<EndingForm>) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let done = match input {
        Ok(EndingForm(id)) => end(&here.casework, &here.caller, &creation, id).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Absences(None), sent, done.map(|_| PATH.to_owned())).await
}

impl FormPage for Absences {
    const TITLE: &'static str = "Afwezigheid en waarneming";
    const PLACE: Place = Place::MyWork;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let found = list(&here.casework, &here.caller).await?;
        let now = here.now();
        let (over, coming): (Vec<_>, Vec<_>) = found.into_iter().partition(|it| it.away.until <= now);
        Ok(html! {
            h1 class="utrecht-heading-1" { (Self::TITLE) }
            @if let Some(uncovered) = self.0 { p class="tandem-done" role="status" { (arranged(uncovered)) } }
            (attempt.above(&[]))
            p class="utrecht-paragraph" {
                "Wie waarneemt, ziet de casussen van die dagen en krijgt de taken. Daarna niet meer."
            }
            p { a class="utrecht-button-link utrecht-button-link--html-a utrecht-button-link--primary-action"
                href=(new::PATH) { "Afwezigheid melden" } }
            @if coming.is_empty() { p class="utrecht-paragraph" { "Niemand is afwezig, voor zover u dat regelt." } }
            @for it in &coming { (one(here, it)) }
            @if !over.is_empty() {
                section class="tandem-card tandem-stack" aria-labelledby="voorbij" {
                    h2 class="utrecht-heading-2" id="voorbij" { "Voorbij" }
                    (lines(&over))
                }
            }
            @if let Some(first) = places(here.caller.role).first() {
                p { a class="utrecht-link tandem-tap" href=(first.path()) { "Terug naar " (first.label().to_lowercase()) } }
            }
        })
    }
}

fn arranged(uncovered: i64) -> String {
    match uncovered {
        0 => "Het is geregeld.".to_owned(),
        1 => "Het is geregeld. In 1 casus neemt niemand waar: daar gaat de ander in het duo alleen verder."
            .to_owned(),
        some => format!(
            "Het is geregeld. In {some} casussen neemt niemand waar: daar gaat de ander in het duo alleen verder."
        ),
    }
}

fn one(here: &Here, it: &AbsenceLine) -> Markup {
    html! {
        section class="tandem-card tandem-stack" {
            (line(it))
            form method="post" action=(ENDINGS) {
                (Attempt::default().create_parts(here))
                input type="hidden" name="absence" value=(it.id);
                button class="utrecht-button utrecht-button--secondary-action" type="submit" {
                    "Nu beëindigen" span class="tandem-hidden" { ": " (it.who.name) }
                }
            }
        }
    }
}

/// Absences, one on a line.
pub fn lines(found: &[AbsenceLine]) -> Markup {
    html! {
        @if found.is_empty() { p class="utrecht-paragraph" { "Niemand is afwezig." } }
        ul class="tandem-lines" { @for it in found { li { (line(it)) } } }
    }
}

fn line(it: &AbsenceLine) -> Markup {
    html! {
        p {
            strong { (it.who.name) }
            " · " (dates::day_and_month(amsterdam_day(it.away.from)))
            " tot en met " (dates::day_and_month(last_day(it.away)))
        }
        p class="tandem-subtle" {
            @if it.covers.is_empty() { "Niemand neemt waar" }
            @for (place, (by, seats)) in it.covers.iter().enumerate() {
                @if place > 0 { ", " }
                (by.name) " neemt waar in " (seats) @if *seats == 1 { " casus" } @else { " casussen" }
            }
        }
    }
}

/// The last day of an absence; the first one when it never began.
pub fn last_day(away: Away) -> NaiveDate {
    amsterdam_day((away.until - Duration::microseconds(1)).max(away.from))
}
