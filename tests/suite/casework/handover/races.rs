//! Races with real connections: offers, withdrawals, answers and closings at the same moment. One wins, the others hear what
//! became of it, and the history that is left behind is one that the rules themselves could have written.

use super::{SUPERVISOR_OKT, accepts, holders, later, offered, told};
use crate::support::{ANNA, BILAL, BV_NOORD, Case, LEA, OKT_NOORD, SUSAN, World};
use access::Caller;
use casework::handover::{AcceptHandover, RefuseHandover, WithdrawHandover, accept, refuse, withdraw};
use casework::phase::{LetPass, let_pass};
use casework::reference::team_id;
use casework::{Casework, Refusal};
use chrono::{DateTime, Duration, Utc};
use domain::case::HolderTrack;
use domain::handover::{Act, Handover, HandoverState, Side, StepKind, Surroundings};
use domain::id::{HandoverId, TeamId};
use domain::phase::Phase;
use domain::version::Version;
use std::future::Future;
use std::pin::Pin;

/// So many cases.
const RACES: u32 = 1_000;
/// So many at the same time.
const AT_ONCE: u32 = 8;

/// Somebody's try.
type Try<'a> = Pin<Box<dyn Future<Output = (&'static str, Result<(), Refusal>)> + 'a>>;

/// Who tries what in every race.
struct People {
    anna: Caller,
    lea: Caller,
    sien: Caller,
    susan: Caller,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_all_who_race_one_wins_and_there_is_one_holder_at_every_moment() {
    let world = World::new().await;
    let people = People {
        anna: world.caller(ANNA).await,
        lea: world.caller(LEA).await,
        sien: world.caller(SUPERVISOR_OKT).await,
        susan: world.caller(SUSAN).await,
    };
    let bilal = world.caller(BILAL).await;
    let casework = world.casework_with_pool(16);
    for batch in 0..RACES / AT_ONCE {
        let mut races = Vec::new();
        for number in 0..AT_ONCE {
            let case = world.case().with_duo(&people.anna, &bilal).with_team(BV_NOORD).build().await;
            world.build(&format!("UPDATE cases SET phase = 'recovery' WHERE id = '{}'", case.id)).await;
            let handover = offered(&world, &people.anna, case.id, batch * AT_ONCE + number).await;
            races.push((case, handover));
        }
        later(&world);
        let runs = races
            .iter()
            .zip(0..)
            .map(|((case, handover), number)| race(&casework, &people, case, *handover, batch + number));
        futures_util::future::join_all(runs).await;
        later(&world);
    }
    let histories = world.count("handovers").await;
    assert_eq!(histories, usize::try_from(RACES / AT_ONCE * AT_ONCE).unwrap());
    replay(&world).await;
}

/// Four try at once, each time begun by another of them.
async fn race(casework: &Casework, people: &People, case: &Case, handover: HandoverId, first: u32) {
    let reason = || Some("Daarom".to_owned());
    let seen = Version(2);
    let mut tries: Vec<Try<'_>> = vec![
        Box::pin(async move {
            let command = AcceptHandover { handover, seen };
            ("accept", accept(casework, &people.lea, command).await.map(|_| ()))
        }),
        Box::pin(async move {
            let command = RefuseHandover { handover, seen, reason: reason() };
            ("refuse", refuse(casework, &people.sien, command).await)
        }),
        Box::pin(async move {
            let command = WithdrawHandover { case: case.id, handover, seen, reason: reason() };
            ("withdraw", withdraw(casework, &people.anna, command).await)
        }),
        Box::pin(async move {
            let to = Phase::Closed;
            let command = LetPass { case: case.id, to, reason: reason(), seen: Version(1) };
            ("close", let_pass(casework, &people.susan, command).await.map(|_| ()))
        }),
    ];
    tries.rotate_left(usize::try_from(first % 4).unwrap());
    let ended = futures_util::future::join_all(tries).await;
    let winners: Vec<&str> =
        ended.iter().filter(|(what, done)| *what != "close" && done.is_ok()).map(|(what, _)| *what).collect();
    assert_eq!(winners.len(), 1, "{ended:?}");
    for (what, done) in &ended {
        let Err(refusal) = done else { continue };
        let told = refusal.to_string();
        // Whoever loses sight of the case with the acceptance is told that there is none.
        let clear = told.starts_with("rule handover_already_")
            || *what == "close" && told == "rule handover_still_offered"
            || winners == ["accept"] && ["withdraw", "close"].contains(what) && told == "not found";
        assert!(clear, "{what} heard {told:?} after {winners:?}");
    }
}

