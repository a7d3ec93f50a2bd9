//! The seats of one case with everybody who ever sat in them, as the rules want them.

use crate::error::StoreError;
use crate::row;
use crate::schema::{cases, duo_seats, memberships, organisations};
use crate::tx::Tx;
use access::{Named, Permit, may};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use domain::case::CaseSpan;
use domain::duo::{Occupancy, OrganisationKind, Professional, Seat, SeatKind, Seats, Track};
use domain::id::{MembershipId, OrganisationId, SeatId, UserId};
use domain::text::LongText;
use uuid::Uuid;

/// The seats of a case, and whether work on the case goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seated {
    pub span: CaseSpan,
    pub seats: Seats,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = duo_seats, check_for_backend(diesel::pg::Pg))]
struct SeatRow {
    id: Uuid,
    seat: i16,
    kind: String,
    user_id: Uuid,
    membership_id: Uuid,
    starts_at: DateTime<Utc>,
    ends_at: Option<DateTime<Utc>>,
    reason: Option<String>,
}

/// Reads the seats of the case of the permit. Lock the case first, or somebody else changes them.
///
/// # Errors
/// Those of the database; [`StoreError::Row`] when the stored seats break a rule.
pub async fn seats<P>(tx: &mut Tx, permit: &Permit<P>) -> Result<Seated, StoreError>
where
    P: Named<Sight = may::ReadCase>,
{
    let case = permit.case().ok_or(StoreError::Stale)?;
    let (track, opened_at, closed_at) = cases::table
        .find(case.0)
        .select((cases::track, cases::opened_at, cases::closed_at))
        .first::<(Option<String>, DateTime<Utc>, Option<DateTime<Utc>>)>(tx.conn()?)
        .await?;
    let rows = duo_seats::table
        .inner_join(
            memberships::table
                .on(memberships::id.eq(duo_seats::membership_id))
                .inner_join(organisations::table),
        )
        .filter(duo_seats::case_id.eq(case.0))
        .order((duo_seats::starts_at, duo_seats::id))
        .select((SeatRow::as_select(), organisations::id, organisations::kind))
        .load::<(SeatRow, Uuid, String)>(tx.conn()?)
        .await?;
    let occupancies = rows
        .into_iter()
        .map(|(row, organisation, kind)| row.into_occupancy(OrganisationId(organisation), &kind))
        .collect::<Result<Vec<_>, _>>()?;
    let track = match track {
        None => Track::Regular,
        Some(code) => row::code("cases", "track", case.0, Track::from_code(&code))?,
    };
    let broken = |_rule| StoreError::Row { table: "duo_seats", id: case.to_string(), column: "seat" };
    let seats = Seats::from_rows(track, occupancies).map_err(broken)?;
    Ok(Seated { span: CaseSpan { opened_at, closed_at }, seats })
}

impl SeatRow {
    fn into_occupancy(self, organisation: OrganisationId, kind: &str) -> Result<Occupancy, StoreError> {
        let seat = row::code("duo_seats", "seat", self.id, Seat::from_number(self.seat))?;
        let organisation_kind =
            row::code("organisations", "kind", organisation.0, OrganisationKind::from_code(kind))?;
        let kind = row::code("duo_seats", "kind", self.id, SeatKind::from_code(&self.kind))?;
        let reason = self
            .reason
            .map(|text| row::code("duo_seats", "reason", self.id, LongText::parse(&text).ok()))
            .transpose()?;
        let who = Professional {
            user: UserId(self.user_id),
            membership: MembershipId(self.membership_id),
            organisation,
            organisation_kind,
        };
        Ok(Occupancy {
            id: SeatId(self.id),
            seat,
            kind,
            who,
            from: self.starts_at,
            until: self.ends_at,
            reason,
        })
    }
}
