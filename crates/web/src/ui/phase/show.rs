//! The phase of a case: a quiet list of what the next phase asks, the proposal, and who agreed so far.

use access::Permission;
use actix_web::HttpResponse;
use casework::case::read::{self as cases, Opened};
use casework::phase::{self, AgreeWithPassage, ChangeLine, PhaseFile, ProposalLine, ProposePassage};
use domain::fault::Faults;
use domain::id::{CaseId, PhaseProposalId};
use domain::phase::{ChangeKind, Phase};
use domain::text::LongText;
use domain::time::amsterdam_day;
use maud::{Markup, html};

use super::section::{self, next};
use super::{about, criterion, let_pass, path};
use crate::shared::bodies::phase::ProposalBody;
use crate::shared::body::FormBody;
use crate::shared::fields::form::FormValues;
use crate::shared::fields::{Body, Fields};
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::case;
use crate::ui::field::Field;
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::words::dates;
use crate::ui::words::labels::Labelled;

/// Address of the page.
pub const PATH: &str = "/cases/{caseId}/phase";
/// Where a proposal goes.
pub const PROPOSALS: &str = "/cases/{caseId}/phase/proposals";
/// Where an agreement goes.
pub const AGREEMENTS: &str = "/cases/{caseId}/phase/agreements";

/// Which proposal is agreed with.
#[derive(Debug, Clone, Copy)]
pub struct AgreementForm {
    proposal: PhaseProposalId,
}

impl Body for AgreementForm {
    const NAME: &'static str = "AgreementForm";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let proposal = fields.required::<uuid::Uuid>("proposal");
        proposal.map(|it| Self { proposal: PhaseProposalId(it) })
    }
}

/// The page about this case.
struct Showing(CaseId);

/// The page.
///
/// # Errors
/// 404 when the case is not there or not for the caller.
pub async fn show(here: Here, Id(case): Id<CaseId>) -> Result<HttpResponse, Problem> {
    here.open(&Showing(case), FormValues::default()).await
}

/// Proposes to pass.
///
/// # Errors
/// 403 or 404 for who is not in the duo.
pub async fn propose(
    here: Here,
    Id(case): Id<CaseId>,
    form: FormBody<ProposalBody>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let command: Result<ProposePassage, Faults> = input.map(|body| body.command(case));
    let done = match command {
        Ok(command) => phase::propose(&here.casework, &here.caller, &creation, command).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Showing(case), sent, done.map(|_| path(case))).await
}

/// Agrees with the proposal of the other member.
///
/// # Errors
/// 403 or 404 for who is not in the duo.
pub async fn agree(
    here: Here,
    Id(case): Id<CaseId>,
    form: FormBody<AgreementForm>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let done = match input {
        Ok(AgreementForm { proposal }) => {
            let command = AgreeWithPassage { case, proposal, seen: sent.seen() };
            phase::agree(&here.casework, &here.caller, command).await
        }
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Showing(case), sent, done.map(|_| path(case))).await
}

impl FormPage for Showing {
    const TITLE: &'static str = "Fase";
    const PLACE: Place = Place::MyCases;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let file = phase::read(&here.casework, &here.caller, self.0).await?;
        let opened = cases::read(&here.casework, &here.caller, self.0).await?;
        Ok(html! {
            h1 class="utrecht-heading-1" { (Self::TITLE) ": " (file.standing.phase.label()) }
            (about(&opened.line))
            (attempt.above(&[("note", "Hoe gaat het huishouden verder?"), ("to", "Volgende fase")]))
            (section::banner(&file))
            (gate(here, &opened, &file, attempt))
            (history(&file))
            p { a class="utrecht-link tandem-tap" href=(case::path(self.0)) { "Terug naar de casus" } }
        })
    }
}

