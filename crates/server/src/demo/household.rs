//! An invented household: who belongs to it, and whom the sentences mean when they speak of a mother or a child.

use std::collections::{BTreeMap, BTreeSet};

use casework::household::{MemberDraft, RegisterHousehold, Whom};
use chrono::{Datelike, Days, NaiveDate};
use domain::household::MemberRole;
use domain::id::{AreaId, TeamId};
use domain::person::{PersonDraft, Pronouns};
use domain::relationship::RelationKind;

use super::dice::Dice;
use super::names::{FamilyName, Names};
use super::situation::{Part, Situation};

/// A household that is about to be registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Household {
    pub situation: Situation,
    pub members: Vec<Member>,
    parts: BTreeMap<Part, usize>,
}

/// Somebody in it. The given name is nobody else's in this household.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub given: String,
    family: FamilyName,
    birth: Birth,
    pronouns: Pronouns,
    pub role: MemberRole,
    lives_here: bool,
    pub kin: Kin,
    /// On the day of registration.
    pub age: i64,
}

/// What somebody is to the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kin {
    Parent,
    Child,
    Partner,
    None,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Birth {
    Day(NaiveDate),
    Year(i32),
    Expected(NaiveDate),
}

impl Household {
    /// Invents a household in this situation on the day on which it is registered.
    #[must_use]
    pub fn invent(names: &Names, dice: &mut Dice, situation: Situation, on: NaiveDate) -> Self {
        let home = names.family(dice);
        let household = Self { situation, members: Vec::new(), parts: BTreeMap::new() };
        let mut inventor = Inventor { names, dice, on, home, household, taken: BTreeSet::new() };
        match situation {
            Situation::ChildAbuse => inventor.family(1..=3, 0..=15, Together::Yes),
            Situation::Separation => inventor.family(1..=3, 4..=15, Together::No),
            Situation::PartnerViolence => inventor.partners(35, Together::Yes),
            Situation::IntimateTerror => inventor.partners(40, Together::No),
            Situation::ElderAbuse => inventor.elder(),
            Situation::ParentAbuse => inventor.family(1..=2, 12..=17, Together::Perhaps),
            Situation::HarmfulPractices => inventor.young_person(),
            Situation::OtherDomestic => inventor.housemates(),
        }
        inventor.household
    }

    /// The sentence with the names of those whom it speaks of; nothing when somebody is not there.
    #[must_use]
    pub fn fill(&self, text: &str) -> Option<String> {
        let mut filled = text.to_owned();
        for part in Part::ALL {
            let place = format!("{{{part}}}");
            if filled.contains(&place) {
                filled = filled.replace(&place, &self.member(*part)?.given);
            }
        }
        Some(filled)
    }

    /// Whether somebody is meant by this word.
    #[must_use]
    pub fn has(&self, part: Part) -> bool {
        self.parts.contains_key(&part)
    }

    /// Who is meant by this word.
    #[must_use]
    pub fn member(&self, part: Part) -> Option<&Member> {
        self.members.get(*self.parts.get(&part)?)
    }

    /// How old the one is who is meant by this word.
    #[must_use]
    pub fn age_of(&self, part: Part) -> Option<i64> {
        self.member(part).map(|it| it.age)
    }

    /// Whether a child belongs to it: whose help comes from a team for parents and children.
    #[must_use]
    pub fn has_children(&self) -> bool {
        self.members.iter().any(|it| it.role == MemberRole::Child)
    }

    /// How its members are related, as places in the list: parents to each child, and partners.
    #[must_use]
    pub fn relations(&self) -> Vec<(usize, usize, RelationKind)> {
        let of = |kin| self.members.iter().enumerate().filter(move |(_, it)| it.kin == kin);
        let mut relations = Vec::new();
        for (parent, _) in of(Kin::Parent) {
            relations.extend(of(Kin::Child).map(|(child, _)| (parent, child, RelationKind::ParentOf)));
        }
        let mut couple = of(Kin::Parent).chain(of(Kin::Partner));
        if let (Some((one, first)), Some((two, second))) = (couple.next(), couple.next()) {
            let apart = [first, second].iter().any(|it| it.role == MemberRole::ExPartner);
            let kind = if apart { RelationKind::ExPartnerOf } else { RelationKind::PartnerOf };
            relations.push((one, two, kind));
        }
        relations
    }

    /// What is filled in to register it.
    #[must_use]
    pub fn register(&self, desk: Option<TeamId>, area: AreaId) -> RegisterHousehold {
        let members = self.members.iter().map(Member::draft).collect();
        RegisterHousehold { desk, area: Some(area), members }
    }
}

