//! Red flags and the suspicion of intieme terreur. A flag asks people to decide and never decides itself: nothing here
//! may turn signs into a score or a conclusion. Source: factsheet rode vlaggen (VNG, GHNT); relation break, ignored ban
//! and strangulation as the strongest predictor: Openbaar Ministerie.

use chrono::{DateTime, NaiveDate, Utc};

use crate::code::{codes, rules};
use crate::contact::{ContactKind, PersonPresence, Presence};
use crate::fault::{FaultCode, Faults};
use crate::id::PersonId;
use crate::text::LongText;

/// A red flag as it was typed. Fields in faults: `person`, `kind`, `source`, `noticedOn`, `note`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FlagDraft {
    /// Who is in danger.
    pub person: Option<PersonId>,
    /// Which sign.
    pub kind: Option<RedFlagKind>,
    /// Who told of it.
    pub source: Option<FlagSource>,
    /// The day on which it was told or seen.
    pub noticed_on: Option<NaiveDate>,
    /// What was told or seen.
    pub note: Option<String>,
}

/// A red flag that may be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFlag {
    /// Who is in danger.
    pub person: PersonId,
    /// Which sign.
    pub kind: RedFlagKind,
    /// Who told of it.
    pub source: FlagSource,
    /// The day on which it was told or seen.
    pub noticed_on: NaiveDate,
    /// What was told or seen.
    pub note: Option<LongText>,
}

/// A suspicion of intieme terreur as it was typed. Fields in faults: `victim`, `accused`, `reason`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SuspicionDraft {
    /// Who would be the victim.
    pub victim: Option<PersonId>,
    /// Who would be the accused.
    pub accused: Option<PersonId>,
    /// Why.
    pub reason: Option<String>,
}

/// A suspicion that may be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSuspicion {
    /// Who would be the victim.
    pub victim: PersonId,
    /// Who would be the accused.
    pub accused: PersonId,
    /// Why.
    pub reason: LongText,
}

/// A flag that was not retracted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StandingFlag {
    /// Which sign.
    pub kind: RedFlagKind,
    /// When something was decided on it for the last time; nothing when nothing was.
    pub decided_at: Option<DateTime<Utc>>,
}

/// The numbers that the region sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DangerPolicy {
    /// So many flags ask for a decision on the same day.
    pub flags_for_decision: u8,
}

codes! {
    /// A sign of danger.
    pub enum RedFlagKind {
        /// Strangling, suffocating, holding under water: the strongest predictor.
        Strangulation => "strangulation",
        /// A threat to kill the victim, the children or oneself.
        DeathThreat => "death_threat",
        /// Has a weapon, or used one.
        Weapon => "weapon",
        /// Stalking.
        Stalking => "stalking",
        /// The violence became worse or more frequent.
        Escalation => "escalation",
        /// Violence not long ago.
        RecentViolence => "recent_violence",
        /// Violence during a pregnancy.
        ViolenceInPregnancy => "violence_in_pregnancy",
        /// Forced sex.
        ForcedSex => "forced_sex",
        /// Care was withheld.
        CareWithheld => "care_withheld",
        /// Extreme fear.
        ExtremeFear => "extreme_fear",
        /// Does not dare to speak.
        AfraidToSpeak => "afraid_to_speak",
        /// The relation ended or is about to.
        Separation => "separation",
        /// A ban on contact or a Tijdelijk huisverbod was ignored.
        IgnoredBan => "ignored_ban",
    }
}

codes! {
    /// Who told of a red flag.
    pub enum FlagSource {
        /// The one who is in danger.
        Victim => "victim",
        /// Somebody else of the household.
        HouseholdMember => "household_member",
        /// Family, friends, neighbours.
        Network => "network",
        /// The police.
        Police => "police",
        /// Another professional.
        Professional => "professional",
        /// Seen by who writes it down.
        Observed => "observed",
    }
}

codes! {
    /// What was written on a red flag after it was recorded.
    pub enum FlagEntryKind {
        /// What was decided.
        Decision => "decision",
        /// The flag was a mistake.
        Retraction => "retraction",
    }
}

rules! {
    /// A rule about danger that a step would have broken.
    pub enum DangerRule {
        /// The same suspicion runs already.
        AlreadySuspected => "already_suspected",
        /// The suspicion was withdrawn before.
        SuspicionHasEnded => "suspicion_has_ended",
        /// The flag was retracted before.
        FlagRetracted => "flag_retracted",
    }
}

impl FlagDraft {
    /// Checks a red flag against the calendar.
    ///
    /// # Errors
    /// All faults at once.
    pub fn check(self, today: NaiveDate) -> Result<NewFlag, Faults> {
        let mut faults = Faults::none();
        let person = faults.need("person", self.person);
        let kind = faults.need("kind", self.kind);
        let source = faults.need("source", self.source);
        let noticed_on = faults.need("noticedOn", self.noticed_on);
        if noticed_on.is_some_and(|it| it > today) {
            faults.add("noticedOn", FaultCode::InTheFuture);
        }
        let note = match self.note.as_deref().map(LongText::parse) {
            None | Some(Err((FaultCode::Empty, _))) => None,
            Some(parsed) => faults.keep("note", parsed),
        };
        let complete = person.zip(kind).zip(source).zip(noticed_on);
        faults.into_complete(complete.map(|(((person, kind), source), noticed_on)| NewFlag {
            person,
            kind,
            source,
            noticed_on,
            note,
        }))
    }
}

