//! The ten rules, one after the other.

use super::{
    SUPERVISOR_OKT, accepts, case_of_anna, draft, holders, later, offered, prepared, refuses, told, withdraws,
};
use crate::support::{ANNA, BV_NOORD, LEA, OKT_NOORD, SUSAN, VERA, VT_INTAKE, World, creation};
use casework::handover::{
    Finish, FinishHandover, OfferHandover, PrepareHandover, finish, list, offer, offers, prepare, read,
    read_offer,
};
use casework::phase::{LetPass, let_pass};
use casework::reference::team_id;
use domain::handover::{HandoverDraft, HandoverState};
use domain::phase::Phase;
use domain::version::Version;

#[tokio::test]
async fn rule_1_the_giver_stays_responsible_until_the_acceptance_is_committed() {
    let world = World::new().await;
    let (case, anna, lea) = case_of_anna(&world).await;
    let handover = offered(&world, &anna, case.id, 1).await;
    assert_eq!(holders(&world).await, [BV_NOORD]);
    later(&world);

    assert_eq!(accepts(&world, &lea, handover).await.unwrap(), case.id);

    assert_eq!(holders(&world).await, [BV_NOORD, OKT_NOORD]);
    let of_holder = "SELECT handover_id FROM view_holders WHERE handover_id IS NOT NULL";
    assert_eq!(world.lines(of_holder).await, [handover.to_string()]);
    let steps = "SELECT concat_ws(' ', step, kind, side) FROM handover_steps ORDER BY step";
    assert_eq!(world.lines(steps).await, ["1 prepare giver", "2 offer giver", "3 accept receiver"]);
    let term = "SELECT concat_ws(' ', kind, state) FROM terms";
    assert_eq!(world.lines(term).await, ["handover_answer met"]);
    assert_eq!(world.lines("SELECT kind FROM tasks").await, ["handover_meeting"]);
}

#[tokio::test]
async fn rule_2_the_receiver_sees_a_preview_and_keeps_nothing_after_a_refusal() {
    let world = World::new().await;
    let (case, anna, lea) = case_of_anna(&world).await;
    let sien = world.caller(SUPERVISOR_OKT).await;
    let handover = offered(&world, &anna, case.id, 1).await;
    later(&world);
    let seen = read_offer(&world.casework, &lea, handover).await.unwrap();
    let preview = seen.preview.unwrap();
    assert_eq!((preview.phase, preview.adults, preview.children), (Phase::Direct, 2, 1));
    let mut before = world.acting(&lea).await;
    assert_eq!(before.lines("SELECT count(*) FROM handovers").await, ["1"]);
    for hidden in
        ["handover_contents", "handover_steps", "cases", "persons", "participations", "view_holders"]
    {
        assert_eq!(before.lines(&format!("SELECT count(*) FROM {hidden}")).await, ["0"], "{hidden}");
    }
    drop(before);

    refuses(&world, &lea, handover, "Wij hebben nu geen plek.").await.unwrap();
    later(&world);

    for receiver in [&lea, &sien] {
        assert!(offers(&world.casework, receiver).await.unwrap().is_empty());
        assert_eq!(told(read_offer(&world.casework, receiver, handover).await), "not found");
        let mut after = world.acting(receiver).await;
        for table in ["handovers", "handover_contents", "handover_steps", "tasks", "cases", "participations"]
        {
            assert_eq!(after.lines(&format!("SELECT count(*) FROM {table}")).await, ["0"], "{table}");
        }
    }
    assert_eq!(world.count("disclosures").await, 0);
}

#[tokio::test]
async fn rule_3_a_refusal_has_a_reason_and_wakes_the_giver() {
    let world = World::new().await;
    let (case, anna, lea) = case_of_anna(&world).await;
    let handover = offered(&world, &anna, case.id, 1).await;
    assert_eq!(told(refuses(&world, &lea, handover, "  ").await), "reason: reason_required");

    refuses(&world, &lea, handover, "Wij hebben nu geen plek.").await.unwrap();
    world.do_all_jobs().await;

    assert_eq!(
        world.lines("SELECT concat_ws(' ', kind, cause, origin_id) FROM tasks").await,
        [format!("handover_refused handover {handover}")]
    );
    let notices = "SELECT DISTINCT concat_ws(' ', u.name, n.kind) FROM notices n JOIN users u ON u.id = n.user_id ORDER BY 1";
    let woken = world.lines(notices).await;
    assert!(woken.contains(&"anna urgent_task".to_owned()), "{woken:?}");
    assert!(woken.contains(&"anna handover_ended".to_owned()), "{woken:?}");
    let file = read(&world.casework, &anna, case.id, handover).await.unwrap();
    assert_eq!(file.line.reason.as_deref(), Some("Wij hebben nu geen plek."));
}

