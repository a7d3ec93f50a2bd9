//! Scale `duo`: a hundred households that are guided by a duo, as many as Blijvend Veilig guided in 2022, and the
//! inbox of Veilig Thuis. The newest events are of yesterday.
//!
//! The first stories are made to measure, so that every account of the cast has something to do.

use access::{Caller, Role};
use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use domain::report::SourceCategory;
use domain::time::{amsterdam_day, start_of_day};

use super::days;
use super::dice::Dice;
use super::history::{BegunBy, Change, Mood, Story};
use super::situation::Situation;
use super::staff::Staff;
use crate::failure::Failure;

/// Households with a case.
pub const HOUSEHOLDS: usize = 100;

/// Where the pilot of Blijvend Veilig works, and how often it occurs.
const PLACES: &[(Place, usize)] = &[
    (
        Place {
            area: "amsterdam-noord",
            safety: "bv-noord-1",
            youth: "okt-noord",
            adults: "buurtteam-noord",
            since: ALWAYS,
        },
        18,
    ),
    (
        Place {
            area: "amsterdam-noord",
            safety: "bv-noord-2",
            youth: "okt-noord",
            adults: "buurtteam-noord",
            since: ALWAYS,
        },
        18,
    ),
    (
        Place {
            area: "amsterdam-noord",
            safety: "bv-noord-3",
            youth: "okt-noord",
            adults: "buurtteam-noord",
            since: ALWAYS,
        },
        22,
    ),
    (
        Place {
            area: "amsterdam-nieuw-west",
            safety: "bv-nieuw-west",
            youth: "okt-nieuw-west",
            adults: "buurtteam-nieuw-west",
            since: ALWAYS,
        },
        26,
    ),
    (
        Place {
            area: "uithoorn",
            safety: "bv-uithoorn",
            youth: "sociaal-team-uithoorn",
            adults: "sociaal-team-uithoorn",
            since: (2023, 1, 1),
        },
        9,
    ),
    (
        Place {
            area: "amsterdam-weesp",
            safety: "bv-weesp",
            youth: "okt-weesp",
            adults: "okt-weesp",
            since: (2022, 3, 24),
        },
        7,
    ),
];

#[derive(Debug, Clone, Copy)]
struct Place {
    area: &'static str,
    safety: &'static str,
    youth: &'static str,
    adults: &'static str,
    /// Year, month and day from which the reference data have its teams.
    since: (i32, u32, u32),
}

/// Before anything that is told here.
const ALWAYS: (i32, u32, u32) = (2019, 6, 1);

/// A story with a name in it: who guides the household, since when, and how it goes.
struct Made {
    first: Option<&'static str>,
    second: Option<&'static str>,
    place: usize,
    situation: Situation,
    days_ago: i64,
    mood: Mood,
    change: Option<(bool, &'static str)>,
}

const fn made(
    (first, second): (&'static str, &'static str),
    place: usize,
    situation: Situation,
    days_ago: i64,
    mood: Mood,
) -> Made {
    Made { first: Some(first), second: Some(second), place, situation, days_ago, mood, change: None }
}

/// Nobody, or only the safety expert, has been chosen yet.
const fn waiting(first: Option<&'static str>, place: usize, situation: Situation, days_ago: i64) -> Made {
    Made { first, second: None, place, situation, days_ago, mood: Mood::JustOpened, change: None }
}

/// What every account of the cast finds. Places are counted in [`PLACES`].
fn made_to_measure() -> Vec<Made> {
    use Situation::{
        ChildAbuse, ElderAbuse, HarmfulPractices, IntimateTerror, OtherDomestic, ParentAbuse,
        PartnerViolence, Separation,
    };
    let (nadia, joost, marleen) = ("expert.noord", "expert2.noord", "expert.weesp");
    let (okt, buurtteam, uithoorn) = ("okt.noord", "buurtteam.noord", "sociaal.uithoorn");
    vec![
        made((nadia, okt), 0, ChildAbuse, 126, Mood::ChildAfraid),
        made((nadia, buurtteam), 0, PartnerViolence, 9, Mood::JustOpened),
        made((nadia, "okt-noord.1"), 0, ParentAbuse, 158, Mood::Quiet),
        waiting(None, 0, PartnerViolence, 7),
        made((marleen, "okt-weesp.1"), 5, ElderAbuse, 84, Mood::Usual),
        made(("bv-uithoorn.1", uithoorn), 4, Separation, 97, Mood::Usual),
        made((nadia, okt), 0, PartnerViolence, 203, Mood::Steady),
        made((nadia, buurtteam), 0, IntimateTerror, 71, Mood::Usual),
        Made { change: Some((true, nadia)), ..made(("bv-noord-1.1", okt), 0, Separation, 149, Mood::Usual) },
        made((nadia, "okt-noord.2"), 0, ChildAbuse, 268, Mood::Closed),
        Made {
            change: Some((false, nadia)),
            ..made(("bv-noord-1.2", buurtteam), 0, ElderAbuse, 112, Mood::Usual)
        },
        waiting(None, 1, ChildAbuse, 10),
        waiting(None, 2, IntimateTerror, 4),
        waiting(Some("bv-noord-3.1"), 2, Separation, 13),
        waiting(None, 2, HarmfulPractices, 6),
        made((joost, okt), 1, Separation, 61, Mood::Usual),
        made((joost, buurtteam), 1, OtherDomestic, 134, Mood::Quiet),
        made((joost, "buurtteam-noord.1"), 1, PartnerViolence, 45, Mood::Usual),
        made((marleen, "okt-weesp.1"), 5, ChildAbuse, 33, Mood::Usual),
        made(("bv-uithoorn.1", uithoorn), 4, ElderAbuse, 176, Mood::Usual),
        made(("bv-uithoorn.1", uithoorn), 4, PartnerViolence, 11, Mood::JustOpened),
    ]
}

/// So many stories that end where this day begins: those made to measure, then any.
///
/// # Errors
/// When somebody is not there.
pub fn stories(staff: &Staff, seed: u64, today: NaiveDate, count: usize) -> Result<Vec<Story>, Failure> {
    let made = made_to_measure();
    let rest = made.len()..count.max(made.len());
    let span =
        Span { first: days::before(today, 276), last: days::before(today, 9), until: start_of_day(today) };
    let made = made.iter().enumerate().map(|(number, made)| tell(staff, (number, made), today));
    let any = rest.map(|number| any(staff, (seed, number), &span));
    made.chain(any).take(count).collect()
}

/// Between which days a story begins, and when all of them end.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    pub first: NaiveDate,
    pub last: NaiveDate,
    pub until: DateTime<Utc>,
}