/// Plays the recorded steps through the rules again, and compares where they end with what the tables say.
async fn replay(world: &World) {
    let rows = world
        .lines(
            "SELECT h.id || ' ' || h.state || ' ' || to_char(h.answer_by AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') || ' ' || \
               (SELECT string_agg(s.kind || '/' || s.side || '/' || to_char(s.taken_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), ',' ORDER BY s.step) \
                FROM handover_steps s WHERE s.handover_id = h.id) || ' ' || \
               (SELECT string_agg(t.key, ',' ORDER BY v.since) FROM view_holders v JOIN teams t ON t.id = v.team_id \
                WHERE v.case_id = h.case_id) FROM handovers h",
        )
        .await;
    let (giver, receiver) = (team_id(BV_NOORD), team_id(OKT_NOORD));
    for row in &rows {
        let parts: Vec<&str> = row.split(' ').collect();
        let [_, state, answer_by, steps, keys] = parts[..] else { panic!("{row}") };
        let (ended, track) = played(giver, receiver, answer_by.parse().unwrap(), steps);
        assert_eq!(ended.code(), state, "{row}");
        let recorded: Vec<TeamId> = keys.split(',').map(team_id).collect();
        let expected: Vec<TeamId> = track.rows().iter().map(|(_, team)| *team).collect();
        assert_eq!(recorded, expected, "{row}");
        let moments =
            steps.split(',').map(|it| it.rsplit('/').next().unwrap().parse::<DateTime<Utc>>().unwrap());
        for at in moments.flat_map(|at| [at - Duration::seconds(1), at, at + Duration::seconds(1)]) {
            assert!(track.at(at).is_some(), "{row}");
        }
    }
    assert!(!rows.is_empty());
}

fn played(
    giver: TeamId,
    receiver: TeamId,
    answer_by: DateTime<Utc>,
    steps: &str,
) -> (HandoverState, HolderTrack) {
    let mut track = HolderTrack::opened(DateTime::UNIX_EPOCH, giver);
    let around = |track: &HolderTrack, at| Surroundings {
        holder: track.at(at).unwrap(),
        case_open: true,
        receiver_entitled: true,
    };
    let mut handover = None;
    for step in steps.split(',') {
        let told: Vec<&str> = step.split('/').collect();
        let (step, by) = (StepKind::from_code(told[0]).unwrap(), Side::from_code(told[1]).unwrap());
        let at = told[2].parse().unwrap();
        let Some(before) = handover else {
            assert_eq!(step, StepKind::Prepare);
            handover = Some(Handover::prepare(giver, receiver, around(&track, at)).unwrap());
            continue;
        };
        let act = Act { step, by, at, answer_by: Some(answer_by) };
        let (after, change) = Handover::take(before, act, around(&track, at)).unwrap();
        if let Some(change) = change {
            track = track.change(change).unwrap();
        }
        handover = Some(after);
    }
    (handover.unwrap().state, track)
}

#[tokio::test]
async fn an_acceptance_that_took_no_lock_is_refused_by_the_database() {
    let world = World::new().await;
    let (anna, bilal, lea) = (world.caller(ANNA).await, world.caller(BILAL).await, world.caller(LEA).await);
    let case = world.case().with_duo(&anna, &bilal).with_team(BV_NOORD).build().await;
    let handover = offered(&world, &anna, case.id, 1).await;
    later(&world);
    let mut slow = world.acting(&lea).await;
    assert_eq!(slow.lines("SELECT state FROM handovers").await, ["offered"]);
    accepts(&world, &lea, handover).await.unwrap();

    // The second one goes on from what it read before the first: it filters on nothing that changed since.
    let blind = format!(
        "UPDATE handovers SET state = 'accepted', decided_by = '{user}', decided_as = '{membership}', decided_at = '{at}', \
           accepted_at = '{at}' WHERE id = '{handover}'",
        user = lea.user,
        membership = lea.membership,
        at = world.now() + Duration::seconds(5),
    );
    let second_holder = format!(
        "INSERT INTO view_holders (case_id, since, team_id, reason, recorded_by, handover_id) \
         VALUES ('{}', '{}', '{}', 'handover', '{}', '{handover}')",
        case.id,
        world.now() + Duration::seconds(5),
        team_id(OKT_NOORD),
        lea.user
    );
    drop(slow);
    // Even past row level security a constraint refuses each half, and both together.
    let both = format!("{blind}; {second_holder}");
    for (sql, constraint) in [
        (blind, "an_acceptance_makes_a_holder"),
        (second_holder, "a_holder_follows_by_handover"),
        (both, "a_handover_makes_one_holder"),
    ] {
        let mut builder = world.database.console(store::testing::ClusterRole::Builder).await;
        let refused = builder.try_run(&format!("BEGIN; {sql}; COMMIT")).await;
        let told = format!("{:?}", refused.unwrap_err());
        assert!(told.contains(constraint), "{constraint}: {told}");
    }
    assert_eq!(holders(&world).await, [BV_NOORD, OKT_NOORD]);
    assert_eq!(told(accepts(&world, &lea, handover).await), "rule handover_already_accepted");
}