#[tokio::test]
async fn rule_4_whoever_comes_too_late_hears_what_became_of_it() {
    let world = World::new().await;
    let (case, anna, lea) = case_of_anna(&world).await;
    let first = offered(&world, &anna, case.id, 1).await;
    withdraws(&world, &anna, case.id, first).await.unwrap();
    later(&world);
    assert_eq!(told(accepts(&world, &lea, first).await), "rule handover_already_withdrawn");
    assert_eq!(told(withdraws(&world, &anna, case.id, first).await), "rule handover_already_withdrawn");

    let second = offered(&world, &anna, case.id, 2).await;
    accepts(&world, &lea, second).await.unwrap();
    later(&world);
    assert_eq!(told(accepts(&world, &lea, second).await), "rule handover_already_accepted");
    assert_eq!(told(refuses(&world, &lea, second, "Toch niet").await), "rule handover_already_accepted");
    let vera = world.caller(VERA).await;
    assert_eq!(told(accepts(&world, &vera, second).await), "not found");
}

#[tokio::test]
async fn rule_5_giving_back_is_a_new_offer_and_a_former_holder_offers_nothing() {
    let world = World::new().await;
    let (case, anna, lea) = case_of_anna(&world).await;
    let (susan, sien) = (world.caller(SUSAN).await, world.caller(SUPERVISOR_OKT).await);
    let handover = offered(&world, &anna, case.id, 1).await;
    later(&world);
    accepts(&world, &lea, handover).await.unwrap();
    later(&world);
    assert_eq!(told(prepared(&world, &anna, case.id, 2).await), "not found");

    let back = HandoverDraft { team: Some(team_id(BV_NOORD)), ..draft(&world) };
    let command = PrepareHandover { case: case.id, handover: back };
    let again = prepare(&world.casework, &sien, &creation(3), command).await.unwrap();
    let command = OfferHandover { case: case.id, handover: again, seen: Version(1) };
    offer(&world.casework, &sien, command).await.unwrap();
    later(&world);
    accepts(&world, &susan, again).await.unwrap();

    assert_eq!(holders(&world).await, [BV_NOORD, OKT_NOORD, BV_NOORD]);
}

#[tokio::test]
async fn rule_6_a_case_does_not_close_while_a_handover_is_offered() {
    let world = World::new().await;
    let (case, anna, _) = case_of_anna(&world).await;
    let susan = world.caller(SUSAN).await;
    world.build("UPDATE cases SET phase = 'recovery'").await;
    let handover = offered(&world, &anna, case.id, 1).await;
    let close = || LetPass {
        case: case.id,
        to: Phase::Closed,
        reason: Some("Het gezin verhuist.".to_owned()),
        seen: Version(1),
    };
    assert_eq!(told(let_pass(&world.casework, &susan, close()).await), "rule handover_still_offered");

    withdraws(&world, &anna, case.id, handover).await.unwrap();
    later(&world);

    let_pass(&world.casework, &susan, close()).await.unwrap();
    assert_eq!(told(prepared(&world, &anna, case.id, 2).await), "rule handover_case_closed");
}

#[tokio::test]
async fn rule_7_the_giver_takes_back_what_nobody_accepted_also_after_talking_it_over() {
    let world = World::new().await;
    let (case, anna, lea) = case_of_anna(&world).await;
    let handover = offered(&world, &anna, case.id, 1).await;
    let today = world.now().date_naive();
    let step = Finish::TalkedOver { on: Some(today), outcome: "Besproken." };
    let command = FinishHandover { case: case.id, handover, seen: Version(2), step };
    assert_eq!(finish(&world.casework, &anna, command).await.unwrap(), Version(3));
    let reason = Some("Het is weer onveilig.".to_owned());
    let command = casework::handover::WithdrawHandover { case: case.id, handover, seen: Version(3), reason };

    casework::handover::withdraw(&world.casework, &anna, command).await.unwrap();
    later(&world);

    assert_eq!(told(read_offer(&world.casework, &lea, handover).await), "not found");
    assert_eq!(world.lines("SELECT state FROM terms").await, ["stopped"]);
    assert_eq!(holders(&world).await, [BV_NOORD]);
}

