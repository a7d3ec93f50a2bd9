//! Who sat in which seat of a duo, and when. Steps take the old seats and give the new ones; the past is never
//! changed, only ended. After every step the whole history must still hold.

use chrono::{DateTime, Duration, Utc};

use super::{Duo, DuoRule, Professional, Seat, SeatKind, Track};
use crate::id::SeatId;
use crate::text::LongText;

/// All occupancies of the two seats of one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seats {
    track: Track,
    occupancies: Vec<Occupancy>,
}

/// One stretch of time that somebody sits in a seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occupancy {
    /// Its identifier.
    pub id: SeatId,
    /// Which seat.
    pub seat: Seat,
    /// As what.
    pub kind: SeatKind,
    /// Who.
    pub who: Professional,
    /// From this moment on.
    pub from: DateTime<Utc>,
    /// Up to, and without, this moment; nothing while it is open.
    pub until: Option<DateTime<Utc>>,
    /// Why the duo changed here; nothing at the first assignment.
    pub reason: Option<LongText>,
}

/// A new member for a free seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// The identifier of the new occupancy.
    pub id: SeatId,
    /// The seat to take.
    pub seat: Seat,
    /// Who takes it.
    pub who: Professional,
    /// From when.
    pub from: DateTime<Utc>,
}

/// Another member for a taken seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// The identifier of the new member's occupancy.
    pub id: SeatId,
    /// The identifier of the occupancy in which the old member stays for a while.
    pub overlap_id: SeatId,
    /// The seat.
    pub seat: Seat,
    /// The new member.
    pub who: Professional,
    /// When the new member begins.
    pub at: DateTime<Utc>,
    /// How many days the old member stays as a known face; 0 for not at all.
    pub overlap_days: u16,
    /// Why.
    pub reason: Option<LongText>,
}

/// Somebody stands in for a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    /// The identifier of the new occupancy.
    pub id: SeatId,
    /// The seat of the member who is away.
    pub seat: Seat,
    /// Who stands in.
    pub who: Professional,
    /// From when.
    pub from: DateTime<Utc>,
    /// Until when; needed.
    pub until: Option<DateTime<Utc>>,
    /// Why.
    pub reason: Option<LongText>,
}

/// What is agreed about duos in the region; a proposal, so a setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DuoPolicy {
    /// The longest that somebody who left the duo stays beside the successor, in days.
    pub longest_overlap_days: u16,
}

impl Seats {
    /// Two empty seats.
    #[must_use]
    pub const fn empty(track: Track) -> Self {
        Self { track, occupancies: Vec::new() }
    }

    /// The seats as they were stored.
    ///
    /// # Errors
    /// The rule that the stored history breaks.
    pub fn from_rows(track: Track, occupancies: Vec<Occupancy>) -> Result<Self, DuoRule> {
        Self { track, occupancies }.proven()
    }

    /// Gives a free seat to a member.
    ///
    /// # Errors
    /// `third_member` when both seats are taken, `seat_taken`, `one_person`, `without_blijvend_veilig`.
    pub fn assign(mut self, new: Assignment) -> Result<Self, DuoRule> {
        self.require_room(new.from)?;
        if self.member_at(new.seat, new.from).is_some() {
            return Err(DuoRule::SeatTaken);
        }
        let Assignment { id, seat, who, from } = new;
        let kind = SeatKind::Member;
        self.occupancies.push(Occupancy { id, seat, kind, who, from, until: None, reason: None });
        self.proven()
    }

    /// Nothing when a seat is free at this moment.
    ///
    /// # Errors
    /// `third_member`.
    pub fn require_room(&self, at: DateTime<Utc>) -> Result<(), DuoRule> {
        let is_full = Seat::ALL.iter().all(|seat| self.member_at(*seat, at).is_some());
        if is_full { Err(DuoRule::ThirdMember) } else { Ok(()) }
    }

