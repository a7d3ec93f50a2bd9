//! Where a list goes on: opaque for the caller, and only worth something for the same person in the same list.
//! It holds a place in an order, never a name or a search term.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use domain::fault::{FaultCode, ValueFault};
use domain::id::UserId;
use serde_json::{Value, json};

use super::fields::values::{Whole, text_of};
use super::fields::{Body, Field, Fields};
use super::problem::{Kind, Problem};
use super::stamp::{Purpose, StampKey};

/// Items on a page when nobody says how many.
pub const USUAL_PAGE: i64 = 25;
const STAMP_LENGTH: usize = 32;

/// Which part of a list is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paging {
    /// At most so many items, 1 to 100.
    pub limit: i64,
    cursor: Option<Cursor>,
}

/// A cursor as the caller sent it; not trusted yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor(String);

/// The list and the person that a cursor belongs to.
#[derive(Debug, Clone, Copy)]
pub struct Owner<'a> {
    /// The key behind the stamp.
    pub key: &'a StampKey,
    /// Who asked for the list.
    pub user: UserId,
    /// The list together with its filter, for instance `cases?state=open`.
    pub list: &'a str,
}

impl Paging {
    /// The place after which the page starts; nothing for the first page.
    ///
    /// # Errors
    /// `malformed` for a cursor of another person or list, or one that was tampered with.
    pub fn after(&self, owner: Owner<'_>) -> Result<Option<String>, Problem> {
        let Some(cursor) = &self.cursor else { return Ok(None) };
        owner.place_in(cursor).map(Some).ok_or(Problem::new(Kind::Malformed))
    }
}

impl Owner<'_> {
    /// The cursor for the page after this place.
    pub fn cursor_after(self, place: &str) -> String {
        let mut bytes = self.key.stamp(Purpose::Cursor, &self.parts(place.as_bytes()));
        bytes.extend_from_slice(place.as_bytes());
        BASE64_URL_SAFE_NO_PAD.encode(bytes)
    }

    fn place_in(self, cursor: &Cursor) -> Option<String> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(&cursor.0).ok()?;
        let (stamp, place) = bytes.split_at_checked(STAMP_LENGTH)?;
        let ours = self.key.is_ours(Purpose::Cursor, &self.parts(place), stamp);
        String::from_utf8(place.to_vec()).ok().filter(|_| ours)
    }

    fn parts<'a>(&'a self, place: &'a [u8]) -> [&'a [u8]; 3] {
        [self.user.0.as_bytes(), self.list.as_bytes(), place]
    }
}

impl Body for Paging {
    const NAME: &'static str = "Paging";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let limit = fields.optional::<Whole<1, 100>>("limit");
        let cursor = fields.optional("cursor");
        Some(Self { limit: limit.map_or(USUAL_PAGE, |limit| limit.0), cursor })
    }
}

impl Field for Cursor {
    fn from_json(value: &Value) -> Result<Self, ValueFault> {
        Self::from_text(text_of(value)?)
    }

    fn from_text(text: &str) -> Result<Self, ValueFault> {
        if text.len() > 500 {
            return Err((FaultCode::TooLong, Some(500)));
        }
        Ok(Self(text.to_owned()))
    }

    fn schema() -> Value {
        json!({
            "type": "string", "maxLength": 500, "description": "De waarde van nextCursor van de vorige bladzijde",
            "example": "AbC123",
        })
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn paging(cursor: &str) -> Paging {
        Paging { limit: 1, cursor: Some(Cursor(cursor.to_owned())) }
    }

    #[test]
    fn a_cursor_leads_back_to_its_place_for_its_own_person_and_list_only() {
        let key = StampKey::new([3; 32]);
        let anna = Owner { key: &key, user: UserId(Uuid::from_u128(1)), list: "cases" };
        let cursor = anna.cursor_after("2026-11-22|7");
        assert_eq!(paging(&cursor).after(anna), Ok(Some("2026-11-22|7".to_owned())));
        let bilal = Owner { user: UserId(Uuid::from_u128(2)), ..anna };
        let other = Owner { list: "reports", ..anna };
        for owner in [bilal, other] {
            assert_eq!(paging(&cursor).after(owner).unwrap_err().kind(), Kind::Malformed);
        }
    }

    #[test]
    fn a_changed_cursor_is_refused() {
        let key = StampKey::new([3; 32]);
        let anna = Owner { key: &key, user: UserId(Uuid::from_u128(1)), list: "cases" };
        let cursor = anna.cursor_after("7");
        let longer = format!("{cursor}AA");
        let shorter = &cursor[..cursor.len() - 2];
        for changed in [longer.as_str(), shorter, "", "?", "AAAA"] {
            assert!(paging(changed).after(anna).is_err(), "{changed}");
        }
    }
}
