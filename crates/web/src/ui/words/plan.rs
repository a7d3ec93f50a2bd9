//! What the safety plan is called: its parts, their fields, what became of them, what is asked about them. Decides
//! nothing.

use domain::plan::{Change, Factor, Field, ItemKind, Mark, Opinion, Screening, SmartQuestion};

use super::labels::{Labelled, labels};

labels! {
    ItemKind {
        Situation => "Onveilige situatie",
        Condition => "Veiligheidsvoorwaarde",
        Agreement => "Veiligheidsafspraak",
        RiskFactor => "Risicofactor",
        Measure => "Hulp",
        RecoveryGoal => "Hersteldoel",
    }
    Factor {
        MentalHealth => "Psychische problemen van een volwassene",
        ViolenceInOwnYouth => "Zelf als kind mishandeld, of getuige van geweld",
        IntellectualDisability => "Licht verstandelijke beperking van een volwassene",
        AlcoholOrDrugs => "Alcohol of drugs",
        TroubledPregnancy => "Conflicten in de zwangerschap, of ongewenst zwanger",
        YoungParents => "Jonge ouders met een kind tot drie jaar",
        HarshParenting => "Ziet veel problemen bij het kind, of keurt slaan niet af",
        ChildDisability => "Kind met een beperking",
        ChildWeakHealth => "Kind met een zwakke gezondheid",
        ChildSocialSkills => "Kind dat moeilijk met anderen omgaat",
        MuchConflict => "Veel ruzie in het gezin",
        ComplexDivorce => "Complexe scheiding",
        MutualAggression => "Agressie van beide kanten",
        ElderlyBadHealth => "Oudere met een slechte gezondheid",
        ElderlyDependent => "Oudere die hulp nodig heeft",
        Work => "Werk",
        Income => "Inkomen of schulden",
        Housing => "Wonen",
        WeakNetwork => "Weinig mensen om op terug te vallen",
        FormerVictim => "Wie geweld gebruikt, was eerder zelf slachtoffer",
        RejectedIdentity => "Seksualiteit of gender wordt niet geaccepteerd",
    }
    Screening {
        Done => "Gedaan",
        Planned => "Gepland",
        NotNeeded => "Overwogen, niet nodig",
        NotYet => "Nog niet overwogen",
    }
    Mark {
        Fulfilled => "Nagekomen",
        Broken => "Geschonden",
        Withdrawn => "Ingetrokken",
        Kept => "Nagekomen",
        NotKept => "Niet nagekomen",
        Removed => "Weggenomen",
        Manageable => "Beheersbaar",
        Lasting => "Blijvend, met borging",
        Requested => "Aangevraagd",
        Started => "Gestart",
        Ended => "Afgerond",
        Reached => "Bereikt",
        PartlyReached => "Deels bereikt",
        NotReached => "Niet bereikt",
    }
    Opinion {
        Agrees => "Is het eens met het plan",
        Disagrees => "Is het niet eens",
        Heard => "Is gehoord op een eigen manier",
        NotAsked => "Is niet gevraagd",
    }
    SmartQuestion {
        WhoDoesIt => "Wie doet dit?",
        WhatExactly => "Wat gebeurt er precies? Wat ziet een ander dan?",
        ByWhen => "Wanneer is het klaar, of tot wanneer geldt het?",
        WhoChecks => "Wie kijkt of het gebeurt?",
        HowChecked => "Waaraan ziet u dat het gebeurt?",
        StillValid => "Deze afspraak is verlopen. Geldt ze nog?",
        EndsTooSoon => "De afspraak eindigt voor het moet gebeuren. Kloppen de datums?",
    }
    Change {
        Added => "Nieuw",
        Dropped => "Vervallen",
        Rewritten => "Gewijzigd",
        Unchanged => "Gelijk gebleven",
    }
}

