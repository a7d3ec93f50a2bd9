//! What is said of cases in which too little happens: one sentence for each reason, and what the method suggests.

use casework::silence::{Silence, SilenceKind, Suggestion};

/// Why a case counts as silent.
pub fn sentence(found: &Silence, child: Option<&str>) -> String {
    let days = found.days;
    match found.kind {
        SilenceKind::NoContact => format!("Al {days} dagen geen contact met het huishouden."),
        SilenceKind::NoScore => format!("Al {days} dagen geen cijfer."),
        SilenceKind::ChildNotSeen => {
            format!("{} is al {days} dagen niet gezien.", child.unwrap_or("Een kind"))
        }
        SilenceKind::NoPlanReview => {
            format!("Al {days} dagen is er geen veiligheidsplan vastgesteld.")
        }
        SilenceKind::NoAnswer => format!("Een scoreronde wacht al {days} dagen op antwoord."),
        SilenceKind::HelpWaits => format!("Hulp uit het plan had {days} dagen geleden moeten beginnen."),
        SilenceKind::PhaseStill => format!("De casus staat al {days} dagen in dezelfde fase."),
    }
}

/// What may help; people decide.
pub const fn suggestion(it: Suggestion) -> &'static str {
    match it {
        Suggestion::Consultation => "Vraag een veiligheidsexpert mee te denken",
        Suggestion::PlanReview => "Bekijk het plan opnieuw met iedereen",
        Suggestion::Spoednetwerkberaad => "Overweeg een spoednetwerkberaad",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reason_is_one_short_sentence() {
        for kind in SilenceKind::ALL {
            let text = sentence(&Silence { kind: *kind, days: 40, person: None }, None);
            assert!(text.ends_with('.') && text.contains("40"), "{text}");
            assert!(text.split(' ').count() <= 12, "{text}");
        }
    }
}
