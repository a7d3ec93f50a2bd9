//! What the choices of `domain` are called on a page. Decides nothing.

use casework::case::caseload::Waits;
use casework::case::timeline::TimelineKind;
use domain::advice::AdviceState;
use domain::assessment::{Outcome, SafetyFinding};
use domain::case::{CaseOrigin, CaseState, LegalGround, ParticipationTask};
use domain::contact::{Compartment, ContactKind, Presence};
use domain::duo::{OrganisationKind, Seat, SeatKind, Track};
use domain::household::{LeaveReason, MemberRole};
use domain::notice::{MailChoice, NoticeKind};
use domain::person::Pronouns;
use domain::policy::Parameter;
use domain::relationship::RelationKind;
use domain::report::{FollowUp, ReportKind, ReportState, SourceCategory, SourceProfession};
use domain::score::AskedHow;
use domain::task::{TaskCause, TaskEnding, TaskKind};
use domain::work::When;

/// A closed list with a Dutch name for each choice.
pub trait Labelled: Copy + 'static {
    /// Every choice, in the order in which it is shown.
    const CHOICES: &'static [Self];

    /// The stable code, as forms send it.
    fn form_code(self) -> &'static str;

    /// What a page calls it.
    fn label(self) -> &'static str;
}

macro_rules! labels {
    ($($list:ident { $($choice:ident => $label:literal,)+ })+) => {$(
        impl Labelled for $list {
            const CHOICES: &'static [Self] = Self::ALL;

            fn form_code(self) -> &'static str {
                self.code()
            }

            fn label(self) -> &'static str {
                match self {
                    $(Self::$choice => $label,)+
                }
            }
        }
    )+};
}

pub(super) use labels;

