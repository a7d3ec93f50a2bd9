//! What is wrong with a field, in words: what it is and what to do. Never what was filled in.

use domain::fault::FaultCode;

/// The sentence for a fault; `limit` is the bound that was passed, in the unit of the field.
pub fn sentence(code: FaultCode, limit: Option<i64>) -> String {
    match limit {
        Some(limit) => with_limit(code, limit).unwrap_or_else(|| plain(code).to_owned()),
        None => plain(code).to_owned(),
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "only some faults have a bound; `plain` knows them all")]
fn with_limit(code: FaultCode, limit: i64) -> Option<String> {
    Some(match code {
        FaultCode::TooLong => format!("Gebruik hooguit {limit} tekens."),
        FaultCode::TooShort => format!("Gebruik minstens {limit} tekens."),
        FaultCode::TooMany => format!("Geef er hooguit {limit} op."),
        FaultCode::TooFew => format!("Geef er minstens {limit} op."),
        FaultCode::OutOfRange => format!("Deze waarde kan niet. De grens is {limit}."),
        FaultCode::InThePast => format!("Dit ligt te ver terug. Het mag hooguit {limit} dagen geleden zijn."),
        FaultCode::UnknownField if limit > 1 => format!("Er staan {limit} velden in die wij niet kennen."),
        _ => return None,
    })
}

const fn plain(code: FaultCode) -> &'static str {
    match code {
        FaultCode::Missing => "Vul dit veld in.",
        FaultCode::NotText => "Stuur hier een tekst.",
        FaultCode::NotANumber => "Vul hier een heel getal in.",
        FaultCode::NotADate => "Vul een bestaande datum in.",
        FaultCode::NotAMoment => "Vul een bestaande datum en tijd in.",
        FaultCode::NotABoolean => "Kies ja of nee.",
        FaultCode::NotAList => "Stuur hier een lijst.",
        FaultCode::NotAnObject => "Stuur hier een object met velden.",
        FaultCode::NotAnId => "Dit is geen geldige identificatie.",
        FaultCode::UnknownChoice => "Kies een van de mogelijkheden.",
        FaultCode::UnknownField => "Er staat een veld in dat wij niet kennen.",
        FaultCode::Empty => "Hier staat geen leesbare tekst. Vul iets in.",
        FaultCode::TooLong => "Deze tekst is te lang. Maak hem korter.",
        FaultCode::TooShort => "Deze tekst is te kort. Maak hem langer.",
        FaultCode::TooMany => "Dit zijn er te veel.",
        FaultCode::TooFew => "Dit zijn er te weinig.",
        FaultCode::ControlCharacter => "Er staat een teken in dat niet kan. Typ de tekst opnieuw.",
        FaultCode::OutOfRange => "Deze waarde kan niet.",
        FaultCode::NotABsn => "Dit is geen geldig burgerservicenummer. Controleer de cijfers.",
        FaultCode::InTheFuture => "Dit ligt in de toekomst. Kies vandaag of eerder.",
        FaultCode::InThePast => "Dit ligt te ver terug.",
        FaultCode::BeforeBirth => "Dit ligt voor de geboorte. Controleer beide datums.",
        FaultCode::AfterDeath => "Dit ligt na het overlijden. Controleer beide datums.",
        FaultCode::EndBeforeStart => "Het einde ligt voor het begin. Controleer beide datums.",
        FaultCode::OlderThan120 => "Deze persoon zou ouder zijn dan 120 jaar. Controleer de datum.",
        FaultCode::Duplicate => "Dit staat er twee keer. Noem het één keer.",
        FaultCode::SamePerson => "Dit is twee keer dezelfde persoon. Kies twee personen.",
        FaultCode::ReasonRequired => "Schrijf hier waarom.",
        FaultCode::NotAloneWithNobody => "U was niet alleen met iemand die u niet bereikte.",
        FaultCode::ExpectedDateAndBirthDate => "Kies een geboortedatum of een verwachte datum, niet allebei.",
        FaultCode::DoesNotFit => "Dit past niet bij een ander veld.",
        FaultCode::AskedHowRequired => "Kies hoe u het aan het kind vroeg.",
        FaultCode::OneOfThese => "Vul minstens één van deze velden in.",
        FaultCode::JointSession => {
            "Er is een vermoeden van intieme terreur. Schrijf waarom u beiden samen sprak."
        }
        FaultCode::AfterReceipt => "Dit ligt na de ontvangst van de melding.",
        FaultCode::BeforeCase => "Dit ligt te lang voor het begin van de casus.",
        FaultCode::OutcomeAgainstFinding => "Deze uitkomst past niet bij wat u vaststelde.",
        FaultCode::BeforeReceipt => "Dit ligt voor de ontvangst van de melding.",
        FaultCode::CircularParent => "Zo wordt iemand een ouder van zichzelf. Controleer de relatie.",
        FaultCode::ParentNotOlder => "Een ouder is ouder dan het kind. Controleer de datums.",
        FaultCode::NotInCase => "Die kan dit niet doen: die werkt niet in deze casus.",
        FaultCode::AlreadyDone => "Dit is al gedaan.",
        FaultCode::NotAllowed => "Dit mag u hier niet doen.",
        FaultCode::NamesSomebody => {
            "Hier staat een naam van iemand uit uw casussen. Schrijf in plaats daarvan bijvoorbeeld ‘moeder’ of ‘de zoon van 8’."
        }
        FaultCode::TellsBsn => "Hier staat een burgerservicenummer. Haal het weg.",
        FaultCode::TellsBirthDate => "Hier lijkt een geboortedatum te staan. Schrijf liever de leeftijd.",
        FaultCode::TellsPhone => "Hier lijkt een telefoonnummer te staan. Haal het weg.",
        FaultCode::TellsMail => "Hier lijkt een mailadres te staan. Haal het weg.",
        FaultCode::TellsAddress => "Hier lijkt een adres te staan. Noem liever alleen het gebied.",
        FaultCode::CommonPassword => "Veel mensen gebruiken dit wachtwoord. Kies een ander.",
        FaultCode::PasswordTellsWho => "Gebruik uw naam of organisatie niet in uw wachtwoord.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_has_short_sentences_that_end_in_a_full_stop() {
        for code in FaultCode::ALL {
            for limit in [None, Some(10)] {
                let text = sentence(*code, limit);
                assert!(text.ends_with('.'), "{text}");
                for part in text.split(". ") {
                    assert!(part.split(' ').count() <= 12, "{part}");
                }
            }
        }
    }

    #[test]
    fn a_bound_is_named() {
        assert_eq!(sentence(FaultCode::TooLong, Some(100)), "Gebruik hooguit 100 tekens.");
        assert_eq!(sentence(FaultCode::UnknownField, Some(1)), "Er staat een veld in dat wij niet kennen.");
    }
}
