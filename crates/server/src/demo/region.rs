//! Scale `region`: what came in at Veilig Thuis in the whole region in 2022, in exactly the published numbers by
//! source, the households that Blijvend Veilig guided then, and beside them everything of scale `duo`.
//!
//! What no source gives, such as how often each situation occurs, is our proposal; it never changes the numbers.

use access::Role;
use casework::term::TermOwner;
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use domain::id::ReportId;
use domain::report::SourceCategory;
use domain::time::start_of_day;

use super::dice::Dice;
use super::duo::{self, Span};
use super::history::{BegunBy, Story};
use super::life::Stage;
use super::situation::Situation;
use super::staff::Staff;
use super::{days, intake, question, terms};
use crate::failure::Failure;

/// What comes in, by source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Volume {
    pub reports: BySource,
    pub advice_requests: BySource,
    /// Reports on a household that is known already.
    pub follow_ups: usize,
}

/// Numbers by source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BySource {
    pub resident: usize,
    pub police: usize,
    pub other_professional: usize,
}

impl Volume {
    /// The published numbers of 2022: 10,202 reports and 5,880 requests for advice. Source: third progress report,
    /// tables 1 to 3; a third of the reports are on a household that is known, by the regional approach 2020-2024.
    ///
    /// The publication leaves 308 requests for advice to nobody: residents and other professionals make up 5,572 of
    /// the 5,880, and it says that it gives no number for the police. A request here has one of three categories, so
    /// the remainder is asked by the police; the page shows it as what it is, a number that is not split up.
    pub const PUBLISHED: Self = Self {
        reports: BySource { resident: 365, police: 7_774, other_professional: 2_063 },
        advice_requests: BySource { resident: 2_718, police: 308, other_professional: 2_854 },
        follow_ups: 3_401,
    };
}

impl BySource {
    /// All of them.
    #[must_use]
    pub const fn all(self) -> usize {
        self.resident + self.police + self.other_professional
    }

    fn each(self, dice: &mut Dice) -> Vec<SourceCategory> {
        let mut sources = Vec::with_capacity(self.all());
        for (source, count) in [
            (SourceCategory::Resident, self.resident),
            (SourceCategory::Police, self.police),
            (SourceCategory::OtherProfessional, self.other_professional),
        ] {
            sources.extend(std::iter::repeat_n(source, count));
        }
        dice.shuffle(&mut sources);
        sources
    }

    /// What is left after one of this source came in; nothing below nothing.
    const fn without(self, source: SourceCategory) -> Self {
        match source {
            SourceCategory::Resident => Self { resident: self.resident.saturating_sub(1), ..self },
            SourceCategory::Police => Self { police: self.police.saturating_sub(1), ..self },
            SourceCategory::OtherProfessional => {
                Self { other_professional: self.other_professional.saturating_sub(1), ..self }
            }
        }
    }
}

/// The day after the year.
#[must_use]
pub fn end_of_year() -> NaiveDate {
    NaiveDate::from_ymd_opt(2023, 1, 1).unwrap_or_default()
}

/// The households that were guided in the year. Their numbers come after those of the households of today, so that
/// other people live in them.
///
/// # Errors
/// When a team has nobody.
pub fn stories(staff: &Staff, seed: u64, count: usize) -> Result<Vec<Story>, Failure> {
    let end = end_of_year();
    let span = Span { first: days::before(end, 276), last: days::before(end, 9), until: start_of_day(end) };
    (FIRST_STORY..FIRST_STORY + count).map(|number| duo::any(staff, (seed, number), &span)).collect()
}

/// More than there are households today.
const FIRST_STORY: usize = 10_000;

/// A household with its reports, oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    pub number: u64,
    pub reports: Vec<(NaiveDate, SourceCategory)>,
}

/// The households that come in besides those of the stories, so that all reports together have the numbers of the
/// volume.
#[must_use]
pub fn courses(volume: &Volume, stories: &[Story], seed: u64) -> Vec<Course> {
    let mut dice = Dice::new(seed, "courses", 0);
    let (mut reports, mut follow_ups) = (volume.reports, volume.follow_ups);
    for story in stories {
        if let BegunBy::Report(source) = story.begun_by {
            reports = reports.without(source);
        }
        if story.again {
            reports = reports.without(SourceCategory::Police);
            follow_ups = follow_ups.saturating_sub(1);
        }
    }
    let sources = reports.each(&mut dice);
    let households = sources.len().saturating_sub(follow_ups).max(1);
    let mut courses: Vec<Course> =
        (0..households as u64).map(|number| Course { number, reports: Vec::new() }).collect();
    for (place, source) in sources.into_iter().enumerate() {
        let household = if place < households { place } else { dice.below(households) };
        let day = days::before(end_of_year(), dice.within(1..=365));
        if let Some(course) = courses.get_mut(household) {
            course.reports.push((day, source));
        }
    }
    for course in &mut courses {
        course.reports.sort_unstable();
    }
    courses
}

/// Something that happens to a household at Veilig Thuis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    Received(usize),
    Assessed(usize),
}

