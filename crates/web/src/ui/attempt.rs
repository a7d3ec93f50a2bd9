//! A form on its way: opened, sent, refused and shown again. It comes back with everything that was typed, on the
//! version that was sent, under the key that was sent. Only when somebody was faster it goes on from how things are
//! now, and says so: never may a form pass for one that saw what it did not see. Decides nothing about the work.

use actix_web::HttpResponse;
use casework::Refusal;
use domain::fault::Faults;
use domain::version::Version;
use maud::{Markup, html};

use super::field::summary;
use super::here::Here;
use super::layout::Place;
use crate::shared::body::FormBody;
use crate::shared::fields::form::{FormState, FormValues};
use crate::shared::idempotency::IdempotencyKey;
use crate::shared::problem::Problem;

/// Said when the thing was changed while somebody filled in the form.
const FASTER: &str = "Iemand anders was u voor. Kijk of het nog klopt en verstuur het dan opnieuw.";
/// Said to the slower one of two that were sent at once under the same key, as a double click does.
const BEING_SAVED: &str = "Dit wordt al opgeslagen. Verstuur het nog een keer, dan ziet u wat er staat.";
/// Said when somebody goes back to a form that was sent and sends it again with something else in it.
const SENT_BEFORE: &str =
    "Dit formulier is al eens verstuurd. Wilt u dit ook opslaan, verstuur het dan nog een keer.";

/// A page with one form.
pub(crate) trait FormPage {
    /// What the page is called.
    const TITLE: &'static str;
    /// Where it belongs.
    const PLACE: Place;

    /// The page around an attempt, as things are now.
    async fn content(&self, here: &Here, attempt: &Attempt) -> Result<Markup, Problem>;

    /// Who was faster, where the page can tell more than that somebody was.
    async fn faster(&self, _here: &Here) -> Result<Option<Markup>, Problem> {
        Ok(None)
    }
}

/// What came with a form beside the input that was read from it.
#[derive(Debug, Clone)]
pub(crate) struct Sent {
    /// The texts as they were sent.
    pub(crate) values: FormValues,
    version: Option<Version>,
    key: Option<IdempotencyKey>,
}

/// A form to show.
#[derive(Debug, Clone, Default)]
pub(crate) struct Attempt {
    /// What was filled in, and what is wrong with it.
    pub(crate) state: FormState,
    /// The version from which it goes on; nothing for the newest.
    seen: Option<Version>,
    /// The key under which it goes on; nothing for a fresh one.
    key: Option<IdempotencyKey>,
    faster: Option<Markup>,
}

impl Sent {
    /// Takes a form apart: the input or what is wrong with it, and what came with it.
    pub(crate) fn of<T>(form: FormBody<T>) -> (Result<T, Faults>, Self) {
        let sent = Self { values: form.values, version: form.version, key: form.idempotency_key };
        (form.input.map_err(|state| state.faults), sent)
    }

    /// The version that the form was about; a form without one never passes for the newest.
    pub(crate) fn seen(&self) -> Version {
        self.version.unwrap_or(Version(0))
    }

    /// The key of the create.
    pub(crate) const fn key(&self) -> Option<&IdempotencyKey> {
        self.key.as_ref()
    }

    /// The same form with other values in it.
    pub(crate) fn again_with(self, values: FormValues) -> Self {
        Self { values, ..self }
    }

    /// The form to show again, with what the refusal says of it.
    ///
    /// # Errors
    /// When other input would not help: the thing is not there, the database is away.
    pub(crate) fn refused(self, refusal: Refusal) -> Result<Attempt, Problem> {
        let Self { values, version, key } = self;
        let seen = Some(version.unwrap_or(Version(0)));
        let again = |rule, seen, key| {
            let state = FormState { rule: Some(rule), ..FormState::starting_with(values.clone()) };
            Ok(Attempt { state, seen, key, faster: None })
        };
        match refusal {
            Refusal::Stale if version.is_none() && key.is_some() => {
                again(("being_saved", BEING_SAVED), None, key)
            }
            Refusal::Stale => again((STALE, FASTER), None, key),
            Refusal::KeyReused => again(("key_reused", SENT_BEFORE), seen, None),
            other => {
                let state = FormState::refused(values, other)?;
                Ok(Attempt { state, seen, key, faster: None })
            }
        }
    }
}

const STALE: &str = "stale";

impl Attempt {
    /// A form that nobody sent yet, with these values in it.
    pub(crate) fn first(values: FormValues) -> Self {
        Self { state: FormState::starting_with(values), ..Self::default() }
    }

    /// Whether somebody else was faster.
    pub(crate) fn is_stale(&self) -> bool {
        self.state.rule.is_some_and(|(code, _)| code == STALE)
    }

