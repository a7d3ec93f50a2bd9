//! Scores in a case: everybody asked at once in a round, or one after the other as it was done before there were rounds.

use access::Caller;
use casework::round::{self, AnswerRound, OpenRound};
use casework::score::{self, GiveScore};
use domain::household::MemberRole;
use domain::id::RoundId;
use domain::round::RoundDraft;
use domain::round::answer::Part as Said;
use domain::score::AskedHow;

use super::super::super::life::{Life, lacking};
use super::super::super::situation::Part;
use super::super::Mood;
use super::Work;
use crate::failure::Failure;

/// Somebody younger is not asked for a score. Our proposal.
const YOUNGEST_RATER: i64 = 6;

/// Somebody's score with how it was asked and why it is what it is.
struct Given {
    value: i64,
    asked_how: Option<AskedHow>,
    reason: Option<String>,
}

impl<'a> Work<'a> {
    /// Both members of the duo, an adult, and children who are old enough, one after the other.
    pub(super) async fn scores(&mut self, life: &mut Life<'a>) -> Result<(), Failure> {
        for (place, by) in self.asked() {
            let given = self.given(life, place)?;
            let command = GiveScore {
                case: self.opened.case,
                value: Some(given.value),
                rater: self.opened.people.get(&place).copied(),
                asked_how: given.asked_how,
                about: None,
                reason: given.reason,
                scored_at: None,
            };
            score::give(&life.casework, &by, &life.creation(), command).await?;
            life.pass(1..=4);
        }
        Ok(())
    }

    /// The same people in a round. One that is left open still waits for the safety expert and for a member.
    pub(super) async fn round(&mut self, life: &mut Life<'a>, left_open: bool) -> Result<(), Failure> {
        let asked = self.asked();
        let Some(opener) = self.duo.last().cloned() else { return Ok(()) };
        let persons = asked.iter().filter_map(|(place, _)| self.opened.people.get(place).copied()).collect();
        let raters = RoundDraft { users: self.duo.iter().map(|it| it.user).collect(), persons };
        let command = OpenRound { case: self.opened.case, raters };
        let round = round::open(&life.casework, &opener, &life.creation(), command).await?;
        let waits = if left_open { asked.len().saturating_sub(1).max(1) } else { asked.len() };
        for (place, by) in asked.into_iter().take(waits).skip(usize::from(left_open)) {
            life.pass(3..=15);
            self.answer(life, &by, (round, place)).await?;
        }
        Ok(())
    }

    async fn answer(
        &mut self,
        life: &mut Life<'a>,
        by: &Caller,
        (round, place): (RoundId, usize),
    ) -> Result<(), Failure> {
        let given = self.given(life, place)?;
        let command = AnswerRound {
            round,
            person: self.opened.people.get(&place).copied(),
            asked_how: given.asked_how,
            household: Said { value: Some(given.value), reason: given.reason },
            about: Vec::new(),
        };
        round::answer(&life.casework, by, &life.creation(), command).await?;
        Ok(())
    }

    /// The places of those who are asked, with who enters it: the duo comes first.
    fn asked(&self) -> Vec<(usize, Caller)> {
        let members = self.opened.known.household.members.len();
        let own = self.duo.iter().enumerate().map(|(seat, it)| (members + seat, it.clone()));
        let entered_by = self.duo.last().cloned();
        let of_members = self.raters().into_iter().filter_map(|place| Some((place, entered_by.clone()?)));
        own.chain(of_members).collect()
    }

    fn given(&mut self, life: &mut Life<'a>, place: usize) -> Result<Given, Failure> {
        let level = self.level(life);
        let is_member = self.opened.people.contains_key(&place);
        let (rater, apart) = match (is_member, self.is_child(place)) {
            (false, _) => ("professional", -1..=1),
            (true, true) => ("child", -2..=1),
            (true, false) => ("adult", -1..=2),
        };
        let value = match (self.story.mood, rater) {
            (Mood::ChildAfraid, "child") => life.dice.within(2..=3),
            (Mood::Steady, _) => life.dice.within(6..=8),
            _ => level + life.dice.within(apart),
        };
        let value = value.clamp(1, 10);
        let moves = self.scores.insert(place, value).is_some_and(|before| (before - value).abs() >= 2);
        let stage = life.stage;
        let reason = if value <= 5 || moves || life.dice.chance(60) {
            let found = stage.texts.score_reason(&mut life.dice, rater, value);
            Some(found.ok_or_else(|| lacking(&format!("reason of a {rater} for {value}")))?)
        } else {
            None
        };
        let asked = [(AskedHow::InPerson, 50), (AskedHow::WithCard, 40), (AskedHow::ByPhone, 10)];
        let asked_how = if is_member { life.dice.weigh(&asked) } else { None };
        Ok(Given { value, asked_how, reason })
    }

    /// The places of an adult at risk and of children who are old enough.
    fn raters(&self) -> Vec<usize> {
        let household = &self.opened.known.household;
        let adult = household.member(Part::Persoon).or_else(|| household.member(Part::Moeder));
        let members = || household.members.iter().enumerate();
        let adult = members().find(|(_, it)| Some(&it.given) == adult.map(|it| &it.given));
        // In most families one child speaks; where a child is afraid, they are all asked.
        let asked = if self.story.mood == Mood::ChildAfraid { 3 } else { 1 + self.story.number as usize % 2 };
        let is_asked = |role, age| role == MemberRole::Child && age >= YOUNGEST_RATER;
        let children = members().filter(|(_, it)| is_asked(it.role, it.age)).take(asked);
        let mut places: Vec<_> = adult.into_iter().chain(children).map(|(place, _)| place).collect();
        places.dedup();
        places.retain(|place| self.opened.people.contains_key(place));
        places
    }

    fn is_child(&self, place: usize) -> bool {
        self.opened.known.household.members.get(place).is_some_and(|it| it.role == MemberRole::Child)
    }

    /// How safe it is now, about: it begins low and rises by a point in five weeks, with setbacks.
    fn level(&self, life: &mut Life<'a>) -> i64 {
        let start = i64::try_from(self.story.number % 3).unwrap_or(0) + 2;
        let setback = if life.dice.chance(12) { 2 } else { 0 };
        (start + self.days_of_work(life.now()) / 35 - setback).clamp(1, 9)
    }
}
