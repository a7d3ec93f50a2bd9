//! The sentences of `seeds/demo/texts.toml`: finding one that fits a household.
//!
//! A text fits only when everybody whom it names is there. Nothing here makes a sentence up.

use domain::assessment::{Outcome, SafetyFinding};
use domain::contact::ContactKind;
use domain::report::SourceCategory;
use domain::violence::ViolenceType;
use serde::Deserialize;

use super::dice::Dice;
use super::household::Household;
use super::situation::{Part, Phase, Situation};
use crate::failure::Failure;

/// What stands for every situation and every phase.
const ANY: &str = "any";

/// All sentences.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    note: Vec<Note>,
    report: Vec<Report>,
    advice: Vec<Advice>,
    rationale: Vec<Rationale>,
    score_reason: Vec<ScoreReason>,
    case_reason: Vec<CaseReason>,
    seat_reason: Vec<SeatReason>,
}

/// A contact with a household.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    situation: String,
    phase: String,
    kind: String,
    met: Vec<String>,
    #[serde(default)]
    alone: Vec<String>,
    #[serde(default)]
    missed: Vec<String>,
    child_from: Option<u16>,
    /// Whose compartment it belongs in.
    pub about: Option<String>,
    pub observed: String,
    pub agreed: Option<String>,
    pub next: Option<String>,
}

/// What somebody told Veilig Thuis.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    source: String,
    situation: String,
    violence: Vec<String>,
    pub acute: bool,
    pub text: String,
}