    /// What stands above the form: who was faster, or what is wrong. `labels` are the questions of the form.
    pub(crate) fn above(&self, labels: &[(&str, &str)]) -> Markup {
        match &self.faster {
            Some(faster) => faster.clone(),
            None => summary::summary(&self.state, labels),
        }
    }

    /// The hidden parts of a form that creates something.
    pub(crate) fn create_parts(&self, here: &Here) -> Markup {
        let key = self.key.as_ref().map_or_else(|| here.fresh_key().to_string(), |it| it.as_str().to_owned());
        summary::create_parts(&here.token(), &key)
    }

    /// The hidden parts of a form that changes something, which is at this version now.
    pub(crate) fn change_parts(&self, here: &Here, newest: Version) -> Markup {
        summary::change_parts(&here.token(), self.seen.unwrap_or(newest))
    }

    /// The hidden parts of a form that creates something inside what is at this version now.
    pub(crate) fn create_in_parts(&self, here: &Here, newest: Version) -> Markup {
        html! {
            (self.create_parts(here))
            input type="hidden" name="version" value=(self.seen.unwrap_or(newest).0);
        }
    }
}

impl Here {
    /// The page with a form that nobody sent yet.
    pub(crate) async fn open<P: FormPage>(
        &self,
        page: &P,
        values: FormValues,
    ) -> Result<HttpResponse, Problem> {
        let content = page.content(self, &Attempt::first(values)).await?;
        Ok(self.show(P::TITLE, Some(P::PLACE), content))
    }

    /// What follows on a form: on to where it leads, or the same form with what is wrong.
    pub(crate) async fn answer<P: FormPage>(
        &self,
        page: &P,
        sent: Sent,
        done: Result<String, Refusal>,
    ) -> Result<HttpResponse, Problem> {
        let refusal = match done {
            Ok(to) => return Ok(self.go(&to)),
            Err(refusal) => refusal,
        };
        let mut attempt = sent.refused(refusal)?;
        if attempt.is_stale() {
            attempt.faster = page.faster(self).await?;
        }
        let content = page.content(self, &attempt).await?;
        Ok(self.show_again(P::TITLE, Some(P::PLACE), content))
    }
}

#[cfg(test)]
mod tests {
    use domain::fault::FaultCode;

    use super::*;
    use crate::shared::problem::Kind;

    fn sent(version: Option<i64>, key: Option<&str>) -> Sent {
        let values = FormValues::of([("observed", "Rustig")]);
        Sent { values, version: version.map(Version), key: key.and_then(IdempotencyKey::parse) }
    }

    fn missing() -> Refusal {
        let mut faults = Faults::none();
        faults.add("kind", FaultCode::Missing);
        Refusal::Invalid(faults)
    }

    #[test]
    fn what_was_typed_is_kept_with_what_is_wrong() {
        for refusal in [missing(), Refusal::Rule("already_corrected"), Refusal::Stale, Refusal::KeyReused] {
            let state = sent(Some(1), None).refused(refusal).unwrap().state;
            assert_eq!(state.values.first("observed"), Some("Rustig"));
            assert_eq!(state.rule.is_some(), state.faults.is_empty());
        }
    }

    #[test]
    fn only_whoever_was_slower_goes_on_from_the_newest_version() {
        for refusal in [missing(), Refusal::Rule("already_corrected"), Refusal::KeyReused] {
            assert_eq!(sent(Some(3), None).refused(refusal).unwrap().seen, Some(Version(3)));
        }
        assert_eq!(sent(Some(3), None).refused(Refusal::Stale).unwrap().seen, None);
        let without = sent(None, None).refused(missing()).unwrap();
        assert_eq!(without.seen, Some(Version(0)), "a form without a version never passes for the newest");
    }

    #[test]
    fn only_a_key_that_was_spent_is_replaced() {
        const KEY: &str = "0193d0a4-7c1e-7d55-9a5b-4f6f0f3a2b11";
        for refusal in [missing(), Refusal::Rule("already_corrected"), Refusal::Stale] {
            let attempt = sent(None, Some(KEY)).refused(refusal).unwrap();
            assert_eq!(attempt.key.as_ref().map(IdempotencyKey::as_str), Some(KEY));
        }
        assert_eq!(sent(None, Some(KEY)).refused(Refusal::KeyReused).unwrap().key, None);
        let twin = sent(None, Some(KEY)).refused(Refusal::Stale).unwrap();
        assert_eq!(twin.state.rule, Some(("being_saved", BEING_SAVED)));
    }

    #[test]
    fn what_is_not_there_is_no_form() {
        let problem = sent(None, None).refused(Refusal::NotFound { asked: None }).unwrap_err();
        assert_eq!(problem.kind(), Kind::NotFound);
    }
}