#[tokio::test]
async fn rule_8_the_former_holder_leaves_unless_another_reason_remains() {
    let world = World::new().await;
    let (case, anna, lea) = case_of_anna(&world).await;
    let susan = world.caller(SUSAN).await;
    let handover = offered(&world, &anna, case.id, 1).await;
    later(&world);
    accepts(&world, &lea, handover).await.unwrap();
    later(&world);

    for gone in [&anna, &susan] {
        assert_eq!(told(list(&world.casework, gone, case.id).await), "not found");
    }
    let seats = "SELECT u.name FROM duo_seats s JOIN users u ON u.id = s.user_id WHERE s.ends_at IS NULL";
    assert_eq!(world.lines(seats).await, ["bilal"]);
    let parts = "SELECT t.key FROM participations p JOIN teams t ON t.id = p.team_id WHERE p.ends_at IS NULL";
    assert_eq!(world.lines(parts).await, [OKT_NOORD]);
    assert_eq!(list(&world.casework, &lea, case.id).await.unwrap().items.len(), 1);
}

#[tokio::test]
async fn rule_8_veilig_thuis_stays_by_law_and_looks_again() {
    let world = World::new().await;
    let (vera, lea) = (world.caller(VERA).await, world.caller(LEA).await);
    let case = world.case().with_team(VT_INTAKE).build().await;
    world.build("UPDATE participations SET task = 'veilig_thuis'").await;
    let handover = offered(&world, &vera, case.id, 1).await;
    later(&world);
    accepts(&world, &lea, handover).await.unwrap();
    later(&world);

    assert_eq!(holders(&world).await, [VT_INTAKE, OKT_NOORD]);
    assert!(list(&world.casework, &vera, case.id).await.is_ok());
    let terms = "SELECT kind FROM terms WHERE state = 'running' ORDER BY due_on";
    assert_eq!(world.lines(terms).await, ["monitor_first", "monitor_second", "monitor_third"]);
}

#[tokio::test]
async fn rule_9_the_receiver_is_asked_again_whether_it_may_at_the_acceptance() {
    let world = World::new().await;
    let (case, anna, lea) = case_of_anna(&world).await;
    let nobody_there = HandoverDraft { team: Some(team_id("bv-weesp")), ..draft(&world) };
    let command = PrepareHandover { case: case.id, handover: nobody_there };
    let refused = prepare(&world.casework, &anna, &creation(1), command).await;
    assert_eq!(told(refused), "rule handover_receiver_not_entitled");

    let handover = offered(&world, &anna, case.id, 2).await;
    world.build(&format!("UPDATE teams SET valid_until = '2026-05-06' WHERE key = '{OKT_NOORD}'")).await;
    assert_eq!(told(accepts(&world, &lea, handover).await), "rule handover_receiver_not_entitled");
    refuses(&world, &lea, handover, "Ons team bestaat niet meer.").await.unwrap();
    assert_eq!(holders(&world).await, [BV_NOORD]);
}

