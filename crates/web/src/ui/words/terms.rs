//! What is said of terms: what they are counted in, by which rule, and how a date came about. Decides nothing.

use casework::case::timeline::TermMoment;
use domain::term::{Basis, Definition, Exception, Rule, Step, StepKind, TermEvent, TermState, Unit};
use domain::workday::{DayOff, WhyOff};

use super::dates;
use super::labels::{Labelled, labels};

labels! {
    Basis {
        Law => "Wet",
        Protocol => "Protocol",
        Proposal => "Voorstel van Tandem",
    }
    TermEvent {
        HandoverOffered => "de overdracht is aangeboden",
        ReportReceived => "de melding kwam binnen",
        DataRecorded => "de gegevens zijn vastgelegd",
        AssessmentDecided => "de melding is beoordeeld",
        InvestigationDecided => "er is besloten tot onderzoek",
        HandedOver => "er is overgedragen",
        PlanAdopted => "het veiligheidsplan is vastgesteld",
        CaseClosed => "de casus is gesloten",
        ConsultationAsked => "er is een consultatie gevraagd",
        ThvImposed => "het tijdelijk huisverbod is opgelegd",
        LawyerAsked => "er is om een advocaat gevraagd",
        ReliefAsked => "de rechter is om een voorziening gevraagd",
        ReliefHeard => "de zitting is geweest",
        HelpBegan => "de hulp is begonnen",
        ErasureAsked => "er is gevraagd om vernietigen",
        ComplaintMade => "de klacht kwam binnen",
        LastChanged => "het dossier is voor het laatst veranderd",
    }
    Rule {
        GeneralTermsAct => "Algemene termijnenwet: het einde valt niet op een vrije dag",
        WorkingDays => "Alleen werkdagen tellen",
        Exact => "Op de minuut, ook op een vrije dag",
        Calendar => "Kalender: ook vrije dagen tellen",
    }
    TermState {
        Running => "Loopt",
        Suspended => "Staat stil",
        Met => "Gedaan",
        Stopped => "Niet meer nodig",
    }
    StepKind {
        Extended => "Verlengd",
        Suspended => "Stilgezet",
        Resumed => "Loopt weer",
        Explained => "Reden dat het te laat is",
        Met => "Gedaan",
        Stopped => "Niet meer nodig",
    }
    TermMoment {
        Started => "Een termijn begon",
        Extended => "Een termijn is verlengd",
        Suspended => "Een termijn is stilgezet",
        Resumed => "Een termijn loopt weer",
        Explained => "Opgeschreven waarom een termijn te laat is",
        Met => "Een termijn is gehaald",
        Stopped => "Een termijn is niet meer nodig",
        Overdue => "Een termijn is te laat",
    }
    Exception {
        InHours => "hij staat in uren",
        OverNinetyDays => "hij is langer dan 90 dagen",
        OverTwelveWeeks => "hij is langer dan 12 weken",
        OverThreeMonths => "hij is langer dan drie maanden",
        InYears => "hij staat in jaren",
    }
    WhyOff {
        Saturday => "zaterdag",
        Sunday => "zondag",
        NewYear => "nieuwjaarsdag",
        GoodFriday => "Goede Vrijdag",
        EasterMonday => "tweede paasdag",
        KingsDay => "Koningsdag",
        LiberationDay => "Bevrijdingsdag",
        AscensionDay => "Hemelvaartsdag",
        WhitMonday => "tweede pinksterdag",
        ChristmasDay => "eerste kerstdag",
        BoxingDay => "tweede kerstdag",
        Equated => "gelijkgesteld met een feestdag",
    }
}

/// `5 werkdagen`, `1 maand`.
pub fn length(count: u32, unit: Unit) -> String {
    let (one, more) = match unit {
        Unit::WorkingDay => ("werkdag", "werkdagen"),
        Unit::Day => ("dag", "dagen"),
        Unit::Week => ("week", "weken"),
        Unit::Month => ("maand", "maanden"),
        Unit::Year => ("jaar", "jaar"),
        Unit::Hour => ("uur", "uur"),
    };
    format!("{count} {}", if count == 1 { one } else { more })
}

/// By how much a term can be made longer, in words.
pub fn extension(definition: &Definition) -> Option<String> {
    let extension = definition.extension?;
    let by = length(extension.length.into(), definition.unit);
    Some(match extension.at_most {
        Some(1) => format!("Ja, één keer met {by}"),
        Some(most) => format!("Ja, hoogstens {most} keer met {by}"),
        None => format!("Ja, telkens met {by}"),
    })
}