/// Lives through the reports on a household.
///
/// # Errors
/// Those of the use cases; none of them is expected.
pub async fn live(stage: &Stage, course: &Course) -> Result<(), Failure> {
    let Some((first_day, _)) = course.reports.first() else { return Ok(()) };
    let mut life = stage.life("course", course.number, start_of_day(*first_day));
    let events = schedule(&mut life.dice, course);
    let situation = situation(&mut life.dice, stage, course);
    let area = life.dice.weigh(AREAS).unwrap_or("amstelveen");
    let mut known = None;
    let mut taken: Vec<(usize, ReportId)> = Vec::new();
    for (at, event) in events {
        life.reach(at);
        let worker = life.dice.below(usize::MAX);
        let worker = stage.staff.one_of(intake::DESK, Role::VtWorker, worker)?;
        match event {
            Event::Received(number) => {
                if known.is_none() {
                    known = Some(intake::register(&mut life, worker, situation, area).await?);
                    life.pass(2..=9);
                }
                let (Some(known), Some((_, source))) = (&known, course.reports.get(number)) else { continue };
                taken.push((number, intake::take_in(&mut life, worker, known, *source).await?));
            }
            Event::Assessed(number) => {
                let report = taken.iter().find(|(taken, _)| *taken == number).map(|(_, report)| *report);
                let (Some(known), Some(report)) = (&known, report) else { continue };
                let found = intake::finding(&mut life.dice);
                intake::assess(&mut life, worker, (known, report), found).await?;
            }
        }
    }
    for (number, report) in taken {
        let worker = stage.staff.one_of(intake::DESK, Role::VtWorker, number)?;
        let mut beside = stage.life("terms of a course", course.number, start_of_day(*first_day));
        terms::keep(&mut beside, worker, TermOwner::Report(report), stage.now).await?;
    }
    Ok(())
}

/// When what happens; what would be assessed in the next year still waits.
fn schedule(dice: &mut Dice, course: &Course) -> Vec<(DateTime<Utc>, Event)> {
    let end = start_of_day(end_of_year());
    let mut events = Vec::new();
    for (number, (day, _)) in course.reports.iter().enumerate() {
        let received =
            days::at_any_hour(*day, dice).min(start_of_day(*day) + chrono::Duration::minutes(1380));
        events.push((received, Event::Received(number)));
        let acute = dice.chance(25);
        let assessed = intake::assessed_at(dice, received, acute);
        if assessed < end {
            events.push((assessed, Event::Assessed(number)));
        }
    }
    events.sort_unstable();
    events
}

/// A situation about which everybody who reports on this household tells.
fn situation(dice: &mut Dice, stage: &Stage, course: &Course) -> Situation {
    let is_told = |situation| course.reports.iter().all(|(_, source)| stage.texts.tells(*source, situation));
    let told: Vec<_> = Situation::FREQUENCIES.iter().copied().filter(|(it, _)| is_told(*it)).collect();
    dice.weigh(&told).unwrap_or(Situation::PartnerViolence)
}

/// Requests for advice: their number, and who asks.
#[must_use]
pub fn questions(volume: &Volume, seed: u64) -> Vec<(u64, SourceCategory)> {
    let mut dice = Dice::new(seed, "questions", 0);
    (0..).zip(volume.advice_requests.each(&mut dice)).collect()
}

/// Asks for advice on some day of the year, and answers on the same day.
///
/// # Errors
/// Those of the use cases; none of them is expected.
pub async fn ask(stage: &Stage, (number, source): (u64, SourceCategory)) -> Result<(), Failure> {
    let day = days::before(end_of_year(), Dice::new(stage.seed, "day of a question", number).within(1..=365));
    let mut life = stage.life("question", number, start_of_day(day));
    // Who asks on a day off finds somebody too.
    life.pass(8 * 60..=20 * 60);
    debug_assert_eq!(day.year(), 2022, "a question of another year");
    let worker = life.dice.below(usize::MAX);
    let worker = stage.staff.one_of(intake::DESK, Role::VtWorker, worker)?;
    let minutes = life.dice.within(5..=90);
    question::ask(&mut life, worker, source, Some(minutes)).await
}

/// Where reports come from. In the first half of 2019, 85 % came from Amsterdam (regional approach 2020-2024); how
/// they are spread over the districts and the other municipalities is our proposal. Weesp joined during the year.
const AREAS: &[(&str, usize)] = &[
    ("amsterdam-nieuw-west", 17),
    ("amsterdam-zuidoost", 14),
    ("amsterdam-west", 13),
    ("amsterdam-noord", 13),
    ("amsterdam-oost", 12),
    ("amsterdam-zuid", 10),
    ("amsterdam-centrum", 6),
    ("amstelveen", 6),
    ("diemen", 3),
    ("uithoorn", 3),
    ("aalsmeer", 2),
    ("ouder-amstel", 1),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_reports_together_have_the_published_numbers() {
        let courses = courses(&Volume::PUBLISHED, &[], 2022);
        let of = |source| courses.iter().flat_map(|it| &it.reports).filter(|(_, it)| *it == source).count();
        assert_eq!(of(SourceCategory::Resident), 365);
        assert_eq!(of(SourceCategory::Police), 7_774);
        assert_eq!(of(SourceCategory::OtherProfessional), 2_063);
        let follow_ups: usize = courses.iter().map(|it| it.reports.len() - 1).sum();
        assert_eq!(follow_ups, 3_401, "a third of 10,202");
        assert!(courses.iter().flat_map(|it| &it.reports).all(|(day, _)| day.year() == 2022));
    }

    #[test]
    fn all_questions_together_have_the_published_number() {
        let questions = questions(&Volume::PUBLISHED, 2022);
        assert_eq!(questions.len(), 5_880);
        assert_eq!(questions, super::questions(&Volume::PUBLISHED, 2022));
    }
}
