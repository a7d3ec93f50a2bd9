//! Closed lists as fields: the code on the wire, in the form and in the description.

use casework::case::timeline::TimelineKind;
use domain::advice::AdviceState;
use domain::assessment::{Outcome, SafetyFinding};
use domain::case::{CaseOrigin, CaseState, LegalGround, ParticipationTask};
use domain::consultation::{Expertise, FactKind, Outcome as ConsultationOutcome, Urgency};
use domain::contact::{Compartment, ContactKind, Presence};
use domain::danger::{FlagEntryKind, FlagSource, RedFlagKind};
use domain::disclosure::{DisclosureGround, ReaderKind, Sheet};
use domain::duo::{OrganisationKind, Seat, SeatKind, Track};
use domain::fault::{FaultCode, ValueFault};
use domain::household::{LeaveReason, MemberRole};
use domain::life_event::LifeEventKind;
use domain::notice::MailChoice;
use domain::person::Pronouns;
use domain::phase::Phase;
use domain::plan::{Factor, ItemKind, Mark, Opinion, Screening};
use domain::reach::Channel;
use domain::relationship::RelationKind;
use domain::report::{FollowUp, ReportKind, ReportState, SourceCategory, SourceProfession};
use domain::round::DeclineKind;
use domain::score::AskedHow;
use domain::task::TaskEnding;
use domain::term::StepKind;
use domain::violence::{PartnerPattern, ViolenceGroup, ViolenceType};
use serde_json::{Value, json};

use super::Field;
use super::values::text_of;

macro_rules! choices {
    ($($list:ident)+) => {$(
        impl Field for $list {
            fn from_json(value: &Value) -> Result<Self, ValueFault> {
                Self::from_text(text_of(value)?)
            }

            fn from_text(text: &str) -> Result<Self, ValueFault> {
                Self::from_code(text).ok_or((FaultCode::UnknownChoice, None))
            }

            fn schema() -> Value {
                let codes: Vec<&str> = Self::ALL.iter().map(|choice| choice.code()).collect();
                json!({
                    "type": "string", "enum": codes, "description": "Een keuze uit de lijst",
                    "example": codes.first(),
                })
            }
        }
    )+};
}

choices! {
    AdviceState SafetyFinding Outcome CaseState CaseOrigin ParticipationTask LegalGround
    ContactKind Compartment Presence OrganisationKind Track Seat SeatKind
    MemberRole LeaveReason Pronouns RelationKind SourceCategory SourceProfession ReportKind ReportState FollowUp
    ItemKind Factor Screening Mark Opinion
    AskedHow ViolenceType ViolenceGroup PartnerPattern TimelineKind DeclineKind Phase
    RedFlagKind FlagSource FlagEntryKind Channel
    DisclosureGround ReaderKind Sheet StepKind MailChoice
    TaskEnding LifeEventKind Urgency Expertise FactKind ConsultationOutcome
}
