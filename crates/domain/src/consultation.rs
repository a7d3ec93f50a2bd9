//! A consultation: a local team asks somebody with more knowledge of safety, and keeps the responsibility. The question
//! is about nobody by name, or about a case of which chosen facts are frozen with it. Who advises loses sight of it when
//! it ends.
//!
//! Reading order: this file, [`course`], [`anonymity`], [`queue`].

pub mod anonymity;
pub mod course;
pub mod queue;

use crate::case::LegalGround;
use crate::code::codes;
use crate::fault::{FaultCode, Faults};
use crate::id::{AreaId, CaseId};
use crate::term::TermKind;
use crate::text::LongText;

pub use anonymity::KnownNames;
pub use course::{ConsultationRule, ConsultationState, EntryKind, Outcome, Side};
pub use queue::{InQueue, Load};

codes! {
    /// How soon an answer is needed. By when that is, is a term with a first day and a source.
    pub enum Urgency {
        /// Today; who is in danger now is helped by 112 and Veilig Thuis.
        Today => "today",
        /// In a few days.
        Soon => "soon",
        /// It can wait a little.
        Later => "later",
    }
}

codes! {
    /// On what somebody asks for knowledge.
    pub enum Expertise {
        /// Violence between partners.
        PartnerViolence => "partner_violence",
        /// Intieme terreur.
        IntimateTerror => "intimate_terror",
        /// Child abuse.
        ChildAbuse => "child_abuse",
        /// Abuse of elders.
        ElderAbuse => "elder_abuse",
        /// A divorce that is fought over the heads of children.
        ComplexDivorce => "complex_divorce",
        /// Violence in the name of honour.
        HonourViolence => "honour_violence",
        /// Mental health and addiction.
        MentalHealth => "mental_health",
        /// Something else.
        Other => "other",
    }
}

codes! {
    /// A part of a case that may be shown with a question.
    pub enum FactKind {
        /// In which phase the case is.
        Phase => "phase",
        /// Who belongs to the household, as roles and ages and without a name.
        Household => "household",
        /// The unsafe situations of the plan as it is worked on.
        UnsafeSituations => "unsafe_situations",
        /// The latest safety score of each kind of rater.
        Scores => "scores",
    }
}

/// A question as it was typed. Fields in faults: `question`, `urgency`, `expertise`, `areaId`, `facts`, `legalGround`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ConsultationDraft {
    pub question: Option<String>,
    pub urgency: Option<Urgency>,
    pub expertise: Option<Expertise>,
    /// Where it is; for a question about a case where its household is.
    pub area: Option<AreaId>,
    /// The case that it is about; nothing for a question without a name.
    pub case: Option<CaseId>,
    /// What of the case is shown.
    pub facts: Vec<FactKind>,
    /// The law that allows asking about a case.
    pub ground: Option<LegalGround>,
}

/// A question that may be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewConsultation {
    pub question: LongText,
    pub urgency: Urgency,
    pub expertise: Expertise,
    pub area: AreaId,
    pub case: Option<CaseId>,
    /// Nothing for a question without a case.
    pub facts: Option<ChosenFacts>,
}

/// Facts of a case that go with a question, perhaps none, and the law that allows asking about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChosenFacts {
    /// In the order of the list, each once.
    pub kinds: Vec<FactKind>,
    pub ground: LegalGround,
}

/// The grounds on which a local team shows something to who advises. Source: Wmo 2015 art. 5.1.1; Jeugdwet art. 7.3.11;
/// GDPR art. 6(1)(a).
pub const GROUNDS: [LegalGround; 3] = [LegalGround::Youth7311, LegalGround::Wmo511, LegalGround::Consent];

