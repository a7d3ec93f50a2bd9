//! When what of the method happens in a history: a plan after some weeks, tasks that are ended, here and there an
//! incident or a fear, a round that is open now, a passage that waits, a case that is closed.

use chrono::{DateTime, Duration, Utc};

use super::super::days;
use super::super::dice::Dice;
use super::super::situation::Situation;
use super::{Event, Mood, Story};
use domain::time::amsterdam_day;

/// Adds it to the events of a history, in which the duo works between two moments. Most histories have a plan.
pub(super) fn add(
    dice: &mut Dice,
    story: &Story,
    (assigned, last): (DateTime<Utc>, DateTime<Utc>),
    events: &mut Vec<(DateTime<Utc>, Event)>,
) {
    // Who is steady made the plan lately, so that what everybody said of it still counts.
    let planned = match story.mood {
        Mood::Steady => days::after(amsterdam_day(last), -60),
        _ => days::after(amsterdam_day(assigned), dice.within(9..=20)),
    };
    let planned = days::at_work(planned, dice);
    let has_plan = story.number % 5 != 3 && planned < last - Duration::days(2);
    if has_plan {
        events.push((planned, Event::Plan));
    }
    let revised = planned + Duration::days(30);
    if has_plan && story.number.is_multiple_of(4) && revised < last {
        events.push((revised, Event::Revise));
    }
    let mut scores: Vec<DateTime<Utc>> =
        events.iter().filter(|(_, it)| *it == Event::Scores).map(|(at, _)| *at).collect();
    let newest = scores.pop();
    if let Some(at) = scores.last().filter(|_| story.number % 3 != 1) {
        events.push((days::at_work(days::after(amsterdam_day(*at), 1), dice), Event::Tasks));
    }
    let is_asked_now = has_plan && story.number % 5 == 2 && newest.is_some_and(|at| at > planned);
    for (at, event) in events.iter_mut().filter(|_| is_asked_now) {
        if *event == Event::Scores && Some(*at) == newest {
            *event = Event::Ask;
        }
    }
    let happened = planned + (last - planned) / 3 * 2;
    if has_plan && dice.chance(20) && !matches!(story.mood, Mood::Steady | Mood::Closed) {
        events.push((happened, Event::Incident));
    }
    if has_plan && story.situation == Situation::IntimateTerror && story.mood != Mood::Closed {
        events.push((last - Duration::minutes(30), Event::Suspect));
    }
    match story.mood {
        Mood::Steady => events.push((last - Duration::hours(1), Event::Propose)),
        Mood::Closed => events.push((last, Event::Close)),
        Mood::Usual | Mood::Quiet | Mood::ChildAfraid | Mood::JustOpened => {}
    }
}
