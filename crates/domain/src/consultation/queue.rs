//! In which order those who advise find what waits, and who of them is asked first. Nobody is left out by it: it is an order.
//! Of what is needed today everybody is told, of anything else who fits it best.

use chrono::{DateTime, Utc};

use super::{Expertise, Urgency};
use crate::id::{ConsultationId, MembershipId};

/// A consultation that waits to be taken up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InQueue {
    pub consultation: ConsultationId,
    pub urgency: Urgency,
    pub expertise: Expertise,
    /// Since when it waits for an answer.
    pub waits_since: DateTime<Utc>,
}

/// Somebody who can advise, with what this person has in hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Load {
    pub membership: MembershipId,
    /// Subjects on which colleagues may ask this person.
    pub subjects: Vec<String>,
    /// Consultations that wait for this person's answer.
    pub consultations: i64,
    /// Open cases in which this person has a seat.
    pub cases: i64,
}

/// Who of these fits the question best.
#[must_use]
pub fn best(loads: &[Load], wanted: Expertise) -> Option<MembershipId> {
    loads.iter().min_by_key(|it| it.fit(wanted)).map(|it| it.membership)
}

impl InQueue {
    /// Sorts what presses most first, then what waits longest.
    #[must_use]
    pub fn place(&self) -> (i16, DateTime<Utc>, ConsultationId) {
        (self.urgency.rank(), self.waits_since, self.consultation)
    }
}

impl Load {
    /// Sorts who knows the subject first, then who has the fewest consultations, then the fewest cases. The identifier
    /// decides between equals, so that the order is the same every time.
    #[must_use]
    pub fn fit(&self, wanted: Expertise) -> (bool, i64, i64, MembershipId) {
        (!wanted.is_known_to(&self.subjects), self.consultations, self.cases, self.membership)
    }
}
