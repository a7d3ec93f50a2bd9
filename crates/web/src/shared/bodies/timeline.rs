//! Which part of the timeline of a case is asked for, and where a next page begins.

use casework::case::timeline::{ReadTimeline, TimelineKind, TimelinePlace};
use chrono::{DateTime, Utc};
use domain::id::{CaseId, UserId};

use crate::shared::cursor::{Owner, Paging};
use crate::shared::fields::{Body, Fields};
use crate::shared::ids;
use crate::shared::problem::{Kind, Problem};
use crate::shared::stamp::StampKey;

/// Which part of the timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineQuery {
    /// How much, and from where.
    pub paging: Paging,
    /// Kinds to show; none for all.
    pub kinds: Vec<TimelineKind>,
}

/// The list of one case with its filter, of which a cursor is a place.
#[derive(Debug, Clone)]
pub struct TimelineList {
    case: CaseId,
    kinds: Vec<TimelineKind>,
    name: String,
}

impl Body for TimelineQuery {
    const NAME: &'static str = "TimelineQuery";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let paging = Paging::read(fields);
        let kinds = fields.list("kind", 0..=TimelineKind::ALL.len());
        Some(Self { paging: paging?, kinds: kinds? })
    }
}

impl TimelineList {
    /// The list of this case with this filter.
    pub fn new(case: CaseId, kinds: &[TimelineKind]) -> Self {
        let mut kinds = kinds.to_vec();
        kinds.sort_unstable();
        kinds.dedup();
        let codes: Vec<&str> = kinds.iter().map(|kind| kind.code()).collect();
        Self { case, name: format!("timeline?case={case}&kind={}", codes.join(",")), kinds }
    }

    /// What the use case is asked for.
    ///
    /// # Errors
    /// `malformed` for a cursor of another person or list.
    pub fn wanted(&self, paging: &Paging, key: &StampKey, user: UserId) -> Result<ReadTimeline, Problem> {
        let after = paging.after(self.owner(key, user))?;
        let after = after.map(|text| place(&text).ok_or(Problem::new(Kind::Malformed))).transpose()?;
        let limit = usize::try_from(paging.limit).unwrap_or_default();
        Ok(ReadTimeline { case: self.case, kinds: self.kinds.clone(), after, limit })
    }

    /// The cursor for the page after this place.
    pub fn cursor_after(&self, place: TimelinePlace, key: &StampKey, user: UserId) -> String {
        let text = format!("{}|{}", place.at.timestamp_micros(), place.id);
        self.owner(key, user).cursor_after(&text)
    }

    fn owner<'a>(&'a self, key: &'a StampKey, user: UserId) -> Owner<'a> {
        Owner { key, user, list: &self.name }
    }
}

fn place(text: &str) -> Option<TimelinePlace> {
    let (micros, id) = text.split_once('|')?;
    let at = DateTime::<Utc>::from_timestamp_micros(micros.parse().ok()?)?;
    Some(TimelinePlace { at, id: ids::parse(id)? })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::shared::fields::form::FormValues;
    use crate::shared::fields::read_form;

    fn paging(cursor: &str) -> Paging {
        read_form::<TimelineQuery>(&FormValues::of([("cursor", cursor)])).unwrap().paging
    }

    #[test]
    fn a_cursor_holds_for_its_own_case_and_filter_only() {
        let (key, user) = (StampKey::new([1; 32]), UserId(Uuid::from_u128(1)));
        let case = CaseId(Uuid::from_u128(2));
        let place =
            TimelinePlace { at: "2026-05-07T09:00:00.000123Z".parse().unwrap(), id: Uuid::from_u128(3) };
        let list = TimelineList::new(case, &[TimelineKind::Score, TimelineKind::Contact]);
        let cursor = paging(&list.cursor_after(place, &key, user));
        let same = TimelineList::new(case, &[TimelineKind::Contact, TimelineKind::Score]);
        assert_eq!(same.wanted(&cursor, &key, user).unwrap().after, Some(place));
        for other in [TimelineList::new(case, &[]), TimelineList::new(CaseId(Uuid::from_u128(4)), &[])] {
            assert!(other.wanted(&cursor, &key, user).is_err());
        }
    }
}