/// One step on the way to the end of a term, as a sentence.
pub fn step(step: &Step) -> String {
    match step {
        Step::DayZero { day } => format!("Die dag, {}, telt niet mee.", dates::long_day(*day)),
        Step::Counted { count, unit, to } => {
            format!("Tel {} verder. Dan komt u op {}.", length(*count, *unit), dates::long_day(*to))
        }
        Step::Skipped { days } => format!("Deze dagen telden niet mee: {}.", off(days)),
        Step::ShortMonth { wanted, to } => {
            format!(
                "Die maand heeft geen dag {wanted}. Daarom geldt de laatste dag: {}.",
                dates::long_day(*to)
            )
        }
        Step::StoodStill { days, to } => {
            let days = length(*days, Unit::Day);
            format!("De termijn stond {days} stil. Daardoor wordt het {}.", dates::long_day(*to))
        }
        Step::MovedOn { over, to } => format!(
            "Dat is een vrije dag. Overgeslagen: {}. De eerste werkdag daarna is {} (Algemene termijnenwet, artikel 1).",
            off(over),
            dates::long_day(*to)
        ),
        Step::TwoWorkingDays { to } => format!(
            "In de termijn horen twee werkdagen te zitten. Daarom wordt het {} (Algemene termijnenwet, artikel 2).",
            dates::long_day(*to)
        ),
        Step::Excepted { why } => format!(
            "Een vrije dag verschuift deze termijn niet, want {} (Algemene termijnenwet, artikel 4).",
            why.label()
        ),
        Step::EndOfDay { day } => {
            format!("De laatste dag is {}. De hele dag telt nog mee.", dates::long_day(*day))
        }
        Step::AtMoment { at } => format!("De termijn eindigt op {}.", dates::moment(*at)),
    }
}

/// `zaterdag 9 mei, donderdag 14 mei (Hemelvaartsdag)`: a weekend says by itself why it is off.
fn off(days: &[DayOff]) -> String {
    let told = |it: &DayOff| {
        let day = dates::weekday_and_day(it.day);
        match it.why {
            WhyOff::Saturday | WhyOff::Sunday => day,
            _ => format!("{day} ({})", it.why.label()),
        }
    };
    days.iter().map(told).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use domain::term::{Stretch, TermKind, count};
    use domain::workday::Calendar;

    use super::*;

    fn told(kind: TermKind, start: &str) -> Vec<String> {
        let book = casework::term::definitions::read(casework::term::definitions::RELEASED).unwrap();
        let start = start.parse().unwrap();
        let definition = book.on(kind, domain::time::amsterdam_day(start)).unwrap();
        let calendar = Calendar::new(["2026-05-15".parse().unwrap()]);
        count(definition, start, &Stretch::default(), &calendar).steps.iter().map(step).collect()
    }

    #[test]
    fn a_date_is_explained_in_words() {
        assert_eq!(
            told(TermKind::AssessmentProtocol, "2026-05-07T09:00:00Z"),
            [
                "Die dag, donderdag 7 mei 2026, telt niet mee.",
                "Tel 5 werkdagen verder. Dan komt u op maandag 18 mei 2026.",
                "Deze dagen telden niet mee: zaterdag 9 mei, zondag 10 mei, donderdag 14 mei (Hemelvaartsdag), vrijdag 15 \
                 mei (gelijkgesteld met een feestdag), zaterdag 16 mei, zondag 17 mei.",
                "De laatste dag is maandag 18 mei 2026. De hele dag telt nog mee.",
            ]
        );
        assert_eq!(
            told(TermKind::Investigation, "2026-03-05T09:00:00Z").get(2).unwrap(),
            "Dat is een vrije dag. Overgeslagen: donderdag 14 mei (Hemelvaartsdag), vrijdag 15 mei (gelijkgesteld met een \
             feestdag), zaterdag 16 mei, zondag 17 mei. De eerste werkdag daarna is maandag 18 mei 2026 (Algemene \
             termijnenwet, artikel 1)."
        );
        assert_eq!(
            told(TermKind::Thv, "2026-05-05T12:00:00Z").last().unwrap(),
            "De termijn eindigt op vrijdag 15 mei 2026 om 14:00 uur."
        );
    }
}
