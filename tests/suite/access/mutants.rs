//! The net itself is tried: whatever comparison in a guard is turned round, the differential test sees it.

use super::agree::{Eyes, worlds};
use store::testing::ClusterRole;

/// The functions that decide what is visible.
const GUARDS: &[&str] = &[
    "role",
    "teams",
    "sees_case",
    "sits_in",
    "works_for_all",
    "hears",
    "sees_report",
    "asked_in",
    "sees_round",
    "works_with",
    "registers",
    "sees_household",
    "sees_person",
    "edits_household",
    "edits_person",
    "advised_areas",
    "around_offer",
    "became_of_offer",
    "lock_case_of_offer",
];

/// What is turned into what, wherever it stands.
const TURNS: &[(&str, &str)] = &[
    (" <= ", " < "),
    (" > ", " >= "),
    ("IS NULL OR", "IS NOT NULL OR"),
    ("NOT EXISTS", "EXISTS"),
    (" ON t.team_id = ", " ON t.team_id <> "),
    (" OR EXISTS", " AND EXISTS"),
    (" OR guard", " AND guard"),
    ("'case_worker'", "'no_such_role'"),
    ("'safety_expert'", "'no_such_role'"),
    ("'vt_worker'", "'no_such_role'"),
    ("'chain_partner'", "'no_such_role'"),
    ("'team_lead'", "'no_such_role'"),
    ("'supervisor'", "'no_such_role'"),
    (" = guard.actor()", " IS NOT NULL"),
    (" = guard.membership()", " IS NOT NULL"),
    (" = guard.moment()", " IS NOT NULL"),
    (" = (SELECT guard.membership())", " IS NOT NULL"),
    (" = actor", " IS NOT NULL"),
    (" = membership", " IS NOT NULL"),
    (" = wanted", " IS NOT NULL"),
    (" <> 'closed'", " IS NOT NULL"),
    ("m.left_on IS NULL", "true"),
    ("NOT guard", "guard"),
];

/// Turns that change nothing, each with its reason. This list may only shrink.
const SAME: &[&str] = &[
    // A membership that acts belongs to the actor, says `role`, and a seat is taken under one's own membership.
    "sees_case:  = actor",
    "sits_in:  = guard.actor()",
];

/// So many worlds are looked at before a turn counts as unseen.
const WORLDS: usize = 400;

#[tokio::test]
async fn every_turned_comparison_is_seen() {
    let (world, mut samples) = worlds(WORLDS).await;
    let mut eyes = Eyes::open(&world).await;
    let mut migrator = world.database.console(ClusterRole::Migrator).await;
    migrator.run("SET ROLE tandem_guard").await;
    let mut turned = 0;
    let mut unseen = Vec::new();
    for guard in GUARDS {
        let right = migrator
            .line(&format!("SELECT pg_get_functiondef(oid) FROM pg_proc WHERE proname = '{guard}' AND pronamespace = 'guard'::regnamespace"))
            .await;
        for (from, to) in TURNS {
            for (place, _) in right.match_indices(from) {
                let wrong = format!("{}{to}{}", &right[..place], &right[place + from.len()..]);
                migrator.run(&wrong).await;
                turned += 1;
                if !eyes.see_a_difference(&world, &mut samples).await {
                    unseen.push(format!("{guard}: {from}"));
                }
            }
        }
        migrator.run(&right).await;
    }
    assert!(turned > 40, "the guards are still written in these words: {turned}");
    assert_eq!(unseen, SAME);
}
