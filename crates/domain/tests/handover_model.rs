//! The protocol of handing over, looked at in every order in which two servers, the clock and crashes can bring its steps. The
//! rules are those of the program itself; modelled here are only locks, transactions and time. A variant that takes no lock
//! before it reads must be caught, or the model would prove nothing.
#![expect(clippy::indexing_slicing, reason = "a test may end when a number is wrong")]

use std::time::Instant;

use chrono::{DateTime, Duration, Utc};
use domain::case::{HolderChange, HolderTrack};
use domain::handover::{Act, Handover, HandoverState, Side, StepKind, Surroundings};
use domain::id::TeamId;
use stateright::{Checker, HasDiscoveries, Model, Property};
use uuid::Uuid;

const SERVERS: usize = 2;
/// A second handover is one that gives the case back, or another try after a no.
const MOST_HANDOVERS: usize = 2;
const LAST_MINUTE: u8 = 1;
/// So many minutes the receiver has for an answer.
const TERM: u8 = 1;

/// Who takes which step, and whether also of a handover after which another one began.
const STEPS: [(StepKind, Side, bool); 7] = [
    (StepKind::Offer, Side::Giver, false),
    (StepKind::Withdraw, Side::Giver, false),
    (StepKind::Accept, Side::Receiver, true),
    (StepKind::Refuse, Side::Receiver, false),
    (StepKind::Lapse, Side::Clock, false),
    (StepKind::TalkOver, Side::Receiver, false),
    (StepKind::Complete, Side::Receiver, false),
];

/// The protocol, with or without locks.
#[derive(Clone, Copy)]
struct Protocol {
    locks: bool,
}

/// What the database holds, and what the servers are in the middle of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct World {
    minute: u8,
    case_open: bool,
    /// Who holds the view, one after the other.
    holders: Vec<u8>,
    handovers: Vec<Handover>,
    /// Which handovers were accepted, in the order of the commits.
    accepted: Vec<usize>,
    running: [Option<Running>; SERVERS],
}

/// A transaction that has begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Running {
    wish: Wish,
    has_case: bool,
    has_handover: bool,
    /// What it read, once it has its locks.
    read: Option<Read>,
}

/// What a transaction looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Read {
    /// The handover that the step is about.
    state: Option<(HandoverState, bool)>,
    any_open: bool,
    any_offered: bool,
    holder: u8,
    case_open: bool,
}

/// What somebody asks of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Wish {
    Prepare,
    Step(usize, StepKind, Side),
    Close,
}

/// What can happen next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Happens {
    Begins(usize, Wish),
    LocksHandover(usize),
    Commits(usize),
    Crashes(usize),
    Minute,
}

const fn team(number: u8) -> TeamId {
    TeamId(Uuid::from_u128(number as u128))
}

fn moment(minute: u8) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + Duration::minutes(minute.into())
}

impl Wish {
    const fn handover(self) -> Option<usize> {
        match self {
            Self::Step(number, ..) => Some(number),
            Self::Prepare | Self::Close => None,
        }
    }
}

impl World {
    fn track(&self) -> HolderTrack {
        let rows = self.holders.iter().zip(0..).map(|(number, since)| (moment(since), team(*number)));
        HolderTrack::from_rows(rows.collect()).expect("a track in order")
    }

    fn holder(&self) -> u8 {
        *self.holders.last().expect("somebody holds it")
    }

    fn is_case_locked(&self) -> bool {
        self.running.iter().flatten().any(|it| it.has_case)
    }

    fn is_handover_locked(&self, wanted: Option<usize>) -> bool {
        self.running.iter().flatten().any(|it| it.has_handover && it.wish.handover() == wanted)
    }

    /// Whether a server in the middle of something can go on, or waits for a lock.
    fn can_go_on(&self, running: &Running, locks: bool) -> bool {
        running.read.is_some() || !locks || !self.is_handover_locked(running.wish.handover())
    }

