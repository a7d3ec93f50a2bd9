//! The words that the sentences of the demonstration are arranged by.

domain::codes! {
    /// What goes on in a household: a group of violence, or one of two where the work is too different.
    pub enum Situation {
        /// Child abuse.
        ChildAbuse => "child_abuse",
        /// Children who suffer from a separation.
        Separation => "separation",
        /// Violence between partners.
        PartnerViolence => "partner_violence",
        /// One partner controls the other.
        IntimateTerror => "intimate_terror",
        /// Abuse of older people.
        ElderAbuse => "elder_abuse",
        /// Abuse of parents.
        ParentAbuse => "parent_abuse",
        /// Harmful practices.
        HarmfulPractices => "harmful_practices",
        /// Other violence at home.
        OtherDomestic => "other_domestic",
    }
}

domain::codes! {
    /// Whom a sentence speaks of.
    pub enum Part {
        /// A child.
        Kind => "kind",
        /// The mother.
        Moeder => "moeder",
        /// The father.
        Vader => "vader",
        /// An adult or a young person who is at risk.
        Persoon => "persoon",
        /// That person's partner, or whoever causes the harm.
        Partner => "partner",
    }
}

domain::codes! {
    /// How far the work is. Source: gefaseerde ketenzorg.
    pub enum Phase {
        /// It has to become safe now.
        Direct => "direct",
        /// It has to stay safe.
        Stable => "stable",
        /// What was done to people heals.
        Recovery => "recovery",
    }
}

impl Situation {
    /// How often each occurs, in a hundred. Our proposal; no source publishes these shares.
    pub const FREQUENCIES: &[(Self, usize)] = &[
        (Self::PartnerViolence, 38),
        (Self::ChildAbuse, 24),
        (Self::Separation, 13),
        (Self::IntimateTerror, 6),
        (Self::ParentAbuse, 6),
        (Self::ElderAbuse, 5),
        (Self::OtherDomestic, 5),
        (Self::HarmfulPractices, 3),
    ];
}