#[tokio::test]
async fn rule_10_what_was_handed_over_is_frozen_at_the_offer_and_disclosed_with_the_acceptance() {
    let world = World::new().await;
    let (case, anna, lea) = case_of_anna(&world).await;
    let score = |value: u8, about: &str| {
        format!(
            "INSERT INTO safety_scores (id, case_id, value, scale_version, rater_user_id, about_person_id, phase, reason, \
               scored_at, entered_by, membership_id, organisation_id, entered_at) \
             SELECT gen_random_uuid(), '{}', {value}, 1, '{user}', {about}, 'direct', 'Zo is het', '{at}', '{user}', \
               '{}', '{}', '{at}'",
            case.id,
            anna.membership,
            anna.organisation,
            user = anna.user,
            at = world.now()
        )
    };
    world.build(&score(4, &format!("'{}'", case.household.child))).await;
    let handover = offered(&world, &anna, case.id, 1).await;
    later(&world);
    world.build(&score(2, "NULL")).await;
    accepts(&world, &lea, handover).await.unwrap();
    later(&world);

    let file = read(&world.casework, &lea, case.id, handover).await.unwrap();
    let contents = file.contents.unwrap();
    assert_eq!(contents.scores.iter().map(|it| it.value).collect::<Vec<_>>(), [4]);
    assert_eq!(file.persons.iter().map(|it| it.person).collect::<Vec<_>>(), [case.household.child]);
    let contacts: Vec<&str> = contents.contacts.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(contacts, ["Anna de Graaf", "Bilal Amrani"]);
    assert_eq!(file.line.state, HandoverState::Accepted);
    let register =
        "SELECT concat_ws(' ', reader, sheet, ground, receiver, handover_id, plan_version) FROM disclosures";
    let expected = format!("team handover youth_7_3_11 OKT Noord {handover}");
    assert_eq!(world.lines(register).await, [expected]);
    let audit = world.audit().await;
    assert!(audit.contains(&"lea answer_handover done handover: Mila".to_owned()), "{audit:?}");
    assert!(audit.contains(&"lea read_case done case: Mila".to_owned()), "{audit:?}");
}

#[tokio::test]
async fn an_offer_that_nobody_answers_lapses_by_the_clock_and_wakes_the_giver() {
    let world = World::new().await;
    let (case, anna, lea) = case_of_anna(&world).await;
    let handover = offered(&world, &anna, case.id, 1).await;
    world.do_all_jobs().await;
    assert_eq!(read_offer(&world.casework, &lea, handover).await.unwrap().version, Version(2));
    world.clock.forward(chrono::Duration::days(20));
    assert_eq!(told(accepts(&world, &lea, handover).await), "rule handover_term_over");

    world.do_all_jobs().await;

    assert_eq!(world.lines("SELECT state FROM handovers").await, ["lapsed"]);
    assert_eq!(world.lines("SELECT kind FROM tasks").await, ["handover_lapsed"]);
    assert_eq!(holders(&world).await, [BV_NOORD]);
    later(&world);
    assert_eq!(told(accepts(&world, &lea, handover).await), "rule handover_already_lapsed");
    assert!(world.audit().await.contains(&"[work] lapse_handover done handover".to_owned()));
}

#[tokio::test]
async fn it_is_completed_after_it_was_talked_over() {
    let world = World::new().await;
    let (case, anna, lea) = case_of_anna(&world).await;
    let handover = offered(&world, &anna, case.id, 1).await;
    later(&world);
    accepts(&world, &lea, handover).await.unwrap();
    later(&world);
    let command = |version, step| FinishHandover { case: case.id, handover, seen: Version(version), step };
    let early = finish(&world.casework, &lea, command(3, Finish::Completed)).await;
    assert_eq!(told(early), "rule handover_not_talked_over");

    let today = world.now().date_naive();
    let talked_over = Finish::TalkedOver { on: Some(today), outcome: "Besproken." };
    finish(&world.casework, &lea, command(3, talked_over)).await.unwrap();
    let ended = "SELECT concat_ws(' ', t.kind, c.ending, c.outcome) FROM tasks t JOIN task_completions c ON c.task_id = t.id";
    assert_eq!(world.lines(ended).await, ["handover_meeting done Besproken."]);
    finish(&world.casework, &lea, command(4, Finish::Completed)).await.unwrap();

    assert_eq!(world.lines("SELECT state FROM handovers").await, ["completed"]);
}

#[tokio::test]
async fn who_does_not_hold_the_view_hands_nothing_over() {
    let world = World::new().await;
    let anna = world.caller(ANNA).await;
    let vera = world.caller(VERA).await;
    let _ = world.caller(LEA).await;
    let case = world.case().with_duo(&anna, &vera).with_team(VT_INTAKE).with_team(BV_NOORD).build().await;
    assert_eq!(told(prepared(&world, &anna, case.id, 1).await), "rule handover_not_holder");
    let named = HandoverDraft { why: Some("Mila slaapt slecht".to_owned()), ..draft(&world) };
    let command = PrepareHandover { case: case.id, handover: named };
    let refused = prepare(&world.casework, &vera, &creation(2), command).await;
    assert_eq!(told(refused), "why: not_allowed");
}
