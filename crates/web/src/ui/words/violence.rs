//! What the types of violence are called. Decides nothing.

use domain::violence::{PartnerPattern, ViolenceGroup, ViolenceType};

use super::labels::{Labelled, labels};

labels! {
    ViolenceType {
        ChildPhysical => "Lichamelijke mishandeling van een kind",
        ChildPsychological => "Psychische mishandeling van een kind",
        ChildPhysicalNeglect => "Lichamelijke verwaarlozing van een kind",
        ChildEmotionalNeglect => "Emotionele verwaarlozing van een kind",
        ChildSexual => "Seksueel misbruik van een kind",
        ChildWitness => "Kind is getuige van geweld",
        ChildHarmfulSeparation => "Schadelijke scheiding",
        ChildFabricatedIllness => "Verzonnen of veroorzaakte ziekte bij een kind",
        PartnerPhysical => "Lichamelijk geweld door een (ex-)partner",
        PartnerPsychological => "Psychisch geweld door een (ex-)partner",
        PartnerSexual => "Seksueel geweld door een (ex-)partner",
        PartnerStalking => "Stalking door een (ex-)partner",
        PartnerFinancial => "Financieel misbruik door een (ex-)partner",
        ElderPhysical => "Lichamelijke mishandeling van een oudere",
        ElderPsychological => "Psychische mishandeling van een oudere",
        ElderNeglect => "Verwaarlozing van een oudere",
        ElderFinancial => "Financieel misbruik van een oudere",
        ElderSexual => "Seksueel misbruik van een oudere",
        ElderDerailedCare => "Ontspoorde mantelzorg",
        ParentByChild => "Geweld tegen een ouder",
        SiblingOrHousemate => "Geweld tussen broers, zussen of huisgenoten",
        HonourRelated => "Eergerelateerd geweld",
        ForcedMarriage => "Huwelijksdwang",
        AbandonmentAbroad => "Achterlating in het buitenland",
        Fgm => "Vrouwelijke genitale verminking",
    }
    ViolenceGroup {
        ChildAbuse => "Kindermishandeling",
        PartnerViolence => "Partnergeweld",
        ElderAbuse => "Ouderenmishandeling",
        ParentAbuse => "Oudermishandeling",
        OtherDomestic => "Ander huiselijk geweld",
        HarmfulPractices => "Schadelijke praktijken",
    }
    PartnerPattern {
        Mutual => "Wederzijds geweld",
        IntimateTerror => "Intieme terreur",
        Unknown => "Niet bekend",
    }
}