    /// Gives a taken seat to another member; the old one may stay for a while as a known face.
    ///
    /// # Errors
    /// `reason_required`, `overlap_too_long`, `seat_empty`, `before_seat_taken`, `one_person`,
    /// `without_blijvend_veilig`.
    pub fn replace(mut self, new: Replacement, policy: DuoPolicy) -> Result<Self, DuoRule> {
        let Replacement { id, overlap_id, seat, who, at, overlap_days, reason } = new;
        if reason.is_none() {
            return Err(DuoRule::ReasonRequired);
        }
        if overlap_days > policy.longest_overlap_days {
            return Err(DuoRule::OverlapTooLong);
        }
        let leaver = self.end_member(seat, at)?;
        if leaver.user == who.user {
            return Err(DuoRule::OnePerson);
        }
        let stay = |id, kind, who, until, reason| Occupancy { id, seat, kind, who, from: at, until, reason };
        self.occupancies.push(stay(id, SeatKind::Member, who, None, reason));
        if overlap_days > 0 {
            let until = at + Duration::days(overlap_days.into());
            self.occupancies.push(stay(overlap_id, SeatKind::Overlap, leaver, Some(until), None));
        }
        self.proven()
    }

    /// Lets somebody stand in for a member until a known moment.
    ///
    /// # Errors
    /// `reason_required`, `cover_without_end`, `cover_end_before_start`, `seat_empty`, `one_person`,
    /// `without_blijvend_veilig`, `seat_taken` when another already stands in.
    pub fn cover(mut self, new: Cover) -> Result<Self, DuoRule> {
        let Cover { id, seat, who, from, until, reason } = new;
        let until = until.ok_or(DuoRule::CoverWithoutEnd)?;
        if until <= from {
            return Err(DuoRule::CoverEndBeforeStart);
        }
        if reason.is_none() {
            return Err(DuoRule::ReasonRequired);
        }
        let member = self.member_at(seat, from).ok_or(DuoRule::SeatEmpty)?;
        if member.who.user == who.user {
            return Err(DuoRule::OnePerson);
        }
        let kind = SeatKind::Cover;
        self.occupancies.push(Occupancy { id, seat, kind, who, from, until: Some(until), reason });
        self.proven()
    }

    /// Ends a cover before its time, such as when somebody is back sooner. One that had yet to begin stays in the history
    /// as a stretch of no length.
    ///
    /// # Errors
    /// None for covers that have ended; the rule that the rest would break.
    pub fn end_cover(mut self, id: SeatId, at: DateTime<Utc>) -> Result<Self, DuoRule> {
        let covers = self.occupancies.iter_mut().filter(|it| it.id == id && it.kind == SeatKind::Cover);
        for cover in covers.filter(|it| it.until.is_none_or(|until| at < until)) {
            cover.until = Some(cover.from.max(at));
        }
        self.proven()
    }

    /// Ends a member's stay without a successor. The seat is empty from then on.
    ///
    /// # Errors
    /// `seat_empty`, `before_seat_taken`.
    pub fn vacate(mut self, seat: Seat, at: DateTime<Utc>) -> Result<Self, DuoRule> {
        self.end_member(seat, at)?;
        self.proven()
    }

    /// Everybody who sits in a seat at this moment, as a member or otherwise.
    #[must_use]
    pub fn active_at(&self, moment: DateTime<Utc>) -> Vec<&Occupancy> {
        self.occupancies.iter().filter(|it| it.is_active_at(moment)).collect()
    }

    /// The member in this seat at this moment.
    #[must_use]
    pub fn member_at(&self, seat: Seat, moment: DateTime<Utc>) -> Option<&Occupancy> {
        self.seated_at(seat, SeatKind::Member, moment).next()
    }

    /// The one who does the work of this seat at this moment: who stands in, or else the member.
    #[must_use]
    pub fn acting_at(&self, seat: Seat, moment: DateTime<Utc>) -> Option<&Occupancy> {
        self.seated_at(seat, SeatKind::Cover, moment).next().or_else(|| self.member_at(seat, moment))
    }

