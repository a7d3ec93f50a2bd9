//! The tasks of somebody of the team, and handing them over: all that are ticked or none, with what is wrong at each row.

use actix_web::HttpResponse;
use casework::board::{MemberTask, MemberWork, member};
use casework::task::{OwnerChoice, pass_on_all};
use domain::id::MembershipId;
use domain::text::LongText;
use maud::{Markup, html};

use crate::shared::bodies::task::{OwnerField, TurnsBody};
use crate::shared::body::FormBody;
use crate::shared::fields::form::{FormState, FormValues};
use crate::shared::ids::Id;
use crate::shared::problem::Problem;
use crate::ui::attempt::{Attempt, FormPage, Sent};
use crate::ui::field::Field;
use crate::ui::field::summary::actions;
use crate::ui::here::Here;
use crate::ui::layout::Place;
use crate::ui::words::labels::Labelled;
use crate::ui::words::{dates, faults};

/// Address of the page.
pub const PATH: &str = "/team-board/members/{membershipId}";

const LABELS: [(&str, &str); 3] =
    [("tasks", "Welke taken?"), ("owner", "Wie neemt ze over?"), ("reason", "Waarom draagt u ze over?")];

/// Address of the page about somebody.
pub fn path(member: MembershipId) -> String {
    format!("/team-board/members/{member}")
}

/// The form about somebody.
struct Handing(MembershipId);

/// The page.
///
/// # Errors
/// 404 for who leads no team, or for somebody of another team.
pub async fn show(here: Here, Id(of): Id<MembershipId>) -> Result<HttpResponse, Problem> {
    here.open(&Handing(of), FormValues::of([("owner", "other")])).await
}

/// Hands the tasks over, and shows what is left.
///
/// # Errors
/// 404 for who leads no team, or for somebody of another team.
pub async fn submit(
    here: Here,
    Id(of): Id<MembershipId>,
    form: FormBody<TurnsBody>,
) -> Result<HttpResponse, Problem> {
    let (input, sent) = Sent::of(form);
    let creation = here.creation(sent.key())?;
    let done = match input {
        Ok(body) => pass_on_all(&here.casework, &here.caller, &creation, body.command(of)).await,
        Err(faults) => Err(faults.into()),
    };
    here.answer(&Handing(of), sent, done.map(|_| path(of))).await
}

impl FormPage for Handing {
    const TITLE: &'static str = "Taken van een collega";
    const PLACE: Place = Place::Board;

    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem> {
        let found = member(&here.casework, &here.caller, self.0).await?;
        let state = &attempt.state;
        Ok(html! {
            h1 class="utrecht-heading-1" { "Taken van " (found.member.name) }
            p class="utrecht-paragraph" {
                "U ziet welke taken er wachten en van welke casus. Wat erin staat, is voor wie er werkt."
            }
            (attempt.above(&LABELS))
            @if found.tasks.is_empty() {
                p class="utrecht-paragraph" { "Er wacht nu geen taak op " (found.member.name) "." }
            } @else {
                form class="tandem-form" method="post" action=(path(self.0)) novalidate {
                    (attempt.create_parts(here))
                    fieldset class="tandem-field" {
                        legend class="utrecht-form-label" { (LABELS[0].1) }
                        @for (place, task) in found.tasks.iter().enumerate() { (row(task, place, state)) }
                    }
                    (Field::new("owner", LABELS[1].1)
                        .hint("Kies iemand die in deze casussen een plek in het duo heeft.")
                        .told_radios(state, &owners(&found)))
                    (Field::new("reason", LABELS[2].1)
                        .hint("Iedereen in de casus kan dit lezen. Schrijf niets over iemands gezondheid.")
                        .textarea(state, LongText::MAX))
                    (actions("Taken overdragen", super::PATH))
                }
            }
            p { a class="utrecht-link tandem-tap" href={ (crate::ui::absence::new::PATH) "?membership=" (self.0) } {
                "Afwezigheid van " (found.member.name) " regelen"
            } }
        })
    }
}

fn row(task: &MemberTask, place: usize, state: &FormState) -> Markup {
    let value = task.task.to_string();
    // A fault names the row as it was sent, which holds the ticked ones only.
    let sent = state.values.all("tasks").position(|it| it == value);
    let fault = sent.and_then(|row| state.fault(&format!("tasks.{row}")));
    html! {
        label class="tandem-choice" {
            input type="checkbox" id=[(place == 0).then_some("f-tasks")] name="tasks" value=(value)
                checked[state.values.has("tasks", &value)];
            span {
                (task.kind.label()) " · casus " (task.code) " · "
                @if task.overdue { strong { "te laat sinds " (dates::day_and_month(task.due)) } }
                @else { "voor " (dates::day_and_month(task.due)) }
                @if let Some(fault) = fault { span class="tandem-wrong" { " " (faults::sentence(fault.code, fault.limit)) } }
            }
        }
    }
}

fn owners(found: &MemberWork) -> Vec<(String, Markup)> {
    let mut owners = vec![
        ("other".to_owned(), html! { "De ander in het duo" }),
        (OwnerField::word(OwnerChoice::Duo), html! { "Het duo samen" }),
    ];
    owners.extend(found.others.iter().map(|it| {
        (OwnerField::word(OwnerChoice::Person(it.membership)), html! { (it.name) " (" (it.tasks) " taken)" })
    }));
    owners
}
