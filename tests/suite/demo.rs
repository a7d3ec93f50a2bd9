//! The demonstration: the same histories for the same seed, valid by the rules, with something to do for everybody
//! of the cast, and counted as they were made.

use crate::support::{Persona, Site, World};
use access::{Caller, Role};
use casework::account::admin;
use casework::report::list::{ListReports, list as inbox};
use casework::{advice, case, duo, phase, plan};
use chrono::{DateTime, Utc};
use domain::id::MembershipId;
use domain::phase::Phase;
use domain::plan::Field;
use serde_json::Value;
use server::demo::fill::{Filling, ProgressBar, fill};
use server::demo::region::{BySource, Volume};
use server::settings::demo::Scale;

const VOLUME: Volume = Volume {
    reports: BySource { resident: 6, police: 22, other_professional: 9 },
    advice_requests: BySource { resident: 5, police: 2, other_professional: 4 },
    follow_ups: 12,
};

/// A policy officer with a desk.
const PIA: Persona = Persona {
    name: "pia",
    display_name: "Pia Zonneveld",
    role: Role::PolicyOfficer,
    organisation: "gemeente-amsterdam",
    teams: &["beleid-regio"],
};

async fn filled(scale: Scale, households: usize) -> World {
    let world = World::new().await;
    let now = world.now();
    filled_at(world, now, (scale, households)).await
}

async fn filled_at(world: World, now: DateTime<Utc>, (scale, households): (Scale, usize)) -> World {
    let wanted = Filling { households, volume: VOLUME, ..Filling::whole(scale, 2022, now) };
    fill(&world.casework_with_pool(8), wanted, &ProgressBar::hidden()).await.unwrap();
    world
}

/// Somebody of the cast.
async fn cast(world: &World, name: &str) -> Caller {
    let query =
        format!("SELECT m.id FROM memberships m JOIN users u ON u.id = m.user_id WHERE u.name = '{name}'");
    let membership = MembershipId(world.lines(&query).await[0].parse().unwrap());
    admin::acting_as(&world.casework, membership).await.unwrap()
}