labels! {
    NoticeKind {
        UrgentTask => "Een dringende taak",
        Task => "Een taak",
        TaskPassedOn => "Een taak is nu voor u",
        RoundAsks => "Een ronde vraagt uw cijfer",
        DuoAssigned => "U zit in het duo",
        PhaseProposed => "Een voorstel wacht op uw akkoord",
        HandoverOffered => "Een overdracht wacht op uw antwoord",
        HandoverEnded => "Er is een antwoord op uw overdracht",
        TermNear => "Een termijn is bijna om",
        TermOver => "Een termijn is voorbij",
        ConsultationWaits => "Een vraag heeft vandaag antwoord nodig",
        ConsultationFits => "Een vraag past bij u en wacht op advies",
        ConsultationTurn => "Een vraag wacht op uw advies",
        ConsultationAnswered => "Er is advies voor u",
        ConsultationEnded => "Een consultatie is afgesloten",
    }
    MailChoice {
        AtOnce => "Bij elk bericht",
        Daily => "Eén keer per dag, als er iets ongelezen is",
        Never => "Alleen als iets dringend is",
    }
    AdviceState {
        Asked => "Gesteld",
        Answered => "Beantwoord",
        BecameReport => "Werd een melding",
    }
    SafetyFinding {
        Acute => "Acuut onveilig",
        Structural => "Structureel onveilig",
        AcuteAndStructural => "Acuut en structureel onveilig",
        NoUnsafetyWithRisks => "Niet onveilig, wel risico's",
        NoUnsafety => "Niet onveilig",
        Unknown => "Niet bekend",
    }
    Outcome {
        OwnInvestigation => "Onderzoek door Veilig Thuis",
        CouncilInvestigationRequest => "Verzoek tot raadsonderzoek",
        ConditionsAndFollowUp => "Voorwaarden en vervolg",
        TransferLocalTeam => "Overdracht aan een lokaal team",
        TransferOngoingHelp => "Overdracht aan lopende hulp",
        TransferMda => "Overdracht aan MDA++",
        TransferThoseConcerned => "Overdracht aan de betrokkenen zelf",
        EndOfInvolvement => "Einde betrokkenheid",
    }
    CaseState {
        Open => "Open",
        Closed => "Gesloten",
    }
    CaseOrigin {
        Assessment => "Veiligheidsbeoordeling",
        LocalTeam => "Lokaal team",
    }
    ParticipationTask {
        VeiligThuis => "Taak van Veilig Thuis",
        SafetyExpertise => "Expertise op veiligheid",
        LocalHelp => "Hulp door het lokale team",
        Shelter => "Opvang",
        ChildProtection => "Jeugdbescherming",
        Police => "Politie",
        Probation => "Reclassering",
        Health => "Zorg",
        Other => "Anders",
    }
    LegalGround {
        Wmo511 => "Wmo 2015, artikel 5.1.1",
        Wmo516 => "Wmo 2015, artikel 5.1.6",
        Wmo526 => "Wmo 2015, artikel 5.2.6",
        Youth7311 => "Jeugdwet, artikel 7.3.11",
        Bw1240 => "Burgerlijk Wetboek, artikel 1:240",
        Consent => "Toestemming",
    }
    ContactKind {
        Visit => "Bezoek",
        Call => "Telefoongesprek",
        Meeting => "Gesprek",
        Message => "Bericht",
        Video => "Videogesprek",
    }
    Compartment {
        Shared => "Gedeeld met iedereen in de casus",
        OwnOrganisation => "Alleen mijn organisatie",
        PerPerson => "Alleen wie met één persoon werkt",
    }
    Presence {
        Seen => "Gezien",
        Spoken => "Gesproken, niet gezien",
        NotReached => "Niet bereikt",
    }
    OrganisationKind {
        BlijvendVeilig => "Blijvend Veilig",
        VeiligThuis => "Veilig Thuis",
        LocalTeamYouth => "Ouder- en Kindteam",
        LocalTeamAdults => "Buurtteam",
        LocalTeamSocial => "Sociaal team",
        Shelter => "Opvang",
        ChildProtection => "Gecertificeerde instelling",
        CouncilChildProtection => "Raad voor de Kinderbescherming",
        Police => "Politie",
        Prosecution => "Openbaar Ministerie",
        Probation => "Reclassering",
        MentalHealth => "Geestelijke gezondheidszorg",
        Municipality => "Gemeente",
        Network => "Netwerk",
        Other => "Andere organisatie",
    }
    Track {
        Regular => "Gewone werkwijze",
        Ivh => "Intensieve vrijwillige hulp",
    }
    Seat {
        One => "Eerste plek",
        Two => "Tweede plek",
    }
    SeatKind {
        Member => "Lid van het duo",
        Cover => "Waarneming",
        Overlap => "Overlap",
    }
    MemberRole {
        Adult => "Volwassene",
        Child => "Kind",
        UnbornChild => "Ongeboren kind",
        ExPartner => "Ex-partner",
        Other => "Iemand anders",
    }
    LeaveReason {
        MovedOut => "Verhuisd",
        Separated => "Uit elkaar",
        Deceased => "Overleden",
        PlacedElsewhere => "Ergens anders geplaatst",
        Other => "Anders",
    }
    Pronouns {
        SheHer => "Zij/haar",
        HeHim => "Hij/hem",
        TheyThem => "Die/hen",
        Unknown => "Niet bekend",
    }
    RelationKind {
        ParentOf => "Ouder van",
        StepParentOf => "Stiefouder van",
        FosterParentOf => "Pleegouder van",
        PartnerOf => "Partner van",
        ExPartnerOf => "Ex-partner van",
        SiblingOf => "Broer of zus van",
        GrandparentOf => "Grootouder van",
        CarerOf => "Verzorger van",
        GuardianOf => "Voogd van",
        Other => "Anders",
    }
    SourceCategory {
        Resident => "Inwoner",
        Police => "Politie",
        OtherProfessional => "Andere professional",
    }
    SourceProfession {
        HealthCare => "Gezondheidszorg",
        MentalHealth => "Geestelijke gezondheidszorg",
        ChildCare => "Kinderopvang",
        Education => "Onderwijs",
        SchoolAttendance => "Leerplicht",
        YouthHelp => "Jeugdhulp",
        JusticeAndSafety => "Justitie en veiligheid",
        VeiligThuisElsewhere => "Veilig Thuis in een andere regio",
        RegionalArrangement => "Veilig Thuis na regionale afspraak",
        Other => "Andere organisatie",
    }
    ReportKind {
        Report => "Melding",
        ReportExOfficio => "Ambtshalve melding",
    }
    ReportState {
        Received => "Ontvangen",
        InAssessment => "In beoordeling",
        Assessed => "Beoordeeld",
        InMonitoring => "In monitoring",
        Closed => "Afgesloten",
    }
    FollowUp {
        DuringAssessment => "Tijdens de beoordeling",
        AfterAssessment => "Na de beoordeling",
        DuringMonitoring => "Tijdens de monitoring",
        AfterClosure => "Na afsluiting",
    }
    TimelineKind {
        CaseOpened => "Casus geopend",
        HolderChanged => "Zicht op veiligheid",
        ParticipationStarted => "Betrokkenheid",
        DuoSeatTaken => "Duo",
        ParticipationEnded => "Einde betrokkenheid",
        RedFlag => "Rode vlag",
        TerrorSuspicion => "Vermoeden van intieme terreur",
        SafeContact => "Veilig contact",
        Contact => "Contact",
        Score => "Cijfer",
        TaskDone => "Taak gedaan",
        PhaseChanged => "Fase",
        Incident => "Incident",
        LifeEvent => "Grote gebeurtenis",
        CheckIn => "Navraag",
        PlanAdopted => "Veiligheidsplan vastgesteld",
        PlanMark => "Uit het veiligheidsplan",
        Term => "Termijn",
        RoundOpened => "Scoreronde begonnen",
        RoundClosed => "Scoreronde gesloten",
        Handover => "Overdracht",
    }
    TaskKind {
        ScoreDropped => "Een cijfer is sterk gedaald",
        LowScore => "Een cijfer is heel laag",
        ScoresApart => "De cijfers liggen ver uit elkaar",
        ChildScoresLower => "Een kind geeft een lager cijfer dan de volwassenen",
        RaterMissing => "Iemand gaf geen cijfer in de ronde",
        FellBack => "De casus is terug bij directe veiligheid",
        NotSafeAfterClosing => "Niet veilig na het sluiten: besluit wat er nodig is",
        LifeEvent => "Bekijk het plan: er verandert iets groots in het gezin",
        RedFlags => "De rode vlaggen vragen vandaag een besluit",
        HandoverRefused => "Uw overdracht is geweigerd",
        HandoverLapsed => "Niemand antwoordde op tijd op uw overdracht",
        HandoverMeeting => "Bespreek de overdracht met het vorige team",
        ByHand => "Gevraagd door een collega",
    }
    TaskCause {
        Round => "Naar de scoreronde",
        Score => "Naar het cijfer",
        PhaseChange => "Naar de fase",
        Incident => "Naar het incident",
        RedFlag => "Naar de rode vlag",
        LifeEvent => "Naar de gebeurtenis",
        CheckIn => "Naar de navraag",
        Term => "Naar de termijn",
        Handover => "Naar de overdracht",
        Hand => "Gevraagd door een collega",
    }
    TaskEnding {
        Done => "Het is gedaan",
        NotNeeded => "Het is niet nodig",
    }
    When {
        Overdue => "Te laat",
        Today => "Vandaag",
        ThisWeek => "Deze week",
        Later => "Later",
    }
    Waits {
        NoFullDuo => "Het duo is niet compleet",
        NeverScored => "Nog geen cijfer",
        NoRecentContact => "Al lang geen contact",
        NoRecentRound => "Al lang geen scoreronde",
        DraftOpen => "Een concept wacht op u",
    }
    Parameter {
        ScaleVersion => "Versie van de Veiligheidschaal",
        ScoreReasonAtMost => "Een cijfer heeft een reden nodig vanaf dit cijfer en lager",
        ScoreReasonWhenMoves => "Een cijfer heeft een reden nodig als het zoveel verandert",
        DuoLongestOverlapDays => "Dagen dat iemand na een wissel hoogstens blijft meekijken",
        DaysWithoutContact => "Dagen zonder contact waarna een casus aandacht vraagt",
        RedFlagsForDecision => "Rode vlaggen waarna dezelfde dag een besluit nodig is",
        CheckInDecisionDays => "Dagen waarbinnen is besloten wat nodig is na een navraag die niet veilig is",
        LifeEventReviewDays => "Dagen waarbinnen het plan is bekeken na een grote gebeurtenis",
        SilenceChildDays => "Dagen dat niemand een kind zag waarna een casus stil is",
        SilencePlanDays => "Dagen zonder nieuwe versie van het plan waarna een casus stil is",
        SilenceAnswerDays => "Dagen dat een scoreronde wacht waarna een casus stil is",
        SilenceHelpDays => "Dagen dat hulp te laat begint waarna een casus stil is",
        SilencePhaseDays => "Dagen in dezelfde fase waarna een casus stil is",
        SilenceReasonsForBeraad => "Redenen tegelijk waarbij Tandem een spoednetwerkberaad noemt",
        NoticeKeepDays => "Dagen dat een gelezen bericht blijft staan",
        NoticeTermDays => "Dagen voor het einde waarop een bericht over een termijn komt",
        NoticeOtherAfterHours => "Uren waarna een ongelezen dringend bericht naar de ander van het duo gaat",
        NoticeLeadAfterHours => "Uren waarna een ongelezen dringend bericht naar de teamleider gaat",
        RegistrarDays => "Dagen dat een huishouden open blijft voor wie het inschreef",
        PlanAskedFromAge => "Leeftijd vanaf welke iemand zelf zegt wat hij van het veiligheidsplan vindt",
        AgreementLeastUnits => "Een maat voor overeenstemming vraagt minstens zoveel beoordelingen naast elkaar",
        AgreementLeastRaters => "Een maat voor overeenstemming vraagt minstens zoveel beoordelaars",
        AlarmDrop => "Een cijfer vraagt aandacht als het zoveel daalt",
        AlarmSpread => "Cijfers vragen aandacht als ze zo ver uit elkaar liggen",
        AlarmAtMost => "Een cijfer vraagt aandacht vanaf dit cijfer en lager",
        AlarmDaysToLook => "Dagen waarin iemand kijkt naar wat een cijfer vraagt",
        DaysWithoutRound => "Dagen zonder scoreronde waarna een casus er een vraagt",
        GateObservationDays => "Dagen dat elke voorwaarde is nagekomen voor stabiele veiligheid",
        GateProfessionalScore => "Laagste cijfer van professionals waarmee een casus stabiel kan worden",
        GateAlarmingScore => "Een cijfer houdt een overgang tegen vanaf dit cijfer en lager",
        GateHeardDays => "Dagen dat telt wat iemand vertelde",
        GateQuietDays => "Dagen zonder incident voor herstel of sluiten",
    }
    AskedHow {
        InPerson => "In een gesprek",
        ByPhone => "Door de telefoon",
        WithCard => "Met een kaart",
        InWriting => "Op papier",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use domain::violence::ViolenceType;

    fn labels_differ<T: Labelled>() {
        let labels: BTreeSet<_> = T::CHOICES.iter().map(|choice| choice.label()).collect();
        assert_eq!(labels.len(), T::CHOICES.len());
    }

    #[test]
    fn no_two_choices_of_a_list_are_called_the_same() {
        labels_differ::<ViolenceType>();
        labels_differ::<OrganisationKind>();
        labels_differ::<Outcome>();
        labels_differ::<SafetyFinding>();
        labels_differ::<RelationKind>();
        labels_differ::<SourceProfession>();
        labels_differ::<ParticipationTask>();
        labels_differ::<LegalGround>();
    }
}
