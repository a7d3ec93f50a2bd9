//! The page with all red flags and suspicions of a case. Deciding on a flag, retracting it and withdrawing a suspicion are
//! small forms on this page.

use actix_web::HttpResponse;
use casework::red_flag::{DangerFile, FlagEntry, FlagLine, WriteOnFlag, file, write};
use casework::suspicion::{SuspicionLine, withdraw};
use domain::danger::FlagEntryKind;
use domain::id::{CaseId, RedFlagId, TerrorSuspicionId};
use domain::text::LongText;
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::{path, section};
use crate::shared::bodies::suspicion::WithdrawalBody;
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormValues;
use crate::shared::fields::{Body, Fields};
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::case;
use crate::ui::field::summary::summary_within;
use crate::ui::field::{Choice, Field};
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::people;
use crate::ui::words::dates;
use crate::ui::words::labels::Labelled;

/// Address of the page.
pub const PATH: &str = "/cases/{caseId}/red-flags";
/// Where a decision or a retraction is sent.
pub const ENTRIES: &str = "/cases/{caseId}/red-flags/entries";
/// Where a withdrawal is sent.
pub const WITHDRAWALS: &str = "/cases/{caseId}/terror-suspicions/withdrawals";

const LABELS: [(&str, &str); 3] = [("told", "Wat u schrijft"), ("kind", "Soort"), ("reason", "Waarom")];

/// The page about this case.
struct Danger(CaseId);

/// What is written on which flag.
pub struct EntryForm {
    flag: RedFlagId,
    kind: FlagEntryKind,
    told: LongText,
}

/// Which suspicion is withdrawn, and why.
pub struct WithdrawalForm {
    suspicion: TerrorSuspicionId,
    body: WithdrawalBody,
}

impl Body for EntryForm {
    const NAME: &'static str = "RedFlagEntryForm";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let flag = fields.required("flag");
        let kind = fields.required("kind");
        let told = fields.required("told");
        Some(Self { flag: flag?, kind: kind?, told: told? })
    }
}

impl Body for WithdrawalForm {
    const NAME: &'static str = "WithdrawalForm";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let suspicion = fields.required("suspicion");
        let body = WithdrawalBody::read(fields);
        Some(Self { suspicion: suspicion?, body: body? })
    }
}

/// The page.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
pub async fn show(here: Here, Id(case): Id<CaseId>) -> Result<HttpResponse, Problem> {
    here.open(&Danger(case), FormValues::default()).await
}

/// Writes a decision or a retraction.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
pub async fn write_entry(
    here: Here,
    Id(case): Id<CaseId>,
    form: FormBody<EntryForm>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let done = match input {
        Ok(EntryForm { flag, kind, told }) => {
            let told = Some(told.as_str().to_owned());
            let command = WriteOnFlag { case, flag, kind, told, decided_at: None };
            write(&here.casework, &here.caller, &creation, command).await
        }
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Danger(case), sent, done.map(|_| path(case))).await
}

/// Withdraws a suspicion.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
pub async fn withdraw_one(
    here: Here,
    Id(case): Id<CaseId>,
    form: FormBody<WithdrawalForm>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let done = match input {
        Ok(WithdrawalForm { suspicion, body }) => {
            withdraw(&here.casework, &here.caller, &creation, body.command(case, suspicion)).await
        }
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Danger(case), sent, done.map(|_| path(case))).await
}

impl FormPage for Danger {
    const TITLE: &'static str = "Rode vlaggen";
    const PLACE: Place = Place::MyCases;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let file = file(&here.casework, &here.caller, self.0).await?;
        Ok(content(here, &file, attempt))
    }
}

fn content(here: &Here, file: &DangerFile, attempt: &Attempt) -> Markup {
    let case = file.line.case;
    html! {
        h1 class="utrecht-heading-1" { (Danger::TITLE) }
        p class="tandem-subtle" { (people::household(&file.line)) " · " (file.line.code) }
        (wrong(attempt))
        p class="utrecht-paragraph" {
            "Een rode vlag is een signaal van levensgevaar. Een vlag beslist niets. Mensen beslissen, dezelfde dag."
        }
        (section::running(&file.suspicions))
        @if file.may_record || file.may_suspect {
            div class="tandem-actions" {
                @if file.may_record {
                    a class="utrecht-button-link utrecht-button-link--html-a utrecht-button-link--primary-action"
                        href={ (path(case)) "/new" } { "Rode vlag vastleggen" }
                }
                @if file.may_suspect {
                    a class="utrecht-button-link utrecht-button-link--html-a utrecht-button-link--secondary-action"
                        href={ (case::path(case)) "/terror-suspicions/new" } { "Vermoeden van intieme terreur" }
                }
            }
        }
        @if file.flags.is_empty() { p class="utrecht-paragraph" { "Hier staan geen rode vlaggen." } }
        @for flag in &file.flags { (one(here, file, flag, attempt)) }
        @for it in &file.suspicions { (suspicion(here, file, it, attempt)) }
        p { a class="utrecht-link tandem-tap" href=(case::path(case)) { "Terug naar de casus" } }
    }
}

