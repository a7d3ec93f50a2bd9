//! Giving something of a case to somebody outside the duo: on which ground, to whom, and exactly what. What was given is
//! never changed, because it cannot be taken back.

use crate::case::LegalGround;
use crate::code::{codes, rules};
use crate::fault::{FaultCode, Faults};
use crate::text::ShortText;

codes! {
    /// Why it may be given.
    pub enum DisclosureGround {
        /// The reader reads what is about himself or his child. Source: Wmo 2015 art. 5.3.2; Jeugdwet art. 7.3.10.
        ConcernsReader => "concerns_reader",
        /// Consent of those whom it is about. Source: GDPR art. 6(1)(a) and 9(2)(a).
        Consent => "consent",
        /// Those who give youth help directly, as far as needed. Source: Jeugdwet art. 7.3.11.
        Youth7311 => "youth_7_3_11",
        /// The college or a local team, for its own tasks. Source: Wmo 2015 art. 5.1.1.
        Wmo511 => "wmo_5_1_1",
        /// Veilig Thuis, as far as needed for its tasks. Source: Wmo 2015 art. 5.1.6.
        Wmo516 => "wmo_5_1_6",
        /// To the Council for Child Protection. Source: BW 1:240.
        Bw1240 => "bw_1_240",
        /// To Veilig Thuis, to end or investigate violence. Source: Wmo 2015 art. 5.2.6.
        Wmo526 => "wmo_5_2_6",
        /// The duo's own copy, for its own task.
        OwnTask => "own_task",
    }
}

codes! {
    /// For whom a plan is printed.
    pub enum ReaderKind {
        Duo => "duo",
        Adult => "adult",
        Child => "child",
        School => "school",
        Police => "police",
        /// A team that takes the view on safety over.
        Team => "team",
    }
}

codes! {
    /// What of the plan is printed.
    pub enum Sheet {
        /// All that the reader may have.
        Plan => "plan",
        /// Agreements and telephone numbers in big type, for the door of the fridge.
        Fridge => "fridge",
        /// What goes along with a handover of the view on safety.
        Handover => "handover",
    }
}

rules! {
    /// A rule about giving things out that a step would have broken.
    pub enum DisclosureRule {
        /// Only a plan that was adopted goes on paper.
        PlanNotAdopted => "plan_not_adopted",
    }
}

impl From<LegalGround> for DisclosureGround {
    fn from(ground: LegalGround) -> Self {
        match ground {
            LegalGround::Wmo511 => Self::Wmo511,
            LegalGround::Wmo516 => Self::Wmo516,
            LegalGround::Wmo526 => Self::Wmo526,
            LegalGround::Youth7311 => Self::Youth7311,
            LegalGround::Bw1240 => Self::Bw1240,
            LegalGround::Consent => Self::Consent,
        }
    }
}

/// A disclosure as it was typed. Fields in faults: `ground`, `receiver`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DisclosureDraft {
    pub ground: Option<DisclosureGround>,
    /// Into whose hands it goes, by name.
    pub receiver: Option<String>,
}

/// A disclosure that may be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDisclosure {
    pub ground: DisclosureGround,
    pub receiver: ShortText,
}

impl DisclosureDraft {
    /// Checks a disclosure.
    ///
    /// # Errors
    /// All faults at once.
    pub fn check(self) -> Result<NewDisclosure, Faults> {
        let mut faults = Faults::none();
        let ground = faults.need("ground", self.ground);
        let receiver = match self.receiver.as_deref().map(ShortText::parse) {
            None | Some(Err((FaultCode::Empty, _))) => faults.need("receiver", None),
            Some(parsed) => faults.keep("receiver", parsed),
        };
        let complete = ground.zip(receiver);
        faults.into_complete(complete.map(|(ground, receiver)| NewDisclosure { ground, receiver }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disclosure_has_a_ground_and_a_receiver() {
        let faults = DisclosureDraft { receiver: Some("  ".to_owned()), ..DisclosureDraft::default() };
        assert_eq!(faults.check().unwrap_err().to_string(), "ground: missing, receiver: missing");
        let draft = DisclosureDraft {
            ground: Some(DisclosureGround::Consent),
            receiver: Some("Juf Samira, De Wiekslag".to_owned()),
        };
        assert_eq!(draft.check().unwrap().receiver.as_str(), "Juf Samira, De Wiekslag");
    }
}