    /// A transaction as it begins. Who would wait for its first lock has not begun: that makes no difference to anybody.
    fn begin(&self, wish: Wish, locks: bool) -> Option<Running> {
        let reads = Some(self.read(wish.handover()));
        if !locks {
            return Some(Running { wish, has_case: false, has_handover: false, read: reads });
        }
        // Everybody locks the case first: whoever works on it, the receiver who does not see it yet, and the clock.
        let read = if wish.handover().is_none() { reads } else { None };
        (!self.is_case_locked()).then_some(Running { wish, has_case: true, has_handover: false, read })
    }

    fn read(&self, wanted: Option<usize>) -> Read {
        let state = wanted.map(|number| (self.handovers[number].state, self.handovers[number].talked_over));
        Read {
            state,
            any_open: self.handovers.iter().any(|it| it.state.is_open()),
            any_offered: self.handovers.iter().any(|it| it.state.lets_case_close().is_err()),
            holder: self.holder(),
            case_open: self.case_open,
        }
    }

    fn commit(&mut self, wish: Wish, read: &Read) {
        let around =
            Surroundings { holder: team(read.holder), case_open: read.case_open, receiver_entitled: true };
        match wish {
            Wish::Prepare => self.prepare(read, around),
            Wish::Close => {
                self.case_open = self.case_open && read.any_offered;
            }
            Wish::Step(number, step, by) => {
                let answer_by = Some(moment(self.minute + TERM));
                let act = Act { step, by, at: moment(self.minute), answer_by };
                let Some((state, talked_over)) = read.state else { return };
                let seen = Handover { state, talked_over, ..self.handovers[number] };
                let Ok((after, change)) = seen.take(act, around) else { return };
                self.handovers[number] = after;
                if let Some(HolderChange { team: to, .. }) = change {
                    let to = u8::try_from(to.0.as_u128()).expect("a small number");
                    self.holders.push(to);
                    self.accepted.push(number);
                }
            }
        }
    }

    fn prepare(&mut self, read: &Read, around: Surroundings) {
        if read.any_open || self.handovers.len() == MOST_HANDOVERS {
            return;
        }
        let to = if read.holder == 1 { 2 } else { 1 };
        if let Ok(new) = Handover::prepare(team(read.holder), team(to), around) {
            self.handovers.push(new);
        }
    }
}

impl Model for Protocol {
    type State = World;
    type Action = Happens;

    fn init_states(&self) -> Vec<World> {
        vec![World {
            minute: 0,
            case_open: true,
            holders: vec![1],
            handovers: vec![],
            accepted: vec![],
            running: [const { None }; SERVERS],
        }]
    }

    fn actions(&self, world: &World, actions: &mut Vec<Happens>) {
        let mut wishes = vec![Wish::Prepare, Wish::Close];
        for number in 0..world.handovers.len() {
            // What has ended is asked for too: that is the one who comes too late.
            let is_last = number + 1 == world.handovers.len();
            wishes.extend(STEPS.iter().filter(|it| is_last || it.2).map(|it| Wish::Step(number, it.0, it.1)));
        }
        for server in 0..SERVERS {
            let Some(running) = &world.running[server] else {
                let begins = wishes.iter().filter(|wish| world.begin(**wish, self.locks).is_some());
                actions.extend(begins.map(|wish| Happens::Begins(server, *wish)));
                continue;
            };
            actions.push(Happens::Crashes(server));
            if running.read.is_some() {
                actions.push(Happens::Commits(server));
            } else if world.can_go_on(running, self.locks) {
                actions.push(Happens::LocksHandover(server));
            }
        }
        if world.minute < LAST_MINUTE {
            actions.push(Happens::Minute);
        }
    }