    /// The duo of members at this moment; nothing while a seat is empty.
    #[must_use]
    pub fn duo_at(&self, moment: DateTime<Utc>) -> Option<Duo> {
        let first = self.member_at(Seat::One, moment)?;
        let second = self.member_at(Seat::Two, moment)?;
        Duo::on_track(self.track, first.who, second.who).ok()
    }

    /// Every occupancy, in the order in which it was noted.
    #[must_use]
    pub fn occupancies(&self) -> &[Occupancy] {
        &self.occupancies
    }

    /// The track of the duo.
    #[must_use]
    pub const fn track(&self) -> Track {
        self.track
    }

    fn seated_at(&self, seat: Seat, kind: SeatKind, at: DateTime<Utc>) -> impl Iterator<Item = &Occupancy> {
        self.occupancies.iter().filter(move |it| it.seat == seat && it.kind == kind && it.is_active_at(at))
    }

    /// Ends the open stay of a member, and whoever stands in for that member goes as well.
    fn end_member(&mut self, seat: Seat, at: DateTime<Utc>) -> Result<Professional, DuoRule> {
        let is_open =
            |it: &&mut Occupancy| it.seat == seat && it.kind == SeatKind::Member && it.until.is_none();
        let member = self.occupancies.iter_mut().find(is_open).ok_or(DuoRule::SeatEmpty)?;
        if at <= member.from {
            return Err(DuoRule::BeforeSeatTaken);
        }
        member.until = Some(at);
        let leaver = member.who;
        let covers = self.occupancies.iter_mut().filter(|it| it.seat == seat && it.kind == SeatKind::Cover);
        for cover in covers.filter(|it| it.until.is_none_or(|until| at < until)) {
            // One that had yet to begin stays in the history as a stretch of no length.
            cover.until = Some(cover.from.max(at));
        }
        Ok(leaver)
    }

    /// Holds the rules against every moment at which something changes; between two of those nothing does.
    fn proven(self) -> Result<Self, DuoRule> {
        for moment in self.occupancies.iter().map(|it| it.from) {
            self.prove_at(moment)?;
        }
        // A stand-in who leaves brings the member back, which may make another pair.
        for moment in self.occupancies.iter().filter_map(|it| it.until) {
            self.prove_at(moment)?;
        }
        Ok(self)
    }

    fn prove_at(&self, moment: DateTime<Utc>) -> Result<(), DuoRule> {
        for seat in Seat::ALL {
            for kind in [SeatKind::Member, SeatKind::Cover] {
                if self.seated_at(*seat, kind, moment).count() > 1 {
                    return Err(DuoRule::SeatTaken);
                }
            }
        }
        let sits_in =
            |seat| self.active_at(moment).into_iter().filter(move |it| it.seat == seat).map(|it| it.who.user);
        if sits_in(Seat::One).any(|user| sits_in(Seat::Two).any(|other| other == user)) {
            return Err(DuoRule::OnePerson);
        }
        self.prove_pair(self.member_at(Seat::One, moment), self.member_at(Seat::Two, moment))?;
        self.prove_pair(self.acting_at(Seat::One, moment), self.acting_at(Seat::Two, moment))
    }

    fn prove_pair(&self, first: Option<&Occupancy>, second: Option<&Occupancy>) -> Result<(), DuoRule> {
        let (Some(first), Some(second)) = (first, second) else { return Ok(()) };
        Duo::on_track(self.track, first.who, second.who).map(|_| ())
    }
}

impl Occupancy {
    /// Whether this stretch of time holds this moment.
    #[must_use]
    pub fn is_active_at(&self, moment: DateTime<Utc>) -> bool {
        self.from <= moment && self.until.is_none_or(|until| moment < until)
    }
}
