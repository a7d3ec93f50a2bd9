//! What the choices of the method are called: phases and their gates, rounds, danger, and who reads a paper. Decides
//! nothing.

use domain::danger::{FlagEntryKind, FlagSource, RedFlagKind};
use domain::disclosure::{DisclosureGround, ReaderKind, Sheet};
use domain::handover::{HandoverState, StepKind as HandoverStep};
use domain::incident::Part;
use domain::life_event::LifeEventKind;
use domain::phase::{Cause, CriterionCode, Phase};
use domain::reach::Channel;
use domain::round::alarm::AlarmKind;
use domain::round::{ClosedHow, DeclineKind, RaterKind};

use super::labels::{Labelled, labels};

labels! {
    Phase {
        Direct => "Directe veiligheid",
        Stable => "Stabiele veiligheid",
        Recovery => "Herstel",
        Closed => "Gesloten",
    }
    Cause {
        Judgement => "Oordeel van een professional",
        Incident => "Een incident",
        AcuteDanger => "Acuut gevaar",
        BrokenCondition => "Een voorwaarde die niet is nagekomen",
        CheckIn => "Een navraag na het sluiten",
    }
    CriterionCode {
        ConditionsCovered => "Elke veiligheidsvoorwaarde heeft een afspraak",
        ConditionsKept => "Elke voorwaarde is lang genoeg nagekomen",
        PlanAgreed => "Het veiligheidsplan is vastgesteld, met akkoord van het hele duo",
        EverybodyHeard => "Iedereen is gehoord",
        ProfessionalScore => "Het laagste cijfer van professionals is hoog genoeg",
        RiskFactorsSettled => "Elke risicofactor heeft een uitkomst",
        QuietPeriod => "Er is lang genoeg geen incident geweest",
        PlanInForce => "Het veiligheidsplan geldt nog",
        GoalsEvaluated => "Elk hersteldoel is geëvalueerd",
        NoOpenTasks => "Er staan geen taken open",
        RedFlagsDecided => "Over elke rode vlag is besloten",
        NoAlarmingScore => "Er is geen alarmerend cijfer sinds de laatste evaluatie",
    }
    LifeEventKind {
        Birth => "Geboorte van een baby",
        ConflictSeparation => "Scheiding met veel ruzie",
    }
    Part {
        Did => "Deed het",
        Harmed => "Raakte gewond of bedreigd",
        Saw => "Zag of hoorde het",
    }
    AlarmKind {
        Dropped => "Een cijfer is sterk gedaald",
        Apart => "De cijfers liggen ver uit elkaar",
        ChildLower => "Een kind geeft een lager cijfer dan de volwassenen",
        RaterMissing => "Iemand gaf geen antwoord",
        Low => "Een cijfer is heel laag",
    }
    ClosedHow {
        AllAnswered => "Iedereen heeft geantwoord",
        ClosedEarly => "Eerder gesloten",
    }
    DeclineKind {
        Declined => "Wil geen cijfer geven",
        CouldNotBeAsked => "Kon niet gevraagd worden",
    }
    RaterKind {
        DuoMember => "In het duo",
        Professional => "Professional",
        Adult => "Volwassene",
        Child => "Kind",
        Network => "Netwerk",
    }
    RedFlagKind {
        Strangulation => "Verwurging, verstikking of onder water duwen",
        DeathThreat => "Dreigen met de dood",
        Weapon => "Wapen in bezit of gebruikt",
        Stalking => "Stalking",
        Escalation => "Het geweld wordt erger of vaker",
        RecentViolence => "Geweld van kort geleden",
        ViolenceInPregnancy => "Geweld tijdens een zwangerschap",
        ForcedSex => "Gedwongen seks",
        CareWithheld => "Zorg onthouden",
        ExtremeFear => "Extreme angst",
        AfraidToSpeak => "Durft niet te spreken",
        Separation => "De relatie eindigt of is net geëindigd",
        IgnoredBan => "Contactverbod of huisverbod genegeerd",
    }
    FlagSource {
        Victim => "De persoon zelf",
        HouseholdMember => "Iemand anders in het huishouden",
        Network => "Familie, vrienden of buren",
        Police => "Politie",
        Professional => "Een andere professional",
        Observed => "Zelf gezien of gehoord",
    }
    FlagEntryKind {
        Decision => "Besluit",
        Retraction => "Ingetrokken",
    }
    Channel {
        Phone => "Bellen",
        App => "Bericht op de telefoon",
        Mail => "E-mail",
        Letter => "Brief",
        InPerson => "Alleen in een gesprek",
        ThroughSomebody => "Via iemand anders",
    }
    HandoverState {
        Draft => "Concept",
        Offered => "Aangeboden",
        Accepted => "Aangenomen",
        Refused => "Geweigerd",
        Withdrawn => "Ingetrokken",
        Lapsed => "Verlopen",
        Completed => "Afgerond",
    }
    HandoverStep {
        Prepare => "Overdracht opgeschreven",
        Offer => "Overdracht aangeboden",
        Accept => "Overdracht aangenomen",
        Refuse => "Overdracht geweigerd",
        Withdraw => "Overdracht ingetrokken",
        Lapse => "Overdracht verlopen zonder antwoord",
        TalkOver => "Overdracht samen besproken",
        Complete => "Overdracht afgerond",
    }
    DisclosureGround {
        ConcernsReader => "De lezer leest over zichzelf of het eigen kind (Wmo 2015, artikel 5.3.2)",
        Consent => "Toestemming van wie het over gaat",
        Youth7311 => "Geeft zelf jeugdhulp aan dit kind (Jeugdwet, artikel 7.3.11)",
        Wmo526 => "Aan Veilig Thuis, om geweld te stoppen (Wmo 2015, artikel 5.2.6)",
        Wmo511 => "Voor de taak van het lokale team (Wmo 2015, artikel 5.1.1)",
        Wmo516 => "Voor de taak van Veilig Thuis (Wmo 2015, artikel 5.1.6)",
        Bw1240 => "Aan de Raad voor de Kinderbescherming (Burgerlijk Wetboek, artikel 1:240)",
        OwnTask => "Voor het eigen werk van het duo",
    }
    ReaderKind {
        Duo => "Het duo",
        Adult => "Een volwassene",
        Child => "Een kind",
        School => "De school",
        Police => "De politie",
        Team => "Een team",
    }
    Sheet {
        Plan => "Het plan",
        Fridge => "Voor op de koelkast",
        Handover => "Bij een overdracht",
    }
}
