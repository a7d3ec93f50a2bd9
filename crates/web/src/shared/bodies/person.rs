//! A person as filled in: a new one, and what changes in one who is known.

use casework::person::{ChangePerson, Patch, Recognise, SearchPeople};
use chrono::NaiveDate;
use domain::birth::BirthDate;
use domain::bsn::Bsn;
use domain::id::{PersonId, TeamId};
use domain::person::{PersonDraft, Pronouns};
use domain::text::{LongText, Name};
use domain::version::Version;

use crate::shared::fields::{Body, Fields};

/// A new person; part of the body of a member.
#[derive(Clone)]
pub struct NewPerson {
    given_name: Option<Name>,
    infix: Option<Name>,
    family_name: Option<Name>,
    birth_date: Option<BirthDate>,
    expected_date: Option<NaiveDate>,
    bsn: Option<Bsn>,
    pronouns: Option<Pronouns>,
    died_on: Option<NaiveDate>,
    address_shielded: bool,
}

/// What changes in a person; what is not named stays.
#[derive(Clone)]
pub struct PersonChange {
    given_name: Patch<Name>,
    infix: Patch<Name>,
    family_name: Patch<Name>,
    birth_date: Patch<BirthDate>,
    expected_date: Patch<NaiveDate>,
    bsn: Patch<Bsn>,
    pronouns: Patch<Pronouns>,
    died_on: Patch<NaiveDate>,
    address_shielded: Patch<bool>,
}

/// The same change as the page asks for it: the number is not shown there, so an empty box leaves it as it is.
#[derive(Clone)]
pub struct PersonForm(PersonChange);

/// Who is searched for.
#[derive(Clone)]
pub struct SearchBody {
    team: Option<TeamId>,
    family_name: Option<Name>,
    given_name: Option<Name>,
    birth_date: Option<BirthDate>,
}

/// Who may be known elsewhere, and why that must be known.
#[derive(Clone)]
pub struct RecognitionBody {
    team: Option<TeamId>,
    family_name: Name,
    given_name: Name,
    birth_date: BirthDate,
    reason: LongText,
}

impl NewPerson {
    /// Asks for every field.
    pub fn read(fields: &mut Fields<'_>) -> Self {
        Self {
            given_name: fields.optional("givenName"),
            infix: fields.optional("infix"),
            family_name: fields.optional("familyName"),
            birth_date: fields.optional("birthDate"),
            expected_date: fields.optional("expectedDate"),
            bsn: fields.optional("bsn"),
            pronouns: fields.optional("pronouns"),
            died_on: fields.optional("diedOn"),
            address_shielded: fields.flag("addressShielded"),
        }
    }

    /// What the use case is given.
    pub fn draft(&self) -> PersonDraft {
        PersonDraft {
            given_name: self.given_name.as_ref().map(text),
            infix: self.infix.as_ref().map(text),
            family_name: self.family_name.as_ref().map(text),
            birth_date: self.birth_date.map(BirthDate::to_text),
            expected_date: self.expected_date.map(|day| day.to_string()),
            bsn: self.bsn.as_ref().map(|number| number.digits().to_owned()),
            pronouns: self.pronouns,
            died_on: self.died_on,
            address_shielded: self.address_shielded,
        }
    }

    /// Whether anything at all is told of the person.
    pub fn is_told(&self) -> bool {
        self.draft() != PersonDraft::default()
    }
}

impl Body for PersonChange {
    const NAME: &'static str = "PersonChange";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let given_name = fields.change("givenName");
        let infix = fields.change("infix");
        let family_name = fields.change("familyName");
        let birth_date = fields.change("birthDate");
        let expected_date = fields.change("expectedDate");
        let bsn = fields.change("bsn");
        let pronouns = fields.change("pronouns");
        let died_on = fields.change("diedOn");
        let address_shielded = fields.change("addressShielded");
        Some(Self {
            given_name: given_name?,
            infix: infix?,
            family_name: family_name?,
            birth_date: birth_date?,
            expected_date: expected_date?,
            bsn: bsn?,
            pronouns: pronouns?,
            died_on: died_on?,
            address_shielded: address_shielded?,
        })
    }
}

impl PersonChange {
    /// What the use case is asked to do.
    pub fn command(self, person: PersonId, seen: Version) -> ChangePerson {
        ChangePerson {
            person,
            seen,
            given_name: told(self.given_name, |name| text(&name)),
            infix: told(self.infix, |name| text(&name)),
            family_name: told(self.family_name, |name| text(&name)),
            birth_date: told(self.birth_date, BirthDate::to_text),
            expected_date: told(self.expected_date, |day| day.to_string()),
            bsn: told(self.bsn, |number| number.digits().to_owned()),
            pronouns: self.pronouns,
            died_on: self.died_on,
            address_shielded: self.address_shielded,
        }
    }
}

