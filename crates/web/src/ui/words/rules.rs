//! What each rule of the work says when a step would break it. Decides nothing.

use domain::absence::AbsenceRule;
use domain::advice::AdviceRule;
use domain::case::{CaseRule, OpeningRule};
use domain::consultation::ConsultationRule;
use domain::contact::ContactRule;
use domain::danger::DangerRule;
use domain::disclosure::DisclosureRule;
use domain::duo::DuoRule;
use domain::handover::HandoverRule;
use domain::household::HouseholdRule;
use domain::incident::IncidentRule;
use domain::life_event::LifeEventRule;
use domain::phase::PhaseRule;
use domain::plan::PlanRule;
use domain::report::ReportRule;
use domain::round::RoundRule;
use domain::task::TaskRule;
use domain::term::TermRule;
use domain::vignette::VignetteRule;

/// The sentence of the rule with this code; a general one for a code of nobody, which a test would notice.
pub fn sentence(code: &str) -> &'static str {
    CaseRule::from_code(code)
        .map(case)
        .or_else(|| ContactRule::from_code(code).map(contact))
        .or_else(|| DuoRule::from_code(code).map(duo))
        .or_else(|| DangerRule::from_code(code).map(danger))
        .or_else(|| HouseholdRule::from_code(code).map(household))
        .or_else(|| ReportRule::from_code(code).map(report))
        .or_else(|| OpeningRule::from_code(code).map(opening))
        .or_else(|| AdviceRule::from_code(code).map(advice))
        .or_else(|| ConsultationRule::from_code(code).map(consultation))
        .or_else(|| VignetteRule::from_code(code).map(vignette))
        .or_else(|| TaskRule::from_code(code).map(task))
        .or_else(|| TermRule::from_code(code).map(term))
        .or_else(|| AbsenceRule::from_code(code).map(absence))
        .or_else(|| PhaseRule::from_code(code).map(phase))
        .or_else(|| IncidentRule::from_code(code).map(incident))
        .or_else(|| LifeEventRule::from_code(code).map(life_event))
        .or_else(|| PlanRule::from_code(code).map(plan))
        .or_else(|| RoundRule::from_code(code).map(round))
        .or_else(|| DisclosureRule::from_code(code).map(disclosure))
        .or_else(|| HandoverRule::from_code(code).map(handover))
        .or_else(|| constraint(code))
        .unwrap_or("Een regel van het werk staat dit niet toe.")
}

const fn case(rule: CaseRule) -> &'static str {
    match rule {
        CaseRule::Closed => "Deze casus is gesloten. U kunt er niets meer aan veranderen.",
        CaseRule::ClosedBeforeOpening => "Een casus kan niet sluiten voor het begin.",
        CaseRule::HolderBeforeLast => {
            "Het nieuwe zicht op veiligheid begint te vroeg. Kies een later moment."
        }
        CaseRule::HolderUnchanged => "Dit team heeft het zicht op veiligheid al.",
        CaseRule::WithoutHolder => "Iemand moet het zicht op veiligheid hebben. Kies een team.",
        CaseRule::ParticipationEndBeforeStart => {
            "De betrokkenheid eindigt voor het begin. Controleer de datums."
        }
        CaseRule::AlreadyTakesPart => "Dit team is al betrokken bij deze casus.",
        CaseRule::ParticipationHasEnded => "Dit team is al niet meer betrokken.",
        CaseRule::OwnTeamStays => "De betrokkenheid van uw eigen team beëindigt een ander.",
    }
}

const fn round(rule: RoundRule) -> &'static str {
    match rule {
        RoundRule::OneOpenRound => "Er loopt al een ronde. Rond die eerst af.",
        RoundRule::RoundClosed => "Deze ronde is gesloten. Er kan niemand meer antwoorden.",
        RoundRule::NotAsked => "Deze persoon is in deze ronde niet gevraagd.",
        RoundRule::HasAnswered => "Er is al een antwoord. Een antwoord geldt voor de hele ronde.",
    }
}

const fn absence(rule: AbsenceRule) -> &'static str {
    match rule {
        AbsenceRule::AwayAlready => "Deze persoon is in die tijd al afwezig. Kijk in de lijst.",
        AbsenceRule::Over => "Deze afwezigheid is al voorbij.",
    }
}

const fn task(rule: TaskRule) -> &'static str {
    match rule {
        TaskRule::NotThere => "Deze taak hoort niet bij deze casus.",
        TaskRule::AlreadyDone => "Deze taak is al gedaan. In de tijdlijn staat door wie.",
        TaskRule::OwnerNotInDuo => "Deze persoon heeft geen plek in het duo. Kies iemand anders.",
        TaskRule::TeamNotInCase => "Dit team doet niet mee in deze casus. Kies een ander.",
        TaskRule::NotForTeam => {
            "Deze taak wacht niet op u of op uw team. Geef de taak door of overleg met wie aan zet is."
        }
        TaskRule::SameOwner => "Deze taak is al van die persoon of dat team. Kies een ander.",
    }
}

