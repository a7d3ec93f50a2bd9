//! A handover as it is typed: to whom, why, under which law, and what the household was told of it.

use chrono::NaiveDate;

use crate::case::LegalGround;
use crate::fault::{FaultCode, Faults};
use crate::id::TeamId;
use crate::text::LongText;

/// A handover as it was typed. Fields in faults: `team`, `legalGround`, `why`, `monitoring`, `informedOn`,
/// `notInformedReason`, `meetOn`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HandoverDraft {
    pub team: Option<TeamId>,
    pub ground: Option<LegalGround>,
    /// What is asked of the receiver and why, without names: the receiver reads it before deciding.
    pub why: Option<String>,
    /// What was agreed on looking again later.
    pub monitoring: Option<String>,
    /// When the household was told what goes to whom.
    pub informed_on: Option<NaiveDate>,
    /// Why it has not been told yet.
    pub not_informed_reason: Option<String>,
    /// The day on which the two teams meet.
    pub meet_on: Option<NaiveDate>,
}

/// A handover that may be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewHandover {
    pub receiver: TeamId,
    pub ground: LegalGround,
    pub why: LongText,
    pub monitoring: Option<LongText>,
    pub informed: Informed,
    pub meet_on: Option<NaiveDate>,
}

/// Whether the household was told what goes to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Informed {
    /// On this day.
    On(NaiveDate),
    /// Not yet, for this reason.
    NotYet(LongText),
}

impl HandoverDraft {
    /// Checks a handover. `names` are the names in the household: none of them may stand in what the receiver reads
    /// before deciding.
    ///
    /// # Errors
    /// All faults at once.
    pub fn check(self, today: NaiveDate, names: &[String]) -> Result<NewHandover, Faults> {
        let mut faults = Faults::none();
        let receiver = faults.need("team", self.team);
        let ground = faults.need("legalGround", self.ground);
        let why = faults.need("why", self.why).and_then(|it| faults.keep("why", LongText::parse(&it)));
        if why.as_ref().is_some_and(|it| tells_a_name(it.as_str(), names)) {
            faults.add("why", FaultCode::NotAllowed);
        }
        let monitoring = optional("monitoring", self.monitoring.as_deref(), &mut faults);
        let told_why_not = optional("notInformedReason", self.not_informed_reason.as_deref(), &mut faults);
        if self.informed_on.is_some_and(|day| day > today) {
            faults.add("informedOn", FaultCode::InTheFuture);
        }
        if self.meet_on.is_some_and(|day| day < today) {
            faults.add("meetOn", FaultCode::InThePast);
        }
        let informed = match (self.informed_on, told_why_not) {
            (Some(day), None) => Some(Informed::On(day)),
            (None, Some(reason)) => Some(Informed::NotYet(reason)),
            (Some(_), Some(_)) | (None, None) => {
                faults.add("informedOn", FaultCode::OneOfThese);
                None
            }
        };
        let complete = receiver.zip(ground).zip(why.zip(informed));
        let meet_on = self.meet_on;
        faults.into_complete(complete.map(|((receiver, ground), (why, informed))| NewHandover {
            receiver,
            ground,
            why,
            monitoring,
            informed,
            meet_on,
        }))
    }
}

/// The reason of a refusal, which is never left out.
///
/// # Errors
/// `reason_required` and what a text may lack, on `reason`.
pub fn reason(written: Option<&str>) -> Result<LongText, Faults> {
    let mut faults = Faults::none();
    let reason = match written.map(LongText::parse) {
        None | Some(Err((FaultCode::Empty, _))) => {
            faults.add("reason", FaultCode::ReasonRequired);
            None
        }
        Some(parsed) => faults.keep("reason", parsed),
    };
    faults.into_complete(reason)
}

fn optional(field: &str, written: Option<&str>, faults: &mut Faults) -> Option<LongText> {
    match written.map(LongText::parse) {
        None | Some(Err((FaultCode::Empty, _))) => None,
        Some(parsed) => faults.keep(field, parsed),
    }
}

/// Whether a text holds one of these names as a word of its own, however it is written.
fn tells_a_name(text: &str, names: &[String]) -> bool {
    let folded = text.to_lowercase();
    let words: Vec<&str> = folded.split(|letter: char| !letter.is_alphanumeric()).collect();
    names.iter().map(|it| it.to_lowercase()).any(|name| !name.is_empty() && words.contains(&name.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn draft() -> HandoverDraft {
        HandoverDraft {
            team: Some(TeamId(Uuid::from_u128(1))),
            ground: Some(LegalGround::Wmo511),
            why: Some("Het is nu veilig genoeg voor hulp op de lange termijn.".to_owned()),
            informed_on: Some(day("2026-05-06")),
            ..HandoverDraft::default()
        }
    }

    fn check(draft: HandoverDraft) -> Result<NewHandover, String> {
        draft
            .check(day("2026-05-07"), &["Yara".to_owned(), "El Amrani".to_owned()])
            .map_err(|it| it.to_string())
    }

    #[test]
    fn all_faults_are_told_at_once() {
        let nothing = check(HandoverDraft::default()).unwrap_err();
        assert_eq!(nothing, "team: missing, legalGround: missing, why: missing, informedOn: one_of_these");
        let days = HandoverDraft {
            informed_on: Some(day("2026-05-08")),
            meet_on: Some(day("2026-05-06")),
            ..draft()
        };
        assert_eq!(check(days).unwrap_err(), "informedOn: in_the_future, meetOn: in_the_past");
    }

    #[test]
    fn the_household_is_told_or_it_is_said_why_not() {
        assert_eq!(check(draft()).unwrap().informed, Informed::On(day("2026-05-06")));
        let not_yet = || Some("Dat is nu niet veilig.".to_owned());
        let later = HandoverDraft { informed_on: None, not_informed_reason: not_yet(), ..draft() };
        assert!(matches!(check(later).unwrap().informed, Informed::NotYet(_)));
        let both = HandoverDraft { not_informed_reason: not_yet(), ..draft() };
        assert_eq!(check(both).unwrap_err(), "informedOn: one_of_these");
    }

    #[test]
    fn what_the_receiver_reads_before_deciding_names_nobody_of_the_household() {
        for (why, told) in [("Moeder en kind", false), ("yara slaapt slecht", true), ("Yaras", false)] {
            let found = check(HandoverDraft { why: Some(why.to_owned()), ..draft() });
            assert_eq!(found.is_err_and(|it| it == "why: not_allowed"), told, "{why}");
        }
    }

    #[test]
    fn a_refusal_has_a_reason() {
        assert_eq!(reason(None).unwrap_err().to_string(), "reason: reason_required");
        assert_eq!(reason(Some(" \n")).unwrap_err().to_string(), "reason: reason_required");
        assert_eq!(reason(Some("Wij zitten vol.")).unwrap().as_str(), "Wij zitten vol.");
    }
}
