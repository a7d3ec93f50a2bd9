//! What a step in the timeline is called. Its code is one of the list that belongs to its kind. Decides nothing.

use casework::case::timeline::TimelineKind;
use domain::plan::Mark;
use domain::round::ClosedHow;
use domain::task::TaskKind;

use super::labels::Labelled;
use super::phases;

/// The name of the step with this code; nothing for a code of nobody, which a test would notice.
pub fn label(kind: TimelineKind, code: &str) -> &'static str {
    let label = match kind {
        TimelineKind::TaskDone => TaskKind::from_code(code).map(Labelled::label),
        TimelineKind::RoundOpened => Some(phases::label(code)),
        TimelineKind::RoundClosed => ClosedHow::from_code(code).map(Labelled::label),
        TimelineKind::PlanMark => Mark::from_code(code).map(Labelled::label),
        TimelineKind::PlanAdopted => (code == "adopted").then_some("Het plan is vastgesteld"),
        TimelineKind::CaseOpened
        | TimelineKind::HolderChanged
        | TimelineKind::ParticipationStarted
        | TimelineKind::DuoSeatTaken
        | TimelineKind::Contact
        | TimelineKind::Score => None,
    };
    label.unwrap_or_default()
}
