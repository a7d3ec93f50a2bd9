//! What each kind of refusal says. Decides nothing.

use crate::shared::problem::Kind;

/// Short title of the refusal.
pub const fn title(kind: Kind) -> &'static str {
    match kind {
        Kind::Malformed => "Wij kunnen dit verzoek niet lezen",
        Kind::Invalid => "Er klopt iets niet aan de invoer",
        Kind::SignInNeeded => "U bent niet ingelogd",
        Kind::Forbidden => "U mag dit niet doen",
        Kind::FormExpired => "Dit formulier is verlopen",
        Kind::NotFound => "Niet gevonden",
        Kind::MethodNotAllowed => "Dit kan hier niet",
        Kind::Rule => "Dit past niet bij de afspraken",
        Kind::Stale => "Iemand anders was u voor",
        Kind::Conflict => "Twee mensen schreven hier iets anders",
        Kind::TooLarge => "Dit is te groot",
        Kind::UnsupportedMediaType => "Dit soort inhoud lezen wij niet",
        Kind::VersionMissing => "De versie ontbreekt",
        Kind::TooManyRequests => "Te veel pogingen",
        Kind::Broken => "Er ging iets mis bij ons",
        Kind::Unavailable => "Tandem is even niet bereikbaar",
    }
}

/// What happened and what to do.
pub const fn detail(kind: Kind) -> &'static str {
    match kind {
        Kind::Malformed => "De vorm van het verzoek klopt niet. Controleer het en stuur het opnieuw.",
        Kind::Invalid => "Kijk bij elk genoemd veld wat er moet veranderen en probeer het opnieuw.",
        Kind::SignInNeeded => "Log in en probeer het opnieuw.",
        Kind::Forbidden => "U mag dit wel zien, maar niet doen. Vraag het aan uw leidinggevende.",
        Kind::FormExpired => "Open de pagina opnieuw en vul het formulier nog een keer in.",
        Kind::NotFound => "Dit bestaat niet, of u kunt het niet zien.",
        Kind::MethodNotAllowed => "Dit adres kent deze handeling niet.",
        Kind::Rule => "Een regel van het werk staat dit niet toe.",
        Kind::Stale => "Dit is intussen veranderd. Haal het opnieuw op en probeer het dan nog eens.",
        Kind::Conflict => {
            "Kies per veld welke tekst blijft. Stuur het daarna opnieuw met de nieuwste versie."
        }
        Kind::TooLarge => "Maak de inhoud kleiner en probeer het opnieuw.",
        Kind::UnsupportedMediaType => "Stuur de inhoud als application/json.",
        Kind::VersionMissing => "Noem in de header If-Match welke versie u wilt veranderen.",
        Kind::TooManyRequests => "Wacht even en probeer het dan opnieuw.",
        Kind::Broken => "Er is niets half opgeslagen. Probeer het later opnieuw en noem het kenmerk.",
        Kind::Unavailable => "Probeer het over een paar tellen opnieuw. Er wordt niets dubbel opgeslagen.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_short_title_and_sentences_of_at_most_twenty_words() {
        for kind in Kind::ALL {
            assert!(title(*kind).split(' ').count() <= 8);
            for sentence in detail(*kind).split(". ") {
                assert!(sentence.split(' ').count() <= 20, "{sentence}");
            }
        }
    }
}
