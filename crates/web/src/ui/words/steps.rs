//! What a step in the timeline is called. Its code is one of the list that belongs to its kind. Decides nothing.

use casework::case::timeline::TimelineKind;
use domain::case::ParticipationTask;
use domain::danger::RedFlagKind;
use domain::handover::StepKind as HandoverStep;
use domain::plan::Mark;
use domain::reach::Channel;
use domain::round::ClosedHow;
use domain::task::TaskKind;

use super::labels::Labelled;
use super::phases;

/// The name of the step with this code; nothing for a code of nobody, which a test would notice.
pub fn label(kind: TimelineKind, code: &str) -> &'static str {
    let label = match kind {
        TimelineKind::Handover => HandoverStep::from_code(code).map(Labelled::label),
        TimelineKind::TaskDone => TaskKind::from_code(code).map(Labelled::label),
        TimelineKind::PhaseChanged => phase(code),
        TimelineKind::Incident => incident(code),
        TimelineKind::LifeEvent => life_event(code),
        TimelineKind::CheckIn => check_in(code),
        TimelineKind::PlanMark => Mark::from_code(code).map(Labelled::label),
        TimelineKind::PlanAdopted => (code == "adopted").then_some("Het plan is vastgesteld"),
        TimelineKind::RoundOpened => Some(phases::label(code)),
        TimelineKind::RoundClosed => ClosedHow::from_code(code).map(Labelled::label),
        TimelineKind::ParticipationEnded => ParticipationTask::from_code(code).map(Labelled::label),
        TimelineKind::RedFlag => RedFlagKind::from_code(code).map(Labelled::label),
        TimelineKind::SafeContact => Channel::from_code(code).map(Labelled::label),
        TimelineKind::TerrorSuspicion => match code {
            "raised" => Some("Vastgelegd"),
            "withdrawn" => Some("Ingetrokken"),
            _ => None,
        },
        TimelineKind::CaseOpened
        | TimelineKind::HolderChanged
        | TimelineKind::ParticipationStarted
        | TimelineKind::DuoSeatTaken
        | TimelineKind::Contact
        | TimelineKind::Term
        | TimelineKind::Score => None,
    };
    label.unwrap_or_default()
}

fn phase(code: &str) -> Option<&'static str> {
    Some(match code {
        "passage_stable" => "Naar stabiele veiligheid, met akkoord van het hele duo",
        "passage_recovery" => "Naar herstel, met akkoord van het hele duo",
        "passage_closed" => "Casus gesloten, met akkoord van het hele duo",
        "override_stable" => "Naar stabiele veiligheid, met een besluit van de supervisor",
        "override_recovery" => "Naar herstel, met een besluit van de supervisor",
        "override_closed" => "Casus gesloten, met een besluit van de supervisor",
        "fallback" => "Terug naar directe veiligheid",
        "reopening" => "Casus heropend",
        _ => return None,
    })
}

fn incident(code: &str) -> Option<&'static str> {
    Some(match code {
        "incident" => "Incident",
        "acute" => "Incident met acuut gevaar",
        "correction" => "Verbeterd verslag van een incident",
        "corrected" => "Later verbeterd",
        _ => return None,
    })
}

fn life_event(code: &str) -> Option<&'static str> {
    Some(match code {
        "birth" => "Geboorte van een baby",
        "birth_expected" => "Er wordt een baby verwacht",
        "conflict_separation" => "Scheiding met veel ruzie",
        "conflict_separation_expected" => "Er komt een scheiding met veel ruzie",
        "corrected" => "Later verbeterd",
        "withdrawn" => "Ingetrokken",
        _ => return None,
    })
}

fn check_in(code: &str) -> Option<&'static str> {
    Some(match code {
        "safe" => "Nog veilig",
        "not_safe" => "Niet veilig",
        _ => return None,
    })
}