impl ConsultationDraft {
    /// Checks a question. Without a case nobody in it may be recognised: no name of these, and no number or address.
    ///
    /// # Errors
    /// All faults at once.
    pub fn check(self, names: &KnownNames) -> Result<NewConsultation, Faults> {
        let mut faults = Faults::none();
        let question = faults.need("question", self.question.as_deref());
        let question = question.and_then(|it| faults.keep("question", LongText::parse(it)));
        let urgency = faults.need("urgency", self.urgency);
        let expertise = faults.need("expertise", self.expertise);
        let area = faults.need("areaId", self.area);
        if self.case.is_none()
            && let Some(question) = &question
        {
            faults.merge(anonymity::faults("question", question.as_str(), names));
        }
        let chosen = match self.case {
            // The question itself tells of people who are known.
            Some(_) => shown(&self.facts, self.ground).map(Some),
            None => choose_anew(false, &self.facts, self.ground),
        };
        let facts = chosen.map_err(|it| faults.merge(it)).unwrap_or_default();
        let complete = question.zip(urgency).zip(expertise).zip(area);
        let case = self.case;
        faults.into_complete(complete.map(|(((question, urgency), expertise), area)| NewConsultation {
            question,
            urgency,
            expertise,
            area,
            case,
            facts,
        }))
    }
}

/// Checks which facts are shown from now on; nothing when nothing was chosen, which keeps those that were shown. Fields in
/// faults: `facts`, `legalGround`.
///
/// # Errors
/// `does_not_fit` for facts without a case and for a ground that does not allow it, `missing` without a ground.
pub fn choose_anew(
    about_case: bool,
    facts: &[FactKind],
    ground: Option<LegalGround>,
) -> Result<Option<ChosenFacts>, Faults> {
    if facts.is_empty() {
        return Ok(None);
    }
    if !about_case {
        let mut faults = Faults::none();
        faults.add("facts", FaultCode::DoesNotFit);
        return Err(faults);
    }
    shown(facts, ground).map(Some)
}

/// Each fact once and in the order of the list, so that the same choice is always written alike, on a ground that allows it.
fn shown(facts: &[FactKind], ground: Option<LegalGround>) -> Result<ChosenFacts, Faults> {
    let mut faults = Faults::none();
    let kinds = FactKind::ALL.iter().copied().filter(|it| facts.contains(it)).collect();
    if ground.is_some_and(|it| !GROUNDS.contains(&it)) {
        faults.add("legalGround", FaultCode::DoesNotFit);
    }
    let ground = faults.need("legalGround", ground);
    faults.into_complete(ground.map(|ground| ChosenFacts { kinds, ground }))
}

/// Words that are added to a consultation: an answer, a further question, how it ended. Field in faults: `text`.
///
/// # Errors
/// What is wrong with the text, and in a consultation without a name whatever makes somebody recognisable.
pub fn check_words(text: Option<&str>, names: Option<&KnownNames>) -> Result<LongText, Faults> {
    let mut faults = Faults::none();
    let text = faults.need("text", text).and_then(|it| faults.keep("text", LongText::parse(it)));
    if let (Some(text), Some(names)) = (&text, names) {
        faults.merge(anonymity::faults("text", text.as_str(), names));
    }
    faults.into_complete(text)
}

impl Urgency {
    /// The term in which an answer is due.
    #[must_use]
    pub const fn term(self) -> TermKind {
        match self {
            Self::Today => TermKind::ConsultationToday,
            Self::Soon => TermKind::ConsultationAnswer,
            Self::Later => TermKind::ConsultationLater,
        }
    }

    /// How much it presses: what presses most is first.
    #[must_use]
    pub const fn rank(self) -> i16 {
        match self {
            Self::Today => 1,
            Self::Soon => 2,
            Self::Later => 3,
        }
    }
}

impl Expertise {
    /// Whether somebody knows of it, by the subjects that colleagues may ask this person about.
    #[must_use]
    pub fn is_known_to(self, subjects: &[String]) -> bool {
        let meant = self.subjects();
        subjects.iter().any(|it| meant.contains(&it.trim().to_lowercase().as_str()))
    }

    /// The subjects in accounts that mean this.
    const fn subjects(self) -> &'static [&'static str] {
        match self {
            Self::PartnerViolence => &["partnergeweld", "risicotaxatie"],
            Self::IntimateTerror => &["intieme terreur"],
            Self::ChildAbuse => &["kindermishandeling", "gesprekken met kinderen"],
            Self::ElderAbuse => &["ouderenmishandeling", "ontspoorde mantelzorg"],
            Self::ComplexDivorce => &["complexe scheiding"],
            Self::HonourViolence => &["eergerelateerd geweld"],
            Self::MentalHealth => &["psychiatrie", "verslaving", "licht verstandelijke beperking", "trauma"],
            Self::Other => &[],
        }
    }
}

#[cfg(test)]
mod tests;
