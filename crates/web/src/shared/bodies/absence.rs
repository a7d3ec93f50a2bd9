//! What is filled in to say that somebody is away.

use casework::absence::ArrangeAbsence;
use chrono::NaiveDate;
use domain::id::MembershipId;
use domain::text::LongText;

use crate::shared::fields::{Body, Fields};

/// What everybody in the cases reads: never why somebody is away.
const REASON: &str = "Waarneming tijdens afwezigheid";

/// So many colleagues can stand in for one.
const MOST: usize = 20;

/// Who is away, from which day to which, and who stands in.
#[derive(Debug, Clone)]
pub struct AbsenceBody {
    membership: Option<MembershipId>,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    replacements: Vec<MembershipId>,
}

impl Body for AbsenceBody {
    const NAME: &'static str = "NewAbsence";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let membership = fields.optional("membership");
        let from = fields.required("from");
        let until = fields.required("until");
        let replacements = fields.list("replacements", 0..=MOST);
        Some(Self { membership, from, until, replacements: replacements? })
    }
}

impl AbsenceBody {
    /// Who is away; nothing for the one who asks.
    pub const fn membership(&self) -> Option<MembershipId> {
        self.membership
    }

    /// What the use case is asked to do; nothing when the words of the program are no text.
    pub fn command(self) -> Option<ArrangeAbsence> {
        Some(ArrangeAbsence {
            who: self.membership,
            from: self.from,
            until: self.until,
            replacements: self.replacements,
            reason: LongText::parse(REASON).ok()?,
        })
    }
}