/// Everything that happened, in an order that does not depend on which history was faster.
async fn told(world: &World) -> Vec<String> {
    let mut told = Vec::new();
    for query in [
        "SELECT concat_ws('|', id, given_name, family_name, birth) FROM persons ORDER BY id",
        "SELECT concat_ws('|', id, household_id, received_at, source_category, state) FROM reports ORDER BY id",
        "SELECT concat_ws('|', report_id, outcome, decided_at, rationale) FROM assessments ORDER BY id",
        "SELECT concat_ws('|', id, code, household_id, opened_at, reason) FROM cases ORDER BY id",
        "SELECT concat_ws('|', id, case_id, seat, kind, starts_at, ends_at) FROM duo_seats ORDER BY id",
        "SELECT concat_ws('|', id, case_id, happened_at, observed, corrects_id) FROM contact_entries ORDER BY id",
        "SELECT concat_ws('|', id, case_id, value, scored_at, reason) FROM safety_scores ORDER BY id",
        "SELECT concat_ws('|', id, received_at, question, answer) FROM advice_requests ORDER BY id",
        "SELECT concat_ws('|', item_id, revision, content, made_at) FROM plan_revisions ORDER BY item_id, revision",
        "SELECT concat_ws('|', id, case_id, number, adopted_at) FROM plan_versions ORDER BY id",
        "SELECT concat_ws('|', id, case_id, opened_at, closed_at, waiting) FROM scoring_rounds ORDER BY id",
        "SELECT concat_ws('|', id, case_id, to_phase, kind, changed_at) FROM phase_changes ORDER BY id",
        "SELECT concat_ws('|', id, case_id, told, recorded_at) FROM incidents ORDER BY id",
        "SELECT concat_ws('|', id, case_id, kind, opened_at) FROM tasks ORDER BY id",
    ] {
        let lines = world.lines(query).await;
        assert!(!lines.is_empty(), "{query}");
        told.extend(lines);
    }
    told
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_seed_tells_the_same_histories() {
    let (one, two) = tokio::join!(filled(Scale::Duo, 6), filled(Scale::Duo, 6));
    let (one, two) = (told(&one).await, told(&two).await);
    assert_eq!(one.len(), two.len());
    for (one, two) in one.iter().zip(&two) {
        assert_eq!(one, two);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_of_the_cast_finds_what_is_theirs_and_nothing_else() {
    let world = filled(Scale::Duo, 24).await;
    let casework = &world.casework;

    let nadia =
        case::caseload::caseload(casework, &cast(&world, "expert.noord").await, None, 50).await.unwrap();
    assert_eq!(nadia.items.len(), 9);
    let line = |it: &case::caseload::CaseloadLine| it.line.scores.iter().map(|it| it.value).min();
    assert!(nadia.items.iter().any(|it| line(it).is_some_and(|lowest| lowest <= 3)), "a low score");
    assert!(nadia.items.iter().any(|it| it.line.last_contact_at.is_none()), "a case that has just begun");
    let waits = |reason| nadia.items.iter().any(|it| it.waits.contains(&reason));
    assert!(waits(case::caseload::Waits::NoRecentContact));

    let marleen = case::list::list(casework, &cast(&world, "expert.weesp").await, None).await.unwrap();
    assert!(!marleen.items.is_empty());
    assert!(marleen.items.iter().all(|it| it.area.contains("Weesp")), "a stranger to Noord");
    for name in ["expert2.noord", "okt.noord", "buurtteam.noord", "sociaal.uithoorn"] {
        let found = case::list::list(casework, &cast(&world, name).await, None).await.unwrap();
        assert!(found.items.len() >= 2, "{name}: {}", found.items.len());
    }

    let supervisor = cast(&world, "supervisor.bv").await;
    let waiting = duo::without_duo::without_duo(casework, &supervisor, None, 50).await.unwrap();
    assert_eq!(waiting.items.len(), 5);
    let seats = "SELECT count(s.id) FROM cases c LEFT JOIN duo_seats s ON s.case_id = c.id AND s.kind = 'member' \
                 AND s.ends_at IS NULL GROUP BY c.id ORDER BY 1";
    let mut expected = vec!["0"; 4];
    expected.push("1");
    expected.extend(["2"; 20]);
    assert_eq!(world.lines(seats).await, expected, "two members, or it waits");

    let intake = cast(&world, "vt.intake").await;
    let wanted = ListReports { states: Vec::new(), after: None, limit: 100 };
    let reports = inbox(casework, &intake, wanted).await.unwrap().items;
    let open: Vec<_> =
        reports.iter().filter(|it| it.state == domain::report::ReportState::Received).collect();
    let today = domain::time::amsterdam_day(world.now());
    assert!(open.iter().any(|it| it.acute), "an acute report");
    assert!(open.iter().any(|it| it.due_by.protocol.unwrap() < today), "an overdue report");
    assert!(open.iter().any(|it| it.due_by.protocol.unwrap() > today), "a fresh report");
    let wanted = advice::list::ListAdvice { states: Vec::new(), after: None, limit: 100 };
    assert!(advice::list::list(casework, &intake, wanted).await.unwrap().items.len() > 5);
}

/// The history that somebody clicks through: everything that the rules ask for happened, and was never let pass.
#[tokio::test(flavor = "multi_thread")]
async fn the_storyline_goes_once_back_and_comes_near_its_end() {
    let world = filled(Scale::Duo, 0).await;
    let steps = "SELECT concat_ws(' ', c.from_phase || '-' || c.to_phase, c.kind, c.cause, c.plan_version) \
                 FROM phase_changes c ORDER BY c.case_id, c.step";
    assert_eq!(
        world.lines(steps).await,
        [
            "direct-stable passage 1",
            "stable-direct fallback incident",
            "direct-stable passage 2",
            "stable-recovery passage 2"
        ]
    );
    let tasks = "SELECT t.kind || ' ' || (c.task_id IS NOT NULL) FROM tasks t \
                 LEFT JOIN task_completions c ON c.task_id = t.id ORDER BY t.opened_at, t.kind";
    let done = ["child_scores_lower", "low_score", "scores_apart", "fell_back", "life_event"];
    let done = done.map(|it| format!("{it} true"));
    assert_eq!(world.lines(tasks).await, done);

    let nadia = cast(&world, "expert.noord").await;
    let mine = case::list::list(&world.casework, &nadia, None).await.unwrap();
    let case = mine.items.first().unwrap().case;
    let file = phase::read(&world.casework, &nadia, case).await.unwrap();
    let gate = file.gate.unwrap();
    assert_eq!(gate.to, Phase::Closed);
    assert!(gate.criteria.iter().all(|it| it.met), "{:?}", gate.criteria);
    let plan = plan::file(&world.casework, &nadia, case).await.unwrap();
    assert_eq!(plan.adopted.as_ref().unwrap().line.number, 2);
    let both = plan.standing.plan.live().find(|it| it.revision.0 == 3).unwrap();
    let said = |field| both.content.text(field).unwrap().to_owned();
    assert!(said(Field::What).contains("Joke") && said(Field::CheckedHow).contains("vrijdag"));
    let since = mine.items.first().unwrap().opened_at;
    assert!((540..=547).contains(&(world.now() - since).num_days()), "{since}");
}

/// What happens to whom depends on the day on which it is told. In this night an incident came before a colleague stood in.
#[tokio::test(flavor = "multi_thread")]
async fn the_demonstration_can_be_told_just_after_midnight() {
    let night = "2026-11-22T23:24:00Z".parse().unwrap();
    let world = filled_at(World::new().await, night, (Scale::Duo, 30)).await;
    assert_eq!(world.count("cases").await, 31, "one of each household, and the storyline");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_the_demonstration_lies_in_the_future() {
    let world = filled(Scale::Duo, 6).await;
    let late = "SELECT format('%s at %s', action, moment) FROM audit_log WHERE moment > '2026-05-07 09:00Z'";
    assert_eq!(world.lines(late).await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_figures_count_what_was_made() {
    let site = Site::of(filled(Scale::Region, 3).await);
    let program = site.program(PIA).await;
    let answer = program.get("/figures?year=2022").await;
    let counted = |measure: &str, category: &str| -> i64 {
        let tables = answer.body["tables"].as_array().unwrap();
        let mut rows = tables.iter().flat_map(|it| it["rows"].as_array().unwrap());
        let found = rows.find(|it| it["measure"] == measure && it["sourceCategory"] == category);
        found.unwrap()["counted"].as_i64().unwrap()
    };
    assert_eq!(counted("reports", "all"), 37);
    assert_eq!(counted("reports", "resident"), 6);
    assert_eq!(counted("reports", "police"), 22);
    assert_eq!(counted("reports", "other_professional"), 9);
    assert_eq!(counted("advice_requests", "all"), 11);
    assert_eq!(counted("advice_requests", "resident"), 5);
    assert_eq!(counted("advice_requests", "other_professional"), 4);
    let left: Vec<&Value> = answer.body["remainders"].as_array().unwrap().iter().collect();
    assert_eq!((&left[0]["published"], &left[0]["counted"]), (&0.into(), &0.into()));
    assert_eq!((&left[1]["published"], &left[1]["counted"]), (&308.into(), &2.into()));
    let follow_ups = site
        .world
        .lines("SELECT count(*) FROM reports WHERE follow_up IS NOT NULL AND received_at < '2023-01-01'")
        .await;
    assert_eq!(follow_ups, ["12"]);

    let nothing = program.get("/figures?year=2021").await;
    assert_eq!(nothing.body["tables"][0]["rows"][0]["counted"], 0);
}