const fn term(rule: TermRule) -> &'static str {
    match rule {
        TermRule::Ended => "Deze termijn is al afgelopen.",
        TermRule::NotExtendable => "Deze termijn kan niet langer worden.",
        TermRule::ExtendedEnough => "Deze termijn is al zo vaak verlengd als mag.",
        TermRule::Over => "Deze termijn is voorbij. Schrijf op waarom het later wordt.",
        TermRule::NeverPauses => "Deze termijn kan niet stilstaan.",
        TermRule::StandsStill => "Deze termijn staat stil. Laat hem eerst weer lopen.",
        TermRule::Runs => "Deze termijn loopt al.",
        TermRule::NotOver => "Deze termijn is nog niet voorbij.",
        TermRule::MetByItself => "Tandem ziet zelf wanneer dit gedaan is.",
    }
}

const fn plan(rule: PlanRule) -> &'static str {
    match rule {
        PlanRule::FourthSituation => "Er staan al drie situaties in de Top-3. Haal er eerst een weg.",
        PlanRule::ItemInUse => "Er hangt nog iets onder. Haal dat eerst weg.",
        PlanRule::ItemRemoved => {
            "Dit onderdeel is uit het plan gehaald. Voeg het opnieuw toe als het nodig is."
        }
        PlanRule::RankingIncomplete => "Noem elke situatie precies één keer.",
        PlanRule::NoSituation => "Het plan heeft nog geen onveilige situatie. Voeg die eerst toe.",
        PlanRule::NoAgreement => "Het plan heeft nog geen afspraak. Voeg die eerst toe.",
        PlanRule::VersionReplaced => "Er is een nieuwere versie van het plan. Geef uw akkoord op die versie.",
    }
}

const fn contact(rule: ContactRule) -> &'static str {
    match rule {
        ContactRule::NothingToCorrect => "Dit verslag hoort niet bij deze casus.",
        ContactRule::WrittenElsewhere => {
            "Alleen de organisatie van de schrijver kan dit verslag verbeteren. Schrijf zelf een nieuw verslag."
        }
        ContactRule::AlreadyCorrected => "Dit verslag is al verbeterd. Verbeter de nieuwste versie.",
    }
}

const fn danger(rule: DangerRule) -> &'static str {
    match rule {
        DangerRule::AlreadySuspected => "Dit vermoeden staat er al.",
        DangerRule::SuspicionHasEnded => "Dit vermoeden is al ingetrokken.",
        DangerRule::FlagRetracted => "Deze rode vlag is al ingetrokken.",
    }
}

const fn duo(rule: DuoRule) -> &'static str {
    match rule {
        DuoRule::OnePerson => "Een duo bestaat uit twee mensen. Kies iemand anders.",
        DuoRule::WithoutBlijvendVeilig => "In een duo zit iemand van Blijvend Veilig. Kies iemand anders.",
        DuoRule::SeatTaken => "Op deze plek zit al iemand.",
        DuoRule::ThirdMember => "Dit duo is al compleet. Vervang eerst iemand.",
        DuoRule::SeatEmpty => "Op deze plek zit niemand.",
        DuoRule::OverlapTooLong => "De overlap duurt te lang. Kies een eerdere einddatum.",
        DuoRule::CoverWithoutEnd => "Een waarneming heeft een einddatum. Vul die in.",
        DuoRule::CoverEndBeforeStart => "De waarneming eindigt voor het begin. Controleer de datums.",
        DuoRule::ReasonRequired => "Schrijf waarom het duo verandert.",
        DuoRule::BeforeSeatTaken => "Op dat moment zat hier nog niemand. Kies een later moment.",
    }
}

const fn household(rule: HouseholdRule) -> &'static str {
    match rule {
        HouseholdRule::AlreadyMember => "Deze persoon hoort al bij dit huishouden.",
        HouseholdRule::NotAMember => "Deze persoon hoort niet bij dit huishouden.",
        HouseholdRule::LeaveBeforeJoin => "Het vertrek ligt voor de komst. Controleer de datums.",
        HouseholdRule::InTheFuture => "Leg dit vast als het zover is, niet eerder.",
        HouseholdRule::NobodyLeaves => "Kies wie er weggaat.",
        HouseholdRule::NobodyStays => "Iemand moet blijven. Verhuist iedereen, verander dan het adres.",
        HouseholdRule::DeceasedCannotMove => "Iemand die is overleden kan niet naar een nieuw huishouden.",
    }
}