    fn next_state(&self, last: &World, action: Happens) -> Option<World> {
        let mut world = last.clone();
        match action {
            Happens::Begins(server, wish) => world.running[server] = last.begin(wish, self.locks),
            Happens::LocksHandover(server) => {
                let running = world.running[server].as_mut()?;
                running.has_handover = true;
                running.read = Some(last.read(running.wish.handover()));
            }
            Happens::Commits(server) => {
                let done = world.running[server].take()?;
                world.commit(done.wish, &done.read?);
            }
            Happens::Crashes(server) => world.running[server] = None,
            Happens::Minute => world.minute += 1,
        }
        // Which of the two servers does what makes no difference.
        world.running.sort_unstable();
        (world != *last).then_some(world)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        vec![
            Property::always(ONE_HOLDER, |_, world: &World| {
                let last = world.accepted.last().map(|number| world.handovers[*number].receiver);
                world.track().at(moment(u8::MAX)) == Some(last.unwrap_or(team(1)))
                    && world.holders.len() == 1 + world.accepted.len()
                    && world.handovers.iter().enumerate().all(|(number, it)| {
                        matches!(it.state, HandoverState::Accepted | HandoverState::Completed)
                            == world.accepted.contains(&number)
                    })
            }),
            Property::always(ACCEPTED_ONCE, |_, world: &World| {
                let mut once = world.accepted.clone();
                once.sort_unstable();
                once.dedup();
                once.len() == world.accepted.len()
            }),
            Property::always(NO_DEAD_END, |_, world: &World| {
                world.handovers.iter().all(|it| it.state.is_final() || can_go_on(it, world))
            }),
            Property::always(NOBODY_WAITS_FOR_EVER, |model: &Self, world: &World| {
                let mut busy = world.running.iter().flatten().peekable();
                busy.peek().is_none() || busy.any(|it| world.can_go_on(it, model.locks))
            }),
            Property::always(CLOSED_WITHOUT_OFFER, |_, world: &World| {
                world.case_open || world.handovers.iter().all(|it| it.state != HandoverState::Offered)
            }),
            Property::always(ONE_OPEN, |_, world: &World| {
                world.handovers.iter().filter(|it| it.state.is_open()).count() <= 1
            }),
            Property::sometimes("refused", |_, world: &World| is_there(world, HandoverState::Refused)),
            Property::sometimes("withdrawn", |_, world: &World| is_there(world, HandoverState::Withdrawn)),
            Property::sometimes("lapsed", |_, world: &World| is_there(world, HandoverState::Lapsed)),
            Property::sometimes("completed", |_, world: &World| is_there(world, HandoverState::Completed)),
            Property::sometimes("given back", |_, world: &World| world.holders.len() == 3),
            Property::sometimes("closed", |_, world: &World| !world.case_open),
        ]
    }
}

const ONE_HOLDER: &str = "always exactly one holder, who accepted last";
const ACCEPTED_ONCE: &str = "no offer is accepted twice";
const NO_DEAD_END: &str = "every handover can still end";
const NOBODY_WAITS_FOR_EVER: &str = "of those who wait for a lock one goes on";
const CLOSED_WITHOUT_OFFER: &str = "a closed case has no open offer";
/// What goes wrong without locks.
const BROKEN: [&str; 3] = [ONE_HOLDER, ACCEPTED_ONCE, CLOSED_WITHOUT_OFFER];
const ONE_OPEN: &str = "at most one handover is open";

fn is_there(world: &World, state: HandoverState) -> bool {
    world.handovers.iter().any(|it| it.state == state)
}

/// Whether people can bring a handover nearer to its end, whatever became of the case and the teams, without the clock.
fn can_go_on(it: &Handover, world: &World) -> bool {
    let around =
        Surroundings { holder: team(world.holder()), case_open: world.case_open, receiver_entitled: false };
    let at = moment(world.minute);
    let tries = [StepKind::Withdraw, StepKind::Complete, StepKind::TalkOver].into_iter();
    let mut acts = tries.map(|step| Act { step, by: Side::Giver, at, answer_by: None });
    acts.any(|act| it.take(act, around).is_ok())
}

#[test]
fn in_every_order_there_is_one_holder_and_every_offer_can_end() {
    let began = Instant::now();
    let checker = Protocol { locks: true }.checker().threads(2).spawn_bfs().join();
    let (states, unique) = (checker.state_count(), checker.unique_state_count());
    println!("handover model: {states} states, {unique} different, {:.1} s", began.elapsed().as_secs_f64());
    checker.assert_properties();
    assert!(unique > 10_000, "{unique} states are too few to mean anything");
}

#[test]
fn an_acceptance_without_a_lock_is_caught() {
    let all = HasDiscoveries::AllOf(BROKEN.into_iter().collect());
    let checker = Protocol { locks: false }.checker().threads(2).finish_when(all).spawn_bfs().join();
    for broken in BROKEN {
        assert!(checker.discovery(broken).is_some(), "not caught: {broken}");
    }
}
