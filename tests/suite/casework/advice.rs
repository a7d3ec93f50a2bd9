//! Requests for advice at Veilig Thuis.

mod answer;
mod list;
mod take_in;

use crate::support::VT_INTAKE;
use casework::advice::TakeInAdvice;
use casework::reference::team_id;
use domain::report::{SourceCategory, SourceProfession};

/// A question by a teacher that has nothing wrong.
fn asked() -> TakeInAdvice {
    TakeInAdvice {
        team: team_id(VT_INTAKE),
        asker_category: Some(SourceCategory::OtherProfessional),
        asker_profession: Some(SourceProfession::Education),
        asked_at: None,
        question: Some("Hoe begin ik het gesprek met de ouders?".to_owned()),
        anonymous: None,
    }
}
