//! The page with one's own notices. Opening one notes that it was read and leads to what waits.

use actix_web::HttpResponse;
use casework::notice::{self, About, NoticeLine, NoticePage};
use domain::id::{HandoverId, NoticeId, RoundId};
use domain::notice::{NoticeKind, Rung};
use domain::term::TermOwner;
use maud::{Markup, html};

use super::settings;
use crate::shared::bodies::notice::ReadUpTo;
use crate::shared::body::{FormBody, Query};
use crate::shared::fields::form::FormValues;
use crate::shared::fields::values::Whole;
use crate::shared::fields::{Body, Fields};
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::words::dates;
use crate::ui::words::labels::Labelled;
use crate::ui::{case, consultation, handover, round, term};

/// Address of the page.
pub const PATH: &str = "/notices";
/// Where it is sent that one was read.
pub const READING: &str = "/notices/{noticeId}/reading";
/// Where it is sent that all were read.
pub const READINGS: &str = "/notices/readings";

/// Notices on a page.
const ON_A_PAGE: usize = 25;

/// The page from before a number on.
struct Notices(Option<i64>);

/// From where on.
pub struct Before(Option<i64>);

impl Body for Before {
    const NAME: &'static str = "Before";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        Some(Self(fields.optional::<Whole<1, { i64::MAX }>>("before").map(|number| number.0)))
    }
}

/// The page.
///
/// # Errors
/// When the database is away.
pub async fn show(here: Here, Query(Before(before)): Query<Before>) -> Result<HttpResponse, Problem> {
    here.open(&Notices(before), FormValues::default()).await
}

/// Notes that a notice was read, and leads to what waits.
///
/// # Errors
/// 404 when it is not the caller's own.
pub async fn open(here: Here, Id(id): Id<NoticeId>, form: FormBody<()>) -> Result<HttpResponse, Problem> {
    let (_, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let done = notice::read(&here.casework, &here.caller, &creation, id).await;
    here.answer(&Notices(None), sent, done.map(|line| target(&line))).await
}

/// Notes that all notices on the page and before were read.
///
/// # Errors
/// When the database is away.
pub async fn read_all(here: Here, form: FormBody<ReadUpTo>) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let done = match input {
        Ok(ReadUpTo(number)) => notice::read_all(&here.casework, &here.caller, number).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Notices(None), sent, done.map(|_| PATH.to_owned())).await
}

impl FormPage for Notices {
    const TITLE: &'static str = "Berichten";
    const PLACE: Place = Place::Notices;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let page = notice::list(&here.casework, &here.caller, self.0, ON_A_PAGE).await?;
        Ok(html! {
            h1 class="utrecht-heading-1" { (Self::TITLE) }
            (attempt.above(&[]))
            @if page.items.is_empty() { p class="utrecht-paragraph" { "Er zijn geen berichten." } }
            (all_read(here, &page))
            ul class="tandem-cards" { @for line in &page.items { li { (card(here, line)) } } }
            @if let Some(next) = page.next {
                p { a class="utrecht-link tandem-tap" rel="next" href={ (PATH) "?before=" (next) } { "Oudere berichten" } }
            }
            p { a class="utrecht-link tandem-tap" href=(settings::PATH) { "Mail en agenda instellen" } }
        })
    }
}

fn all_read(here: &Here, page: &NoticePage) -> Markup {
    let unread = page.items.iter().any(|it| it.read_at.is_none());
    html! {
        @if let Some(first) = page.items.first().filter(|_| unread) {
            form class="tandem-actions" method="post" action=(READINGS) {
                (Attempt::default().create_parts(here))
                input type="hidden" name="upTo" value=(first.number);
                button class="utrecht-button utrecht-button--secondary-action" type="submit" { "Alles is gelezen" }
            }
        }
    }
}

fn card(here: &Here, line: &NoticeLine) -> Markup {
    html! {
        article class="tandem-card tandem-stack" {
            h2 class="utrecht-heading-3" { (line.kind.label()) ": " (noun(line)) " " (line.code) }
            p class="tandem-row" {
                @if line.read_at.is_none() { span class="tandem-tag tandem-tag--warm" { "Ongelezen" } }
                @if line.kind.is_urgent() { span class="tandem-tag" { "Dringend" } }
                @if let Some(why) = why(line.rung) { span class="tandem-tag" { (why) } }
            }
            p class="tandem-subtle" { (dates::moment(line.told_at)) }
            form method="post" action={ "/notices/" (line.id) "/reading" } {
                (Attempt::default().create_parts(here))
                button class="utrecht-button utrecht-button--secondary-action" type="submit" {
                    "Openen" span class="tandem-hidden" { ": " (line.kind.label()) " in " (noun(line)) " " (line.code) }
                }
            }
        }
    }
}

/// In what it waits.
const fn noun(line: &NoticeLine) -> &'static str {
    match line.about {
        About::Case(_) => "casus",
        About::Consultation(_) => "consultatie",
    }
}

/// Why somebody hears of what was for another.
const fn why(rung: Rung) -> Option<&'static str> {
    match rung {
        Rung::Addressee => None,
        Rung::OtherOfDuo => Some("Uw duogenoot las dit niet"),
        Rung::Lead => Some("Het duo las dit niet"),
    }
}

/// Where what waits is done. Who is asked for a score may see the round and nothing else of the case.
fn target(line: &NoticeLine) -> String {
    let case = match line.about {
        About::Case(case) => case,
        About::Consultation(consultation) => return consultation::path(consultation),
    };
    match line.kind {
        NoticeKind::RoundAsks => round::path(RoundId(line.origin)),
        NoticeKind::HandoverOffered => handover::inbox::path(HandoverId(line.origin)),
        NoticeKind::TermNear | NoticeKind::TermOver => term::path(TermOwner::Case(case)),
        NoticeKind::Task
        | NoticeKind::UrgentTask
        | NoticeKind::TaskPassedOn
        | NoticeKind::DuoAssigned
        | NoticeKind::PhaseProposed
        | NoticeKind::HandoverEnded
        | NoticeKind::ConsultationWaits
        | NoticeKind::ConsultationFits
        | NoticeKind::ConsultationTurn
        | NoticeKind::ConsultationAnswered
        | NoticeKind::ConsultationEnded => case::path(case),
    }
}
