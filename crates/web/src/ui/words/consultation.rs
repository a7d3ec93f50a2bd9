//! What is said of consultations. Decides nothing.

use domain::consultation::{ConsultationState, EntryKind, Expertise, FactKind, Outcome, Urgency};

use super::labels::{Labelled, labels};

labels! {
    Urgency {
        Today => "Vandaag nog",
        Soon => "Binnen een paar dagen",
        Later => "Het kan even wachten",
    }
    Expertise {
        PartnerViolence => "Partnergeweld",
        IntimateTerror => "Intieme terreur",
        ChildAbuse => "Kindermishandeling",
        ElderAbuse => "Ouderenmishandeling",
        ComplexDivorce => "Complexe scheiding",
        HonourViolence => "Eergerelateerd geweld",
        MentalHealth => "Psychische klachten of verslaving",
        Other => "Iets anders",
    }
    FactKind {
        Phase => "De fase van de casus",
        Household => "Wie er in het huishouden zijn: rol en leeftijd, zonder naam",
        UnsafeSituations => "De Top-3 van onveilige situaties, in de woorden van het plan",
        Scores => "De laatste cijfers, zonder naam",
    }
    ConsultationState {
        Asked => "Nog niet opgepakt",
        Claimed => "Wacht op advies",
        Answered => "Advies gegeven",
        Ended => "Afgesloten",
    }
    Outcome {
        Advice => "Advies",
        ThinkingAlong => "Iemand blijft meedenken",
        Duo => "Een duo",
        Report => "Een melding bij Veilig Thuis",
        Withdrawn => "De vraag is ingetrokken",
    }
    EntryKind {
        Question => "De vraag",
        Claimed => "Opgepakt",
        Assigned => "Gegeven aan een collega",
        Advice => "Advies",
        FollowUp => "Vervolgvraag",
        Ended => "Afgesloten",
    }
}

/// What comes before a duo where there is no case yet.
pub const OPEN_A_CASE: &str = "Staat het huishouden nog niet in Tandem? Schrijf het in en open een casus. Kies daar een team \
    van Blijvend Veilig. De gedragswetenschapper geeft de casus een duo.";

/// What follows for whoever asked.
pub const fn next_step(outcome: Outcome) -> Option<&'static str> {
    match outcome {
        Outcome::Duo => Some(
            "De gedragswetenschapper geeft de casus een duo, en ziet daarbij wie in deze consultatie meedacht.",
        ),
        Outcome::Report => Some(
            "Bel Veilig Thuis om de melding te doen: 0800 2000, dag en nacht. Vertel zelf om wie het gaat. Veilig Thuis ziet \
             uw vraag en het advies, en zet die in de melding.",
        ),
        Outcome::Advice | Outcome::ThinkingAlong | Outcome::Withdrawn => None,
    }
}