fn tell(staff: &Staff, (number, made): (usize, &Made), today: NaiveDate) -> Result<Story, Failure> {
    let who = |name: Option<&str>| name.map(|it| staff.named(it).cloned()).transpose();
    let (place, _) = PLACES.get(made.place).ok_or_else(|| Failure::Usage("no such place".to_owned()))?;
    let (first, second) = (who(made.first)?, who(made.second)?);
    let change = match made.change {
        None => Change::None,
        Some((true, by)) => Change::Replaced(staff.named(by)?.clone()),
        Some((false, by)) => Change::Covered(staff.named(by)?.clone()),
    };
    let youth =
        matches!(made.situation, Situation::ChildAbuse | Situation::Separation | Situation::ParentAbuse);
    let of_youth = match made.second {
        Some(name) => name.starts_with("okt"),
        None => youth,
    };
    Ok(Story {
        number: number as u64,
        situation: made.situation,
        area: place.area,
        began: days::before(today, made.days_ago),
        until: start_of_day(today),
        safety_team: place.safety,
        local_team: if of_youth { place.youth } else { place.adults },
        begun_by: BegunBy::Report(source(number, made.situation)),
        first,
        second,
        mood: made.mood,
        change,
        again: false,
    })
}

/// A story of anybody, in the pilot areas.
///
/// # Errors
/// When a team has nobody.
pub fn any(staff: &Staff, (seed, number): (u64, usize), span: &Span) -> Result<Story, Failure> {
    let mut dice = Dice::new(seed, "story", number as u64);
    let situation = dice.weigh(Situation::FREQUENCIES).unwrap_or(Situation::PartnerViolence);
    let width = (span.last - span.first).num_days();
    // More cases are young than old.
    let began = days::after(span.first, dice.within(0..=width).max(dice.within(0..=width)));
    let place = place(&mut dice, began).ok_or_else(|| Failure::Usage("no such place".to_owned()))?;
    let youth = match situation {
        Situation::ChildAbuse | Situation::Separation | Situation::ParentAbuse => true,
        Situation::PartnerViolence | Situation::IntimateTerror | Situation::HarmfulPractices => {
            dice.chance(40)
        }
        Situation::ElderAbuse | Situation::OtherDomestic => false,
    };
    let local_team = if youth { place.youth } else { place.adults };
    let first = anybody_but_nadia(staff, place.safety, Role::SafetyExpert, &mut dice)?;
    let second = anybody_but_nadia(staff, local_team, Role::CaseWorker, &mut dice)?;
    let other = anybody_but_nadia(staff, place.safety, Role::SafetyExpert, &mut dice)?;
    let change = match dice.below(100) {
        ..8 if other.user != first.user => Change::Replaced(other),
        8..15 if other.user != first.user => Change::Covered(other),
        _ => Change::None,
    };
    let again = dice.chance(10);
    let mood = dice.weigh(&[(Mood::Usual, 88), (Mood::Quiet, 8), (Mood::ChildAfraid, 4)]);
    let by_themselves = dice.chance(14);
    Ok(Story {
        number: number as u64,
        situation,
        area: place.area,
        began,
        until: span.until,
        safety_team: place.safety,
        local_team,
        begun_by: if by_themselves { BegunBy::LocalTeam } else { BegunBy::Report(source(number, situation)) },
        first: Some(first),
        second: Some(second),
        mood: mood.unwrap_or(Mood::Usual),
        change,
        // Veilig Thuis has no file of its own where a local team began.
        again: again && !by_themselves,
    })
}