/// What is wrong, with links into the form that was sent: every flag and every suspicion has its own.
fn wrong(attempt: &Attempt) -> Markup {
    let values = &attempt.state.values;
    match values.first("flag").or_else(|| values.first("suspicion")) {
        Some(form) if !attempt.is_stale() => summary_within(form, &attempt.state, &LABELS),
        _ => attempt.above(&LABELS),
    }
}

/// What was sent for this thing, or an empty form for any other.
fn attempt_for<'a>(attempt: &'a Attempt, empty: &'a Attempt, name: &str, id: &str) -> &'a Attempt {
    if attempt.state.values.first(name) == Some(id) { attempt } else { empty }
}

fn one(here: &Here, file: &DangerFile, flag: &FlagLine, attempt: &Attempt) -> Markup {
    let (id, empty) = (flag.id.to_string(), Attempt::default());
    let attempt = attempt_for(attempt, &empty, "flag", &id);
    let kinds = Choice::all::<FlagEntryKind>();
    html! {
        section class="tandem-card tandem-stack" aria-labelledby={ "vlag-" (id) } {
            h2 class="utrecht-heading-3" id={ "vlag-" (id) } { (flag.kind.label()) }
            p {
                "Gevaar voor " (flag.person.name) " · " (dates::day_and_month(flag.noticed_on)) " · "
                (flag.source.label().to_lowercase())
            }
            @if let Some(note) = &flag.note { p class="tandem-text" dir="auto" { (note) } }
            p class="tandem-subtle" {
                "Vastgelegd door " (flag.recorded_by.name) ", " (dates::moment(flag.recorded_at))
            }
            @for entry in &flag.entries { (told(entry)) }
            @if file.may_record && flag.stands() {
                details open[!attempt.state.faults.is_empty()] {
                    summary { "Besluit vastleggen of intrekken" }
                    form class="tandem-form" method="post" action={ (path(file.line.case)) "/entries" } novalidate {
                        (attempt.create_parts(here))
                        input type="hidden" name="flag" value=(id);
                        (Field::new("kind", "Wat schrijft u op?").within(&id).radios(&attempt.state, &kinds))
                        (Field::new("told", "Wat is er besloten en met wie, of waarom trekt u in?").within(&id)
                            .textarea(&attempt.state, LongText::MAX))
                        button class="utrecht-button utrecht-button--primary-action" type="submit" { "Opslaan" }
                    }
                }
            }
        }
    }
}

fn told(entry: &FlagEntry) -> Markup {
    html! {
        div class="tandem-told" {
            p {
                strong { (entry.kind.label()) }
                span class="tandem-subtle" { " · " (entry.by.name) ", " (dates::moment(entry.decided_at)) }
            }
            p class="tandem-text" dir="auto" { (entry.told) }
        }
    }
}

fn suspicion(here: &Here, file: &DangerFile, it: &SuspicionLine, attempt: &Attempt) -> Markup {
    let (id, empty) = (it.id.to_string(), Attempt::default());
    let attempt = attempt_for(attempt, &empty, "suspicion", &id);
    let case = file.line.case;
    html! {
        section class="tandem-card tandem-stack" aria-labelledby={ "vermoeden-" (id) } {
            h2 class="utrecht-heading-3" id={ "vermoeden-" (id) } { "Vermoeden van intieme terreur" }
            p { "Gevaar voor " (it.victim.name) " door " (it.accused.name) "." }
            p class="tandem-text" dir="auto" { (it.reason) }
            p class="tandem-subtle" {
                "Vastgelegd door " (it.raised_by.name) ", " (dates::moment(it.raised_at))
            }
            @match &it.ended {
                Some(ended) => {
                    p { strong { "Ingetrokken" } span class="tandem-subtle" {
                        " · " (ended.by.name) ", " (dates::day_and_month(amsterdam_day(ended.at)))
                    } }
                    p class="tandem-text" dir="auto" { (ended.reason) }
                },
                None if file.may_suspect => details open[!attempt.state.faults.is_empty()] {
                    summary { "Vermoeden intrekken" }
                    form class="tandem-form" method="post" novalidate
                        action={ (case::path(case)) "/terror-suspicions/withdrawals" } {
                        (attempt.create_parts(here))
                        input type="hidden" name="suspicion" value=(id);
                        (Field::new("reason", "Waarom is er geen vermoeden meer?").within(&id)
                            .textarea(&attempt.state, LongText::MAX))
                        button class="utrecht-button utrecht-button--primary-action" type="submit" { "Intrekken" }
                    }
                },
                None => {},
            }
        }
    }
}
