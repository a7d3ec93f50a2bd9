//! Types of violence that a report can be about; a report may hold several. The list is a proposal, since the
//! codes of the national statistics are not public: nothing here may be taken for one of those.

use crate::code::codes;

codes! {
    /// A type of violence. Sources: region report 2023, note 1; region report 2022, section 1.3; national
    /// progress report 2020, section 5.6.
    pub enum ViolenceType {
        /// Physical abuse of a child.
        ChildPhysical => "child_physical",
        /// Psychological abuse of a child.
        ChildPsychological => "child_psychological",
        /// Physical neglect of a child.
        ChildPhysicalNeglect => "child_physical_neglect",
        /// Emotional or educational neglect of a child.
        ChildEmotionalNeglect => "child_emotional_neglect",
        /// Sexual abuse of a child.
        ChildSexual => "child_sexual",
        /// A child sees or hears violence at home.
        ChildWitness => "child_witness",
        /// A child is harmed by the separation of the parents.
        ChildHarmfulSeparation => "child_harmful_separation",
        /// Illness of a child made up or caused (pediatric condition falsification).
        ChildFabricatedIllness => "child_fabricated_illness",
        /// Physical violence by a partner or former partner.
        PartnerPhysical => "partner_physical",
        /// Psychological violence by a partner or former partner.
        PartnerPsychological => "partner_psychological",
        /// Sexual violence by a partner or former partner.
        PartnerSexual => "partner_sexual",
        /// Stalking by a partner or former partner.
        PartnerStalking => "partner_stalking",
        /// Financial abuse by a partner or former partner.
        PartnerFinancial => "partner_financial",
        /// Physical abuse of an older person.
        ElderPhysical => "elder_physical",
        /// Psychological abuse of an older person.
        ElderPsychological => "elder_psychological",
        /// Neglect of an older person.
        ElderNeglect => "elder_neglect",
        /// Financial abuse of an older person.
        ElderFinancial => "elder_financial",
        /// Sexual abuse of an older person.
        ElderSexual => "elder_sexual",
        /// Care for an older person that went wrong through too heavy a burden.
        ElderDerailedCare => "elder_derailed_care",
        /// Violence by a child, up to 22 years old, against a parent.
        ParentByChild => "parent_by_child",
        /// Violence between brothers and sisters, other family or housemates.
        SiblingOrHousemate => "sibling_or_housemate",
        /// Violence in the name of honour.
        HonourRelated => "honour_related",
        /// Forced marriage.
        ForcedMarriage => "forced_marriage",
        /// Being left behind abroad.
        AbandonmentAbroad => "abandonment_abroad",
        /// Female genital mutilation.
        Fgm => "fgm",
    }
}

codes! {
    /// Types of violence that are counted together.
    pub enum ViolenceGroup {
        /// Child abuse.
        ChildAbuse => "child_abuse",
        /// Violence by a partner or former partner.
        PartnerViolence => "partner_violence",
        /// Abuse of older people.
        ElderAbuse => "elder_abuse",
        /// Abuse of parents.
        ParentAbuse => "parent_abuse",
        /// Other violence at home.
        OtherDomestic => "other_domestic",
        /// Harmful practices.
        HarmfulPractices => "harmful_practices",
    }
}

codes! {
    /// The pattern behind violence between partners.
    pub enum PartnerPattern {
        /// Both use violence.
        Mutual => "mutual",
        /// One controls the other.
        IntimateTerror => "intimate_terror",
        /// Not known.
        Unknown => "unknown",
    }
}

impl ViolenceType {
    /// The group that it is counted in.
    #[must_use]
    pub const fn group(self) -> ViolenceGroup {
        match self {
            Self::ChildPhysical
            | Self::ChildPsychological
            | Self::ChildPhysicalNeglect
            | Self::ChildEmotionalNeglect
            | Self::ChildSexual
            | Self::ChildWitness
            | Self::ChildHarmfulSeparation
            | Self::ChildFabricatedIllness => ViolenceGroup::ChildAbuse,
            Self::PartnerPhysical
            | Self::PartnerPsychological
            | Self::PartnerSexual
            | Self::PartnerStalking
            | Self::PartnerFinancial => ViolenceGroup::PartnerViolence,
            Self::ElderPhysical
            | Self::ElderPsychological
            | Self::ElderNeglect
            | Self::ElderFinancial
            | Self::ElderSexual
            | Self::ElderDerailedCare => ViolenceGroup::ElderAbuse,
            Self::ParentByChild => ViolenceGroup::ParentAbuse,
            Self::SiblingOrHousemate => ViolenceGroup::OtherDomestic,
            Self::HonourRelated | Self::ForcedMarriage | Self::AbandonmentAbroad | Self::Fgm => {
                ViolenceGroup::HarmfulPractices
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_group_has_a_type_and_the_code_of_a_type_tells_its_group() {
        for group in ViolenceGroup::ALL {
            assert!(ViolenceType::ALL.iter().any(|it| it.group() == *group), "{group}");
        }
        for (start, group) in [
            ("child_", ViolenceGroup::ChildAbuse),
            ("partner_", ViolenceGroup::PartnerViolence),
            ("elder_", ViolenceGroup::ElderAbuse),
        ] {
            for it in ViolenceType::ALL {
                assert_eq!(it.code().starts_with(start), it.group() == group, "{it}");
            }
        }
    }
}