/// `expert.noord` has the stories that were made for that account, and no more.
fn anybody_but_nadia(staff: &Staff, team: &str, role: Role, dice: &mut Dice) -> Result<Caller, Failure> {
    let nadia = staff.named("expert.noord")?.user;
    let team_mates: Vec<_> = staff.of(team, role).into_iter().filter(|it| it.user != nadia).collect();
    let found = dice.pick(&team_mates).map(|it| (*it).clone());
    found.ok_or_else(|| Failure::Usage(format!("the demonstration has no {role} in {team}")))
}

/// A place whose teams were there on this day.
fn place(dice: &mut Dice, day: NaiveDate) -> Option<Place> {
    let of_then = |place: &Place| (day.year(), day.month(), day.day()) >= place.since;
    let places: Vec<_> = PLACES.iter().copied().filter(|(place, _)| of_then(place)).collect();
    dice.weigh(&places)
}

/// Residents report seldom; situations about which no resident tells come from others.
fn source(number: usize, situation: Situation) -> SourceCategory {
    let silent = matches!(situation, Situation::IntimateTerror | Situation::HarmfulPractices);
    match number % 9 {
        4 if !silent => SourceCategory::Resident,
        1 | 6 if situation != Situation::IntimateTerror => SourceCategory::OtherProfessional,
        _ => SourceCategory::Police,
    }
}

/// A report in the inbox of Veilig Thuis.
#[derive(Debug, Clone, Copy)]
pub struct Waiting {
    pub received: NaiveDate,
    pub situation: Situation,
    pub source: SourceCategory,
    pub then: Then,
}

/// What happened to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// Nothing yet.
    Waits,
    /// It was assessed, and a case may be opened.
    MayOpenCase,
    /// It was assessed so many working days later.
    Assessed(u32),
}

/// The inbox on this day: what is acute, what is overdue, what came in last, and what has just been assessed.
#[must_use]
pub fn inbox(today: NaiveDate) -> Vec<Waiting> {
    use Situation::{
        ChildAbuse, ElderAbuse, IntimateTerror, OtherDomestic, ParentAbuse, PartnerViolence, Separation,
    };
    use SourceCategory::{OtherProfessional, Police, Resident};
    use Then::{Assessed, MayOpenCase, Waits};
    [
        (1, IntimateTerror, Police, Waits),
        (1, PartnerViolence, Police, Waits),
        (1, ChildAbuse, OtherProfessional, Waits),
        (2, ElderAbuse, Resident, Waits),
        (2, IntimateTerror, Police, Waits),
        (2, Separation, OtherProfessional, Waits),
        (4, PartnerViolence, Resident, Waits),
        (5, ParentAbuse, Police, Waits),
        (11, ChildAbuse, OtherProfessional, Waits),
        (13, Separation, Police, Waits),
        (16, PartnerViolence, OtherProfessional, Waits),
        (6, PartnerViolence, Police, MayOpenCase),
        (8, ChildAbuse, OtherProfessional, MayOpenCase),
        (9, ElderAbuse, OtherProfessional, MayOpenCase),
        (12, OtherDomestic, Police, Assessed(3)),
        (19, PartnerViolence, Police, Assessed(9)),
        (24, ChildAbuse, Resident, Assessed(4)),
        (31, Separation, Police, Assessed(11)),
    ]
    .map(|(days, situation, source, then)| Waiting {
        received: days::before(today, days),
        situation,
        source,
        then,
    })
    .to_vec()
}

/// The requests for advice on this day: how many days ago, by whom, and whether they were answered.
#[must_use]
pub fn questions(today: NaiveDate) -> Vec<(NaiveDate, SourceCategory, bool)> {
    use SourceCategory::{OtherProfessional, Police, Resident};
    [
        (1, OtherProfessional, false),
        (1, Resident, false),
        (1, OtherProfessional, true),
        (2, Resident, false),
        (3, OtherProfessional, false),
        (3, Resident, true),
        (4, OtherProfessional, true),
        (6, Police, true),
        (7, Resident, true),
        (8, OtherProfessional, true),
        (11, Resident, true),
        (15, OtherProfessional, true),
    ]
    .map(|(days, source, answered)| (today - Days::new(days), source, answered))
    .to_vec()
}

/// The day before which everything of this scale happened.
#[must_use]
pub fn today(now: DateTime<Utc>) -> NaiveDate {
    amsterdam_day(now)
}
