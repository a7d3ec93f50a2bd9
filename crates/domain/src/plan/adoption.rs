//! Adopting a version: what every member of the household said of it, and which organisations agree. A child is
//! always asked or heard, or it is said why not. Nothing here may turn a no into a yes or leave somebody out.

use std::collections::BTreeSet;

use crate::code::codes;
use crate::fault::{FaultCode, Faults};
use crate::id::{OrganisationId, PersonId};
use crate::score::AskedHow;
use crate::text::LongText;

codes! {
    /// What a member of the household said of a version.
    pub enum Opinion {
        /// Agrees.
        Agrees => "agrees",
        /// Does not agree.
        Disagrees => "disagrees",
        /// Was heard in an own way; for young children, who do not have to agree.
        Heard => "heard",
        /// Was not asked.
        NotAsked => "not_asked",
    }
}

/// What a member said, as it was typed. Fields in faults: `opinion`, `reason`, `askedHow`, `ownWords`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoiceDraft {
    /// Who.
    pub person: PersonId,
    /// What this member said.
    pub opinion: Option<Opinion>,
    /// Why not.
    pub reason: Option<String>,
    /// How this member was asked.
    pub asked_how: Option<AskedHow>,
    /// What this member said, word for word.
    pub own_words: Option<String>,
}

/// What a member said, as it may be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewVoice {
    /// Who.
    pub person: PersonId,
    /// What this member said.
    pub opinion: Opinion,
    /// Why not.
    pub reason: Option<LongText>,
    /// How this member was asked.
    pub asked_how: Option<AskedHow>,
    /// What this member said, word for word.
    pub own_words: Option<LongText>,
    /// How old this member was, in years.
    pub age_at: Option<u16>,
}

/// A member of the household who has a voice: everybody who was born and lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Voter {
    /// Who.
    pub person: PersonId,
    /// How old, in years; nothing when the birth date is not known well enough.
    pub age: Option<u16>,
}

/// Whether an organisation of the duo agrees with a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// Which.
    pub organisation: OrganisationId,
    /// Yes or no.
    pub agrees: bool,
    /// Why not.
    pub reason: Option<LongText>,
}

impl Voter {
    /// Whether this member is so young that being heard in an own way is enough. Somebody of unknown age is asked.
    #[must_use]
    pub fn is_young(&self, asked_from_age: u8) -> bool {
        self.age.is_some_and(|age| age < u16::from(asked_from_age))
    }
}

impl Consent {
    /// Checks what was typed. Fields in faults: `agrees`, `reason`.
    ///
    /// # Errors
    /// All faults at once; a no needs a reason.
    pub fn check(
        organisation: OrganisationId,
        agrees: Option<bool>,
        reason: Option<&str>,
    ) -> Result<Self, Faults> {
        let mut faults = Faults::none();
        let agrees = faults.need("agrees", agrees);
        let reason = optional("reason", reason, &mut faults);
        if agrees == Some(false) && reason.is_none() {
            faults.add("reason", FaultCode::ReasonRequired);
        }
        faults.into_complete(agrees.map(|agrees| Self { organisation, agrees, reason }))
    }
}

/// Checks the voices about one version: of each voter exactly one. `voices.0.opinion` is about the first draft.
///
/// # Errors
/// All faults at once: `too_few` on `voices` when somebody is left out.
pub fn check_voices(
    drafts: Vec<VoiceDraft>,
    voters: &[Voter],
    asked_from_age: u8,
) -> Result<Vec<NewVoice>, Faults> {
    let mut faults = Faults::none();
    let mut known = BTreeSet::new();
    let mut voices = Vec::with_capacity(drafts.len());
    for (number, draft) in drafts.into_iter().enumerate() {
        let place = format!("voices.{number}");
        let Some(voter) = voters.iter().find(|it| it.person == draft.person) else {
            faults.add(format!("{place}.person"), FaultCode::UnknownChoice);
            continue;
        };
        if !known.insert(draft.person) {
            faults.add(format!("{place}.person"), FaultCode::Duplicate);
        }
        match draft.check(voter, asked_from_age) {
            Ok(voice) => voices.push(voice),
            Err(found) => faults.merge(found.under(&place)),
        }
    }
    if voters.iter().any(|it| !known.contains(&it.person)) {
        faults.add_limit("voices", FaultCode::TooFew, i64::try_from(voters.len()).unwrap_or(i64::MAX));
    }
    faults.into_result(voices)
}

impl VoiceDraft {
    fn check(self, voter: &Voter, asked_from_age: u8) -> Result<NewVoice, Faults> {
        let mut faults = Faults::none();
        let opinion = faults.need("opinion", self.opinion);
        let reason = optional("reason", self.reason.as_deref(), &mut faults);
        let own_words = optional("ownWords", self.own_words.as_deref(), &mut faults);
        let young = voter.is_young(asked_from_age);
        match opinion {
            Some(Opinion::Heard) if !young => faults.add("opinion", FaultCode::DoesNotFit),
            Some(Opinion::Disagrees | Opinion::NotAsked) if reason.is_none() => {
                faults.add("reason", FaultCode::ReasonRequired);
            }
            _ => {}
        }
        let was_asked = opinion.is_some_and(|it| it != Opinion::NotAsked);
        if opinion == Some(Opinion::NotAsked) && own_words.is_some() {
            faults.add("ownWords", FaultCode::DoesNotFit);
        }
        if opinion == Some(Opinion::NotAsked) && self.asked_how.is_some() {
            faults.add("askedHow", FaultCode::DoesNotFit);
        }
        if was_asked && young && self.asked_how.is_none() {
            faults.add("askedHow", FaultCode::AskedHowRequired);
        }
        let Self { person, asked_how, .. } = self;
        let age_at = voter.age;
        faults.into_complete(opinion.map(|opinion| NewVoice {
            person,
            opinion,
            reason,
            asked_how,
            own_words,
            age_at,
        }))
    }
}

/// An empty text is the same as none.
fn optional(field: &str, input: Option<&str>, faults: &mut Faults) -> Option<LongText> {
    match LongText::parse(input?) {
        Err((FaultCode::Empty, _)) => None,
        parsed => faults.keep(field, parsed),
    }
}
