//! What stands above and around the questions: the summary of faults, and the hidden parts of every form.

use domain::version::Version;
use maud::{Markup, html};

use super::{covers, id_within};
use crate::shared::csrf;
use crate::shared::fields::form::FormState;
use crate::ui::words::faults;

/// What is wrong with the form, first on the page, each with a link to its question; nothing when all is well.
/// `labels` are the questions of the form: name of the field and its label.
pub fn summary(state: &FormState, labels: &[(&str, &str)]) -> Markup {
    summary_within("", state, labels)
}

/// The same for a form with a name of its own.
pub fn summary_within(form: &str, state: &FormState, labels: &[(&str, &str)]) -> Markup {
    if state.faults.is_empty() && state.rule.is_none() {
        return html! {};
    }
    html! {
        div class="tandem-summary" role="alert" tabindex="-1" autofocus data-rule=[state.rule.map(|(code, _)| code)] {
            h2 { "Dit is nog niet opgeslagen" }
            @if let Some((_, sentence)) = state.rule {
                p { (sentence) }
            }
            @if !state.faults.is_empty() {
                ul { @for fault in &state.faults { li { (line(form, fault, labels)) } } }
            }
        }
    }
}

/// The hidden parts: the token, and the key that makes sending twice harmless.
pub fn create_parts(token: &str, key: &str) -> Markup {
    html! {
        input type="hidden" name=(csrf::FIELD) value=(token);
        input type="hidden" name="idempotencyKey" value=(key);
    }
}

/// The hidden parts: the token, and the version that the page showed.
pub fn change_parts(token: &str, version: Version) -> Markup {
    html! {
        input type="hidden" name=(csrf::FIELD) value=(token);
        input type="hidden" name="version" value=(version.0);
    }
}

/// The button that sends the form, and the way back without sending.
pub fn actions(send: &str, back: &str) -> Markup {
    html! {
        div class="tandem-actions" {
            button class="utrecht-button utrecht-button--primary-action" type="submit" { (send) }
            a class="utrecht-link" href=(back) { "Annuleren" }
        }
    }
}

fn line(form: &str, fault: &domain::fault::Fault, labels: &[(&str, &str)]) -> Markup {
    let sentence = faults::sentence(fault.code, fault.limit);
    match labels.iter().find(|(name, _)| covers(name, &fault.field)) {
        Some((name, label)) => {
            html! { a href={ "#" (id_within(form, name)) } { (label) (after(label)) (sentence) } }
        }
        None => html! { (sentence) },
    }
}

/// What stands between a label and what is wrong: a question needs no colon.
fn after(label: &str) -> &'static str {
    if label.ends_with('?') { " " } else { ": " }
}