/// What a field of a part is called; the same field asks something else of another part.
pub const fn field(kind: ItemKind, field: Field) -> &'static str {
    match field {
        Field::Under => match kind {
            ItemKind::Agreement => "Bij welke voorwaarde?",
            ItemKind::Measure => "Voor welke risicofactor?",
            _ => "Bij welke situatie?",
        },
        Field::What => match kind {
            ItemKind::Situation => "Wie doet wat, en tegen wie?",
            ItemKind::Condition => "Wat moet er in elk geval zo zijn?",
            ItemKind::Agreement => "Wat is de afspraak?",
            ItemKind::RiskFactor => "Wat houdt de situatie in stand?",
            ItemKind::Measure => "Welke hulp?",
            ItemKind::RecoveryGoal => "Wat moet er herstellen?",
        },
        Field::Rank => "Plek in de Top-3",
        Field::Person => "Voor wie?",
        Field::Who => "Wie doet dit?",
        Field::Factor => "Risicofactor",
        Field::Place => "Waar gebeurt het?",
        Field::HowOften => "Hoe vaak?",
        Field::HowLong => "Hoe lang al?",
        Field::Worst => "Hoe erg kan het worden?",
        Field::SetBy => "Wie stelde deze voorwaarde?",
        Field::SetOn => "Op welke dag?",
        Field::ByWhen => "Wanneer moet het gebeurd zijn?",
        Field::ValidUntil => "Geldt tot en met",
        Field::CheckedBy => "Wie kijkt of het gebeurt?",
        Field::CheckedHow => "Waaraan ziet die persoon dat?",
        Field::Provider => "Wie geeft de hulp?",
        Field::PlannedStart => "Wanneer begint de hulp?",
        Field::Screening => "Is een screening op trauma overwogen?",
        Field::ScreenedOn => "Op welke dag?",
        Field::Concerns => "Over wie gaat het?",
    }
}

/// What becomes of a part with this mark, for the colour of its label: whether it asks for attention.
pub const fn is_worrying(mark: Mark) -> bool {
    matches!(mark, Mark::Broken | Mark::NotKept | Mark::NotReached)
}

/// What a field is called beside what it holds.
pub const fn told(field: Field) -> &'static str {
    match field {
        Field::Under => "Hoort bij",
        Field::Rank => "Plek in de Top-3",
        Field::Person => "Voor",
        Field::Who => "Wie",
        Field::What => "Wat",
        Field::Factor => "Risicofactor",
        Field::Place => "Waar",
        Field::HowOften => "Hoe vaak",
        Field::HowLong => "Hoe lang al",
        Field::Worst => "Hoe erg het kan worden",
        Field::SetBy => "Gesteld door",
        Field::SetOn => "Gesteld op",
        Field::ByWhen => "Klaar op",
        Field::ValidUntil => "Geldt tot en met",
        Field::CheckedBy => "Wie kijkt mee",
        Field::CheckedHow => "Te zien aan",
        Field::Provider => "Door",
        Field::PlannedStart => "Begint op",
        Field::Screening => "Screening op trauma",
        Field::ScreenedOn => "Dag van de screening",
        Field::Concerns => "Over",
    }
}

/// A line of help with a question.
pub const fn hint(kind: ItemKind, field: Field) -> Option<&'static str> {
    match (kind, field) {
        (ItemKind::Situation, Field::What) => {
            Some("Schrijf een voorbeeld op, in gewone woorden. Wat ziet en hoort u?")
        }
        (ItemKind::Situation, Field::Worst) => {
            Some("Wat is het ergste dat er kan gebeuren als niemand iets doet?")
        }
        (ItemKind::Condition, Field::Under) => Some("Laat leeg als deze voorwaarde altijd geldt."),
        (ItemKind::Agreement, Field::What) => {
            Some("Eén ding dat iemand doet, zo dat een ander het kan zien.")
        }
        (ItemKind::RiskFactor, Field::Factor) => Some("Staat het er niet bij? Beschrijf het dan hieronder."),
        (ItemKind::Measure, Field::What) => Some("Hulp die deze risicofactor kleiner maakt."),
        (ItemKind::RecoveryGoal, Field::What) => Some("Wat kan deze persoon straks weer, of voor het eerst?"),
        _ => None,
    }
}
