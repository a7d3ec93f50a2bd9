//! A household as filled in: registering it, and every change of who belongs to it and how.

use casework::household::{
    JoinHousehold, LeaveHousehold, MemberDraft, RegisterHousehold, RelateMembers, SplitHousehold, Unrelate,
    Whom,
};
use chrono::NaiveDate;
use domain::fault::{FaultCode, Faults};
use domain::household::{LeaveReason, MemberRole};
use domain::id::{AreaId, HouseholdId, MemberId, PersonId, RelationshipId, TeamId};
use domain::relationship::{RelationKind, RelationshipDraft};
use domain::version::Version;

use super::person::NewPerson;
use crate::shared::fields::{Body, Fields};

/// Members in one household, at most.
pub const MOST_MEMBERS: usize = casework::household::register::MOST_MEMBERS;

/// A new household.
#[derive(Clone)]
pub struct HouseholdBody {
    team: Option<TeamId>,
    area: AreaId,
    members: Vec<MemberBody>,
}

/// A new member: somebody who is known, or a new person.
#[derive(Clone)]
pub struct MemberBody {
    person: Option<PersonId>,
    new: NewPerson,
    role: MemberRole,
    lives_here: bool,
    from: Option<NaiveDate>,
}

/// Somebody leaves.
#[derive(Debug, Clone, Copy)]
pub struct DepartureBody {
    reason: LeaveReason,
    on: Option<NaiveDate>,
}

/// How two members are related.
#[derive(Debug, Clone, Copy)]
pub struct RelationshipBody {
    from: PersonId,
    to: PersonId,
    kind: RelationKind,
    parental_authority: Option<bool>,
    since: Option<NaiveDate>,
    until: Option<NaiveDate>,
}

/// The end of a relationship.
#[derive(Debug, Clone, Copy)]
pub struct EndingBody {
    until: Option<NaiveDate>,
}

/// Members who begin a household of their own.
#[derive(Debug, Clone)]
pub struct SplitBody {
    leaving: Vec<PersonId>,
    reason: LeaveReason,
    on: Option<NaiveDate>,
    area: Option<AreaId>,
}

impl Body for HouseholdBody {
    const NAME: &'static str = "NewHousehold";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let team = fields.optional("team");
        let area = fields.required("area");
        let members = fields.objects("members", 1..=MOST_MEMBERS, MemberBody::read);
        Some(Self { team, area: area?, members: members? })
    }
}

impl HouseholdBody {
    /// What the use case is asked to do.
    ///
    /// # Errors
    /// When a member is both known and new.
    pub fn command(&self) -> Result<RegisterHousehold, Faults> {
        let mut faults = Faults::none();
        let mut members = Vec::with_capacity(self.members.len());
        for (number, member) in self.members.iter().enumerate() {
            match member.draft() {
                Ok(draft) => members.push(draft),
                Err(found) => faults.merge(found.under(&format!("members.{number}"))),
            }
        }
        faults.into_result(RegisterHousehold { desk: self.team, area: Some(self.area), members })
    }
}

impl Body for MemberBody {
    const NAME: &'static str = "NewMember";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let person = fields.optional("person");
        let new = NewPerson::read(fields);
        let role = fields.required("role");
        let lives_here = fields.required("livesHere");
        let from = fields.optional("from");
        Some(Self { person, new, role: role?, lives_here: lives_here?, from })
    }
}

impl MemberBody {
    /// What the use case is asked to do.
    ///
    /// # Errors
    /// When the member is both known and new.
    pub fn command(&self, household: HouseholdId, seen: Version) -> Result<JoinHousehold, Faults> {
        Ok(JoinHousehold { household, seen, member: self.draft()? })
    }

    fn draft(&self) -> Result<MemberDraft, Faults> {
        let mut faults = Faults::none();
        if self.person.is_some() && self.new.is_told() {
            faults.add("person", FaultCode::DoesNotFit);
        }
        let who = self.person.map_or_else(|| Whom::New(self.new.draft()), Whom::Known);
        let draft =
            MemberDraft { who, role: Some(self.role), lives_here: Some(self.lives_here), from: self.from };
        faults.into_result(draft)
    }
}

impl Body for DepartureBody {
    const NAME: &'static str = "NewDeparture";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let reason = fields.required("reason");
        let on = fields.optional("on");
        Some(Self { reason: reason?, on })
    }
}

impl DepartureBody {
    /// What the use case is asked to do.
    pub const fn command(self, household: HouseholdId, member: MemberId, seen: Version) -> LeaveHousehold {
        LeaveHousehold { household, member, seen, on: self.on, reason: Some(self.reason) }
    }
}

impl Body for RelationshipBody {
    const NAME: &'static str = "NewRelationship";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let from = fields.required("from");
        let kind = fields.required("kind");
        let to = fields.required("to");
        let parental_authority = fields.optional("parentalAuthority");
        let since = fields.optional("since");
        let until = fields.optional("until");
        Some(Self { from: from?, to: to?, kind: kind?, parental_authority, since, until })
    }
}

impl RelationshipBody {
    /// What the use case is asked to do.
    pub const fn command(self, household: HouseholdId, seen: Version) -> RelateMembers {
        let draft = RelationshipDraft {
            from: Some(self.from),
            to: Some(self.to),
            kind: Some(self.kind),
            parental_authority: self.parental_authority,
            since: self.since,
            until: self.until,
        };
        RelateMembers { household, seen, draft }
    }
}

impl Body for EndingBody {
    const NAME: &'static str = "NewEnding";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        Some(Self { until: fields.optional("until") })
    }
}

impl EndingBody {
    /// What the use case is asked to do.
    pub const fn command(
        self,
        household: HouseholdId,
        relationship: RelationshipId,
        seen: Version,
    ) -> Unrelate {
        Unrelate { household, relationship, seen, until: self.until }
    }
}

impl Body for SplitBody {
    const NAME: &'static str = "NewSplit";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let leaving = fields.list("leaving", 1..=MOST_MEMBERS);
        let reason = fields.required("reason");
        let on = fields.optional("on");
        let area = fields.optional("area");
        Some(Self { leaving: leaving?, reason: reason?, on, area })
    }
}

impl SplitBody {
    /// What the use case is asked to do.
    pub fn command(&self, household: HouseholdId, seen: Version) -> SplitHousehold {
        let (leaving, reason) = (self.leaving.clone(), Some(self.reason));
        SplitHousehold { household, seen, leaving, on: self.on, reason, area: self.area }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::shared::fields::read_json;

    #[test]
    fn everything_that_is_wrong_with_a_household_is_told_at_once() {
        let sent = json!({"members": [{"role": "boss", "livesHere": true, "bsn": "123"}, {"birthDate": "30-02-2000"}]});
        let Err(faults) = read_json::<HouseholdBody>(&sent) else { panic!("it was read") };
        assert_eq!(
            faults.to_string(),
            "area: missing, members.0.bsn: not_a_bsn, members.0.role: unknown_choice, members.1.birthDate: not_a_date, \
             members.1.role: missing, members.1.livesHere: missing"
        );
    }

    #[test]
    fn nobody_is_known_and_new_together() {
        let known = "0193d0a4-7c1e-7d55-9a5b-4f6f0f3a2b11";
        let sent = json!({
            "area": known,
            "members": [{"person": known, "familyName": "Blom", "role": "adult", "livesHere": true}],
        });
        let Ok(body) = read_json::<HouseholdBody>(&sent) else { panic!("it was not read") };
        let faults = body.command().map(|_| ()).unwrap_err();
        assert_eq!(faults.to_string(), "members.0.person: does_not_fit");
    }
}