impl Body for PersonForm {
    const NAME: &'static str = "PersonForm";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let change = PersonChange::read(fields);
        let forget_number = fields.flag("forgetBsn");
        let address_shielded = fields.flag("addressShielded");
        let mut change = change?;
        change.bsn = match change.bsn {
            Patch::Keep | Patch::Clear if forget_number => Patch::Clear,
            Patch::Keep | Patch::Clear => Patch::Keep,
            Patch::Set(number) => Patch::Set(number),
        };
        change.address_shielded = Patch::Set(address_shielded);
        Some(Self(change))
    }
}

impl PersonForm {
    /// The change, in which a birth date that is still the same is not judged anew, and a birth replaces an expected
    /// day.
    pub fn over(self, stored: BirthDate) -> PersonChange {
        let mut change = self.0;
        let same_day = match (&change.birth_date, &change.expected_date) {
            (Patch::Set(born), _) => *born == stored,
            (_, Patch::Set(expected)) => stored == BirthDate::Expected(*expected),
            (Patch::Keep | Patch::Clear, Patch::Keep | Patch::Clear) => stored == BirthDate::Unknown,
        };
        if same_day {
            change.birth_date = Patch::Keep;
            change.expected_date = Patch::Keep;
        } else if matches!(change.birth_date, Patch::Set(_)) {
            change.expected_date = Patch::Clear;
        }
        change
    }
}

impl Body for SearchBody {
    const NAME: &'static str = "PersonSearch";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let team = fields.optional("team");
        let family_name = fields.optional("familyName");
        let given_name = fields.optional("givenName");
        let birth_date = fields.optional("birthDate");
        Some(Self { team, family_name, given_name, birth_date })
    }
}

impl SearchBody {
    /// What the use case is asked to do.
    pub fn command(&self) -> SearchPeople {
        SearchPeople {
            desk: self.team,
            family_name: self.family_name.as_ref().map(text),
            given_name: self.given_name.as_ref().map(text),
            birth_date: self.birth_date.map(BirthDate::to_text),
        }
    }
}

impl Body for RecognitionBody {
    const NAME: &'static str = "PersonRecognition";

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let team = fields.optional("team");
        let family_name = fields.required("familyName");
        let given_name = fields.required("givenName");
        let birth_date = fields.required("birthDate");
        let reason = fields.required("reason");
        let (family_name, given_name) = (family_name?, given_name?);
        Some(Self { team, family_name, given_name, birth_date: birth_date?, reason: reason? })
    }
}

impl RecognitionBody {
    /// What the use case is asked to do.
    pub fn command(&self) -> Recognise {
        Recognise {
            desk: self.team,
            family_name: Some(text(&self.family_name)),
            given_name: Some(text(&self.given_name)),
            birth_date: Some(self.birth_date.to_text()),
            reason: Some(self.reason.as_str().to_owned()),
        }
    }
}

fn text(name: &Name) -> String {
    name.as_str().to_owned()
}

fn told<T, U>(change: Patch<T>, tell: impl FnOnce(T) -> U) -> Patch<U> {
    match change {
        Patch::Keep => Patch::Keep,
        Patch::Clear => Patch::Clear,
        Patch::Set(value) => Patch::Set(tell(value)),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::shared::fields::form::FormValues;
    use crate::shared::fields::{read_form, read_json};

    fn id() -> PersonId {
        PersonId(uuid::Uuid::nil())
    }

    #[test]
    fn what_is_not_named_stays_and_null_empties() {
        let change = read_json::<PersonChange>(&json!({"infix": null, "givenName": "Noa"}))
            .unwrap_or_else(|_| panic!());
        let command = change.command(id(), Version(1));
        assert!(command.infix == Patch::Clear && command.given_name == Patch::Set("Noa".to_owned()));
        assert!(command.family_name == Patch::Keep && command.bsn == Patch::Keep);
    }

    #[test]
    fn on_the_page_an_empty_box_for_the_number_leaves_it() {
        let form = |more: &[(&str, &str)]| {
            let values = [&[("familyName", "Blom"), ("bsn", "")], more].concat();
            let form = read_form::<PersonForm>(&FormValues::of(values)).unwrap_or_else(|_| panic!());
            form.over(BirthDate::Unknown).command(id(), Version(1)).bsn
        };
        assert!(form(&[]) == Patch::Keep);
        assert!(form(&[("forgetBsn", "on")]) == Patch::Clear);
    }

    #[test]
    fn the_day_of_birth_takes_the_place_of_the_expected_day() {
        let stored = BirthDate::parse_expected("2026-05-01").unwrap();
        let form = |born: &str| {
            let values = [("familyName", "Blom"), ("birthDate", born), ("expectedDate", "2026-05-01")];
            let form = read_form::<PersonForm>(&FormValues::of(values)).unwrap_or_else(|_| panic!());
            let command = form.over(stored).command(id(), Version(1));
            (command.birth_date, command.expected_date)
        };
        assert!(form("") == (Patch::Keep, Patch::Keep));
        assert!(form("3-5-2026") == (Patch::Set("2026-05-03".to_owned()), Patch::Clear));
    }
}