const fn report(rule: ReportRule) -> &'static str {
    match rule {
        ReportRule::NoSuchStep => "Deze stap kan nu niet bij deze melding.",
        ReportRule::AlreadyAssessed => "Deze melding is al beoordeeld.",
    }
}

const fn opening(rule: OpeningRule) -> &'static str {
    match rule {
        OpeningRule::NotAssessed => "Beoordeel de melding eerst. Daarna kunt u een casus openen.",
        OpeningRule::OutcomeOpensNone => "Na deze uitkomst opent er geen casus.",
        OpeningRule::OpenedBefore => "Uit deze melding is al een casus geopend.",
    }
}

const fn advice(rule: AdviceRule) -> &'static str {
    match rule {
        AdviceRule::AlreadyAnswered => "Deze adviesvraag is al beantwoord.",
    }
}

const fn consultation(rule: ConsultationRule) -> &'static str {
    match rule {
        ConsultationRule::AlreadyClaimed => "Iemand anders pakte deze consultatie al op.",
        ConsultationRule::Ended => "Deze consultatie is al afgesloten.",
        ConsultationRule::NotAnswered => "Er is nog geen advies. Wacht daarop, of trek de vraag in.",
        ConsultationRule::AlreadyAnswered => "Er is al een advies. Er wacht nu geen vraag meer.",
        ConsultationRule::WaitsForAnswer => "Er wacht al een vraag op antwoord.",
        ConsultationRule::SameAdviser => "Deze collega adviseert al. Kies iemand anders.",
        ConsultationRule::NotAnAdviser => "Deze collega kan hierin niet adviseren. Kies iemand anders.",
        ConsultationRule::AskerDecides => "Dit beslist wie de vraag stelde.",
        ConsultationRule::OtherFacts => "De gekozen gegevens zijn net vernieuwd. Lees ze eerst.",
    }
}

const fn phase(rule: PhaseRule) -> &'static str {
    match rule {
        PhaseRule::NoSuchStep => "Die fase volgt niet op de fase van nu.",
        PhaseRule::GateNotMet => {
            "Nog niet alles voor de volgende fase is in orde. Hieronder staat wat er mist."
        }
        PhaseRule::ProposalPending => "Er ligt al een voorstel. Geef daar eerst antwoord op.",
        PhaseRule::RoundRuns => {
            "Er loopt nog een scoreronde. Sluit die eerst: anders ziet niemand ooit wat er is geantwoord."
        }
        PhaseRule::ProposalLapsed => "Dit voorstel geldt niet meer. De fase is intussen veranderd.",
        PhaseRule::OwnProposal => "Dit is uw eigen voorstel. Het andere lid van het duo geeft akkoord.",
        PhaseRule::SameSeat => "Het akkoord komt van de andere plek in het duo.",
        PhaseRule::NotClosed => "Deze casus is niet gesloten.",
        PhaseRule::CheckInAnswered => "Deze navraag is al gedaan.",
        PhaseRule::CheckInLapsed => "Deze navraag hoort bij een eerdere sluiting.",
    }
}

const fn incident(rule: IncidentRule) -> &'static str {
    match rule {
        IncidentRule::NothingToCorrect => "Dit incident hoort niet bij deze casus.",
        IncidentRule::AlreadyCorrected => "Dit incident is al verbeterd. Verbeter de nieuwste versie.",
        IncidentRule::RecordedElsewhere => {
            "Alleen de organisatie die dit incident vastlegde kan het verbeteren. Leg zelf een nieuw incident vast."
        }
    }
}

const fn life_event(rule: LifeEventRule) -> &'static str {
    match rule {
        LifeEventRule::NotThere => "Deze gebeurtenis hoort niet bij deze casus.",
        LifeEventRule::AlreadyCorrected => "Deze gebeurtenis is al verbeterd. De nieuwste versie telt.",
        LifeEventRule::AlreadyWithdrawn => "Deze gebeurtenis is al ingetrokken.",
        LifeEventRule::RecordedElsewhere => {
            "Alleen de organisatie die deze gebeurtenis vastlegde kan die veranderen."
        }
    }
}

const fn vignette(rule: VignetteRule) -> &'static str {
    match rule {
        VignetteRule::AlreadyScored => "U gaf deze situatie al een cijfer.",
    }
}

const fn disclosure(rule: DisclosureRule) -> &'static str {
    match rule {
        DisclosureRule::PlanNotAdopted => "Stel het plan eerst vast. Dan kan het op papier.",
    }
}