fn gate(here: &Here, opened: &Opened, file: &PhaseFile, attempt: &Attempt) -> Markup {
    let case = opened.line.case;
    let policy = here.casework.policy_at(here.now()).phase;
    let Some(gate) = &file.gate else {
        return html! { p class="utrecht-paragraph" { "Deze casus is gesloten. Alles blijft te lezen." } };
    };
    let open = gate.criteria.iter().all(|it| it.met);
    html! {
        section class="tandem-card tandem-stack" aria-labelledby="overgang" {
            h2 class="utrecht-heading-2" id="overgang" { "Wat is er nodig voor " (next(gate.to)) "?" }
            ul class="tandem-plain tandem-stack" {
                @for it in &gate.criteria { li { (criterion::line(case, it, &file.names, &policy)) } }
            }
            @match &file.pending {
                Some(pending) => (waiting(here, opened, file, (pending, attempt))),
                None if open && opened.offers(Permission::MovePhase) => (offer(here, case, gate.to, attempt)),
                None => {},
            }
            @if opened.offers(Permission::OverrideGate) {
                p {
                    a class="utrecht-link tandem-tap" href=(let_pass::path(case)) { "Met een reden laten doorgaan" }
                }
            }
        }
    }
}

fn offer(here: &Here, case: CaseId, to: Phase, attempt: &Attempt) -> Markup {
    let note = Field::new("note", "Hoe gaat het huishouden verder?");
    let note = if to == Phase::Closed { note } else { note.optional() };
    html! {
        form class="tandem-form" method="post" action={ (path(case)) "/proposals" } novalidate {
            (attempt.create_parts(here))
            input type="hidden" name="to" value=(to.code());
            (note.hint("Het andere lid van het duo leest dit bij uw voorstel.").textarea(&attempt.state, LongText::MAX))
            button class="utrecht-button utrecht-button--primary-action" type="submit" { "Voorstellen: " (next(to)) }
        }
    }
}

fn waiting(
    here: &Here,
    opened: &Opened,
    file: &PhaseFile,
    (pending, attempt): (&ProposalLine, &Attempt),
) -> Markup {
    let is_own = pending.by.user == here.caller.user;
    html! {
        div class="tandem-note" {
            p { strong { "Voorstel: " (next(pending.to)) } }
            p { (pending.by.name) " (" (pending.organisation) "), " (dates::moment(pending.at)) }
            @if let Some(note) = &pending.note { p class="tandem-text" dir="auto" { (note) } }
            @if is_own {
                p { "Het andere lid van het duo geeft akkoord." }
            } @else if opened.offers(Permission::MovePhase) {
                form class="tandem-form" method="post" action={ (path(opened.line.case)) "/agreements" } {
                    (attempt.change_parts(here, file.version))
                    input type="hidden" name="proposal" value=(pending.id);
                    button class="utrecht-button utrecht-button--primary-action" type="submit" { "Akkoord geven" }
                }
            }
        }
    }
}

fn history(file: &PhaseFile) -> Markup {
    html! {
        @if !file.changes.is_empty() {
            section class="tandem-stack" aria-labelledby="verloop" {
                h2 class="utrecht-heading-2" id="verloop" { "Hoe de casus hier kwam" }
                ol class="tandem-timeline" { @for it in &file.changes { li { (step(it)) } } }
            }
        }
    }
}

fn step(it: &ChangeLine) -> Markup {
    let lacking: Vec<&str> = it.criteria.iter().filter(|it| !it.met).map(|it| it.code.label()).collect();
    html! {
        article class="tandem-event" {
            p class="tandem-subtle" { (dates::long_day(amsterdam_day(it.at))) }
            h3 class="tandem-what" {
                @match it.kind {
                    ChangeKind::Passage | ChangeKind::Override => { "Naar " (next(it.to)) },
                    ChangeKind::Fallback => { "Terug naar directe veiligheid" },
                    ChangeKind::Reopening => { "Heropend" },
                }
            }
            p {
                @if let Some(proposal) = &it.proposal {
                    "Voorgesteld door " (proposal.by.name) " (" (proposal.organisation) "). Akkoord van "
                } @else if it.kind == ChangeKind::Override { "Besluit van " } @else { "Door " }
                (it.by.name) " (" (it.organisation) ")."
                @if let Some(version) = it.plan_version { " Veiligheidsplan: versie " (version) "." }
            }
            @if let Some(cause) = it.cause { p { (cause.label()) } }
            @if let Some(reason) = &it.reason { p class="tandem-text" dir="auto" { (reason) } }
            @if !lacking.is_empty() {
                details {
                    summary { "Wat toen nog niet in orde was" }
                    ul { @for one in lacking { li { (one) } } }
                }
            }
        }
    }
}
