//! A member as it is filled in: a new person or one that the caller sees already, and as what.

use crate::{Casework, Refusal};
use chrono::{Days, NaiveDate};
use domain::birth::BirthDate;
use domain::fault::{FaultCode, Faults};
use domain::household::{MemberRole, Membership};
use domain::id::{MemberId, PersonId};
use domain::person::{Person, PersonDraft};
use domain::time::amsterdam_day;
use std::collections::BTreeMap;
use store::Tx;
use store::household::Joining;
use store::person::{self, Known};

/// A member as it is filled in. Fields in faults: those of the person or `person`, and `role`, `livesHere`, `from`.
#[derive(Debug, Clone)]
pub struct MemberDraft {
    pub who: Whom,
    pub role: Option<MemberRole>,
    pub lives_here: Option<bool>,
    /// The first day; nothing for today.
    pub from: Option<NaiveDate>,
}

/// Who becomes a member.
#[derive(Debug, Clone)]
pub enum Whom {
    /// Somebody who is not known yet.
    New(PersonDraft),
    /// Somebody whom the caller sees already.
    Known(PersonId),
}

/// The longest that somebody can have belonged to a household, in days.
const LONGEST: u64 = 366 * BirthDate::OLDEST as u64;

/// Checks members against each other's calendar and against the people whom the caller sees.
///
/// # Errors
/// Those of the database; what is wrong with a member is in its place in the answer.
pub(super) async fn check(
    casework: &Casework,
    tx: &mut Tx,
    drafts: &[MemberDraft],
) -> Result<Vec<Result<Joining, Faults>>, Refusal> {
    let known: Vec<PersonId> = drafts.iter().filter_map(MemberDraft::known).collect();
    let known = person::known(tx, &known).await?;
    let checked = drafts.iter().map(|draft| draft.check(casework, tx, &known));
    let mut checked: Vec<_> = checked.collect();

    let numbers: Vec<_> = checked.iter().flatten().filter_map(|it| it.new.as_ref()?.bsn.clone()).collect();
    let taken = person::taken_numbers(tx, &numbers, None).await?;
    for member in &mut checked {
        let number = member.as_ref().ok().and_then(|it| it.new.as_ref()?.bsn.as_ref());
        if number.is_some_and(|it| taken.contains(it)) {
            let mut faults = Faults::none();
            faults.add("bsn", FaultCode::Duplicate);
            *member = Err(faults);
        }
    }
    Ok(checked)
}

impl MemberDraft {
    fn known(&self) -> Option<PersonId> {
        match self.who {
            Whom::Known(person) => Some(person),
            Whom::New(_) => None,
        }
    }

    fn check(
        &self,
        casework: &Casework,
        tx: &Tx,
        known: &BTreeMap<PersonId, Known>,
    ) -> Result<Joining, Faults> {
        let today = amsterdam_day(tx.now());
        let mut faults = Faults::none();
        let person = match &self.who {
            Whom::New(draft) => self.check_new(draft, today, &mut faults),
            Whom::Known(person) => self.check_known(known.get(person).copied(), &mut faults),
        };
        let role = faults.need("role", self.role);
        let lives_here = faults.need("livesHere", self.lives_here);
        let from = self.from.unwrap_or(today);
        check_from(from, today, person.as_ref().map(|(_, facts)| *facts), &mut faults);
        let complete = person.zip(role.zip(lives_here)).map(|((new, _), (role, lives_here))| {
            let person = self.known().unwrap_or_else(|| PersonId(casework.ids.random()));
            let membership = Membership { person, role, lives_here, from, until: None, left_because: None };
            Joining { member: MemberId(casework.ids.ordered(tx.now())), new, membership }
        });
        faults.into_complete(complete)
    }

    fn check_new(
        &self,
        draft: &PersonDraft,
        today: NaiveDate,
        faults: &mut Faults,
    ) -> Option<(Option<Person>, Known)> {
        let person = draft.clone().check(today).map_err(|found| faults.merge(found)).ok()?;
        let is_unborn = self.role == Some(MemberRole::UnbornChild);
        match person.birth.is_expected() {
            false if is_unborn => faults.add("expectedDate", FaultCode::Missing),
            true if !is_unborn && self.role.is_some() => faults.add("role", FaultCode::DoesNotFit),
            _ => {}
        }
        let facts = Known { birth: person.birth, died_on: person.died_on };
        Some((Some(person), facts))
    }

    fn check_known(&self, known: Option<Known>, faults: &mut Faults) -> Option<(Option<Person>, Known)> {
        let Some(facts) = known else {
            faults.add("person", FaultCode::UnknownChoice);
            return None;
        };
        let is_unborn = self.role == Some(MemberRole::UnbornChild);
        if self.role.is_some() && is_unborn != facts.birth.is_expected() {
            faults.add("role", FaultCode::DoesNotFit);
        }
        Some((None, facts))
    }
}

/// Nobody belongs to a household before birth, after death, or from tomorrow.
fn check_from(from: NaiveDate, today: NaiveDate, person: Option<Known>, faults: &mut Faults) {
    if from > today {
        faults.add("from", FaultCode::InTheFuture);
    }
    if today.checked_sub_days(Days::new(LONGEST)).is_some_and(|first| from < first) {
        faults.add_limit("from", FaultCode::InThePast, i64::try_from(LONGEST).unwrap_or(i64::MAX));
    }
    let Some(person) = person else { return };
    let born = person.birth.earliest().filter(|_| !person.birth.is_expected());
    if born.is_some_and(|born| from < born) {
        faults.add("from", FaultCode::BeforeBirth);
    }
    if person.died_on.is_some_and(|died| from > died) {
        faults.add("from", FaultCode::AfterDeath);
    }
}