/// A question to Veilig Thuis with its answer.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Advice {
    source: String,
    #[serde(rename = "situation")]
    _situation: String,
    pub question: String,
    pub answer: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rationale {
    finding: String,
    outcome: String,
    situation: String,
    text: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct ScoreReason {
    lowest: i64,
    highest: i64,
    rater: String,
    texts: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseReason {
    situation: String,
    text: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct SeatReason {
    change: String,
    text: String,
}

impl Texts {
    /// Reads the sentences that are built into the program.
    ///
    /// # Errors
    /// When the file is not as it should be.
    pub fn read() -> Result<Self, Failure> {
        toml::from_str(include_str!("../../../../seeds/demo/texts.toml"))
            .map_err(|error| Failure::Usage(format!("seeds/demo/texts.toml: {error}")))
    }

    /// Contacts that can have taken place with a household of this age: `unwanted` are those that were written before.
    #[must_use]
    pub fn note(
        &self,
        dice: &mut Dice,
        household: &Household,
        phase: Phase,
        unwanted: &[&Note],
    ) -> Option<&Note> {
        let situation = household.situation.code();
        let fits = |it: &&Note| {
            (it.situation == situation || it.situation == ANY)
                && (it.phase == phase.code() || it.phase == ANY)
                && it.fits(household)
        };
        let is_new = |it: &&Note| !unwanted.iter().any(|other| std::ptr::eq(*other, *it));
        let fitting: Vec<&Note> = self.note.iter().filter(fits).collect();
        let own: Vec<&Note> =
            fitting.iter().copied().filter(is_new).filter(|it| it.situation != ANY).collect();
        // Something of their own most of the time, while there is something new to tell.
        if !own.is_empty() && dice.chance(75) {
            return dice.pick(&own).copied();
        }
        let new: Vec<&Note> = fitting.iter().copied().filter(is_new).collect();
        dice.pick(&new).or_else(|| dice.pick(&fitting)).copied()
    }

    /// What a source of this category can have told about a household.
    #[must_use]
    pub fn report(&self, dice: &mut Dice, household: &Household, source: SourceCategory) -> Option<&Report> {
        let fits = |it: &&Report| {
            it.source == source.code()
                && it.situation == household.situation.code()
                && household.fill(&it.text).is_some()
        };
        let fitting: Vec<_> = self.report.iter().filter(fits).collect();
        dice.pick(&fitting).copied()
    }

    /// Whether a source of this category ever tells about this situation.
    #[must_use]
    pub fn tells(&self, source: SourceCategory, situation: Situation) -> bool {
        self.report.iter().any(|it| it.source == source.code() && it.situation == situation.code())
    }

    /// A question from somebody of this category. The police ask what other professionals ask.
    #[must_use]
    pub fn advice(&self, dice: &mut Dice, source: SourceCategory) -> Option<&Advice> {
        let asks = if source == SourceCategory::Police { SourceCategory::OtherProfessional } else { source };
        let fitting: Vec<_> = self.advice.iter().filter(|it| it.source == asks.code()).collect();
        dice.pick(&fitting).copied()
    }

    /// Why Veilig Thuis comes to this outcome after this finding: in the words of the situation where there are any.
    #[must_use]
    pub fn rationale(
        &self,
        dice: &mut Dice,
        household: &Household,
        (finding, outcome): (SafetyFinding, Outcome),
    ) -> Option<String> {
        let of = |situation: &str| -> Vec<String> {
            self.rationale
                .iter()
                .filter(|it| it.finding == finding.code() && it.outcome == outcome.code())
                .filter(|it| it.situation == situation)
                .filter_map(|it| household.fill(&it.text))
                .collect()
        };
        let (own, general) = (of(household.situation.code()), of(ANY));
        dice.pick(&own).or_else(|| dice.pick(&general)).cloned()
    }

    /// Why somebody gives this score: `rater` is `adult`, `child` or `professional`.
    #[must_use]
    pub fn score_reason(&self, dice: &mut Dice, rater: &str, value: i64) -> Option<String> {
        let fits = |it: &&ScoreReason| it.rater == rater && (it.lowest..=it.highest).contains(&value);
        dice.pick(&self.score_reason.iter().find(fits)?.texts).cloned()
    }

    /// Why a case is opened for a household in this situation.
    #[must_use]
    pub fn case_reason(&self, dice: &mut Dice, situation: Situation) -> Option<String> {
        let fitting: Vec<_> = self.case_reason.iter().filter(|it| it.situation == situation.code()).collect();
        dice.pick(&fitting).map(|it| it.text.clone())
    }

    /// Why somebody is `replaced` or `covered`.
    #[must_use]
    pub fn seat_reason(&self, dice: &mut Dice, change: &str) -> Option<String> {
        let fitting: Vec<_> = self.seat_reason.iter().filter(|it| it.change == change).collect();
        dice.pick(&fitting).map(|it| it.text.clone())
    }
}

impl Note {
    /// How the contact went.
    #[must_use]
    pub fn kind(&self) -> Option<ContactKind> {
        ContactKind::from_code(&self.kind)
    }

    /// Those who were seen or spoken, and whether without the others.
    pub fn met(&self) -> impl Iterator<Item = (Part, bool)> {
        let alone = |code: &String| self.alone.contains(code);
        self.met.iter().filter_map(move |code| Some((Part::from_code(code)?, alone(code))))
    }

    /// Those whom nobody reached.
    pub fn missed(&self) -> impl Iterator<Item = Part> {
        self.missed.iter().filter_map(|code| Part::from_code(code))
    }

    fn fits(&self, household: &Household) -> bool {
        let texts = [Some(&self.observed), self.agreed.as_ref(), self.next.as_ref()];
        let can_be_filled = texts.into_iter().flatten().all(|it| household.fill(it).is_some());
        let is_there = |code: &String| Part::from_code(code).is_some_and(|part| household.has(part));
        let old_enough = self
            .child_from
            .is_none_or(|from| household.age_of(Part::Kind).is_some_and(|age| age >= i64::from(from)));
        can_be_filled && old_enough && self.met.iter().chain(&self.missed).all(is_there)
    }
}

impl Report {
    /// The types of violence that it is about.
    #[must_use]
    pub fn violence(&self) -> Vec<ViolenceType> {
        self.violence.iter().filter_map(|code| ViolenceType::from_code(code)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_in_the_sentences_is_known() {
        let texts = Texts::read().unwrap();
        let situation = |code: &str| code == ANY || Situation::from_code(code).is_some();
        for it in &texts.note {
            let phase = it.phase == ANY || Phase::from_code(&it.phase).is_some();
            assert!(situation(&it.situation) && phase && it.kind().is_some(), "{}", it.observed);
            let parts = it.met.iter().chain(&it.alone).chain(&it.missed).chain(&it.about);
            assert!(parts.into_iter().all(|code| Part::from_code(code).is_some()), "{}", it.observed);
            assert!(it.alone.iter().all(|code| it.met.contains(code)), "{}", it.observed);
        }
        for it in &texts.report {
            assert!(
                situation(&it.situation) && SourceCategory::from_code(&it.source).is_some(),
                "{}",
                it.text
            );
            assert_eq!(it.violence().len(), it.violence.len(), "{}", it.text);
        }
        for it in &texts.rationale {
            assert!(situation(&it.situation), "{}", it.text);
            assert!(SafetyFinding::from_code(&it.finding).is_some(), "{}", it.text);
            assert!(Outcome::from_code(&it.outcome).is_some(), "{}", it.text);
        }
    }

    #[test]
    fn there_is_a_reason_for_every_score_and_every_case() {
        let texts = Texts::read().unwrap();
        let mut dice = Dice::new(1, "texts", 0);
        for rater in ["adult", "child", "professional"] {
            for value in 1..=10 {
                assert!(texts.score_reason(&mut dice, rater, value).is_some(), "{rater} {value}");
            }
        }
        for situation in Situation::ALL {
            assert!(texts.case_reason(&mut dice, *situation).is_some(), "{situation}");
            assert!(texts.tells(SourceCategory::Police, *situation), "{situation}");
        }
    }
}