impl SuspicionDraft {
    /// Checks a suspicion.
    ///
    /// # Errors
    /// All faults at once.
    pub fn check(self) -> Result<NewSuspicion, Faults> {
        let mut faults = Faults::none();
        let victim = faults.need("victim", self.victim);
        let accused = faults.need("accused", self.accused);
        if victim.is_some() && victim == accused {
            faults.add("accused", FaultCode::SamePerson);
        }
        let reason = required_reason("reason", self.reason.as_deref(), &mut faults);
        let complete = victim.zip(accused).zip(reason);
        faults.into_complete(complete.map(|((victim, accused), reason)| NewSuspicion {
            victim,
            accused,
            reason,
        }))
    }
}

/// A reason that is never left out.
pub fn required_reason(field: &str, written: Option<&str>, faults: &mut Faults) -> Option<LongText> {
    match written.map(LongText::parse) {
        None | Some(Err((FaultCode::Empty, _))) => {
            faults.add(field, FaultCode::ReasonRequired);
            None
        }
        Some(parsed) => faults.keep(field, parsed),
    }
}

/// Whether people must decide today: after a strangulation, or when there are so many flags, as long as on one of those
/// that stand nothing was decided.
#[must_use]
pub fn asks_decision_today(standing: &[StandingFlag], policy: DangerPolicy) -> bool {
    let open = |it: &StandingFlag| it.decided_at.is_none();
    let strangled = standing.iter().any(|it| it.kind == RedFlagKind::Strangulation && open(it));
    let many = standing.len() >= usize::from(policy.flags_for_decision) && standing.iter().any(open);
    strangled || many
}

/// The first of these pairs who were both met in one session. A session with both may be dangerous for one of them.
#[must_use]
pub fn met_together(
    kind: ContactKind,
    presences: &[PersonPresence],
    pairs: &[(PersonId, PersonId)],
) -> Option<(PersonId, PersonId)> {
    let was_there = |person: PersonId| {
        presences.iter().any(|it| it.person == person && it.presence != Presence::NotReached)
    };
    pairs.iter().copied().find(|(one, other)| kind.shows_people() && was_there(*one) && was_there(*other))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const POLICY: DangerPolicy = DangerPolicy { flags_for_decision: 3 };
    const HER: PersonId = PersonId(Uuid::from_u128(1));
    const HIM: PersonId = PersonId(Uuid::from_u128(2));

    fn open(kind: RedFlagKind) -> StandingFlag {
        StandingFlag { kind, decided_at: None }
    }

    fn decided(kind: RedFlagKind) -> StandingFlag {
        StandingFlag { kind, decided_at: Some(DateTime::<Utc>::MIN_UTC) }
    }

    #[test]
    fn one_strangulation_or_three_flags_ask_for_a_decision() {
        use RedFlagKind::{Stalking, Strangulation, Weapon};
        for (standing, asks) in [
            (vec![], false),
            (vec![open(Weapon), open(Stalking)], false),
            (vec![open(Weapon), open(Stalking), open(Stalking)], true),
            (vec![decided(Weapon), decided(Stalking), open(Stalking)], true),
            (vec![decided(Weapon), decided(Stalking), decided(Stalking)], false),
            (vec![open(Strangulation)], true),
            (vec![decided(Strangulation), open(Weapon)], false),
        ] {
            assert_eq!(asks_decision_today(&standing, POLICY), asks, "{standing:?}");
        }
    }

    #[test]
    fn only_a_session_in_which_both_were_there_is_a_joint_one() {
        let met = |person, presence| PersonPresence { person, presence, alone: false };
        let both = [met(HER, Presence::Spoken), met(HIM, Presence::Seen)];
        let pairs = [(HER, HIM)];
        assert_eq!(met_together(ContactKind::Meeting, &both, &pairs), Some((HER, HIM)));
        assert_eq!(met_together(ContactKind::Call, &both, &pairs), None);
        assert_eq!(met_together(ContactKind::Visit, &both, &[]), None);
        let one = [met(HER, Presence::Seen), met(HIM, Presence::NotReached)];
        assert_eq!(met_together(ContactKind::Visit, &one, &pairs), None);
    }

    #[test]
    fn everything_that_is_wrong_with_a_flag_or_a_suspicion_is_told_at_once() {
        let today = NaiveDate::from_ymd_opt(2026, 5, 7).unwrap();
        let faults =
            FlagDraft { noticed_on: today.succ_opt(), note: Some("x\0".to_owned()), ..FlagDraft::default() };
        assert_eq!(
            faults.check(today).unwrap_err().to_string(),
            "person: missing, kind: missing, source: missing, noticedOn: in_the_future, note: control_character"
        );
        let same = SuspicionDraft { victim: Some(HER), accused: Some(HER), reason: Some(" ".to_owned()) };
        assert_eq!(same.check().unwrap_err().to_string(), "accused: same_person, reason: reason_required");
    }
}
