//! Changing what is known of a person. Only what is named changes; the rest stays as it is.

use super::ask_through;
use crate::{Casework, Refusal, absent};
use access::{Caller, Permit, may};
use chrono::NaiveDate;
use domain::fault::{FaultCode, Faults};
use domain::id::PersonId;
use domain::person::{Person, PersonDraft, Pronouns};
use domain::text::Name;
use domain::time::amsterdam_day;
use domain::version::Version;
use store::person::{self, BsnChange, PersonView};
use store::{Tx, household};

/// What happens to one field.
#[derive(Clone, PartialEq, Eq, Default)]
pub enum Patch<T> {
    /// It stays what it is.
    #[default]
    Keep,
    /// It is emptied.
    Clear,
    /// It becomes this.
    Set(T),
}

/// What is filled in. Fields in faults: those of a person.
#[derive(Clone)]
pub struct ChangePerson {
    pub person: PersonId,
    /// The version of the person that the caller saw.
    pub seen: Version,
    pub given_name: Patch<String>,
    pub infix: Patch<String>,
    pub family_name: Patch<String>,
    /// A birth date takes the place of an expected one.
    pub birth_date: Patch<String>,
    pub expected_date: Patch<String>,
    pub bsn: Patch<String>,
    pub pronouns: Patch<Pronouns>,
    pub died_on: Patch<NaiveDate>,
    pub address_shielded: Patch<bool>,
}

/// Changes a person.
///
/// # Errors
/// [`Refusal::Invalid`] with every field that is wrong; [`Refusal::Stale`] when somebody was faster.
pub async fn change(casework: &Casework, caller: &Caller, command: ChangePerson) -> Result<Version, Refusal> {
    let (id, seen) = (command.person, command.seen);
    casework
        .for_caller(caller, async |tx: &mut Tx| {
            let facts = household::facts_of_person(tx, id).await?;
            let permit: Permit<may::EditHousehold> = ask_through(caller, &facts, id)?;
            let stored = person::lock(tx, &permit, id).await?;
            let stored = stored.ok_or_else(|| absent::<may::EditHousehold>("person", id.0))?;
            if stored.version != seen {
                return Err(Refusal::Stale);
            }

            let (new, bsn) = check(tx, command, &stored).await?;

            Ok(person::change(tx, &permit, (id, seen), (&new, &bsn)).await?)
        })
        .await
}

async fn check(
    tx: &mut Tx,
    command: ChangePerson,
    stored: &PersonView,
) -> Result<(Person, BsnChange), Refusal> {
    let mut bsn = match command.bsn {
        Patch::Keep => BsnChange::Keep,
        Patch::Clear | Patch::Set(_) => BsnChange::Clear,
    };
    let new = checked(command, stored, amsterdam_day(tx.now()))?;
    if let Some(number) = &new.bsn {
        if !person::taken_numbers(tx, std::slice::from_ref(number), Some(stored.person)).await?.is_empty() {
            let mut faults = Faults::none();
            faults.add("bsn", FaultCode::Duplicate);
            return Err(faults.into());
        }
        bsn = BsnChange::Set(number.clone());
    }
    Ok((new, bsn))
}

/// A birth date that stays is not checked anew against today: an expected day passes, and people grow older.
fn checked(command: ChangePerson, stored: &PersonView, today: NaiveDate) -> Result<Person, Faults> {
    let keeps_birth = command.birth_date == Patch::Keep && command.expected_date == Patch::Keep;
    let keeps_number = command.bsn == Patch::Keep && stored.masked_bsn.is_some();
    let checked = draft(command, stored).check(today);
    let mut faults = checked.as_ref().err().cloned().unwrap_or_default();
    let new = checked.ok().map(|new| if keeps_birth { Person { birth: stored.birth, ..new } } else { new });
    if let Some(new) = &new {
        let born = new.birth.earliest().filter(|_| keeps_birth);
        if born.zip(new.died_on).is_some_and(|(born, died)| died < born) {
            faults.add("diedOn", FaultCode::BeforeBirth);
        }
        if new.birth.is_expected() && keeps_number {
            faults.add("expectedDate", FaultCode::DoesNotFit);
        }
        if new.birth.is_expected() && new.bsn.is_some() {
            faults.add("bsn", FaultCode::DoesNotFit);
        }
    }
    faults.into_complete(new)
}

fn draft(command: ChangePerson, stored: &PersonView) -> PersonDraft {
    let text = |it: &Name| it.as_str().to_owned();
    PersonDraft {
        given_name: command.given_name.over(stored.name.given.as_ref().map(text)),
        infix: command.infix.over(stored.name.infix.as_ref().map(text)),
        family_name: command.family_name.over(Some(text(&stored.name.family))),
        birth_date: command.birth_date.over(None),
        expected_date: command.expected_date.over(None),
        bsn: command.bsn.over(None),
        pronouns: command.pronouns.over(Some(stored.pronouns)),
        died_on: command.died_on.over(stored.died_on),
        address_shielded: command.address_shielded.over(Some(stored.address_shielded)).unwrap_or_default(),
    }
}

impl<T> Patch<T> {
    fn over(self, stored: Option<T>) -> Option<T> {
        match self {
            Self::Keep => stored,
            Self::Clear => None,
            Self::Set(new) => Some(new),
        }
    }
}

/// Tells what happens to a field, never what was typed.
impl<T> std::fmt::Debug for Patch<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Keep => "Keep",
            Self::Clear => "Clear",
            Self::Set(_) => "Set(…)",
        })
    }
}