impl Member {
    fn draft(&self) -> MemberDraft {
        let (birth_date, expected_date) = match &self.birth {
            Birth::Day(day) => (Some(day.to_string()), None),
            Birth::Year(year) => (Some(format!("{year:04}")), None),
            Birth::Expected(day) => (None, Some(day.to_string())),
        };
        let unborn = expected_date.is_some();
        MemberDraft {
            who: Whom::New(PersonDraft {
                given_name: (!unborn).then(|| self.given.clone()),
                infix: self.family.infix.clone(),
                family_name: Some(self.family.name.clone()),
                birth_date,
                expected_date,
                pronouns: Some(self.pronouns),
                ..PersonDraft::default()
            }),
            role: Some(self.role),
            lives_here: Some(self.lives_here),
            from: None,
        }
    }
}

/// Whether two parents live in one home.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Together {
    Yes,
    No,
    Perhaps,
}

struct Inventor<'a> {
    names: &'a Names,
    dice: &'a mut Dice,
    on: NaiveDate,
    home: FamilyName,
    household: Household,
    taken: BTreeSet<String>,
}

impl Inventor<'_> {
    /// Two parents with children of these ages.
    fn family(
        &mut self,
        children: std::ops::RangeInclusive<i64>,
        ages: std::ops::RangeInclusive<i64>,
        together: Together,
    ) {
        let count = self.dice.within(children);
        let oldest = *ages.end();
        self.parents(oldest, together);
        for number in 0..count {
            let age = self.dice.within(if number == 0 { ages.clone() } else { 0..=oldest });
            self.child(age, number == 0);
        }
    }

    fn parents(&mut self, oldest: i64, together: Together) {
        let apart = match together {
            Together::Yes => false,
            Together::No => true,
            Together::Perhaps => self.dice.chance(40),
        };
        let age = oldest + self.dice.within(19..=32);
        let home = self.home.clone();
        let mother = self.add(Pronouns::SheHer, age, (home, MemberRole::Adult), Kin::Parent);
        let own = self.names.family(self.dice);
        let role = if apart { MemberRole::ExPartner } else { MemberRole::Adult };
        let older = self.dice.within(-2..=8);
        let father = self.add(Pronouns::HeHim, age + older, (own, role), Kin::Parent);
        self.is(Part::Moeder, mother);
        self.is(Part::Vader, father);
        self.is(Part::Persoon, mother);
        self.is(Part::Partner, father);
    }

    fn child(&mut self, age: i64, spoken_of: bool) {
        let pronouns = self.any_pronouns();
        let home = self.home.clone();
        let child = self.add(pronouns, age, (home, MemberRole::Child), Kin::Child);
        if spoken_of {
            self.is(Part::Kind, child);
        }
    }

    /// Partners: so many in a hundred without children, the others a family.
    fn partners(&mut self, childless: usize, together: Together) {
        if !self.dice.chance(childless) {
            self.family(1..=3, 1..=14, together);
            if together == Together::Yes && self.dice.chance(10) {
                self.unborn();
            }
            return;
        }
        let age = self.dice.within(20..=58);
        let home = self.home.clone();
        let pronouns = if self.dice.chance(80) { Pronouns::SheHer } else { self.any_pronouns() };
        let one = self.add(pronouns, age, (home, MemberRole::Adult), Kin::Partner);
        let own = self.names.family(self.dice);
        let role = if together == Together::No { MemberRole::ExPartner } else { MemberRole::Adult };
        let older = self.dice.within(-1..=9);
        let pronouns = if self.dice.chance(85) { Pronouns::HeHim } else { self.any_pronouns() };
        let two = self.add(pronouns, age + older, (own, role), Kin::Partner);
        self.is(Part::Persoon, one);
        self.is(Part::Partner, two);
    }

    fn elder(&mut self) {
        let age = self.dice.within(68..=91);
        let with_spouse = self.dice.chance(60);
        let (kin, carer_age, carer_kin) = if with_spouse {
            (Kin::Partner, age - 2, Kin::Partner)
        } else {
            (Kin::Parent, age - 30, Kin::Child)
        };
        let home = self.home.clone();
        let pronouns = self.any_pronouns();
        let elder = self.add(pronouns, age, (home.clone(), MemberRole::Adult), kin);
        let pronouns = self.any_pronouns();
        let carer = self.add(pronouns, carer_age, (home, MemberRole::Adult), carer_kin);
        self.is(Part::Persoon, elder);
        self.is(Part::Partner, carer);
    }

    fn young_person(&mut self) {
        let age = self.dice.within(15..=20);
        self.parents(20, Together::Yes);
        let pronouns = if self.dice.chance(80) { Pronouns::SheHer } else { Pronouns::HeHim };
        let role = if age < 18 { MemberRole::Child } else { MemberRole::Adult };
        let home = self.home.clone();
        let person = self.add(pronouns, age, (home, role), Kin::Child);
        self.is(Part::Persoon, person);
        self.household.parts.remove(&Part::Partner);
        let age = self.dice.within(5..=12);
        self.child(age, true);
    }

    fn housemates(&mut self) {
        let age = self.dice.within(19..=60);
        let home = self.home.clone();
        let pronouns = self.any_pronouns();
        let one = self.add(pronouns, age, (home, MemberRole::Adult), Kin::None);
        let own = self.names.family(self.dice);
        let older = self.dice.within(-8..=12);
        let pronouns = self.any_pronouns();
        self.add(pronouns, (age + older).max(18), (own, MemberRole::Other), Kin::None);
        self.is(Part::Persoon, one);
    }

    fn unborn(&mut self) {
        let due = self.on + Days::new(self.dice.within(150..=220).unsigned_abs());
        let home = self.home.clone();
        let child = self.add(Pronouns::Unknown, 0, (home, MemberRole::UnbornChild), Kin::None);
        if let Some(member) = self.household.members.get_mut(child) {
            member.birth = Birth::Expected(due);
        }
    }

    fn add(
        &mut self,
        pronouns: Pronouns,
        age: i64,
        (family, role): (FamilyName, MemberRole),
        kin: Kin,
    ) -> usize {
        let mut given = self.names.given(self.dice, pronouns);
        while self.taken.contains(&given) {
            given = self.names.given(self.dice, pronouns);
        }
        self.taken.insert(given.clone());
        let birth = self.birth(age, role);
        let lives_here = role != MemberRole::ExPartner;
        let member = Member { given, family, birth, pronouns, role, lives_here, kin, age };
        self.household.members.push(member);
        self.household.members.len() - 1
    }

    /// Of an adult now and then only the year is known.
    fn birth(&mut self, age: i64, role: MemberRole) -> Birth {
        let youngest = self.on - Days::new(1);
        let years = i32::try_from(age).unwrap_or(0);
        let day = youngest.with_year(youngest.year() - years).unwrap_or(youngest);
        let day = day - Days::new(self.dice.within(0..=363).unsigned_abs());
        if role != MemberRole::Child && self.dice.chance(4) {
            Birth::Year(day.year())
        } else {
            Birth::Day(day)
        }
    }

    fn any_pronouns(&mut self) -> Pronouns {
        let all = [(Pronouns::SheHer, 49), (Pronouns::HeHim, 49), (Pronouns::TheyThem, 2)];
        self.dice.weigh(&all).unwrap_or_default()
    }

    fn is(&mut self, part: Part, member: usize) {
        self.household.parts.insert(part, member);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_household_is_one_that_can_be_registered() {
        let names = Names::read().unwrap();
        let on = NaiveDate::from_ymd_opt(2022, 2, 28).unwrap();
        for number in 0..400 {
            let mut dice = Dice::new(7, "household", number);
            let situation = dice.weigh(Situation::FREQUENCIES).unwrap();
            let household = Household::invent(&names, &mut dice, situation, on);
            assert!(household.members.len() > 1, "{situation}");
            let given: BTreeSet<_> = household.members.iter().map(|it| &it.given).collect();
            assert_eq!(given.len(), household.members.len(), "names are told apart");
            for member in household.register(None, AreaId(uuid::Uuid::nil())).members {
                let Whom::New(person) = member.who else { unreachable!("everybody is new") };
                person.check(on).unwrap();
            }
            for (parent, child, kind) in household.relations() {
                let (parent, child) = (&household.members[parent], &household.members[child]);
                assert!(kind != RelationKind::ParentOf || parent.age >= child.age + 15, "{situation}");
            }
        }
    }

    #[test]
    fn a_sentence_about_somebody_who_is_not_there_does_not_fit() {
        let names = Names::read().unwrap();
        let on = NaiveDate::from_ymd_opt(2022, 2, 28).unwrap();
        let mut dice = Dice::new(7, "household", 1);
        let household = Household::invent(&names, &mut dice, Situation::ElderAbuse, on);
        assert_eq!(household.fill("{kind} slaapt."), None);
        let name = &household.member(Part::Persoon).unwrap().given;
        assert_eq!(household.fill("{persoon} slaapt."), Some(format!("{name} slaapt.")));
    }
}
