//! The rules of the safety plan, tried out.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::fault::Faults;
use crate::score::AskedHow;

fn item(number: u128) -> PlanItemId {
    PlanItemId(Uuid::from_u128(number))
}

fn person(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn draft(texts: &[(Field, &str)]) -> ContentDraft {
    let texts = texts.iter().map(|(field, text)| (*field, (*text).to_owned())).collect();
    ContentDraft { texts, ..ContentDraft::default() }
}

fn situation(rank: i64, texts: &[(Field, &str)]) -> Content {
    draft(texts).check(ItemKind::Situation, Rank::new(rank)).unwrap()
}

fn placed(number: u128, content: Content) -> PlanItem {
    PlanItem {
        id: item(number),
        revision: Revision(1),
        content,
        removed: false,
        made_by: UserId(Uuid::nil()),
        made_at: DateTime::<Utc>::UNIX_EPOCH,
    }
}

fn under(kind: ItemKind, parent: u128) -> Content {
    let draft = ContentDraft { under: Some(item(parent)), ..draft(&[(Field::What, "Bellen met oma")]) };
    let set_by = (kind == ItemKind::Condition).then(|| OrganisationId(Uuid::nil()));
    ContentDraft { set_by, ..draft }.check(kind, None).unwrap()
}

fn told(faults: Result<Content, Faults>) -> String {
    faults.map_or_else(|it| it.to_string(), |_| String::new())
}

#[test]
fn a_part_has_what_its_kind_must_have_and_nothing_of_another() {
    for (kind, faults) in [
        (ItemKind::Situation, "what: missing"),
        (ItemKind::Condition, "what: missing, setBy: missing"),
        (ItemKind::Agreement, "under: missing, what: missing"),
        (ItemKind::RiskFactor, "under: missing, factor: one_of_these"),
        (ItemKind::Measure, "under: missing, what: missing"),
        (ItemKind::RecoveryGoal, "person: missing, what: missing"),
    ] {
        assert_eq!(told(ContentDraft::default().check(kind, Rank::new(1))), faults, "{kind}");
    }
    let strange = draft(&[(Field::What, "Ruzie aan tafel"), (Field::Provider, "De Waag")]);
    assert_eq!(told(strange.check(ItemKind::Situation, Rank::new(1))), "provider: does_not_fit");
}

#[test]
fn one_and_only_one_does_what_was_agreed() {
    let who = |who: DoerDraft| {
        let under = Some(item(1));
        let draft = ContentDraft { under, who: Some(who), ..draft(&[(Field::What, "Belt oma")]) };
        told(draft.check(ItemKind::Agreement, None))
    };
    let member = || DoerDraft { member: Some(person(1)), ..DoerDraft::default() };
    let name = Some("Wilma".to_owned());
    assert_eq!(who(member()), "");
    assert_eq!(who(DoerDraft { name: name.clone(), ..DoerDraft::default() }), "");
    assert_eq!(who(DoerDraft { name, ..member() }), "who: does_not_fit");
    assert_eq!(who(DoerDraft { role: Some("oma".to_owned()), ..DoerDraft::default() }), "who.name: missing");
    assert_eq!(who(DoerDraft::default()), "");
}

#[test]
fn a_fourth_situation_is_refused_and_a_free_place_is_filled() {
    let situations = |ranks: &[i64]| {
        let items = ranks
            .iter()
            .zip(1..)
            .map(|(rank, number)| placed(number, situation(*rank, &[(Field::What, "a")])));
        WorkingPlan::from_items(items.collect())
    };
    for (ranks, free) in [(&[][..], 1), (&[1], 2), (&[1, 3], 2), (&[2, 3], 1)] {
        assert_eq!(situations(ranks).free_rank(), Ok(Rank::new(free).unwrap()));
    }
    assert_eq!(situations(&[1, 2, 3]).free_rank(), Err(PlanRule::FourthSituation));
}

#[test]
fn situations_change_places_in_one_step() {
    let items = (1..=3).map(|it| placed(it, situation(i64::try_from(it).unwrap(), &[(Field::What, "a")])));
    let plan = WorkingPlan::from_items(items.collect());
    let moved = plan.ranked(&[item(2), item(1), item(3)]).unwrap();
    let places: Vec<_> = moved.iter().map(|(it, content)| (it.id, content.rank().unwrap().get())).collect();
    assert_eq!(places, [(item(2), 1), (item(1), 2)]);
    assert!(plan.ranked(&[item(1), item(2), item(3)]).unwrap().is_empty());
    for wrong in [&[item(1), item(2)][..], &[item(1), item(1), item(2)], &[item(1), item(2), item(4)]] {
        assert_eq!(plan.ranked(wrong).map(|it| it.len()), Err(PlanRule::RankingIncomplete));
    }
}

#[test]
fn what_others_belong_to_stays_in_the_plan() {
    let mut parts =
        vec![placed(1, situation(1, &[(Field::What, "a")])), placed(2, under(ItemKind::Condition, 1))];
    let plan = WorkingPlan::from_items(parts.clone());
    assert_eq!(plan.may_remove(item(1)), Err(PlanRule::ItemInUse));
    assert_eq!(plan.may_remove(item(2)), Ok(()));
    parts[1].removed = true;
    assert_eq!(WorkingPlan::from_items(parts).may_remove(item(1)), Ok(()));
}

#[test]
fn a_plan_is_adopted_with_a_situation_and_an_agreement() {
    let situation = placed(1, situation(1, &[(Field::What, "a")]));
    let agreement = placed(2, under(ItemKind::Agreement, 3));
    let plan = |items: &[&PlanItem]| WorkingPlan::from_items(items.iter().copied().cloned().collect());
    assert_eq!(plan(&[]).may_be_adopted(), Err(PlanRule::NoSituation));
    assert_eq!(plan(&[&agreement]).may_be_adopted(), Err(PlanRule::NoSituation));
    assert_eq!(plan(&[&situation]).may_be_adopted(), Err(PlanRule::NoAgreement));
    assert_eq!(plan(&[&situation, &agreement]).may_be_adopted(), Ok(()));
}

#[test]
fn a_part_names_only_who_and_what_is_there_and_may_keep_what_it_named() {
    let plan = WorkingPlan::from_items(vec![placed(1, situation(1, &[(Field::What, "a")]))]);
    let around = Around { members: BTreeSet::from([person(1)]), ..Around::default() };
    let about = |members: &[u128], parent| {
        let concerns = members.iter().map(|it| person(*it)).collect();
        let texts = draft(&[(Field::What, "a")]);
        let draft = ContentDraft { concerns, under: Some(item(parent)), ..texts };
        draft.check(ItemKind::RiskFactor, None).unwrap()
    };
    assert!(around.check(&about(&[1], 1), None, &plan).is_empty());
    let strangers = around.check(&about(&[2], 7), None, &plan);
    assert_eq!(strangers.to_string(), "under: unknown_choice, concerns: unknown_choice");
    assert!(around.check(&about(&[1, 2], 7), Some(&about(&[2], 7)), &plan).is_empty());
}

#[test]
fn a_mark_fits_its_part_and_its_day() {
    let mark = |mark, on: &str, note: &str| {
        let draft = MarkDraft { mark: Some(mark), on_day: Some(day(on)), note: Some(note.to_owned()) };
        let checked = draft.check(ItemKind::RiskFactor, day("2026-05-07"), day("2026-04-01"));
        checked.map_or_else(|it| it.to_string(), |_| String::new())
    };
    assert_eq!(mark(Mark::Removed, "2026-05-07", ""), "");
    assert_eq!(mark(Mark::Broken, "2026-05-08", ""), "mark: does_not_fit, onDay: in_the_future");
    assert_eq!(mark(Mark::Lasting, "2024-01-01", " "), "onDay: before_case, note: reason_required");
    assert_eq!(mark(Mark::Lasting, "2026-05-01", "Oma kijkt elke week"), "");
    for kind in ItemKind::ALL {
        let falls_back: Vec<_> = kind.marks().iter().filter(|it| it.calls_for_fallback()).collect();
        assert_eq!(falls_back.len(), usize::from(*kind == ItemKind::Condition));
    }
}

#[test]
fn the_mark_of_the_last_day_counts_and_of_one_day_the_last_note() {
    let fact = |number: u128, on: &str, hour: u32| MarkFact {
        id: crate::id::PlanMarkId(Uuid::from_u128(number)),
        mark: Mark::Kept,
        on_day: day(on),
        made_at: day("2026-05-07").and_hms_opt(hour, 0, 0).unwrap().and_utc(),
    };
    let facts = [
        fact(1, "2026-05-02", 9),
        fact(2, "2026-05-03", 8),
        fact(3, "2026-05-03", 9),
        fact(4, "2026-05-01", 10),
    ];
    assert_eq!(mark::latest(&facts), Some(&facts[2]));
    assert_eq!(mark::latest(&[]), None);
}

#[test]
fn everybody_has_a_voice_and_a_child_is_asked_or_heard() {
    let voters = [
        Voter { person: person(1), age: Some(35) },
        Voter { person: person(2), age: Some(7) },
        Voter { person: person(3), age: None },
    ];
    let voice = |number, opinion| VoiceDraft {
        person: person(number),
        opinion: Some(opinion),
        reason: None,
        asked_how: None,
        own_words: None,
    };
    let told = |drafts: Vec<VoiceDraft>| {
        check_voices(drafts, &voters, 12).map_or_else(|it| it.to_string(), |it| it.len().to_string())
    };
    let heard = || VoiceDraft { asked_how: Some(AskedHow::WithCard), ..voice(2, Opinion::Heard) };
    assert_eq!(told(vec![voice(1, Opinion::Agrees), heard(), voice(3, Opinion::Agrees)]), "3");
    assert_eq!(told(vec![voice(1, Opinion::Agrees), heard()]), "voices: too_few");
    assert_eq!(
        told(vec![voice(1, Opinion::Disagrees), voice(2, Opinion::Heard), voice(3, Opinion::Heard)]),
        "voices.0.reason: reason_required, voices.1.askedHow: asked_how_required, voices.2.opinion: does_not_fit"
    );
    let unasked = VoiceDraft { reason: Some("Bij vader".to_owned()), ..voice(2, Opinion::NotAsked) };
    let odd = VoiceDraft { own_words: Some("Nee".to_owned()), ..unasked.clone() };
    assert_eq!(told(vec![voice(1, Opinion::Agrees), unasked, voice(3, Opinion::Agrees)]), "3");
    assert_eq!(
        told(vec![voice(1, Opinion::Agrees), odd, voice(4, Opinion::Agrees), voice(1, Opinion::Agrees)]),
        "voices.1.ownWords: does_not_fit, voices.2.person: unknown_choice, voices.3.person: duplicate, \
         voices: too_few"
    );
}

#[test]
fn an_agreement_asks_what_it_leaves_open_and_is_never_refused_for_it() {
    let open = smart::questions(&under(ItemKind::Agreement, 1), day("2026-05-07"));
    let codes: Vec<_> = open.iter().map(|it| it.code()).collect();
    assert_eq!(codes, ["who_does_it", "what_exactly", "by_when", "who_checks", "how_checked"]);
    let clear = ContentDraft {
        under: Some(item(1)),
        who: Some(DoerDraft { member: Some(person(1)), ..DoerDraft::default() }),
        days: BTreeMap::from([(Field::ByWhen, day("2026-05-09")), (Field::ValidUntil, day("2026-05-08"))]),
        ..draft(&[
            (Field::What, "Tom belt elke avond om zeven uur met Mila"),
            (Field::CheckedBy, "Sara"),
            (Field::CheckedHow, "Zij hoort het gesprek"),
        ])
    };
    let open = smart::questions(&clear.check(ItemKind::Agreement, None).unwrap(), day("2026-05-10"));
    assert_eq!(open, [SmartQuestion::StillValid, SmartQuestion::EndsTooSoon]);
    let vague = ContentDraft {
        under: Some(item(1)),
        ..draft(&[(Field::What, "Tom zal proberen rustig te blijven")])
    };
    let open = smart::questions(&vague.check(ItemKind::Agreement, None).unwrap(), day("2026-05-10"));
    assert!(open.contains(&SmartQuestion::WhatExactly));
}

#[test]
fn two_versions_side_by_side_name_every_difference() {
    let before = BTreeMap::from([
        (item(1), situation(1, &[(Field::What, "a"), (Field::Place, "Keuken")])),
        (item(2), situation(2, &[(Field::What, "b")])),
        (item(3), situation(3, &[(Field::What, "c")])),
    ]);
    let after = BTreeMap::from([
        (item(1), situation(1, &[(Field::What, "a"), (Field::Worst, "Ziekenhuis")])),
        (item(3), situation(2, &[(Field::What, "c")])),
        (item(4), situation(3, &[(Field::What, "d")])),
    ]);
    let found = compare(&before, &after);
    let told: Vec<_> = found.iter().map(|it| (it.item, it.change, it.fields.clone())).collect();
    assert_eq!(
        told,
        [
            (item(1), Change::Rewritten, vec![Field::Place, Field::Worst]),
            (item(2), Change::Dropped, vec![Field::Rank, Field::What]),
            (item(3), Change::Rewritten, vec![Field::Rank]),
            (item(4), Change::Added, vec![Field::Rank, Field::What]),
        ]
    );
    assert!(
        compare(&before, &before).iter().all(|it| it.change == Change::Unchanged && it.fields.is_empty())
    );
}

#[test]
fn every_field_of_the_table_has_one_form() {
    for field in Field::ALL {
        let used = ItemKind::ALL.iter().any(|kind| kind.has(*field));
        assert!(used, "{field} is in no kind");
        assert!(!(field.is_text() && field.is_day()), "{field}");
    }
}

/// What one field of a situation may hold in a test: nothing or one of three texts.
fn texts() -> impl Strategy<Value = BTreeMap<Field, u8>> {
    let fields = [Field::Place, Field::HowOften, Field::HowLong, Field::Worst];
    prop::collection::btree_map(prop::sample::select(fields.to_vec()), 0..3u8, 0..=4)
}

fn people() -> impl Strategy<Value = BTreeSet<u128>> {
    prop::collection::btree_set(1..5u128, 0..4)
}

fn written((texts, people): &(BTreeMap<Field, u8>, BTreeSet<u128>)) -> Content {
    let concerns = people.iter().map(|it| person(*it)).collect();
    let texts = texts.iter().map(|(field, text)| (*field, format!("tekst {text}")));
    let texts = texts.chain([(Field::What, "Ruzie".to_owned())]).collect();
    ContentDraft { texts, concerns, ..ContentDraft::default() }
        .check(ItemKind::Situation, Rank::new(1))
        .unwrap()
}

proptest! {
    #[test]
    fn no_change_is_ever_lost(base in (texts(), people()), mine in (texts(), people()), theirs in (texts(), people())) {
        let (base, mine, theirs) = (written(&base), written(&mine), written(&theirs));
        let fields = || Field::ALL.iter().filter(|it| **it != Field::Concerns);
        let apart: Vec<Field> = fields()
            .filter(|it| mine.get(**it) != base.get(**it) && theirs.get(**it) != base.get(**it))
            .filter(|it| mine.get(**it) != theirs.get(**it))
            .copied()
            .collect();
        match merge(&base, &mine, &theirs) {
            Ok(merged) => {
                prop_assert!(apart.is_empty());
                for field in fields() {
                    let changed = if mine.get(*field) == base.get(*field) { &theirs } else { &mine };
                    prop_assert_eq!(merged.get(*field), changed.get(*field));
                }
                for it in 1..5u128 {
                    let has = |content: &Content| content.concerns().contains(&person(it));
                    let changed = if has(&mine) == has(&base) { has(&theirs) } else { has(&mine) };
                    prop_assert_eq!(has(&merged), changed);
                }
            }
            Err(conflicts) => {
                let mut named: Vec<Field> = conflicts.iter().map(|it| it.field).collect();
                named.sort();
                prop_assert_eq!(named, apart);
                for conflict in conflicts {
                    prop_assert_eq!(conflict.base.as_ref(), base.get(conflict.field));
                    prop_assert_eq!(conflict.mine.as_ref(), mine.get(conflict.field));
                    prop_assert_eq!(conflict.theirs.as_ref(), theirs.get(conflict.field));
                }
                // Sent again on the newest text, it holds every change but those that both wrote.
                let again = Content::from_values(ItemKind::Situation, going_on(&base, &mine, &theirs)).unwrap();
                for field in fields() {
                    let kept = if mine.get(*field) == base.get(*field) { &theirs } else { &mine };
                    prop_assert_eq!(again.get(*field), kept.get(*field));
                }
            }
        }
    }

    #[test]
    fn it_does_not_matter_who_was_faster(base in (texts(), people()), mine in (texts(), people()), theirs in (texts(), people())) {
        let (base, mine, theirs) = (written(&base), written(&mine), written(&theirs));
        let (one, other) = (merge(&base, &mine, &theirs), merge(&base, &theirs, &mine));
        prop_assert_eq!(one.is_ok(), other.is_ok());
        if let (Ok(one), Ok(other)) = (one, other) {
            prop_assert_eq!(one, other);
        }
    }

    #[test]
    fn who_changes_nothing_takes_nothing_away(base in (texts(), people()), theirs in (texts(), people())) {
        let (base, theirs) = (written(&base), written(&theirs));
        prop_assert_eq!(merge(&base, &base, &theirs), Ok(theirs.clone()));
        prop_assert_eq!(merge(&base, &theirs, &theirs), Ok(theirs));
    }
}

#[test]
fn two_halves_that_together_are_no_whole_are_a_conflict() {
    let factor = |factor, text: &str| {
        let draft = ContentDraft { under: Some(item(1)), factor, ..draft(&[(Field::What, text)]) };
        draft.check(ItemKind::RiskFactor, None).unwrap()
    };
    let base = factor(Some(Factor::Work), "Geen werk");
    let conflicts = merge(&base, &factor(None, "Geen werk"), &factor(Some(Factor::Work), "")).unwrap_err();
    let fields: Vec<_> = conflicts.iter().map(|it| it.field).collect();
    assert_eq!(fields, [Field::Factor, Field::What]);
}

#[test]
fn agreements_are_in_the_order_of_their_days() {
    let agreement = |number: u128, by: Option<&str>, until: Option<&str>| {
        let days = [(Field::ByWhen, by), (Field::ValidUntil, until)];
        let days = days.into_iter().filter_map(|(field, text)| Some((field, day(text?)))).collect();
        let draft = ContentDraft { under: Some(item(9)), days, ..draft(&[(Field::What, "a")]) };
        placed(number, draft.check(ItemKind::Agreement, None).unwrap())
    };
    let plan = WorkingPlan::from_items(vec![
        agreement(1, None, None),
        agreement(2, Some("2026-06-02"), None),
        agreement(3, None, Some("2026-06-01")),
        agreement(4, None, Some("2026-05-01")),
    ]);
    let standing = Standing { plan, marks: BTreeMap::new() };
    let open: Vec<_> = standing.plan.open_agreements(day("2026-05-07")).iter().map(|it| it.id).collect();
    assert_eq!(open, [item(3), item(2), item(1)]);
    assert_eq!(standing.agreements_under(item(9), day("2026-05-01")).count(), 4);
}