const fn handover(rule: HandoverRule) -> &'static str {
    match rule {
        HandoverRule::NotOffered => "Deze overdracht is nog niet aangeboden.",
        HandoverRule::AlreadyOffered => "Deze overdracht is al aangeboden.",
        HandoverRule::AlreadyAccepted => "Iemand was u voor: deze overdracht is al aangenomen.",
        HandoverRule::AlreadyRefused => "Iemand was u voor: deze overdracht is al geweigerd.",
        HandoverRule::AlreadyWithdrawn => "Iemand was u voor: deze overdracht is ingetrokken.",
        HandoverRule::AlreadyLapsed => "Er kwam geen antwoord op tijd. Deze overdracht is verlopen.",
        HandoverRule::AlreadyCompleted => "Deze overdracht is al afgerond.",
        HandoverRule::TermRuns => "De termijn voor een antwoord loopt nog.",
        HandoverRule::TermOver => "De termijn voor een antwoord is voorbij.",
        HandoverRule::NotHolder => "Uw team heeft het zicht op veiligheid niet.",
        HandoverRule::ToHolder => "Dit team houdt al zicht op veiligheid. Kies een ander team.",
        HandoverRule::OtherSide => "Dit doet het andere team.",
        HandoverRule::ReceiverNotEntitled => "Dit team kan nu geen casus aannemen.",
        HandoverRule::CaseClosed => "De casus is gesloten. Overdragen kan niet meer.",
        HandoverRule::NotTalkedOver => "Bespreek de overdracht eerst samen.",
        HandoverRule::AlreadyTalkedOver => "Het gesprek over de overdracht staat er al in.",
        HandoverRule::StillOffered => "Er is een overdracht aangeboden. Wacht op antwoord of trek die in.",
    }
}

/// What two people did at the same moment, found by the database.
fn constraint(code: &str) -> Option<&'static str> {
    Some(match code {
        "one_open_handover" => "Er loopt al een overdracht. Rond die eerst af of trek die in.",
        "one_open_case_per_household" => "Voor dit huishouden loopt al een casus. Ga verder in die casus.",
        "once_in_a_household" => "Iemand anders voegde deze persoon net toe. Bekijk het huishouden opnieuw.",
        "once_per_team_and_task" => "Dit team heeft deze taak al in de casus.",
        "one_retraction_per_flag" => "Iemand anders trok deze rode vlag net in.",
        "one_running_suspicion" => "Iemand anders legde dit vermoeden net vast.",
        "relationship_once" => "Deze relatie staat er al.",
        "key_reused" => "Dit kenmerk is al gebruikt voor iets anders. Kies een nieuw kenmerk.",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn codes() -> Vec<&'static str> {
        let mut codes: Vec<&'static str> = CaseRule::ALL.iter().map(|it| it.code()).collect();
        codes.extend(ContactRule::ALL.iter().map(|it| it.code()));
        codes.extend(DangerRule::ALL.iter().map(|it| it.code()));
        codes.extend(DuoRule::ALL.iter().map(|it| it.code()));
        codes.extend(HouseholdRule::ALL.iter().map(|it| it.code()));
        codes.extend(ReportRule::ALL.iter().map(|it| it.code()));
        codes.extend(OpeningRule::ALL.iter().map(|it| it.code()));
        codes.extend(AdviceRule::ALL.iter().map(|it| it.code()));
        codes.extend(ConsultationRule::ALL.iter().map(|it| it.code()));
        codes.extend(PhaseRule::ALL.iter().map(|it| it.code()));
        codes.extend(IncidentRule::ALL.iter().map(|it| it.code()));
        codes.extend(LifeEventRule::ALL.iter().map(|it| it.code()));
        codes.extend(VignetteRule::ALL.iter().map(|it| it.code()));
        codes.extend(RoundRule::ALL.iter().map(|it| it.code()));
        codes.extend(DisclosureRule::ALL.iter().map(|it| it.code()));
        codes.extend(HandoverRule::ALL.iter().map(|it| it.code()));
        codes.extend([
            "one_open_handover",
            "one_open_case_per_household",
            "once_in_a_household",
            "once_per_team_and_task",
        ]);
        codes.extend(["relationship_once", "key_reused", "one_retraction_per_flag", "one_running_suspicion"]);
        codes
    }

    #[test]
    fn every_rule_has_a_code_and_a_sentence_of_its_own() {
        let codes = codes();
        let sentences: BTreeSet<_> = codes.iter().map(|code| sentence(code)).collect();
        assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len());
        assert_eq!(sentences.len(), codes.len());
        assert!(!sentences.contains(sentence("a_rule_of_nobody")));
    }

    #[test]
    fn sentences_are_short() {
        for code in codes() {
            for part in sentence(code).split(". ") {
                assert!(part.split(' ').count() <= 12, "{part}");
            }
        }
    }
}
